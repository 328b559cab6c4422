"""What goes with a post lies with who heads the unit: it is handed over when that becomes another (design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.duties.changes import change_duty, parts_follow
from actions.installation import Office
from actions.office.lapses import end_rights, tell_of_uncovered, tell_who_stood_in
from actions.office.successions import NOTHING_PASSED, Succession, hand_on, tell_what_waits
from actions.transaction import Transaction
from actions.view import View
from domain.acts import Act
from domain.duties.cases import Case
from domain.duties.charge import judges_part, taken_by
from domain.duties.duties import Duty, DutyKind, Phase
from domain.journal.duties import DutyHandedOver
from domain.journal.office import UnitHeadless
from domain.office.chart import Chart
from domain.office.lapses import NOTHING, LapsedRights, ended_with
from domain.office.people import Person
from domain.office.reorganising import Gap, gaps
from domain.payloads.decisions import DecideNotice
from domain.payloads.duties import AssignedNotice, JudgeNotice
from domain.payloads.office import HeadlessNotice
from domain.payloads.opinions import SignNotice
from storage import cases, dossiers, duties_in_hand, evidence, journal

CODES_NAMED = 10
SAID_IN_A_LIST = frozenset({"away", "back"})  # who is away and who stands in read of all of it together


@dataclass(frozen=True, kw_only=True)
class GoingOver:
    """An open duty that goes from one head to another."""

    duty: Duty
    case: Case
    before_id: int
    after_id: int


@dataclass(frozen=True, kw_only=True)
class WorkWithoutHead:
    """A unit that nobody of its own heads or that cannot reach its head, and what lies with that post: the first codes,
    and how many duties."""

    gap: Gap
    codes: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class HeadChange:
    """What a change of the organisation moved, what it left without a head, which rights ended with it, and what was
    passed on."""

    handed: tuple[tuple[Duty, Case], ...] = ()
    waiting: tuple[WorkWithoutHead, ...] = ()
    lapsed: LapsedRights = NOTHING
    succession: Succession = NOTHING_PASSED


async def turn_to(office: Office, work: Transaction, *, why: str = "head", named: Person | None = None) -> HeadChange:
    """Go on with the organisation as it is after what this transaction has changed of it; rights whose reason is gone
    end; who becomes head by that is handed what goes with the post, and told of each; what others gave out who have
    left the office or a post is passed on, in the first place to who is `named`; the office is warned of what is left
    without a head."""
    before = work.chart
    work.chart = await office.chart(work.connection, work.now)
    if lapsed := ended_with(before, work.chart):
        await end_rights(work, lapsed)
        work.chart = await office.chart(work.connection, work.now)
    handed = await hand_over(work, before, why=why)
    for duty, case in handed:
        await _tell(work, duty, case, work.chart.person(duty.holder_id))
    passed = await hand_on(work, before, why=why, named=named)
    await tell_who_stood_in(work, before, lapsed)
    await tell_of_uncovered(work, before, lapsed)
    return HeadChange(handed=tuple(handed), waiting=await _warn_of_gaps(work, before), lapsed=lapsed, succession=passed)


async def hand_over(work: Transaction, before: Chart, *, why: str = "head") -> list[tuple[Duty, Case]]:
    """Hand what goes with the post to who heads the unit now, from who headed it before or, where nobody did, from whom
    it was left with. What the head had given to an official by name stays with that official, even with the one who
    acted as head."""
    handed = []
    for one in await going_over(work, before, work.chart):
        duty, case = one.duty, one.case
        moved = await change_duty(work, duty, duty.hand_to(one.after_id, at=work.now, act_by=duty.act_by), case)
        await parts_follow(work, duty, moved, case)
        entry = DutyHandedOver.of(moved, before_id=one.before_id, why=why)
        await work.record(Act.DUTY_HANDED_OVER, entry, case=case, duty=duty)
        handed.append((moved, case))
    if why in SAID_IN_A_LIST:
        work.said_in_a_list(duty for duty, _ in handed)
    return handed


async def going_over(view: View, before: Chart, after: Chart) -> list[GoingOver]:
    """The open duties that go from one head to another when the organisation changes so."""
    heads = {unit_id: (before.in_charge_of(unit_id), after.in_charge_of(unit_id)) for unit_id in before.units}
    changed = {unit_id: old for unit_id, (old, new) in heads.items() if new and (old is None or old.id != new.id)}
    found = await _open_in(view, changed)
    # What waits for who leads comes first: with the lead itself `Work.save` would move it.
    going = await _parts_going_over(view, after, [one for one in found if one[0].kind is DutyKind.LEAD])
    for duty, case in found:
        taker = taken_by(after, duty, case, before=changed[duty.unit_id or 0])
        if taker is not None:
            going.append(GoingOver(duty=duty, case=case, before_id=duty.holder_id, after_id=taker.id))
    return going


async def _parts_going_over(view: View, after: Chart, leads: Sequence[tuple[Duty, Case]]) -> list[GoingOver]:
    """What coordinating units have handed in and waits with the head of the unit that leads."""
    owed = await duties_in_hand.open_in_cases(view.connection, [case.id for _, case in leads]) if leads else {}
    parts = {
        case.id: [
            one for one in owed.get(case.id, ()) if one.kind is DutyKind.COORDINATING and one.phase is Phase.SUBMITTED
        ]
        for _, case in leads
    }
    keys = [one.id for few in parts.values() for one in few]
    submitted = await evidence.last_submissions(view.connection, keys) if keys else {}
    going = []
    for lead, case in leads:
        for part in parts[case.id]:
            by = {part.asked_by_id or part.holder_id, submitted[part.id].by_id}
            judge = judges_part(after, lead, case, by=by)
            if judge.id != part.holder_id:
                going.append(GoingOver(duty=part, case=case, before_id=part.holder_id, after_id=judge.id))
    return going


async def _open_in(view: View, unit_ids: Iterable[int]) -> list[tuple[Duty, Case]]:
    """The open duties for which the units answer, with their cases."""
    held = await duties_in_hand.open_of_units(view.connection, unit_ids)
    known = await cases.cases_of(view.connection, [duty.case_id for duty in held])
    return [(duty, known[duty.case_id]) for duty in held]


async def waiting_at(view: View, before: Chart, after: Chart) -> tuple[WorkWithoutHead, ...]:
    """The units that lose their head between the two, or the way to reach the head, and what lies with the head's
    post."""
    found = gaps(before, after)
    lying: dict[int, list[str]] = {gap.unit_id: [] for gap in found}
    for duty, case in await _open_in(view, lying) if found else []:
        if duty.lies_with_post:
            lying[duty.unit_id or 0].append(case.code)
    return tuple(
        WorkWithoutHead(gap=gap, codes=tuple(dict.fromkeys(codes))[:CODES_NAMED], count=len(codes))
        for gap, codes in zip(found, lying.values(), strict=True)
    )


async def _warn_of_gaps(work: Transaction, before: Chart) -> tuple[WorkWithoutHead, ...]:
    """The office hears which unit has nobody of its own in charge, and what waits there for whoever comes; who changed
    it reads it in the answer."""
    waiting = await waiting_at(work, before, work.chart)
    for one in waiting:
        gap = one.gap
        above, head = (person.id if person else None for person in (gap.above, gap.head))
        entry = UnitHeadless(unit=gap.unit_id, above=above, head=head, codes=one.codes, count=one.count)
        await work.record(Act.UNIT_HEADLESS, entry)
        slot = f"unit-{gap.unit_id}-{work.now.isoformat()}"
        notice = HeadlessNotice(unit=gap.unit_id, above=above, head=head, codes=one.codes, count=one.count)
        work.owe(work.chart.office, notice, slot=slot)
    return waiting


async def _tell(work: Transaction, duty: Duty, case: Case, head: Person) -> None:
    """Tell the head what to do with it now; of what is paused the head hears when it goes on."""
    slot = f"turn-{duty.turn}"
    if duty.phase is Phase.PAUSED:
        return
    if duty.kind is DutyKind.DECISION:
        asked = await journal.newest_of(work.connection, Act.DIRECTION_ASKED, [duty.about_id or 0])
        words = asked[duty.about_id or 0].circumstances.words["reason"].id
        notice = DecideNotice(by=duty.asked_by_id, words=words)
        work.owe(await work.who_may_act(case, duty), notice, slot=slot, case=case, duty=duty)
        return
    if duty.phase is Phase.SUBMITTED:
        last = await evidence.last_submission(work.connection, duty.id)
        assert last is not None
        late = duty.was_late(work.now, work.calendar)
        told = await work.who_may_act(case, duty)
        work.owe(told, JudgeNotice(by=last.by_id, late=late), slot=slot, case=case, duty=duty)
        return
    if duty.phase is not Phase.DRAFTED:
        work.owe([head], AssignedNotice(), slot=slot, case=case, duty=duty)
        return
    if duty.kind is DutyKind.OPINION:
        await tell_what_waits(work, duty, case)
        return
    dossier = await dossiers.unsigned_dossier(work.connection, duty.id)
    assert dossier is not None
    texts = dossier.texts()
    work.owe([head], SignNotice(by=dossier.author_id, texts=texts), slot=slot, case=case, duty=duty)
