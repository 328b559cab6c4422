"""Read lists of open duties, a page at a time: what lies with me, what I handed out, what is overdue (M46, M53)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from actions.finding import find_person_or_unit
from actions.installation import Office
from actions.order import Order
from actions.view import View
from domain.deciding import decides_one_up_for
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.duties.lists import (
    AGES,
    COUNTED,
    PAGE,
    Arrangement,
    AssignedList,
    Choice,
    InPlaceOf,
    OwnCases,
    OwnList,
    Unread,
    due_before,
    start_of,
    this_day,
    this_week,
)
from domain.office.chart import Chart
from domain.office.people import Person, Unit
from domain.permissions import Permission, may
from domain.rights import relations_to_office
from storage import cases, lists

Line = tuple[Duty, Case]
CIRCULARS = 5  # named beside a list of work


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """One page of a list. `total` is how many there are, COUNTED where there are more."""

    lines: tuple[Line, ...]
    number: int
    total: int
    counted: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """A page of what was handed out; `whose` is the unit or person it was narrowed to; `may_all` whether the reader
    may see what others handed out. `circulars` stand beside the work: a line each."""

    page: ListPage
    everything: bool
    whose: Unit | Person | None
    may_all: bool
    circulars: tuple[tuple[Case, Unread], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """A page of what is overdue, and how many there are in each of AGES and below; COUNTED where there are more."""

    page: ListPage
    whole: bool  # of the whole office, not of the reader's units
    sizes: tuple[tuple[int, int], ...]
    circulars: tuple[tuple[Case, Unread], ...] = ()  # beside the work: a line each, however many have not read it


async def list_held(
    office: Office, order: Order, *, which: OwnList = OwnList.ALL, words: tuple[str, ...] = (), page: int = 1
) -> ListPage:
    """What the sender must act on, most pressing first; or what the sender waits for, what waits longest first. `words`
    are folded, and all of them stand in the title."""
    async with office.look(order) as view:
        choice = replace(_now(view), words=words)
        if which is OwnList.WAITING:
            wanted = replace(choice, awaited_by_id=view.sender.id)
            return await _page(view, wanted, Arrangement.LONGEST_HELD, page)
        choice = replace(choice, **_on_his_desk(view))
        match which:
            case OwnList.LATE:
                choice = replace(choice, overdue=True, owed=True)
            case OwnList.TODAY:
                choice = replace(choice, act_by=this_day(view.now, view.calendar))
            case OwnList.WEEK:
                choice = replace(choice, act_by=this_week(view.now, view.calendar))
        return await _page(view, choice, Arrangement.BY_DEADLINE, page)


def _on_his_desk(view: View) -> dict[str, Any]:
    """What the sender holds, what those hold for whom the sender stands in (M30), and what the sender decides one
    up."""
    desk, one_up = view.chart.acts_as(view.sender.id), decides_one_up_for(view.chart, view.sender.id)
    if len(desk) == 1 and not one_up:
        return {"holder_id": view.sender.id}
    in_place_of = (
        InPlaceOf(holder_id=post.id, barred=None if there is None else _own_cases(view, there))
        for post, there in one_up
    )
    return {"holder_ids": desk, "without": _own_cases(view, view.sender), "one_up": tuple(in_place_of)}


def _own_cases(view: View, person: Person) -> OwnCases:
    """Those that would be the person's own when deciding in another's place."""
    headed = {unit for unit in view.chart.units if (head := view.chart.titular_head_of(unit)) and head.id == person.id}
    return OwnCases(person_id=person.id, unit_ids=frozenset(headed))


async def list_handed_out(
    office: Office,
    order: Order,
    *,
    everything: bool = False,
    which: AssignedList = AssignedList.ALL,
    whose: str | None = None,
    page: int = 1,
) -> HandedOut:
    """Where what the sender handed out lies: what its holder has let lie longest beyond their moment first, what is not
    late behind it. For the office what it entered; `everything` is what anybody handed out. `whose` names a unit, with
    those below it, or a person (M46)."""
    async with office.look(order) as view:
        has = relations_to_office(view.sender, view.chart)
        view.allow(Permission.LIST_ALL if everything else Permission.LIST_GIVEN, has)
        owner = find_person_or_unit(view.chart, whose) if whose else None
        choice = _of_owner(view.chart, _given_by(view, everything=everything), owner)
        match which:
            case AssignedList.LATE:
                choice = replace(choice, overdue=True)
            case AssignedList.MINE:
                choice = replace(choice, holder_id=view.sender.id)
        arrangement = Arrangement.LONGEST_HELD if which is AssignedList.LONGEST else Arrangement.BY_DEADLINE
        return HandedOut(
            page=await _page(view, replace(choice, circulars=False), arrangement, page),
            everything=everything,
            whose=owner,
            may_all=may(Permission.LIST_ALL, has),
            circulars=await _unread(view, choice),
        )


async def list_backlog(
    office: Office, order: Order, *, age: int = 0, whose: str | None = None, page: int = 1
) -> Backlog:
    """What is overdue, oldest first, more than `age` working days: for the office and leaders all of it, for heads
    what their units owe (M53)."""
    async with office.look(order) as view:
        has = relations_to_office(view.sender, view.chart)
        view.allow(Permission.LIST_GIVEN, has)
        whole = may(Permission.LIST_ALL, has)
        own = None if whole else frozenset(_headed(view))
        late = replace(_now(view), overdue=True, unit_ids=own)
        choice = replace(late, circulars=False)
        sizes = await _sizes(view, choice)
        if age:
            choice = replace(choice, due_before=due_before(age, now=view.now, calendar=view.calendar))
        found = await _page(view, choice, Arrangement.OLDEST, page)
        return Backlog(page=found, whole=whole, sizes=sizes, circulars=await _unread(view, late))


async def _unread(view: View, choice: Choice) -> tuple[tuple[Case, Unread], ...]:
    found = await lists.unread(view.connection, choice, most=CIRCULARS)
    known = await cases.cases_of(view.connection, [one.case_id for one in found])
    return tuple((known[one.case_id], one) for one in found)


async def _sizes(view: View, choice: Choice) -> tuple[tuple[int, int], ...]:
    """How many are more than each of AGES working days late, and how many are late at all."""
    older = [
        replace(choice, due_before=due_before(age, now=view.now, calendar=view.calendar)) if age else choice
        for age in (*AGES, 0)
    ]
    counts = [await lists.count(view.connection, one, most=COUNTED) for one in older]
    return tuple(zip((*AGES, 0), counts, strict=True))


def _now(view: View) -> Choice:
    return Choice(now=view.now, today=start_of(view.calendar.day_of(view.now), view.calendar))


def _given_by(view: View, *, everything: bool) -> Choice:
    if everything:
        return _now(view)
    # Somebody of the office hands out by entering, in their own name or for a leader.
    if may(Permission.LIST_ENTERED, relations_to_office(view.sender)):
        return replace(_now(view), registrar_id=view.sender.id)
    return replace(_now(view), assigner_id=view.sender.id)


def _of_owner(chart: Chart, choice: Choice, owner: Unit | Person | None) -> Choice:
    match owner:
        case Unit():
            return replace(choice, unit_ids=frozenset(_below(chart, owner.id)))
        case Person():
            return replace(choice, holder_id=owner.id)
        case None:
            return choice


def _below(chart: Chart, unit_id: int) -> list[int]:
    """The unit and those below it."""
    return [unit.id for unit in chart.units.values() if any(one.id == unit_id for one in chart.upward(unit.id))]


def _headed(view: View) -> list[int]:
    return [unit_id for unit_id in view.chart.units if view.chart.answers_for(view.sender.id, unit_id)]


async def _page(view: View, choice: Choice, arrangement: Arrangement, number: int) -> ListPage:
    """The page asked for; where there are fewer by now, the last one."""
    total = await lists.count(view.connection, choice, most=COUNTED + 1)
    number = max(1, min(number, -(-min(total, COUNTED) // PAGE)))
    found = await lists.page(view.connection, choice, arrangement, limit=PAGE, offset=(number - 1) * PAGE)
    known = await cases.cases_of(view.connection, [duty.case_id for duty in found])
    return ListPage(
        lines=tuple((duty, known[duty.case_id]) for duty in found),
        number=number,
        total=min(total, COUNTED),
        counted=total <= COUNTED,
    )
