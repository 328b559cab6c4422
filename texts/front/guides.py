"""What a guide asks, one thing at a time, and what can be pressed or typed beside an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from domain.refusals import FormFault, FormUnclear, Refusal
from texts.front.asked import NameUnclear, name_words, numbered
from texts.front.refusals import refusal_text
from texts.front.usage.table import USAGES
from texts.scene import Scene

CONTROLS = {
    "calendar": "Chọn ngày",
    "next": "Tiếp tục",
    "skip": "Bỏ qua",
    "done": "Xong, xem trước",
    "back": "Quay lại",
    "leave": "Hủy",
}
# What may be typed in the place of each, folded; "mẫu" asks for the form to be filled in at once.
CONTROL_WORDS = {
    "chon ngay": "calendar",
    "lich": "calendar",
    "tiep tuc": "next",
    "tiep": "next",
    "bo qua": "skip",
    "khong co": "skip",
    "xong": "done",
    "xem truoc": "done",
    "xong, xem truoc": "done",
    "quay lai": "back",
    "huy": "leave",
    "mau": "template",
}
# Never an answer: where one does not fit it is said so, and nothing is taken.
ONLY_CONTROLS = frozenset({"tiep tuc", "bo qua", "xong", "xem truoc", "xong, xem truoc", "quay lai", "chon ngay"})
LEFT_OUT = "Bỏ phần này"
SHOWN = 120  # characters of an answer that is read back

_QUESTIONS = {
    "Chủ trì": "Ai <b>chủ trì</b>? Gõ họ tên một người, hoặc tên một đơn vị (khi đó thủ trưởng đơn vị giữ việc; đơn vị chưa có thì thủ trưởng đơn vị cấp trên).",
    "Việc": "<b>Việc</b> gì? Gõ ngắn gọn nội dung nhiệm vụ.",
    "Sản phẩm": "<b>Sản phẩm</b> là gì? Gõ văn bản, báo cáo hay kết quả phải có khi xong.",
    "Hạn": "<b>Hạn</b> khi nào? Gõ như vẫn viết, ví dụ <code>16h30 thứ Sáu tuần sau</code>. Chỉ ghi ngày thì hạn là 17:00, hết ngày.",
    "Người giao": "<b>Người giao</b> là ai? Gõ họ tên lãnh đạo giao việc; bỏ qua nếu là chính đồng chí.",
    "Phối hợp": "Đơn vị nào <b>phối hợp</b>? Gõ tên các đơn vị, cách nhau bằng dấu phẩy.",
    "Theo dõi": "Đơn vị nào <b>theo dõi</b>? Gõ tên các đơn vị, cách nhau bằng dấu phẩy.",
    "Văn bản": "Số, ký hiệu <b>văn bản</b>? Ví dụ <code>1234/UBND-TH</code>.",
    "Khẩn": "Độ <b>khẩn</b>? Bỏ qua thì là Thường.",
    "Lĩnh vực": "<b>Lĩnh vực</b> nào? Ví dụ <code>đất đai</code>.",
    "Nguồn": "<b>Nguồn</b> của việc? Bỏ qua thì theo văn bản, nếu đã ghi văn bản.",
    "Nhãn": "<b>Nhãn</b> của việc: mới, khó hay thí điểm? Nhãn đi kèm khi xem xét việc chậm; bỏ qua thì không ghi.",
    "Lặp lại": "Việc có <b>lặp lại</b> không? Chọn hoặc gõ kỳ lặp, ví dụ <code>ngày 25 hằng tháng</code>; bỏ qua thì giao một lần.",
    "Nơi nhận": "<b>Nơi nhận</b> và mục đích? Ví dụ <code>UBND tỉnh (để báo cáo)</code>.",
    "Nội dung": "Lấy ý kiến về <b>nội dung</b> gì? Có thể gửi kèm tệp dự thảo.",
    "Đề xuất": "<b>Đề xuất</b> của nơi hỏi là gì? Đơn vị im lặng đến hạn thì được coi là đồng ý với đề xuất này.",
    "Hỏi": "<b>Hỏi</b> đơn vị nào? Gõ tên đơn vị, hoặc cả lý do sau dấu hai chấm: <code>Sở Tài chính: nguồn kinh phí</code>.",
    "Gửi": "<b>Gửi</b> ai? Gõ tên người hoặc đơn vị; đơn vị thì mọi người trong đơn vị đều nhận.",
    "Cho việc": "Lấy ý kiến <b>cho việc</b> nào? Gõ mã nhiệm vụ, ví dụ <code>NV-12</code>.",
    "Mốc": "<b>Mốc</b> nào, hạn khi nào? Gõ <code>tên mốc: hạn</code>, mỗi mốc một dòng.",
    "Lý do": "<b>Lý do</b> hỏi quá giới hạn của cơ quan?",
    "Căn cứ": "<b>Căn cứ</b> nào? Gõ điều khoản, văn bản làm căn cứ.",
    "Thực tiễn": "<b>Thực tiễn</b> ra sao? Gõ tình hình, số liệu.",
    "Chính kiến": "<b>Chính kiến</b> của đồng chí là gì? Gõ đề xuất phương án và thời hạn.",
    "Vượt thẩm quyền": "Vì sao <b>vượt thẩm quyền</b>? Gõ lý do.",
    "Ký": "Thủ trưởng đơn vị được hỏi có phải <b>ký</b> không? Bỏ qua thì là có.",
}


def question(
    command: str,
    key: str,
    *,
    answers: Mapping[str, str],
    about: str,
    fault: FormFault | None = None,
    place: tuple[int, int] | None,
    controls: Sequence[str],
) -> str:
    """What is asked now, below what has been answered, with what can be typed in the place of each button."""
    where = f"câu {place[0]}/{place[1]}" if place else "không bắt buộc"
    parts = [f"<b>{USAGES[command].form}</b> – {where}"]
    written = [_written(name, value) for name, value in answers.items() if value]
    if written:
        parts.append("Đã ghi:\n" + "\n".join(written))
    else:
        parts.append("Dondoc hỏi từng mục, rồi đọc lại để đồng chí xác nhận; trước đó chưa có gì được ghi.")
    parts.append(_piece(key, fault) or _asked(command, key, about, again=bool(answers.get(key))))
    words = ", ".join(f"<code>{CONTROLS[name].lower()}</code>" for name in controls if name != "leave")
    also = f" (gõ được cả {words})" if words else ""
    whole = "" if answers else " Muốn điền cả mẫu một lần, gõ <code>mẫu</code>."
    parts.append(f"Gõ câu trả lời, hoặc chọn ở dưới{also}. Gõ /huy để thôi.{whole}")
    return "\n\n".join(parts)


def _piece(key: str, fault: FormFault | None) -> str:
    """The question about a part of a value, or a line of a form, that could not be taken; "" for any other."""
    if ":" in key or key not in _QUESTIONS:
        return f"Dòng <b>{escape(key[:SHOWN])}</b> thuộc mục nào? Gõ tên mục, hoặc chọn ở dưới."
    if fault is None or fault.place is None:
        return ""
    if fault.before:
        return f"Mục <b>{key}</b>: còn thiếu gì ở <b>{escape(fault.before.rstrip(': '))}</b>? Chỉ gõ phần còn thiếu."
    if not fault.piece:
        return ""
    return f"Mục <b>{key}</b>: thay <b>{escape(fault.piece[:SHOWN])}</b> bằng gì? Phần khác của mục được giữ nguyên."


def _asked(command: str, key: str, about: str, *, again: bool) -> str:
    if about:
        return f"Vì sao hỏi <b>{escape(about)}</b>? Gõ nội dung liên quan đến đơn vị này, ví dụ <code>nguồn kinh phí thực hiện</code>."
    if again:
        return f"Còn ai nữa ở mục <b>{key}</b> không? Gõ thêm tên, hoặc chọn <b>Tiếp tục</b>."
    return USAGES[command].questions.get(key) or _QUESTIONS[key]


def _written(key: str, value: str) -> str:
    if "\n" in value or value.startswith("- "):
        return f"• {key}:\n{escape(value)}"
    return f"• {key}: {escape(value if len(value) <= SHOWN else value[: SHOWN - 1] + '…')}"


def month_note(*, working_only: bool) -> str:
    if working_only:
        return (
            "Chọn một ngày làm việc; ▶ để sang tháng sau. Muốn ghi cả giờ, xin gõ, ví dụ <code>16h30 ngày 04/12</code>."
        )
    return "Chọn một ngày (trong ngoặc là ngày nghỉ); ▶ để sang tháng sau. Muốn ghi cả giờ, xin gõ, ví dụ <code>16h30 ngày 04/12</code>."


def answered_before() -> str:
    return "Lựa chọn vừa rồi thuộc câu đã qua nên không có gì thay đổi. Câu đang chờ trả lời:"


def refused(scene: Scene, refusal: Refusal, choices: Sequence[str]) -> str:
    """Why an answer was not taken, and what may have been meant by it."""
    if not choices:
        return refusal_text(scene, refusal)
    what = name_words(refusal) if isinstance(refusal, NameUnclear) else refusal_text(scene, refusal)
    return f"{what}\n{_choices(choices)}"


def choices(labels: Sequence[str]) -> str:
    """What may have been meant, where it was said already what is wrong; "" where that is not known."""
    return _choices(labels) if labels else ""


def _choices(labels: Sequence[str]) -> str:
    return f"{numbered(labels)}\nChọn một ý (gõ số thứ tự cũng được), hoặc trả lời lại câu dưới đây."


def not_here(word: str, key: str) -> str:
    return f"Câu này chưa dùng được <b>{escape(word)}</b>: xin trả lời mục <b>{key}</b> trước."


def unclear(scene: Scene, form: FormUnclear) -> str:
    """What is wrong in a form of one message and what is missing, all of it; the rest is kept."""
    wrong = [refusal_text(scene, fault.why) for fault in form.faults if fault.why is not None]
    lacking = [f"<b>{escape(fault.key)}</b>" for fault in form.faults if fault.why is None]
    parts = [f"• {words}" for words in wrong] if len(wrong) > 1 or (wrong and lacking) else wrong
    if lacking:
        parts.append(f"{'• ' if wrong else ''}Còn thiếu: {', '.join(lacking)}.")
    parts.append(
        "Chưa có gì được ghi. Phần đã gõ đúng được giữ lại, <b>không phải gửi lại</b>; "
        "Dondoc chỉ hỏi phần còn lại, từng mục một."
    )
    return "\n".join(parts)


def more_of(key: str) -> str:
    return f"Ghi tiếp vào {key}"


def missing(key: str) -> str:
    return f"Còn thiếu mục <b>{key}</b> nên chưa xem trước được."


def file_kept(name: str) -> str:
    return f"Đã nhận tệp <b>{escape(name)}</b>, gửi kèm khi xác nhận."


def file_not_taken() -> str:
    return "<b>Tệp vừa gửi chưa được nhận</b>: lệnh này không kèm tệp; xin ghi số, ký hiệu văn bản."
