"""What the units asked about a task have said of it: in the submission, on the card, to who decides."""

from __future__ import annotations

from html import escape

from actions.delivery.outgoing import RenderedNotice
from actions.duties.history import CaseCard
from domain.duties.consultations import Contribution, Voice
from domain.office.people import Person
from domain.payloads.decisions import CameInNotice, DecideNotice
from texts.duty_words import STANCES
from texts.notices.parts import about
from texts.opinions.summaries import short, silence_so_far
from texts.phrases import lines
from texts.scene import Scene, case_heading

TITLE = "<b>Ý kiến của các đơn vị được hỏi</b>"
ERASED = "(nội dung đã xóa)"


def contribution_line(scene: Scene, one: Contribution, words: str | None = None) -> str:
    """`• Phòng Kinh tế (YK-1): trả lời muộn <b>không đồng ý</b> – không còn kinh phí`"""
    said = f" – {escape(short(words or ERASED))}" if one.words_id is not None else ""
    return f"• {scene.unit(one.unit_id)} ({one.code}): {_said(scene, one)}{said}"


def _said(scene: Scene, one: Contribution) -> str:
    match one.voice:
        case Voice.WAITED_FOR:
            return _waited_for(scene, one)
        case Voice.DEEMED:
            return "mặc nhiên đồng ý"
        case Voice.LATE:
            return f"trả lời muộn <b>{STANCES[one.stance]}</b>" if one.stance else "trả lời muộn"
        case Voice.ANSWERED:
            return f"<b>{STANCES[one.stance]}</b>" if one.stance else "đã trả lời"
        case Voice.SETTLED:
            return "đã ghi việc thống nhất"


def _waited_for(scene: Scene, one: Contribution) -> str:
    due = f", hạn {scene.deadline(one.deadline)}" if one.deadline else ""
    silent = f"; {so}" if one.owed and (so := silence_so_far(scene, one.owed)) else ""
    return "chưa trả lời, đang chờ nơi hỏi bổ sung hồ sơ" if one.lacks_dossier else f"chưa trả lời{due}{silent}"


def card_lines(scene: Scene, shown: CaseCard) -> str:
    """All of it, for who may weigh it; empty where nobody was asked."""
    heard = [one for one in shown.said if one.voice is not Voice.WAITED_FOR]  # who is waited for stands above
    words = shown.words
    said = [contribution_line(scene, one, words.get(one.words_id) if one.words_id else None) for one in heard]
    return lines(TITLE, *said) if said else ""


def in_submission(scene: Scene, saying: RenderedNotice[DecideNotice]) -> str:
    """What the case has gone up with."""
    said = saying.payload.opinions
    return lines(TITLE, *(contribution_line(scene, one, saying.texts.get(one.key)) for one in said)) if said else ""


def came_in(scene: Scene, saying: RenderedNotice[CameInNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    one = saying.payload.said
    return lines(
        f"Có thêm ý kiến về nội dung đang chờ đồng chí quyết định: {case_heading(case)}",
        contribution_line(scene, one, saying.words),
        f"Đề nghị xem đầy đủ (/viec {case.code}) trước khi chọn <b>Duyệt</b> (/duyet {case.code}) hoặc "
        f"<b>Không duyệt</b> (/khongduyet {case.code} lý do).",
    )
