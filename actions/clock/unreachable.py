"""Who cannot be written to: known, listed to the office each working day, never a dead end (M31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.installation import Office
from actions.order import Order
from actions.view import View
from domain.acts import Act
from domain.encoding import canonical, from_canonical
from domain.journal.office import PeopleUnreached
from domain.office.calendar import DAY, Calendar
from domain.office.hours import START_OF_DUTY_DAY
from domain.office.people import Person
from domain.payloads.office import UnreachedNotice
from storage import duties_in_hand, settings_store
from storage.database import Connection

LIST_DUE = "unreached:next"  # when the list comes next
PEOPLE_NAMED = 30


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """A person who holds duties and hears nothing of them; nobody stands in who would."""

    person: Person
    count: int


async def unreached(view: View) -> list[Unreached]:
    """Those with open duties whom neither they nor a stand-in can be told, most duties first."""
    held = await duties_in_hand.count_by_holder(view.connection)
    found = [
        Unreached(person=person, count=count)
        for person_id, count in held.items()
        if (person := view.chart.people.get(person_id)) is not None
        and not person.reachable
        and not view.chart.acting_for(person).reachable
    ]
    return sorted(found, key=lambda one: (-one.count, one.person.id))


async def is_list_due(connection: Connection, now: datetime) -> bool:
    return _has_come(await settings_store.fact(connection, LIST_DUE), now)


def _has_come(due: str | None, now: datetime) -> bool:
    return due is None or from_canonical(due) <= now


async def list_unreached(office: Office, now: datetime) -> int:
    """Where the day's moment has come, tell the office; returns how many were listed. The first time only the next
    moment is noted."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        due = await settings_store.fact(work.connection, LIST_DUE)
        if not _has_come(due, now):
            return 0
        await settings_store.set_fact(work.connection, LIST_DUE, canonical(_next(work.calendar, now)))
        found = [] if due is None else await unreached(work)
        if found:
            await work.record(Act.PEOPLE_UNREACHED, PeopleUnreached(people=tuple(one.person.id for one in found)))
            work.owe(
                work.chart.office,
                UnreachedNotice(
                    people=tuple((one.person.id, one.count) for one in found[:PEOPLE_NAMED]), count=len(found)
                ),
                slot=f"day-{work.calendar.day_of(now):%Y%m%d}",
            )
        return len(found)


def _next(calendar: Calendar, now: datetime) -> datetime:
    """The beginning of the next working day."""
    return calendar.at(calendar.working_day_on_or_after(calendar.day_of(now) + DAY), START_OF_DUTY_DAY)
