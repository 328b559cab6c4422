"""The head's board: what is overdue, unacknowledged and waiting in the unit (M46), also for the printed sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.finding import find_unit
from actions.installation import Office
from actions.order import Order
from actions.view import View
from domain.duties.cases import Case
from domain.duties.duties import WAITING, Duty, DutyKind
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.permissions import Permission, Relation
from domain.refusals import NotAllowed, Unreadable
from domain.rights import relations_to_office
from storage import cases, duties_in_hand


@dataclass(frozen=True, kw_only=True)
class Board:
    """The open duties of a unit and of those under it, each under the first heading that fits it."""

    unit: Unit
    overdue: tuple[Duty, ...]
    unacknowledged: tuple[Duty, ...]
    waiting: tuple[Duty, ...]
    others: tuple[Duty, ...]
    unread: tuple[Duty, ...] = ()  # circulars: beside the work, not among it
    cases: Mapping[int, Case]

    @property
    def everything(self) -> tuple[Duty, ...]:
        return (*self.overdue, *self.unacknowledged, *self.waiting, *self.others)


async def unit_board(office: Office, order: Order, *, unit: str | None = None) -> Board:
    """The board of the unit named; without a name of the one that the sender heads. Raises NotAllowed for a head who
    does not answer for it; Unreadable where somebody who has no unit names none."""
    async with office.look(order) as view:
        about = _unit(view, unit)
        within = [one.id for one in view.chart.units.values() if view.chart.is_within(one.id, about.id)]
        held = sorted(
            await duties_in_hand.open_of_units(view.connection, within), key=lambda duty: (duty.act_by, duty.id)
        )
        known = await cases.cases_of(view.connection, [duty.case_id for duty in held])
        return _sorted(about, held, known, calendar=view.calendar, now=view.now)


def _unit(view: View, name: str | None) -> Unit:
    sender = view.sender
    has = relations_to_office(sender, view.chart)
    view.allow(Permission.SEE_UNIT, has)
    if name is None:
        return view.chart.units[_own(view)]
    unit = find_unit(view.chart, name)
    anywhere = not has.isdisjoint({Relation.OFFICE, Relation.LEADER})
    if not (anywhere or view.chart.answers_for(sender.id, unit.id)):
        raise NotAllowed
    return unit


def _own(view: View) -> int:
    """The unit that the sender heads, or for whose head the sender stands in; else the sender's own."""
    for one in (view.sender, *view.chart.stood_in_for_by(view.sender.id)):
        head = None if one.unit_id is None else view.chart.titular_head_of(one.unit_id)
        if one.unit_id is not None and head is not None and head.id == one.id:
            return one.unit_id
    if view.sender.unit_id is None:
        raise Unreadable(command="donvi")
    return view.sender.unit_id


def _sorted(unit: Unit, held: list[Duty], known: Mapping[int, Case], *, calendar: Calendar, now: datetime) -> Board:
    found: dict[str, list[Duty]] = {"overdue": [], "unacknowledged": [], "waiting": [], "others": [], "unread": []}
    for duty in held:
        found[_heading(duty, calendar, now)].append(duty)
    return Board(unit=unit, cases=known, **{name: tuple(listed) for name, listed in found.items()})


def _heading(duty: Duty, calendar: Calendar, now: datetime) -> str:
    if duty.kind is DutyKind.READING:
        return "unread"
    if duty.is_overdue(now, calendar):
        return "overdue"
    if duty.phase in WAITING or duty.kind is DutyKind.DECISION:
        return "waiting"
    return "unacknowledged" if duty.acknowledged_at is None else "others"
