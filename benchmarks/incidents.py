"""What comes between the beginning and the end of a duty in the generated year: said, asked, decided, turned round."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from actions.duties.clearing import set_last_deadline
from actions.duties.corrections import correct_case
from actions.duties.crediting import credit_late_words
from actions.duties.decisions import decide_request, give_direction
from actions.duties.dossiers import Proposal, hand_up, sign_dossier
from actions.duties.pauses import pause_task, resume_task
from actions.duties.reassignments import reassign_task
from actions.duties.requests import ask_direction, ask_extension, ask_refusal, ask_transfer
from actions.duties.statements import Reported, raise_blocker, report_progress
from actions.duties.withdrawals import withdraw_case
from actions.order import Order
from benchmarks.clockwork import Life, Year
from benchmarks.staff import FIELDS
from domain.duties.cases import Case, Label
from domain.duties.corrections import Correction
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.duties.statements import BlockerKind
from domain.refusals import OtherDatesMove
from domain.rules.lengths import Urgency

Incident = Callable[[Year, Duty, Case], Awaitable[object]]


async def report(year: Year, duty: Duty, case: Case) -> None:
    text = year.chance.choice(("Đang tổng hợp số liệu", "Đã xong bước một", f"Xong {year.chance.randrange(100)} phần"))
    order = year.by(duty.holder_id, duty)
    await year.do("report", report_progress(year.office, order, code=case.code, text=text))


async def initiate(year: Year, duty: Duty, case: Case) -> None:
    order = year.by(duty.holder_id, duty)
    act = report_progress(year.office, order, code=case.code, text="Làm mẫu điện tử", is_initiative=True)
    await said(year, "initiative", act, case)


async def block(year: Year, duty: Duty, case: Case) -> None:
    kind = BlockerKind.CONFLICTING_LAW if year.happens(0.25) else BlockerKind.ORDINARY
    order = year.by(duty.holder_id, duty)
    act = raise_blocker(
        year.office, order, code=case.code, blocker="Chưa có định mức", proposal="Tạm áp dụng", kind=kind
    )
    await said(year, "blocker", act, case)


async def said(year: Year, name: str, act: Awaitable[Reported], case: Case) -> None:
    """What comes after the deadline is let stand beside the lateness now and then."""
    found = await year.do(name, act)
    if found is not None and found.came_late and year.happens(0.7):
        year.begin(credited(year, case), year.later(16))


async def credited(year: Year, case: Case) -> Life:
    """The assigner credits what came after the deadline."""
    order = year.by(case.assigner_id)
    await year.do("credit", credit_late_words(year.office, order, code=case.code))
    return
    yield


async def excuse(year: Year, duty_id: int, case: Case) -> None:
    """What some think of once the deadline has passed."""
    duty = await year.duty(duty_id)
    if duty.phase is Phase.WORKING and year.happens(0.5):
        await (block if year.happens(0.5) else initiate)(year, duty, case)


async def extend(year: Year, duty: Duty, case: Case) -> None:
    wanted = year.deadline(year.chance.choice((5, 10, 20, 40)))
    order = year.by(duty.holder_id, duty)
    act = ask_extension(year.office, order, code=case.code, wanted=wanted, reason="Chờ số liệu")
    await ask(year, "extension", act, case, granted=0.7)


async def refuse(year: Year, duty: Duty, case: Case) -> None:
    order = year.by(duty.holder_id, duty)
    act = ask_refusal(year.office, order, code=case.code, reason="Không đủ người")
    if await ask(year, "refusal", act, case, granted=0.4) and duty.kind is DutyKind.LEAD:
        year.begin(reassigned(year, duty.id, case), year.later(40))


PASSED_ON = "Không thuộc chức năng, vượt thẩm quyền"


async def transfer(year: Year, duty: Duty, case: Case) -> None:
    staff = year.staff
    if year.happens(0.4) and duty.unit_id in staff.heads:
        to = staff.names[staff.heads[duty.unit_id]]
    else:
        to = staff.units[year.chance.choice(staff.departments)]
    order = year.by(duty.holder_id, duty)
    found = await year.do("ask transfer", ask_transfer(year.office, order, code=case.code, to=to, reason=PASSED_ON))
    if found is not None:
        year.begin(decided(year, found[1].id, case, granted=0.6), year.later(16))


async def ask(year: Year, name: str, act: Awaitable[Any], case: Case, *, granted: float) -> bool:
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
    """The word of who was asked, if it ever comes."""
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
    chance = year.chance
    changes = (
        Correction(deadline=year.deadline(15)),
        Correction(field=chance.choice(FIELDS)),
        Correction(document=f"{chance.randrange(400)}/UBND"),
        Correction(label=Label.HARD, urgency=Urgency.URGENT),
        Correction(deadline=year.deadline(3), field=chance.choice(FIELDS)),
    )
    order = year.by(case.registrar_id)
    await year.do("correct", _corrected(year, order, case.code, chance.choice(changes)))
    other = year.staff.leaders[case.id % len(year.staff.leaders)]
    if other != case.assigner_id:
        handed = Correction(assigner=year.staff.names[other])
        await year.do("hand over", _corrected(year, order, case.code, handed))
    return
    yield


async def _corrected(year: Year, order: Order, code: str, correction: Correction) -> None:
    """Whoever corrects a deadline is shown what else it moves, and agrees."""
    try:
        await correct_case(year.office, order, code=code, correction=correction)
    except OtherDatesMove as moving:
        await correct_case(year.office, order, code=code, correction=correction, shown=moving.dates)


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
