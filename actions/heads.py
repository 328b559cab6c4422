"""What goes with a post lies with who heads the unit: it is handed over when that becomes another (design §2)."""

from __future__ import annotations

from dataclasses import dataclass

from actions.work import Office, View, Work, due
from domain.cases import Case
from domain.duties import DecisionKind, Duty, DutyKind, Phase
from domain.notices import NoticeKind
from domain.people import Chart, Person
from storage import cases, dossiers, duties, journal


@dataclass(frozen=True, kw_only=True)
class GoingOver:
    """An open duty that goes from one head to another."""

    duty: Duty
    case: Case
    before_id: int
    after_id: int


async def turn_to(office: Office, work: Work, *, why: str = "head") -> list[tuple[Duty, Case]]:
    """Go on with the organisation as it is after what this transaction has changed of it; who becomes head by that is
    handed what goes with the post, and told of each. Returns what was handed."""
    before = work.chart
    work.chart = await office.chart(work.connection, work.now)
    handed = await hand_over(work, before, why=why)
    for duty, case in handed:
        await _tell(work, duty, case, work.chart.person(duty.holder_id))
    return handed


async def hand_over(work: Work, before: Chart, *, why: str = "head") -> list[tuple[Duty, Case]]:
    """Hand what goes with the post from who headed the unit before to who heads it now. What the head had given to
    an official by name stays with him, though he be the one who acted as head."""
    handed = []
    for one in await going_over(work, before, work.chart):
        duty, case = one.duty, one.case
        moved = await work.save(duty, _handed_over(work, duty, one.after_id), case)
        await work.record(
            "duty.handed_over",
            case=case,
            duty=duty,
            holder=one.after_id,
            before=one.before_id,
            why=why,
            **due(moved.deadline),
        )
        handed.append((moved, case))
    return handed


async def going_over(view: View, before: Chart, after: Chart) -> list[GoingOver]:
    """The open duties that go from one head to another when the organisation changes so."""
    heads = {unit_id: (before.in_charge_of(unit_id), after.in_charge_of(unit_id)) for unit_id in before.units}
    changed = {unit_id: (old.id, new.id) for unit_id, (old, new) in heads.items() if old and new and old.id != new.id}
    held = await duties.open_of_units(view.connection, changed) if changed else []
    known = await cases.cases_of(view.connection, [duty.case_id for duty in held])
    going = []
    for duty in held:
        assert duty.unit_id is not None
        old, new = changed[duty.unit_id]
        case = known[duty.case_id]
        as_head = duty.holder_id == old and before.at(duty.held_since).is_in_charge(old, duty.unit_id)
        if as_head and _goes_with_the_post(duty, case):
            going.append(GoingOver(duty=duty, case=case, before_id=old, after_id=new))
    return going


def _goes_with_the_post(duty: Duty, case: Case) -> bool:
    """What was addressed to the unit, what waits for its head's signature, and what he, and not the assigner, was asked
    to direct."""
    if duty.kind is DutyKind.DECISION:
        return duty.decision is DecisionKind.DIRECTION and duty.holder_id != case.assigner_id
    return duty.phase is Phase.DRAFTED or (duty.to_unit and duty.phase in {Phase.WORKING, Phase.PAUSED})


def _handed_over(work: Work, duty: Duty, new: int) -> Duty:
    """What is paused stays so, with the working time that was left."""
    if duty.phase is not Phase.PAUSED:
        return duty.hand_to(new, at=work.now, act_by=duty.act_by)
    left = duty.resume(at=work.now, calendar=work.calendar)
    return left.hand_to(new, at=work.now, act_by=left.act_by).pause(at=work.now)


async def _tell(work: Work, duty: Duty, case: Case, head: Person) -> None:
    """What he must do with it now; of what is paused he hears when it goes on."""
    slot = f"turn-{duty.turn}"
    if duty.phase is Phase.PAUSED:
        return
    if duty.kind is DutyKind.DECISION:
        asked = await journal.newest_of(work.connection, "direction.asked", [duty.about_id or 0])
        words = asked[duty.about_id or 0].data["words"]["reason"]["id"]
        work.owe([head], NoticeKind.DECIDE, slot=slot, case=case, duty=duty, by=duty.asked_by_id, words=words)
        return
    dossier = await dossiers.unsigned_dossier(work.connection, duty.id) if duty.phase is Phase.DRAFTED else None
    if dossier is None:
        work.owe([head], NoticeKind.ASSIGNED, slot=slot, case=case, duty=duty)
        return
    texts = dossier.texts()
    work.owe([head], NoticeKind.SIGN, slot=slot, case=case, duty=duty, by=dossier.author_id, texts=texts)
