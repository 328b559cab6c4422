"""What the figures of a report are called, and how each is counted: one row for each of the catalogue."""

from __future__ import annotations

from typing import NamedTuple

from domain.figures.catalogue import Figure
from domain.figures.records import Box


class FigureWords(NamedTuple):
    title: str  # of its column
    counted: str = ""  # how, where the first sheet has it
    alone: str = ""  # its name where the unit stands beside it


FIGURES = {
    # The boxes
    Figure.DONE_ON_TIME: FigureWords("Hoàn thành đúng hạn", "kết quả được nghiệm thu, nộp trong hạn"),
    Figure.DONE_LATE: FigureWords("Hoàn thành quá hạn", "kết quả được nghiệm thu, nộp sau hạn"),
    Figure.OPEN_ON_TIME: FigureWords(
        "Đang thực hiện, trong hạn", "chưa nghiệm thu, chưa quá hạn hoặc đã nộp trong hạn"
    ),
    Figure.OPEN_OVERDUE: FigureWords("Đang thực hiện, quá hạn", "chưa nghiệm thu, đã quá hạn hoặc đã nộp sau hạn"),
    Figure.TOTAL: FigureWords("Tổng số (không kể thu hồi)", "cộng bốn nhóm trên"),
    Figure.DONE: FigureWords("Đã hoàn thành", "hoàn thành đúng hạn + hoàn thành quá hạn"),
    Figure.FALLEN_DUE: FigureWords(
        "Phải xong đến nay", "hoàn thành đúng hạn + hoàn thành quá hạn + đang thực hiện, quá hạn"
    ),
    Figure.ON_TIME_OF_DONE: FigureWords("Tỷ lệ đúng hạn trên số xong", "hoàn thành đúng hạn : đã hoàn thành"),
    Figure.ON_TIME_OF_FALLEN_DUE: FigureWords(
        "Tỷ lệ đúng hạn trên số phải xong", "hoàn thành đúng hạn : phải xong đến nay"
    ),
    Figure.CANCELLED: FigureWords("Đã thu hồi", "không tính vào tổng số"),
    # Tasks
    Figure.CARRIED_OVER: FigureWords("Kỳ trước chuyển sang", "giao trước kỳ báo cáo, còn mở trong kỳ"),
    Figure.BEGUN: FigureWords("Giao trong kỳ", "giao trong kỳ báo cáo"),
    Figure.SELF_JUDGED: FigureWords(
        "Tự giao, tự nghiệm thu", "trong số đã hoàn thành: người làm tự giao, tự nghiệm thu, không có cấp trên"
    ),
    Figure.EARLY: FigureWords("Sớm ít nhất 1 ngày làm việc", "nộp trước hạn ít nhất một ngày làm việc"),
    Figure.PAUSED: FigureWords("Đang tạm dừng", "người giao cho tạm dừng"),
    Figure.WAITING: FigureWords("Đã nộp, chờ nghiệm thu", "đã nộp kết quả, người giao chưa nghiệm thu"),
    Figure.DAYS_LATE: FigureWords("Tổng số ngày trễ", "ngày làm việc đã bắt đầu sau hạn, cộng mọi nhiệm vụ chậm"),
    Figure.OWN_CAUSES: FigureWords(
        "Chậm do chủ quan (đã xác nhận)", "nguyên nhân chủ quan, chỉ tính khi đã được xác nhận"
    ),
    Figure.OUTSIDE_CAUSES: FigureWords(
        "Chậm do khách quan (đã xác nhận)", "nguyên nhân khách quan, chỉ tính khi đã được xác nhận"
    ),
    Figure.EXTENSIONS_ASKED: FigureWords("Xin gia hạn", "số lần xin gia hạn"),
    Figure.EXTENSIONS_GRANTED: FigureWords("Được gia hạn", "số lần được gia hạn"),
    Figure.TRANSFERS_UP: FigureWords("Chuyển vì vượt thẩm quyền", "số lần chuyển lên cấp trên"),
    Figure.TRANSFERS_SIDEWAYS: FigureWords("Chuyển vì không thuộc chức năng", "số lần chuyển sang nơi khác"),
    Figure.REFUSALS: FigureWords("Từ chối nhiệm vụ", "số lần từ chối chính thức"),
    Figure.RETURNS: FigureWords("Bị trả lại", "số lần kết quả bị trả lại"),
    Figure.SILENCES: FigureWords("Im lặng quá lâu", "số lần không báo cáo tiến độ quá thời gian quy định"),
    Figure.BLOCKERS: FigureWords("Báo vướng mắc", "số vướng mắc đã báo, kèm đề xuất"),
    Figure.CONFLICTING_LAW: FigureWords("Quy định chồng chéo", "trong đó do quy định mâu thuẫn, chồng chéo"),
    Figure.INITIATIVES: FigureWords("Sáng kiến", "số sáng kiến đã ghi"),
    Figure.PROTECTED: FigureWords(
        "Chậm nhưng có căn cứ bảo vệ",
        "chậm, nhưng có sáng kiến, vướng mắc báo kịp thời hoặc là nhiệm vụ mới, khó, thí điểm",
    ),
    Figure.HANDLING: FigureWords(
        "Xử lý, TV (giờ)", "từ khi giao đến khi nộp kết quả được nghiệm thu", alone="Xử lý nhiệm vụ"
    ),
    Figure.HANDLING_LONG: FigureWords("Xử lý, 90% (giờ)"),
    Figure.ACKNOWLEDGING: FigureWords(
        "Xác nhận nhận việc, TV (giờ)", "từ khi nhận việc đến khi xác nhận", alone="Xác nhận nhận việc"
    ),
    Figure.ACCEPTING: FigureWords(
        "Nghiệm thu, TV (giờ)", "từ khi nộp kết quả đến khi người giao nghiệm thu hoặc trả lại", alone="Nghiệm thu"
    ),
    Figure.DECIDING: FigureWords(
        "Quyết định, chỉ đạo, TV (giờ)",
        "từ khi xin gia hạn, chuyển việc, từ chối, xin chỉ đạo hoặc trình đến khi có quyết định",
        alone="Quyết định, cho chỉ đạo",
    ),
    Figure.ASKING: FigureWords(
        "Thời gian lấy ý kiến (giờ)",
        "giờ còn chờ ý kiến trên giờ mở của các nhiệm vụ có lấy ý kiến; hạn của nhiệm vụ vẫn tính",
        alone="Có lấy ý kiến phục vụ nhiệm vụ",
    ),
    Figure.ASKED_ABOUT: FigureWords("Trên thời gian mở của việc đó (giờ)"),
    # Opinions
    Figure.ASKED: FigureWords("Được hỏi ý kiến", "số lượt đơn vị được hỏi"),
    Figure.IN_TIME: FigureWords("Trả lời đúng hạn", "có ý kiến trước khi im lặng được tính là đồng ý"),
    Figure.DEEMED: FigureWords("Mặc nhiên đồng ý", "im lặng hoặc trả lời sau hạn"),
    Figure.STILL_OPEN: FigureWords("Còn chờ trả lời", "chưa trả lời, im lặng chưa được tính là đồng ý"),
    Figure.WITHDRAWN: FigureWords("Lượt hỏi đã thu hồi", "nơi hỏi đã thu hồi"),
    Figure.SETTLED: FigureWords("Đã hết hạn hoặc đã trả lời", "trả lời đúng hạn + mặc nhiên đồng ý"),
    Figure.ANSWERED_IN_TIME: FigureWords(
        "Tỷ lệ trả lời đúng hạn", "trả lời đúng hạn : (trả lời đúng hạn + mặc nhiên đồng ý)"
    ),
    Figure.LATE_ANSWERS: FigureWords("Trả lời muộn", "ý kiến đến sau khi đã tính là mặc nhiên đồng ý"),
    Figure.EMPTY: FigureWords("Ý kiến không nêu lý do", "ý kiến chung chung, giữ nguyên sau khi được nhắc"),
    Figure.NOT_OURS: FigureWords("Không thuộc chức năng", "tính cho nơi hỏi: đã hỏi nơi không liên quan"),
    Figure.LACKING: FigureWords("Báo thiếu hồ sơ", "tính cho nơi hỏi: hồ sơ gửi kèm chưa đủ"),
    Figure.TIME_TO_ANSWER: FigureWords(
        "Thời gian trả lời, TV (giờ)", "từ khi được hỏi đến khi trả lời", alone="Trả lời lấy ý kiến"
    ),
    # What a person has in hand
    Figure.HELD: FigureWords("Số việc đã giữ"),
    Figure.OPEN_NOW: FigureWords("Đang giữ"),
    Figure.OVERDUE_NOW: FigureWords("Đang giữ, quá hạn"),
    Figure.HOLDING: FigureWords("Thời gian giữ việc (giờ)"),
    Figure.HOLDING_LATE: FigureWords("Trong đó sau hạn (giờ)"),
    # Points of a month
    Figure.PEOPLE: FigureWords("Số người"),
    Figure.PRODUCTS: FigureWords("Số sản phẩm đến hạn"),
    Figure.COMPLETED: FigureWords("Đã hoàn thành"),
    Figure.DELAYS: FigureWords("Chậm bị trừ điểm"),
    Figure.EXCUSED: FigureWords("Chậm do khách quan"),
    Figure.RETURNED: FigureWords("Bị trả lại"),
    Figure.PROGRESS: FigureWords("Điểm tiến độ (trên 100)"),
}
if missing := {*Figure} - FIGURES.keys():
    raise KeyError(f"figures without words: {missing}")

BOXES = {box: FIGURES[Figure(box)].title for box in Box}
