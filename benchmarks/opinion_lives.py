"""How opinion requests live in the generated year: asked, answered in every way, or left to become consent."""

from __future__ import annotations

from actions.duties.duties import acknowledge_duty
from actions.duties.withdrawals import withdraw_case
from actions.opinions.answers import answer_opinion
from actions.opinions.dossiers import Supply, supply_dossier
from actions.opinions.opinions import OpinionQuestion, ask_opinions
from actions.opinions.reconciliations import Minutes, reconcile_opinions
from actions.opinions.signatures import sign_opinion
from benchmarks.clockwork import Life, Year
from benchmarks.incidents import extend
from benchmarks.task_lives import delegate
from domain.duties.cases import Case
from domain.duties.duties import Duty, Outcome, Phase
from domain.duties.opinions import OBJECTIONS, Stance
from domain.rules.lengths import Urgency

STANCES = (Stance.AGREE, Stance.CONDITIONAL, Stance.DISAGREE, Stance.NOT_OURS, Stance.LACKING)
EMPTY = "Cơ bản nhất trí"
MOST_ROUNDS = 4


async def request(year: Year) -> Life:
    """One request to several units; each answers for itself."""
    chance, staff = year.chance, year.staff
    asking = [*staff.heads.values(), *staff.heads.values(), *staff.leaders, *staff.clerks]
    requester = chance.choice(asking)
    units = [unit for unit in staff.departments if unit in staff.heads and unit != staff.unit_of[requester]]
    wanted = chance.sample(units, min(len(units), chance.choice((1, 1, 2, 2, 3, 3, 6))))
    question = OpinionQuestion(
        title=f"Dự thảo số {chance.randrange(100_000)}",
        proposal="Ban hành trong quý tới",
        asked=tuple((staff.units[unit], "Liên quan đến chức năng") for unit in wanted),
        deadline=None if year.happens(0.3) else year.deadline(chance.choice((2, 5, 7, 10))),
        urgency=chance.choices((Urgency.NORMAL, Urgency.URGENT), (85, 15))[0],
        serves=chance.choice(year.codes[-200:]) if year.codes and year.happens(0.35) else None,
        signing=year.happens(0.9),
        excess="Nhiều đơn vị cùng quản lý",
    )
    asked = await year.do("ask opinion", ask_opinions(year.office, year.by(requester), question))
    if asked is None and question.serves:  # a task that the asker may not see
        alone = OpinionQuestion(**{**vars(question), "serves": None})
        asked = await year.do("ask opinion", ask_opinions(year.office, year.by(requester), alone))
    if asked is None:
        return
    for duty in asked.duties:
        year.begin(answer(year, duty.id, asked.case), year.later(8))
    if year.happens(0.03):
        yield year.later(30)
        order = year.by(requester)
        await year.do("withdraw", withdraw_case(year.office, order, code=asked.case.code, reason="Không cần nữa"))


async def answer(year: Year, duty_id: int, case: Case) -> Life:
    """One unit's way to its answer, or to none."""
    duty = await year.duty(duty_id)
    if duty.phase is Phase.WORKING and year.happens(0.8):
        await year.do("acknowledge", acknowledge_duty(year.office, year.by(duty.holder_id, duty), code=case.code))
    if year.happens(0.55):
        yield year.later(6)
        await delegate(year, await year.duty(duty_id), case)
    if year.happens(0.05):
        yield year.later(6)
        await extend(year, await year.duty(duty_id), case)
    silent = year.happens(0.12)
    if silent and year.happens(0.6):
        return
    for number in range(MOST_ROUNDS):
        duty = await year.duty(duty_id)
        if silent or year.now >= duty.deadline.moment:
            yield year.calendar.add_working_time(max(duty.deadline.moment, year.now), year.hours(16))
        else:
            yield year.between(year.now, duty.deadline.moment)
        if await say(year, await year.duty(duty_id), case, asks=number == 0):
            yield year.later(5)
            duty = await year.duty(duty_id)
            if duty.phase is Phase.DRAFTED or duty.outcome is Outcome.DEEMED:
                await sign(year, duty, case)
        duty = await year.duty(duty_id)
        if duty.phase is not Phase.LACKING:
            return
        yield year.later(12)
        if year.happens(0.85):
            what = Supply(text="Đã bổ sung phụ lục")
            order = year.by(case.assigner_id, duty)
            await year.do("supply", supply_dossier(year.office, order, code=case.code, what=what))


async def say(year: Year, duty: Duty, case: Case, *, asks: bool) -> bool:
    """A stance by who holds the duty, or by the head in that place; whether the words wait for a signature."""
    stance = year.chance.choices(STANCES, (55, 15, 8, 10, 12 if asks else 0))[0]
    reasons = "" if stance is Stance.AGREE and year.happens(0.5) else "Đề nghị bổ sung số liệu tại Điều 5"
    author = duty.holder_id
    if duty.phase is Phase.LACKING:
        return False
    order = year.by(author, duty)
    if year.happens(0.05):
        reasons = EMPTY
    answered = await year.do(
        f"answer {stance}", answer_opinion(year.office, order, code=case.code, stance=stance, reasons=reasons)
    )
    if answered is not None and answered.state == "sent_back" and year.happens(0.8):
        order = year.by(author, duty)
        answered = await year.do(
            "insist", answer_opinion(year.office, order, code=case.code, stance=stance, reasons=reasons)
        )
    if answered is not None and answered.state == "final" and stance in OBJECTIONS and year.happens(0.5):
        year.begin(settle(year, duty.id, case), year.later(30))
    return answered is not None and answered.state == "draft" and year.happens(0.93)


async def sign(year: Year, duty: Duty, case: Case) -> None:
    head = year.staff.heads.get(duty.unit_id or 0, duty.holder_id)
    await year.do("sign", sign_opinion(year.office, year.by(head, duty), code=case.code))


async def settle(year: Year, duty_id: int, case: Case) -> Life:
    order = year.by(case.assigner_id, await year.duty(duty_id))
    act = reconcile_opinions(year.office, order, code=case.code, minutes=Minutes(text="Đã họp"), every=True)
    await year.do("reconcile", act)
    return
    yield
