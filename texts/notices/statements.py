"""What the bot says of its own accord of what was said about work: what hinders it, what would help, why it is late."""

from __future__ import annotations

from html import escape

from actions.delivery.outgoing import AnyRendered, RenderedNotice
from domain.office.chart import Chart
from domain.office.people import Person
from domain.payloads.duties import (
    BlockerNotice,
    CauseConfirmedNotice,
    CauseNotice,
    CreditedNotice,
    InitiativeNotice,
)
from texts.duty_words import CAUSES
from texts.notices.parts import (
    about,
    by,
    done_by,
    of_work,
    part_of,
    said,
)
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading
from texts.words import ERASED, PROTECTING_KINDS


def _blocker(scene: Scene, saying: RenderedNotice[BlockerNotice], recipient: Person) -> str:
    case, duty = about(saying)
    law = " (<b>quy định mâu thuẫn, chồng chéo</b>)" if saying.payload.law else ""
    return lines(
        f"{capital(by(scene, saying))} báo vướng mắc{law}: {case_heading(case)}",
        f"Vướng mắc: {escape(saying.texts.get('blocker') or ERASED)}",
        f"Đề xuất: {escape(saying.texts.get('proposal') or ERASED)}",
        f"Hạn: <b>{scene.deadline(duty.deadline)}</b>; thời hạn vẫn tính.",
        f"Đề nghị đồng chí tháo gỡ trong thẩm quyền. Xem lại: /lichsu {case.code}",
        _may_credit(saying) if may_credit(scene.chart, saying, recipient) else "",
    )


def may_credit(chart: Chart, saying: AnyRendered, recipient: Person) -> bool:
    """Whether it was said after the deadline, and the recipient is who may let it stand beside the lateness (M54)."""
    told = saying.payload
    if not isinstance(told, BlockerNotice | InitiativeNotice) or told.statement is None or saying.case is None:
        return False
    if told.credited_by is not None:
        return recipient.id in told.credited_by
    return saying.case.assigner_id in chart.acts_as(recipient.id)


def _may_credit(saying: AnyRendered) -> str:
    case, _duty = about(saying)
    return (
        f"Báo sau hạn: báo cáo chỉ xem đây là căn cứ bảo vệ khi đồng chí chọn <b>Ghi nhận</b> (/ghinhan {case.code})."
    )


def _initiative(scene: Scene, saying: RenderedNotice[InitiativeNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    return lines(
        f"{capital(by(scene, saying))} nêu sáng kiến: {case_heading(case)}",
        f"Sáng kiến: {escape(saying.words or ERASED)}",
        _may_credit(saying),
    )


def _credited(scene: Scene, saying: RenderedNotice[CreditedNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    what = PROTECTING_KINDS[saying.payload.said]
    return lines(
        f"{capital(by(scene, saying))} đã ghi nhận {what} báo sau hạn: {case_heading(case)}",
        f"{capital(what)}: {escape(saying.words or ERASED)}",
        "Báo cáo sẽ nêu điều này bên cạnh việc chậm.",
    )


_BESIDE = (
    "Đây là ý kiến của thủ trưởng đơn vị, đặt bên cạnh nguyên nhân do người giữ việc nêu (nếu có), không thay thế."
)


def _cause(scene: Scene, saying: RenderedNotice[CauseNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    cause, code = CAUSES[saying.payload.cause], of_work(scene, saying)
    other = next(name for name in CAUSES.values() if name != cause)
    return lines(
        f"{capital(by(scene, saying))} đề nghị xác nhận nguyên nhân chậm{part_of(scene, duty)}: {case_heading(case)}",
        _BESIDE if saying.payload.beside else "",
        f"Nguyên nhân: <b>{cause}</b> – {escape(saying.words or ERASED)}",
        f"Đề nghị chọn <b>Xác nhận nguyên nhân</b> (/nguyennhan {code} {cause}) hoặc gõ "
        f"/nguyennhan {code} {other}; lý do.",
    )


def _cause_confirmed(scene: Scene, saying: RenderedNotice[CauseConfirmedNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    cause = CAUSES[saying.payload.cause]
    return lines(
        f"{case_heading(case)}: nguyên nhân chậm{part_of(scene, duty)} được xác nhận là <b>{cause}</b>. Xem lại: /lichsu {case.code}",
        done_by(scene, saying, "Người xác nhận"),
    )


TEXTS = (
    said(BlockerNotice, "báo vướng mắc", _blocker),
    said(InitiativeNotice, "báo sáng kiến nêu sau hạn", _initiative),
    said(CreditedNotice, "báo đã ghi nhận điều nêu sau hạn", _credited),
    said(CauseNotice, "đề nghị xác nhận nguyên nhân chậm", _cause),
    said(CauseConfirmedNotice, "báo nguyên nhân chậm đã xác nhận", _cause_confirmed),
)
