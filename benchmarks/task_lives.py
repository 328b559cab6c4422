"""How tasks live in the generated year: assigned, taken on, passed on, delayed, handed in, given back, accepted."""

from __future__ import annotations

from datetime import timedelta

from actions.duties.assignments import Assignment
from actions.duties.causes import name_cause
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.results import Result, accept_result, return_result, submit_result
from actions.duties.tasks import assign_tasks
from benchmarks.clockwork import Life, Year
from benchmarks.incidents import INCIDENTS, Incident, corrected, excuse, paused, reassigned, withdrawn
from benchmarks.staff import FIELDS
from domain.duties.cases import Case, Label, Source
from domain.duties.duties import Duty, Phase
from domain.duties.statements import Cause
from domain.rules.lengths import Urgency

SUBJECTS = ("Báo cáo giải ngân", "Rà soát quy hoạch", "Trả lời kiến nghị cử tri", "Lập dự toán", "Kiểm tra hiện trường")
URGENCIES = (Urgency.NORMAL, Urgency.URGENT, Urgency.VERY_URGENT, Urgency.FLASH)
MOST_PATIENCE = 40  # returns to one thing that could not be done yet


async def task(year: Year) -> Life:
    """One message that assigns, from assignment to the last word about it."""
    chance, staff = year.chance, year.staff
    assigner, sender = _assigner(year)
    units = [unit for unit in staff.departments if unit in staff.heads]
    if assigner in staff.heads.values() and assigner not in staff.leaders:
        units = [staff.unit_of[assigner]]
    unit = chance.choice(units)
    named = year.happens(0.5) and staff.officials(unit)
    lead = staff.names[chance.choice(staff.officials(unit))] if named else staff.units[unit]
    beside = [other for other in units if other != unit]
    coordinating = chance.sample(beside, min(len(beside), chance.choice((0, 0, 0, 0, 1, 1, 2))))
    assignment = Assignment(
        lead=lead,
        title=f"{chance.choice(SUBJECTS)} số {chance.randrange(100_000)}",
        product="Báo cáo bằng văn bản",
        deadline=year.deadline(chance.choice((1, 3, 5, 7, 10, 10, 15, 20, 30, 60))),
        coordinating=tuple(staff.units[other] for other in coordinating),
        assigner=staff.names[assigner] if assigner != sender else None,
        document=f"{chance.randrange(400)}/UBND" if year.happens(0.7) else "",
        source=chance.choice((Source.DOCUMENT, Source.DOCUMENT, Source.CONCLUSION, Source.ORAL, None)),
        urgency=chance.choices(URGENCIES, (70, 20, 7, 3))[0],
        field=chance.choice(FIELDS) if year.happens(0.8) else None,
        label=chance.choice(tuple(Label)) if year.happens(0.06) else None,
    )
    given = await year.do("assign", assign_tasks(year.office, year.by(sender), assignment))
    if given is None:
        return
    (prospect,) = given
    year.codes.append(prospect.case.code)
    for part in prospect.duties[1:]:
        year.begin(work(year, part.id, prospect.case, is_lead=False), year.later(4))
    for life, share in ((withdrawn, 0.02), (paused, 0.02), (corrected, 0.03), (reassigned, 0.02)):
        if year.happens(share * year.unrest):
            year.begin(life(year, prospect.duties[0].id, prospect.case), year.later(40))
    yield year.later(5)
    async for moment in work(year, prospect.duties[0].id, prospect.case, is_lead=True):
        yield moment


def _assigner(year: Year) -> tuple[int, int]:
    """Who assigns, and who writes it down."""
    chance, staff = year.chance, year.staff
    kind = chance.random()
    if kind < 0.55:
        return chance.choice(staff.leaders), chance.choice(staff.clerks)
    if kind < 0.7:
        leader = chance.choice(staff.leaders)
        return leader, leader
    if kind < 0.8:
        clerk = chance.choice(staff.clerks)
        return clerk, clerk
    head = chance.choice(sorted(staff.heads.values()))
    return head, head


async def work(year: Year, duty_id: int, case: Case, *, is_lead: bool) -> Life:
    """What whoever holds it does until it is accepted; every act is by who holds it at that moment."""
    duty = await year.duty(duty_id)
    if duty.phase is Phase.WORKING and year.happens(0.9):
        await year.do("acknowledge", acknowledge_duty(year.office, year.by(duty.holder_id, duty), code=case.code))
    if duty.to_unit and year.happens(0.75):
        yield year.later(5)
        if await delegate(year, await year.duty(duty_id), case) and year.happens(0.9):
            yield year.later(4)
            duty = await year.duty(duty_id)
            if duty.phase is Phase.WORKING:
                await year.do(
                    "acknowledge", acknowledge_duty(year.office, year.by(duty.holder_id, duty), code=case.code)
                )
    for act in _incidents(year, is_lead):
        yield year.between(year.now, max(year.now, (await year.duty(duty_id)).deadline.moment))
        duty = await year.duty(duty_id)
        if not duty.is_open:
            return
        await act(year, duty, case)
    if year.happens(0.04):
        return  # it is left lying
    duty = await year.duty(duty_id)
    late = year.happens(0.2)
    yield year.later(30) if year.now > duty.deadline.moment else year.between(year.now, duty.deadline.moment)
    if late:
        yield year.calendar.add_working_time(max(duty.deadline.moment, year.now), year.hours(40)) + timedelta(seconds=1)
        await excuse(year, duty_id, case)
    async for moment in hand_in(year, duty_id, case):
        yield moment
    async for moment in explain(year, duty_id, case):
        yield moment


def _incidents(year: Year, is_lead: bool) -> list[Incident]:
    """What comes between, in its order."""
    share = year.unrest if is_lead else year.unrest / 2
    found: list[Incident] = [act for act, likely in INCIDENTS for _ in range(2) if year.happens(likely * share / 2)]
    year.chance.shuffle(found)
    return found


async def delegate(year: Year, duty: Duty, case: Case) -> bool:
    """The head names an official of the unit."""
    if duty.unit_id not in year.staff.heads or duty.phase not in {Phase.WORKING, Phase.DRAFTED}:
        return False
    officials = year.staff.officials(duty.unit_id)
    if not officials:
        return False
    order = year.by(year.staff.heads[duty.unit_id], duty)
    name = year.staff.names[year.chance.choice(officials)]
    return await year.do("delegate", delegate_duty(year.office, order, code=case.code, name=name)) is not None


async def hand_in(year: Year, duty_id: int, case: Case) -> Life:
    """Handed in as soon as that is possible, given back now and then, accepted in the end if at all."""
    for _ in range(MOST_PATIENCE):
        duty = await year.duty(duty_id)
        if not duty.is_open:
            return
        if duty.phase is Phase.WORKING:
            order = year.by(duty.holder_id, duty)
            await year.do("submit", submit_result(year.office, order, code=case.code, result=Result(text="Kết quả")))
            if year.happens(0.05):
                return  # nobody looks at it
            yield year.later(12)
        elif duty.phase is Phase.SUBMITTED:
            await judge(year, duty, case)
            yield year.later(10)
        else:
            yield year.later(30)


async def judge(year: Year, duty: Duty, case: Case) -> None:
    judges = [duty.holder_id] if duty.holder_id != case.assigner_id else [case.assigner_id, case.registrar_id]
    order = year.by(year.chance.choice(judges), duty)
    if year.happens(0.1):
        await year.do("return", return_result(year.office, order, code=case.code, reason="Thiếu số liệu"))
    else:
        await year.do("accept", accept_result(year.office, order, code=case.code))


async def explain(year: Year, duty_id: int, case: Case) -> Life:
    """The cause of a delay, proposed by who did it, confirmed or set right by the assigner."""
    duty = await year.duty(duty_id)
    if not duty.was_late(year.now, year.calendar):
        return
    if year.happens(0.6):
        cause = year.chance.choice(tuple(Cause))
        order = year.by(_worker(year, duty), duty)
        await year.do("propose cause", name_cause(year.office, order, code=case.code, cause=cause, text="Chờ số liệu"))
    if year.happens(0.5):
        yield year.later(16)
        cause = year.chance.choice((Cause.OUTSIDE, Cause.OUTSIDE, Cause.OWN))
        order = year.by(case.assigner_id, await year.duty(duty_id))
        text = "" if year.happens(0.5) else "Đã xem xét"
        await year.do("confirm cause", name_cause(year.office, order, code=case.code, cause=cause, text=text))


def _worker(year: Year, duty: Duty) -> int:
    head = year.staff.heads.get(duty.unit_id or 0, duty.holder_id)
    return head if duty.phase in {Phase.CLOSED, Phase.SUBMITTED} else duty.holder_id
