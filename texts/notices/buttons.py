"""The buttons under a message of the bot's own: what its recipient can do about what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.delivery.delivery import Outgoing, RenderedNotice
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.ladder.notices import Notice, NoticeKind
from domain.names import fold
from texts.buttons import Button, duty_button, duty_buttons, link_button, list_button, rows, signer_buttons
from texts.notices.bulletins import month_typed
from texts.notices.work import may_credit
from texts.reports.forms import LABELS, TYPED, ReportForm

MOST_CASE_BUTTONS = 9
# Who only hears of it gets no buttons to act with.
INFORMING = frozenset(
    {
        NoticeKind.ACCEPTED,
        NoticeKind.IN_YOUR_NAME,
        NoticeKind.ANSWERED,
        NoticeKind.ANSWERED_LATE,
        NoticeKind.RECONCILED,
        NoticeKind.WATCHING,
        NoticeKind.ENDED,
        NoticeKind.LEFT,
        NoticeKind.HEADLESS,
        NoticeKind.ASSIGNER_CHANGED,
        NoticeKind.LINKED,
        NoticeKind.UNREACHABLE,
        NoticeKind.CALENDAR,
        NoticeKind.UNSOUND,
        NoticeKind.CREDITED,
        NoticeKind.CLOCK,
        NoticeKind.SET_ASIDE,
    }
)


def message_buttons(outgoing: Outgoing) -> list[list[Button]]:
    """One notice: all its buttons; several: one button per case."""
    if outgoing.recipient.id not in outgoing.chart.people:
        return []  # a group: what is anybody's there is nobody's to press
    if len(outgoing.sayings) == 1:
        (saying,) = outgoing.sayings
        if saying.duty is not None and saying.case is not None:
            return _duty_buttons(outgoing, saying, saying.duty)
        if saying.notice.kind in _BUTTONS:
            return _BUTTONS[saying.notice.kind](saying.notice)
    by_code: dict[str, Button] = {}
    for duty, case in _named(outgoing.sayings):
        by_code.setdefault(case.code, duty_button("viec", duty, label=case.code))
    return rows(list(by_code.values())[:MOST_CASE_BUTTONS], width=3)


def _duty_buttons(outgoing: Outgoing, saying: RenderedNotice, duty: Duty) -> list[list[Button]]:
    if saying.notice.kind is NoticeKind.CAUSE:
        return [[duty_button("xacnhan", duty)], [duty_button("lichsu", duty)]]
    if may_credit(outgoing.chart, saying, outgoing.recipient):
        credit = duty_button("ghinhan", duty, choice=saying.notice.data["statement"])
        return [[credit], [duty_button("lichsu", duty)]]
    his = duty.holder_id in outgoing.chart.acts_as(outgoing.recipient.id)
    if saying.decided_by is not None:
        his = outgoing.recipient.id in saying.decided_by
    if saying.notice.kind in INFORMING:
        return [[duty_button("lichsu", duty)]]
    if not his and saying.lets_sign(outgoing.chart, outgoing.recipient) is not None:
        return signer_buttons(duty)
    if not his:
        return [[duty_button("lichsu", duty)]]
    return duty_buttons(duty, for_head=outgoing.chart.is_in_charge(outgoing.recipient.id, duty.unit_id))


def _named(sayings: Sequence[RenderedNotice]) -> Iterator[tuple[Duty, Case]]:
    """What the message speaks of: the duty of each notice, and the lines of a sheet that are still open."""
    for saying in sayings:
        if saying.duty is not None and saying.case is not None:
            yield saying.duty, saying.case
        yield from ((one.duty, one.case) for one in saying.listed.values() if one.duty.is_open)


def _link_buttons(notice: Notice) -> list[list[Button]]:
    return [[link_button(notice.data["person"], notice.data["account"])]]


def _draft_buttons(notice: Notice) -> list[list[Button]]:
    """The draft of the monthly report as files: each is the command that can be typed."""
    month = month_typed(notice.data)
    files = [
        list_button(LABELS[form], "baocao", fold(f"{month} {TYPED[form]}"))
        for form in (ReportForm.DOCX, ReportForm.XLSX)
    ]
    return rows(files)


_BUTTONS = {NoticeKind.LINKED: _link_buttons, NoticeKind.MONTH_SHEET: _draft_buttons}
