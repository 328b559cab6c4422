"""What lies with a unit itself lies with who heads it: it is handed over when that becomes another (design §2)."""

from __future__ import annotations

from actions.work import Office, Work
from domain.cases import Case
from domain.duties import Duty, Phase
from domain.notices import NoticeKind
from domain.people import Chart
from storage import cases, duties

WITH_THE_UNIT = frozenset({Phase.WORKING, Phase.DRAFTED, Phase.PAUSED})


async def turn_to(office: Office, work: Work) -> None:
    """Go on with the organisation as it is after what this transaction has changed of it; who becomes head by that is
    handed what the head holds, and told of each."""
    before = work.chart
    work.chart = await office.chart(work.connection, work.now)
    for duty, case in await hand_over(work, before):
        holder = work.chart.person(duty.holder_id)
        work.owe([holder], NoticeKind.ASSIGNED, slot=f"turn-{duty.turn}", case=case, duty=duty)


async def hand_over(work: Work, before: Chart, *, why: str = "head") -> list[tuple[Duty, Case]]:
    """Hand what lies with the unit itself from who headed it before to who heads it now. What the head had given to
    an official by name stays with him, though he be the one who acted as head."""
    after = work.chart
    heads = {unit_id: (before.in_charge_of(unit_id), after.in_charge_of(unit_id)) for unit_id in before.units}
    changed = {unit_id: (old.id, new.id) for unit_id, (old, new) in heads.items() if old and new and old.id != new.id}
    held = await duties.open_of_units(work.connection, changed) if changed else []
    known = await cases.cases_of(work.connection, [duty.case_id for duty in held])
    handed = []
    for duty in held:
        assert duty.unit_id is not None
        old, new = changed[duty.unit_id]
        as_head = duty.holder_id == old and before.at(duty.held_since).is_in_charge(old, duty.unit_id)
        if not (as_head and duty.to_unit and duty.phase in WITH_THE_UNIT):
            continue
        case = known[duty.case_id]
        moved = await work.save(duty, duty.hand_to(new, at=work.now, act_by=duty.act_by), case)
        await work.record("duty.handed_over", case=case, duty=duty, holder=new, before=old, why=why)
        handed.append((moved, case))
    return handed
