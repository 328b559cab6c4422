"""What each sheet says and to whom, gathered by a few queries however many people it goes to (M32, M35, M46)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions.clock.in_name import done_in_name
from actions.clock.unreachable import Unreached, unreached
from actions.report_input import gather, reckon, span_of
from actions.view import View
from domain.duties.lists import (
    COUNTED,
    Arrangement,
    Choice,
    FirstLines,
    ListOwner,
    Unread,
    Window,
    silent_since,
    start_of,
)
from domain.figures.figures import Grouping
from domain.figures.scopes import Scope
from domain.ladder.bulletins import review_drafted_on, week_of
from domain.office.calendar import DAY
from domain.office.people import Person, Role, unique
from domain.payloads.bulletins import AnchorNotice, DayNotice, DoneInName, MonthNotice, WeekNotice
from domain.payloads.payload import ListedDuties, NoticePayload
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.lengths import Urgency
from storage import cases, journal, lists, sheets
from storage.sheets import Schedule

MOST = 5  # lines under one heading; the rest is a number
PEOPLE_NAMED = 5
UNITS_NAMED = 12


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """What each is told; whom it says nothing is not in it. The rest goes into the journal: the head that an anchor
    posts, the month of a draft, up to which entry the day's was read."""

    told: tuple[tuple[Person, NoticePayload], ...]
    head: tuple[int, str] | None = None
    month: date | None = None
    read_to: int | None = None


async def _anchor(view: View, _schedule: Schedule, _planned_at: datetime) -> Bulletin:
    """The head of the chain as it stands: whoever keeps it can later prove any change before it (promise 3)."""
    head = await journal.head(view.connection)
    inspectors = (person for person in view.chart.people.values() if person.is_a(Role.INSPECTOR))
    anchor = AnchorNotice(seq=head[0], hash=head[1], at=view.now)
    return Bulletin(told=tuple((person, anchor) for person in unique((*view.chart.office, *inspectors))), head=head)


# The draft for the monthly review


async def _month(view: View, _schedule: Schedule, planned_at: datetime) -> Bulletin:
    """The four boxes of the month so far, or of the last one where the meeting is early in its month (M35)."""
    calendar = view.calendar
    review = review_drafted_on(calendar.day_of(planned_at), rules=view.newest_policy.sheets, calendar=calendar)
    assert review is not None
    span = span_of(review.first, review.end - DAY, now=view.now, calendar=calendar)
    report = await reckon(await gather(view, scope=Scope(), span=span))
    units = sorted(report.groups.get(Grouping.UNIT, ()), key=lambda one: -one.figures.boxes.total)
    draft = MonthNotice(
        meeting=review.meeting,
        month=review.first,
        at=span.at,
        whole=report.whole.boxes,
        self_judged=report.whole.self_judged,
        units=tuple((None if one.key is None else int(one.key), one.figures.boxes) for one in units[:UNITS_NAMED]),
        unit_count=len(units),
    )
    return Bulletin(told=tuple((person, draft) for person in view.chart.office), month=review.first)


# What falls due, lies, waits


async def _week(view: View, _schedule: Schedule, _planned_at: datetime) -> Bulletin:
    """The week of each head, for the units that this head answers for: what is overdue, falls due this week, was not
    acknowledged, is long without progress, and waits for the head's own word."""
    units: dict[int, set[int]] = defaultdict(set)
    for unit_id in view.chart.units:
        head = view.chart.in_charge_of(unit_id)
        if head is not None:
            units[head.id].add(unit_id)
    desks = {head_id: view.chart.acts_as(head_id) for head_id in units}
    _, end = week_of(view.now, view.calendar)
    now = _now(view)
    owed = replace(now, unit_ids=frozenset().union(*units.values()), in_work=True, circulars=False)
    found = {
        "overdue": await _first(view, replace(owed, in_work=False, overdue=True), ListOwner.UNIT),
        "coming": await _first(view, replace(owed, coming=Window(first=now.today, end=end)), ListOwner.UNIT),
        "unacknowledged": await _first(view, replace(owed, unacknowledged=True, due_from=end), ListOwner.UNIT),
        "silent": await _first(view, replace(owed, silent_since=_silent_since(view), due_from=end), ListOwner.UNIT),
        "waiting": await _waiting(view, desks.values()),
    }
    told = []
    for head_id, mine in units.items():
        shown = {name: _merged(few, desks[head_id] if name == "waiting" else mine) for name, few in found.items()}
        if any(few.total for few in shown.values()):
            week = WeekNotice(units=tuple(sorted(mine)), at=view.now, lists=_listed(shown))
            told.append((view.chart.person(head_id), week))
    return Bulletin(told=tuple(told))


def _silent_since(view: View) -> dict[Urgency, datetime]:
    rungs = view.newest_policy.rungs
    return {one: silent_since(rungs[one].silence, now=view.now, calendar=view.calendar) for one in Urgency}


async def _day(view: View, schedule: Schedule, _planned_at: datetime) -> Bulletin:
    """The day of each leader who is there: what is overdue of what the leader handed out, for the head of the whole of
    everything; what waits for the leader's word, the silences that became consent since the last sheet, and what others
    did in the leader's name, away or not. The head of the whole also hears who cannot be written to, unless told by the
    office's own list (M31)."""
    every = [person for person in view.chart.people.values() if person.is_a(Role.LEADER)]
    leaders = [person for person in every if view.chart.stand_in_for(person.id) is None]
    in_name, read_to = await done_in_name(view, schedule.taken_until)
    before = await _before_leaders(view, schedule, leaders)
    told = [(person, await _day_of(view, person, before, in_name.get(person.id, []))) for person in leaders]
    away = [person for person in every if person not in leaders and in_name.get(person.id)]
    told += [(person, _in_name_alone(view, in_name[person.id])) for person in away]
    return Bulletin(told=tuple((person, day) for person, day in told if day is not None), read_to=read_to)


@dataclass(frozen=True, kw_only=True)
class _BeforeLeaders:
    """What the leaders of a morning have before them, read for all of them at once."""

    overdue: FirstLines  # of the whole office
    given: Mapping[int, FirstLines]
    stuck: Mapping[int, FirstLines]
    waiting: Mapping[int, FirstLines]
    unread: Sequence[tuple[int, Unread]]
    deemed: Sequence[tuple[int, int]]  # duty, assigner
    unreached: Sequence[Unreached]


async def _before_leaders(view: View, schedule: Schedule, leaders: Sequence[Person]) -> _BeforeLeaders:
    desks = [view.chart.acts_as(person.id) for person in leaders]
    every_desk = frozenset[int]().union(*desks)
    late = replace(_now(view), overdue=True, circulars=False)
    lying = replace(_now(view), waiting=True, passed=True, assigner_ids=every_desk, with_others=True)
    return _BeforeLeaders(
        overdue=await _everything(view, late),
        given=await _first(view, replace(late, assigner_ids=every_desk), ListOwner.ASSIGNER),
        stuck=await _first(view, lying, ListOwner.ASSIGNER),
        waiting=await _waiting(view, desks),
        unread=await _unread(view),
        deemed=await sheets.deemed_between(view.connection, schedule.taken_until, view.now),
        unreached=await unreached(view),
    )


async def _day_of(view: View, person: Person, before: _BeforeLeaders, done: Sequence[DoneInName]) -> DayNotice | None:
    """The day of one leader; None where there is nothing to say."""
    desk = view.chart.acts_as(person.id)
    whole = _heads_the_whole(view, desk)
    consents = [duty_id for duty_id, assigner_id in before.deemed if whole or assigner_id in desk]
    shown = {
        "overdue": before.overdue if whole else _merged(before.given, desk),
        "waiting": _merged(before.waiting, desk),
        "stuck": await _stuck_anywhere(view, desk) if whole else _merged(before.stuck, desk),
        "deemed": FirstLines(total=len(consents), first=tuple((view.now, duty_id) for duty_id in consents[:MOST])),
    }
    named = before.unreached if whole and not person.is_a(Role.OFFICE) else []
    circulars = [one for assigner_id, one in before.unread if whole or assigner_id in desk]
    if not (named or circulars or done or any(few.total for few in shown.values())):
        return None
    return DayNotice(
        whole=whole,
        at=view.now,
        lists=_listed(shown) | _circulars(circulars),
        unreached=tuple(one.person.id for one in named[:PEOPLE_NAMED]),
        unreached_count=len(named),
        in_name=_newest(done),
        in_name_count=len(done),
    )


def _in_name_alone(view: View, done: Sequence[DoneInName]) -> DayNotice:
    return DayNotice(at=view.now, in_name=_newest(done), in_name_count=len(done))


def _newest(done: Sequence[DoneInName]) -> tuple[DoneInName, ...]:
    """The newest of what others did in a leader's name since the last sheet."""
    return tuple(done[-MOST:])


async def _unread(view: View) -> list[tuple[int, Unread]]:
    """The circulars that are overdue with somebody, each with who sent it."""
    found = await lists.unread(view.connection, replace(_now(view), overdue=True), most=COUNTED)
    known = await cases.cases_of(view.connection, [one.case_id for one in found])
    return [(known[one.case_id].assigner_id, one) for one in found]


def _circulars(found: Sequence[Unread]) -> dict[str, ListedDuties]:
    """A line each, however many have not read it."""
    if not found:
        return {}
    shown = found[:MOST]
    duties, readers = tuple(one.duty_id for one in shown), tuple(one.readers for one in shown)
    return {"unread": ListedDuties(total=len(found), duties=duties, readers=readers)}


async def _stuck_anywhere(view: View, desk: frozenset[int]) -> FirstLines:
    """What has lain with others beyond their time to decide or to accept."""
    return await _everything(view, replace(_now(view), waiting=True, passed=True, not_held_by=desk))


def _heads_the_whole(view: View, desk: Iterable[int]) -> bool:
    tops = (unit.id for unit in view.chart.units.values() if unit.parent_id is None)
    heads = (view.chart.titular_head_of(unit_id) for unit_id in tops)
    return any(head is not None and head.id in desk for head in heads)


def _now(view: View) -> Choice:
    return Choice(now=view.now, today=start_of(view.calendar.day_of(view.now), view.calendar))


async def _first(view: View, choice: Choice, per: ListOwner) -> dict[int, FirstLines]:
    return await lists.first_of_each(view.connection, choice, per, _ORDER[per], most=MOST)


_ORDER = {
    ListOwner.UNIT: Arrangement.BY_DEADLINE,
    ListOwner.HOLDER: Arrangement.BY_DEADLINE,
    ListOwner.ASSIGNER: Arrangement.OLDEST,
}


async def _waiting(view: View, desks: Iterable[frozenset[int]]) -> dict[int, FirstLines]:
    """What waits for the word of each."""
    holders = frozenset[int]().union(*desks)
    return await _first(view, replace(_now(view), holder_ids=holders, waiting=True), ListOwner.HOLDER)


async def _everything(view: View, choice: Choice) -> FirstLines:
    total = await lists.count(view.connection, choice, most=COUNTED + 1)
    page = await lists.page(view.connection, choice, Arrangement.OLDEST, limit=MOST)
    return FirstLines(total=total, first=tuple((duty.deadline.moment, duty.id) for duty in page))


def _merged(found: Mapping[int, FirstLines], owners: Iterable[int]) -> FirstLines:
    """The lists of several owners as one."""
    his = [found[owner] for owner in owners if owner in found]
    first = sorted(line for few in his for line in few.first)
    return FirstLines(total=sum(few.total for few in his), first=tuple(first[:MOST]))


def _listed(shown: Mapping[str, FirstLines]) -> dict[str, ListedDuties]:
    return {
        name: ListedDuties(total=few.total, duties=tuple(duty_id for _, duty_id in few.first))
        for name, few in shown.items()
        if few.total
    }


CONTENTS: dict[BulletinKind, Callable[[View, Schedule, datetime], Awaitable[Bulletin]]] = {
    BulletinKind.ANCHOR: _anchor,
    BulletinKind.MONTH: _month,
    BulletinKind.WEEK: _week,
    BulletinKind.DAY: _day,
}
