"""What is answered to plain words: what they may mean, and that nothing has been recorded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty
from texts.front.replies import not_understood
from texts.scene import Scene
from texts.words import LABELS

# How a button is typed where its verb is not the command; what still needs words asks for them.
_TYPED = {
    "dy": "/ykien {code} đồng ý",
    "cdk": "/ykien {code} có điều kiện",
    "kdy": "/ykien {code} không đồng ý",
    "ktt": "/ykien {code} không thuộc",
    "ths": "/ykien {code} thiếu hồ sơ",
    "suaykien": "/ykien {code}",
}


def offered(
    scene: Scene,
    case: Case,
    duty: Duty,
    *,
    verbs: Sequence[str],
    understood: bool,
    holds: bool,
    wanted: Deadline | None,
    file: bool,
    kept: bool = False,
) -> str:
    """The case, that nothing was recorded, and what the words may mean, each with what can be typed."""
    due = f"\nHạn: <b>{scene.deadline(duty.deadline)}</b>" if holds else ""
    about = f"<b>{case.code}</b> – {escape(_short(case.title))}{due}"
    note = _file_note(kept=kept) if file else ""
    if not holds:
        return f"{about}\n\nChưa có gì được ghi.{note} Việc này hiện không do đồng chí giữ. Xem hiện nay đến đâu: /viec {case.code}"
    if not understood:
        return f"{not_understood()}{note}\n\nNếu tin này nói về việc dưới đây, xin chọn:\n{about}"
    lines = [typed_as(verb, case.code) for verb in verbs]
    parts = [
        about,
        f"Chưa có gì được ghi.{note} Nếu ý đồng chí như dưới đây, xin chọn hoặc gõ lệnh:\n" + "\n".join(lines),
    ]
    if wanted is not None:
        parts.append(
            f"Mục <b>{LABELS['giahan']}</b> sẽ xin đến <b>{scene.deadline(wanted)}</b> và hỏi lý do; muốn hạn khác, xin gõ lệnh."
        )
    return "\n\n".join(parts)


def _file_note(*, kept: bool) -> str:
    if kept:
        return " Tệp gửi kèm đã được giữ và chờ đồng chí: chọn nộp ở dưới, hoặc gõ lệnh, thì tệp đi kèm."
    return " Tệp gửi kèm cũng chưa được nhận; xin chọn ở dưới rồi gửi lại tệp."


def typed_as(verb: str, code: str) -> str:
    """A line that says how a button is called, and how it is typed."""
    return f"• {_name(verb)}: <code>{_typed(verb, code)}</code>"


def _name(verb: str) -> str:
    return f"<b>{LABELS[verb]}</b>" if verb in LABELS else "Gõ"


def _typed(verb: str, code: str) -> str:
    return _TYPED.get(verb, f"/{verb} {{code}}").format(code=code)


def _short(title: str) -> str:
    return title if len(title) <= 120 else title[:119] + "…"


def which(cases: Sequence[Case], total: int) -> str:
    lines = [f"• <b>{case.code}</b> {escape(_short(case.title))}" for case in cases]
    if total > len(cases):
        lines.append(f"… và {total - len(cases)} việc nữa: /viec")
    return (
        "Chưa có gì được ghi. Tin này nói về việc nào? Chọn mã việc rồi chọn điều cần làm, hoặc gõ /viec và mã việc:\n"
        + "\n".join(lines)
    )


def which_part(case: Case, names: Sequence[str]) -> str:
    lines = "\n".join(f"• {escape(name)}" for name in names)
    return (
        f"Chưa có gì được ghi. Ở <b>{case.code}</b> đồng chí có nhiều phần; xin chọn đúng phần ở dưới, hoặc gõ lệnh kèm mã việc và "
        f"tên phần:\n{lines}"
    )


def card_label(code: str) -> str:
    return f"Xem {code}"


def reason_for(code: str, wanted: str) -> str:
    return f"Xin gõ lý do gia hạn <b>{code}</b> đến <b>{wanted}</b>. Chưa có gì được gửi. Gõ /huy để thôi."
