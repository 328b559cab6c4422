"""How tasks live in the generated year: assigned, taken on, passed on, delayed, handed in, given back, accepted."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from actions.assignments import Assignment
from actions.clearing import set_last_deadline
from actions.corrections import correct_case
from actions.decisions import decide_request, give_direction
from actions.dossiers import Proposal, hand_up, sign_dossier
from actions.duties import acknowledge_duty, delegate_duty
from actions.pauses import pause_task, resume_task
from actions.reassignments import reassign_task
from actions.requests import ask_direction, ask_extension, ask_refusal, ask_transfer
from actions.results import Result, accept_result, return_result, submit_result
from actions.statements import name_cause, raise_blocker, report_progress
from actions.tasks import assign_tasks
from actions.withdrawals import withdraw_case
from benchmarks.clockwork import Life, Year
from benchmarks.staff import FIELDS
from domain.cases import Case, Label, Source
from domain.corrections import Correction
from domain.duties import DecisionKind, Duty, Phase
from domain.policy import Urgency
from domain.statements import BlockerKind, Cause

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
        if year.happens(share):
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
    async for moment in hand_in(year, duty_id, case):
        yield moment
    async for moment in explain(year, duty_id, case):
        yield moment


def _incidents(year: Year, is_lead: bool) -> list:
    """What comes between, in its order."""
    share = 1.0 if is_lead else 0.5
    found = [act for act, likely in INCIDENTS for _ in range(2) if year.happens(likely * share / 2)]
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


# What comes between


async def report(year: Year, duty: Duty, case: Case) -> None:
    text = year.chance.choice(("Đang tổng hợp số liệu", "Đã xong bước một", f"Xong {year.chance.randrange(100)} phần"))
    order = year.by(duty.holder_id, duty)
    await year.do("report", report_progress(year.office, order, code=case.code, text=text))


async def initiate(year: Year, duty: Duty, case: Case) -> None:
    order = year.by(duty.holder_id, duty)
    act = report_progress(year.office, order, code=case.code, text="Làm mẫu điện tử", is_initiative=True)
    await year.do("initiative", act)


async def block(year: Year, duty: Duty, case: Case) -> None:
    kind = BlockerKind.CONFLICTING_LAW if year.happens(0.25) else BlockerKind.ORDINARY
    order = year.by(duty.holder_id, duty)
    act = raise_blocker(
        year.office, order, code=case.code, blocker="Chưa có định mức", proposal="Tạm áp dụng", kind=kind
    )
    await year.do("blocker", act)


async def extend(year: Year, duty: Duty, case: Case) -> None:
    wanted = year.deadline(year.chance.choice((5, 10, 20, 40)))
    order = year.by(duty.holder_id, duty)
    act = ask_extension(year.office, order, code=case.code, wanted=wanted, reason="Chờ số liệu")
    await ask(year, "extension", act, case, granted=0.7)


async def refuse(year: Year, duty: Duty, case: Case) -> None:
    order = year.by(duty.holder_id, duty)
    act = ask_refusal(year.office, order, code=case.code, reason="Không đủ người")
    if await ask(year, "refusal", act, case, granted=0.4) and duty.kind == "lead":
        year.begin(reassigned(year, duty.id, case), year.later(40))


async def transfer(year: Year, duty: Duty, case: Case) -> None:
    staff = year.staff
    if year.happens(0.4) and duty.unit_id in staff.heads:
        to = staff.names[staff.heads[duty.unit_id]]
    else:
        to = staff.units[year.chance.choice(staff.departments)]
    order = year.by(duty.holder_id, duty)
    found = await year.do("ask transfer", ask_transfer(year.office, order, code=case.code, to=to, reason="Không thuộc"))
    if found is not None:
        year.begin(decided(year, found[1].id, case, granted=0.6), year.later(16))


async def ask(year: Year, name: str, act, case: Case, *, granted: float) -> bool:
    found = await year.do(f"ask {name}", act)
    if found is not None and year.happens(0.9):
        year.begin(decided(year, found[1].id, case, granted=granted), year.later(16))
    return found is not None


async def question(year: Year, duty: Duty, case: Case) -> None:
    order = year.by(duty.holder_id, duty)
    act = ask_direction(year.office, order, code=case.code, question="Theo mẫu nào?")
    await ask(year, "direction", act, case, granted=1)


async def propose(year: Year, duty: Duty, case: Case) -> None:
    """The case goes up, by way of the head's signature where an official wrote the dossier."""
    order = year.by(duty.holder_id, duty)
    act = hand_up(year.office, order, code=case.code, proposal=Proposal(position="Đề nghị thông qua"))
    handed = await year.do("hand up", act)
    if handed is None:
        return
    if handed.decision is not None:
        year.begin(decided(year, handed.decision.id, case, granted=0.8), year.later(16))
    else:
        year.begin(signed(year, duty.id, case), year.later(12))


async def signed(year: Year, duty_id: int, case: Case) -> Life:
    duty = await year.duty(duty_id)
    handed = await year.do("sign dossier", sign_dossier(year.office, year.by(duty.holder_id, duty), code=case.code))
    if handed is not None and handed.decision is not None:
        yield year.later(16)
        async for moment in decided(year, handed.decision.id, case, granted=0.8):
            yield moment


async def decided(year: Year, decision_id: int, case: Case, *, granted: float) -> Life:
    """The word of who was asked, if he ever gives it."""
    decision = await year.duty(decision_id)
    order = year.by(decision.holder_id, decision)
    if decision.decision is DecisionKind.DIRECTION:
        await year.do("direct", give_direction(year.office, order, code=case.code, text="Theo mẫu cũ"))
        return
    yes = year.happens(granted)
    act = decide_request(year.office, order, code=case.code, granted=yes, reason="" if yes else "Không đủ căn cứ")
    await year.do(f"{decision.decision} {'granted' if yes else 'denied'}", act)
    return
    yield


# What the assigner does


async def withdrawn(year: Year, duty_id: int, case: Case) -> Life:
    await year.do("withdraw", withdraw_case(year.office, year.by(case.assigner_id), code=case.code, reason="Nhầm"))
    return
    yield


async def paused(year: Year, duty_id: int, case: Case) -> Life:
    order = year.by(case.assigner_id)
    if await year.do("pause", pause_task(year.office, order, code=case.code, reason="Chờ trung ương")) is None:
        return
    if year.happens(0.9):
        yield year.later(80)
        await year.do("resume", resume_task(year.office, year.by(case.registrar_id), code=case.code))


async def corrected(year: Year, duty_id: int, case: Case) -> Life:
    chance: Random = year.chance
    changes = (
        Correction(deadline=year.deadline(15)),
        Correction(field=chance.choice(FIELDS)),
        Correction(document=f"{chance.randrange(400)}/UBND"),
        Correction(label=Label.HARD, urgency=Urgency.URGENT),
        Correction(deadline=year.deadline(3), field=chance.choice(FIELDS)),
    )
    order = year.by(case.registrar_id)
    await year.do("correct", correct_case(year.office, order, code=case.code, correction=chance.choice(changes)))
    return
    yield


async def reassigned(year: Year, duty_id: int, case: Case) -> Life:
    unit = year.chance.choice(year.staff.departments)
    order = year.by(case.assigner_id)
    act = reassign_task(year.office, order, code=case.code, to=year.staff.units[unit], reason="Đúng việc hơn")
    await year.do("reassign", act)
    return
    yield


async def clear(year: Year, duty: Duty, case: Case) -> None:
    order = year.by(case.assigner_id, duty)
    act = set_last_deadline(year.office, order, code=case.code, last=year.deadline(10), reason="Dứt điểm")
    await year.do("last deadline", act)


INCIDENTS = (
    (report, 0.8),
    (initiate, 0.03),
    (block, 0.08),
    (extend, 0.16),
    (refuse, 0.02),
    (transfer, 0.06),
    (question, 0.03),
    (propose, 0.04),
    (clear, 0.03),
)
