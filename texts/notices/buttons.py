"""The buttons under a message of the bot's own: what its recipient can do about what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.delivery.outgoing import AnyRendered, Outgoing
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.names import fold
from domain.payloads.bulletins import MonthNotice
from domain.payloads.duties import BlockerNotice, CauseNotice, InitiativeNotice
from domain.payloads.office import LinkedNotice
from domain.payloads.payload import NoticePayload
from texts.buttons import Button, duty_button, duty_buttons, link_button, list_button, rows, signer_buttons
from texts.notices.bulletins import month_typed
from texts.notices.statements import may_credit
from texts.reports.forms import LABELS, TYPED, ReportForm

MOST_CASE_BUTTONS = 9


def message_buttons(outgoing: Outgoing) -> list[list[Button]]:
    """One notice: all its buttons; several: one button per case."""
    if outgoing.recipient.id not in outgoing.chart.people:
        return []  # a group: what is anybody's there is nobody's to press
    if len(outgoing.sayings) == 1:
        (saying,) = outgoing.sayings
        if saying.duty is not None and saying.case is not None:
            return _duty_buttons(outgoing, saying, saying.duty)
        if (buttons := _notice_buttons(saying.payload)) is not None:
            return buttons
    by_code: dict[str, Button] = {}
    for duty, case in _named(outgoing.sayings):
        by_code.setdefault(case.code, duty_button("viec", duty, label=case.code))
    return rows(list(by_code.values())[:MOST_CASE_BUTTONS], width=3)


def _duty_buttons(outgoing: Outgoing, saying: AnyRendered, duty: Duty) -> list[list[Button]]:
    told = saying.payload
    if isinstance(told, CauseNotice):
        return [[duty_button("xacnhan", duty)], [duty_button("lichsu", duty)]]
    if isinstance(told, BlockerNotice | InitiativeNotice) and may_credit(outgoing.chart, saying, outgoing.recipient):
        credit = duty_button("ghinhan", duty, choice=told.statement)
        return [[credit], [duty_button("lichsu", duty)]]
    is_theirs = duty.holder_id in outgoing.chart.acts_as(outgoing.recipient.id)
    if saying.decided_by is not None:
        is_theirs = outgoing.recipient.id in saying.decided_by
    if told.informs:
        return [[duty_button("lichsu", duty)]]
    if not is_theirs and saying.lets_sign(outgoing.chart, outgoing.recipient) is not None:
        return signer_buttons(duty)
    if not is_theirs:
        return [[duty_button("lichsu", duty)]]
    return duty_buttons(duty, for_head=outgoing.chart.is_in_charge(outgoing.recipient.id, duty.unit_id))


def _named(sayings: Sequence[AnyRendered]) -> Iterator[tuple[Duty, Case]]:
    """What the message speaks of: the duty of each notice, and the lines of a sheet that are still open."""
    for saying in sayings:
        if saying.duty is not None and saying.case is not None:
            yield saying.duty, saying.case
        yield from ((one.duty, one.case) for one in saying.listed.values() if one.duty.is_open)


def _notice_buttons(told: NoticePayload) -> list[list[Button]] | None:
    """Buttons of what is about no duty; None where there are none of its own."""
    match told:
        case LinkedNotice():
            return [[link_button(told.person, told.account)]]
        case MonthNotice():
            return _draft_buttons(told)
        case _:
            return None


def _draft_buttons(draft: MonthNotice) -> list[list[Button]]:
    """The draft of the monthly report as files: each is the command that can be typed."""
    month = month_typed(draft.month)
    files = [
        list_button(LABELS[form], "baocao", fold(f"{month} {TYPED[form]}"))
        for form in (ReportForm.DOCX, ReportForm.XLSX)
    ]
    return rows(files)
