"""The first sheet of a report: its tables' titles, and how each figure is counted."""

from __future__ import annotations

from domain.figures.records import Box

_ALIKE = ("Số lượng", "Trên tổng số", "Tỷ lệ", "Cách tính")
BOX_TITLES = ("Bốn nhóm nhiệm vụ", *_ALIKE)
COUNTS_TITLES = ("Chỉ tiêu khác", "Số lượng", "", "", "Cách tính")
SPREAD_TITLES = ("Thời gian (giờ làm việc)", "Số lần", "Trung vị", "90% không quá", "Cách tính")
COORDINATING_TITLES = ("Phần việc phối hợp", *_ALIKE)
OPINION_TITLES = ("Lấy ý kiến", *_ALIKE)

BOXES = {
    Box.DONE_ON_TIME: "kết quả được nghiệm thu, nộp trong hạn",
    Box.DONE_LATE: "kết quả được nghiệm thu, nộp sau hạn",
    Box.OPEN_ON_TIME: "chưa nghiệm thu, chưa quá hạn hoặc đã nộp trong hạn",
    Box.OPEN_OVERDUE: "chưa nghiệm thu, đã quá hạn hoặc đã nộp sau hạn",
    Box.CANCELLED: "không tính vào tổng số",
}
TOTAL = "cộng bốn nhóm trên"
DONE = "hoàn thành đúng hạn + hoàn thành quá hạn"
FALLEN_DUE = "hoàn thành đúng hạn + hoàn thành quá hạn + đang thực hiện, quá hạn"
RATES = {
    "on_time_of_done": "hoàn thành đúng hạn : đã hoàn thành",
    "on_time_of_fallen_due": "hoàn thành đúng hạn : phải xong đến nay",
    "answered_in_time": "trả lời đúng hạn : (trả lời đúng hạn + mặc nhiên đồng ý)",
}
ASKING_TITLES = ("Thời gian dành cho lấy ý kiến", "Số giờ", "Trên số giờ", "Tỷ lệ", "Cách tính")
ASKING = "Có lấy ý kiến phục vụ nhiệm vụ"
COUNTED = {
    "carried_over": "giao trước kỳ báo cáo, còn mở trong kỳ",
    "begun": "giao trong kỳ báo cáo",
    "self_judged": "trong số đã hoàn thành: người làm tự giao, tự nghiệm thu, không có cấp trên",
    "early": "nộp trước hạn ít nhất một ngày làm việc",
    "paused": "người giao cho tạm dừng",
    "waiting": "đã nộp kết quả, người giao chưa nghiệm thu",
    "days_late": "ngày làm việc đã bắt đầu sau hạn, cộng mọi nhiệm vụ chậm",
    "own_causes": "nguyên nhân chủ quan, chỉ tính khi đã được xác nhận",
    "outside_causes": "nguyên nhân khách quan, chỉ tính khi đã được xác nhận",
    "extensions_asked": "số lần xin gia hạn",
    "extensions_granted": "số lần được gia hạn",
    "transfers_up": "số lần chuyển lên cấp trên",
    "transfers_sideways": "số lần chuyển sang nơi khác",
    "refusals": "số lần từ chối chính thức",
    "returns": "số lần kết quả bị trả lại",
    "silences": "số lần không báo cáo tiến độ quá thời gian quy định",
    "blockers": "số vướng mắc đã báo, kèm đề xuất",
    "conflicting_law": "trong đó do quy định mâu thuẫn, chồng chéo",
    "initiatives": "số sáng kiến đã ghi",
    "protected": "chậm, nhưng có sáng kiến, vướng mắc báo kịp thời hoặc là nhiệm vụ mới, khó, thí điểm",
    "handling": "từ khi giao đến khi nộp kết quả được nghiệm thu",
    "acknowledging": "từ khi nhận việc đến khi xác nhận",
    "accepting": "từ khi nộp kết quả đến khi người giao nghiệm thu hoặc trả lại",
    "deciding": "từ khi xin gia hạn, chuyển việc, từ chối, xin chỉ đạo hoặc trình đến khi có quyết định",
    "time_to_answer": "từ khi được hỏi đến khi trả lời",
    "asking": "giờ còn chờ ý kiến trên giờ mở của các nhiệm vụ có lấy ý kiến; hạn của nhiệm vụ vẫn tính",
}
SPREADS = {
    "handling": "Xử lý nhiệm vụ",
    "acknowledging": "Xác nhận nhận việc",
    "accepting": "Nghiệm thu",
    "deciding": "Quyết định, cho chỉ đạo",
    "time_to_answer": "Trả lời lấy ý kiến",
}
OPINIONS = {
    "asked": "số lượt đơn vị được hỏi",
    "in_time": "có ý kiến trong hạn",
    "deemed": "im lặng hoặc trả lời sau hạn",
    "still_open": "còn trong hạn trả lời",
    "withdrawn": "nơi hỏi đã thu hồi",
    "late_answers": "ý kiến đến sau khi đã tính là mặc nhiên đồng ý",
    "empty": "ý kiến chung chung, giữ nguyên sau khi được nhắc",
    "not_ours": "tính cho nơi hỏi: đã hỏi nơi không liên quan",
    "lacking": "tính cho nơi hỏi: hồ sơ gửi kèm chưa đủ",
}
SETTLED = "trả lời đúng hạn + mặc nhiên đồng ý"
