"""Whose work a duty is: when it ends or leaves a desk by another's act, each of them is told once (note 90)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.duties.duties import AWAITED, Duty, DutyKind, Phase
from domain.office.chart import Chart
from domain.office.people import Person, unique

OF_LITTLE_ACCOUNT = frozenset({Act.DUTY_ACKNOWLEDGED, Act.OPINIONS_SHOWN})  # of what a substitute may do
SIGNED = frozenset({Act.OPINION_SIGNED, Act.SUBMISSION_ASKED})  # what waited for it goes out as it was drafted


def whose_it_was(
    chart: Chart, before: Duty, after: Duty, *, act: Act | None, right: Borrowed | None
) -> Mapping[int, Act | None]:
    """Who is told of the change, by the right of whom it was made if that is another's: each with a stake in it, and
    who is away with what the substitute has done. In whose name a registrar acts, it is as if that one had done it."""
    told: dict[int, Act | None] = dict.fromkeys(one.id for one in concerned(chart, before, after))
    if act is None or right is None:
        return told
    if right.ground is Ground.SUBSTITUTION and act not in OF_LITTLE_ACCOUNT:
        return {right.of_id: act} | told
    if right.ground is Ground.REGISTRY:
        told.pop(right.of_id, None)
    return told


def leaves_a_desk(before: Duty, after: Duty) -> bool:
    """Whether somebody has it no longer: it has ended, another holds it, or what waited with its holder does not."""
    waits_no_more = before.phase in AWAITED and after.phase is not before.phase
    return before.is_open and (not after.is_open or after.holder_id != before.holder_id or waits_no_more)


def handed_on_by(duty: Duty) -> int | None:
    """Whose draft or result lies with the holder, or whose request: that one waits for what becomes of it."""
    return duty.asked_by_id if duty.phase in AWAITED or duty.kind is DutyKind.DECISION else None


def concerned(chart: Chart, before: Duty, after: Duty) -> tuple[Person, ...]:
    """Everybody with a stake in what has ended or left a desk: who held it, who had drafted it or handed it in, who was
    named for it, the unit's head where it ends or leaves the unit, and who stands in for those of them who are away.
    Whoever holds it now hears of it as an own duty, and who has left the office of nothing."""
    if not leaves_a_desk(before, after):
        return ()
    named = None if before.phase is Phase.FREED else before.named_id  # who was freed of it was told so
    keys = (before.holder_id, handed_on_by(before), named)
    found = [chart.people[key] for key in keys if key is not None and key in chart.people]
    unit_id = before.unit_id
    is_work = before.kind not in {DutyKind.DECISION, DutyKind.READING}
    if is_work and unit_id is not None and (not after.is_open or after.unit_id != unit_id):
        head = chart.titular_head_of(unit_id)
        found += [head] if head is not None else []
    with_stand_ins = unique((*found, *map(chart.acting_for, found)))
    return tuple(
        one for one in with_stand_ins if not one.has_left and not (after.is_open and one.id == after.holder_id)
    )
