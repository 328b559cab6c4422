"""What else happens in the generated year: the clock ticks, people are away, move, head a unit; a day off comes."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import update

from actions.clock.replanning import review_duties
from actions.clock.steps import take_due_steps
from actions.office.absences import be_away, come_back, turn_absences
from actions.office.calendars import enter_days
from actions.office.people import enter_person
from benchmarks.clockwork import Life, Year
from domain.hearing import all_read
from domain.office.calendar import DAY
from domain.office.people import Role
from storage import hearings
from storage.calendars import DayKind
from storage.tables import MessageState, NoticeState, messages, notices


async def clock(year: Year, hours: tuple[time, ...] = (time(6, 0),)) -> Life:
    """The tick: absences begin and end, steps come, silence becomes consent, the post goes out."""
    day = year.calendar.day_of(year.now)
    while True:
        for hour in hours:
            yield year.calendar.at(day, hour)
            await turn_absences(year.office, year.now)
            while await review_duties(year.office, year.now):
                pass
            async with year.office.database.writing() as connection:
                await hearings.note_hearing(connection, all_read("trial", year.now))
            while taken := await take_due_steps(year.office, year.now):
                year.done["step"] += taken
            await post(year)
        day += DAY


async def post(year: Year) -> None:
    """Everything goes out and arrives, as a whole: how it is sent is measured elsewhere (benchmarks/delivery.py)."""
    async with year.office.database.writing() as connection:
        await connection.execute(
            update(notices).where(notices.c.state == NoticeState.OWED).values(state=NoticeState.SAID)
        )
        await connection.execute(
            update(messages)
            .where(messages.c.state == MessageState.QUEUED)
            .values(
                state=MessageState.SENT,
                attempt=1,
                attempted_at=year.now,
                first_attempt_at=year.now,
                sent_at=year.now,
                platform_id="trial",
            )
        )


async def absences(year: Year, share: float) -> Life:
    """Each working day this share of the people enters an absence; some come back early, some never go."""
    while True:
        yield year.on_day(year.calendar.next_working_day(year.calendar.day_of(year.now)))
        for person_id in list(year.staff.names):
            if not year.happens(share):
                continue
            unit_id = year.staff.unit_of[person_id]
            others = [one for one in year.staff.members[unit_id] if one != person_id]
            since = year.later(16)
            until = since + timedelta(days=year.chance.randrange(1, 10))
            substitute = year.staff.names[year.chance.choice(others)]
            act = be_away(year.office, year.by(person_id), since=since, until=until, substitute=substitute)
            if await year.do("absence", act) and year.happens(0.2):
                year.begin(back(year, person_id), year.between(year.now, until))


async def back(year: Year, person_id: int) -> Life:
    await year.do("come back", come_back(year.office, year.by(person_id)))
    return
    yield


async def moves(year: Year, times: int, last: date) -> Life:
    """Officials go to another unit, heads are followed by their deputies."""
    days = year.working_days(year.calendar.day_of(year.now) + DAY, last)
    for day in sorted(year.chance.sample(days, min(times, len(days)))):
        yield year.on_day(day)
        await (follow(year) if year.happens(0.4) else move(year))


async def move(year: Year) -> None:
    staff = year.staff
    unit_id = year.chance.choice([unit for unit in staff.departments if len(staff.members[unit]) > 4])
    plain = [one for one in staff.officials(unit_id) if one not in staff.clerks]
    person_id, to = year.chance.choice(plain), year.chance.choice(staff.departments)
    if to == unit_id:
        return
    await _place(year, "move", person_id, to, Role.OFFICIAL, moved=True)
    staff.members[unit_id].remove(person_id)
    staff.members[to].append(person_id)
    staff.unit_of[person_id] = to


async def follow(year: Year) -> None:
    staff = year.staff
    unit_id = year.chance.choice([unit for unit in staff.heads if len(staff.members[unit]) > 3 and unit in _led(year)])
    old = staff.heads[unit_id]
    new = year.chance.choice([one for one in staff.officials(unit_id) if one not in staff.clerks])
    await _place(year, "new head", new, unit_id, Role.HEAD)
    await _place(year, "old head", old, unit_id, Role.DEPUTY)
    staff.heads[unit_id] = new


def _led(year: Year) -> list[int]:
    return [unit for unit, head in year.staff.heads.items() if head not in year.staff.leaders]


async def _place(year: Year, name: str, person_id: int, unit_id: int, role: Role, *, moved: bool | None = None) -> None:
    act = enter_person(
        year.office,
        year.by(year.staff.clerks[0]),
        name=year.staff.names[person_id],
        unit=year.staff.units[unit_id],
        position="Chức vụ mới",
        roles=frozenset({role}),
        moved=moved,
    )
    await year.do(name, act)


async def days_off(year: Year, days: tuple[date, ...]) -> Life:
    """The office closes for a storm; open duties are planned anew."""
    for day in days:
        yield year.on_day(year.calendar.working_days_before(day, 2))
        order = year.by(year.staff.clerks[0])
        await year.do("day off", enter_days(year.office, order, kind=DayKind.OFF, first=day, last=day, notice="Bão"))
