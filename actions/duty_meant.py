"""Which duty of a case is meant, and whether the sender may make this move on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn

from actions.duties import parts
from actions.duties.parts import NamedBy
from actions.finding import find_unit
from actions.view import View
from actions.visible_case import VisibleCase
from domain.duties.cases import Case
from domain.duties.duties import MOVES, Duty, DutyKind, Move, Outcome
from domain.office.directory import Directory
from domain.permissions import Permission, may
from domain.refusals import (
    AlreadyClosed,
    NotAllowed,
    NothingWaits,
    NotTheHolder,
    Refusal,
    TasksOnly,
    UnknownUnit,
    WhichUnit,
)
from domain.rules.lengths import days_of


def duty_to(
    view: View,
    seen: VisibleCase,
    *,
    permission: Permission,
    move: Move,
    unit: str | None = None,
    kinds: Iterable[DutyKind] = DutyKind,
) -> Duty:
    """The duty of the case on which the sender may make this move. Raises the refusal that tells the sender most: whose
    it is, that it has ended, or which units may be meant."""
    candidates = [duty for duty in meant(view, seen, unit) if duty.kind in set(kinds)]
    if not candidates:
        raise NothingWaits(code=seen.case.code)
    mine = [duty for duty in candidates if seen.may(permission, duty)]
    ready = [duty for duty in mine if _allows(view, duty, move, seen.case) is None]
    if not ready:
        _refuse(view, seen, candidates, mine, permission=permission, move=move)
    for likelier in (_held_by_sender(view, seen, ready, permission), _in_own_right(seen, ready, permission), ready):
        if len(likelier) == 1:
            return likelier[0]
        if likelier:
            break
    raise which_of(view, seen, ready)


def _refuse(
    view: View,
    seen: VisibleCase,
    candidates: Sequence[Duty],
    mine: Sequence[Duty],
    *,
    permission: Permission,
    move: Move,
) -> NoReturn:
    """Raise why none of the candidates is ready, of which `mine` are the sender's to move."""
    seen.refuse_own(permission, (duty for duty in candidates if _allows(view, duty, move, seen.case) is None))
    for duty in mine:
        refusal = _allows(view, duty, move, seen.case)
        assert refusal is not None
        raise refusal
    duty = next((duty for duty in candidates if duty.is_open), candidates[0])
    duty.require(move, seen.case.code)
    if duty.holder_id == view.sender.id:  # who holds it learns nothing from that
        raise NotAllowed
    raise NotTheHolder(holder_id=duty.holder_id, since=duty.held_since)


def steered(view: View, seen: VisibleCase, move: Move, *, permission: Permission = Permission.STEER) -> list[Duty]:
    """The duties of the case on which its assigner, or the registrar in that place, may make this move now. Raises
    NotAllowed for anybody else, DecidesForOneself for who has a part in the case, and what stands against it where
    there is none."""
    if not any(may(permission, seen.relations[duty.id]) for duty in seen.everything):
        raise NotAllowed
    ready = [duty for duty in seen.everything if _allows(view, duty, move, seen.case) is None]
    if ready:
        seen.refuse_own(permission, seen.everything)
        return ready
    if seen.case.closed_at is not None:
        raise AlreadyClosed(code=seen.case.code, closed_at=seen.case.closed_at, outcome=seen.case.state)
    first = next(duty for duty in seen.everything if duty.is_open)
    if not any(kind is first.kind for kind, _ in MOVES[move]):
        raise TasksOnly(code=seen.case.code)
    first.require(move, seen.case.code)
    raise NothingWaits(code=seen.case.code)


def meant(view: View, seen: VisibleCase, unit: str | None) -> list[Duty]:
    """The duty whose button was pressed, or that was chosen when several were possible; for a typed command those that
    it names, by unit, person or part, else all."""
    pressed = view.order.duty_id if view.order.duty_id is not None else view.order.part_id
    if pressed is not None:
        return [duty for duty in seen.duties if duty.id == pressed]
    if not unit:
        return list(seen.duties)
    called_so = parts_called(view.chart, seen, unit)
    if called_so:
        return called_so
    found = find_unit(view.chart, unit)
    heirs = {one.id for one in view.chart.units.values() if view.chart.heir_of(one).id == found.id}
    return [duty for duty in seen.duties if duty.unit_id == found.id or duty.unit_id in heirs]


def parts_called(chart: Directory, seen: VisibleCase, name: str, *, by: NamedBy = NamedBy.ANY) -> list[Duty]:
    """The duties of the case that this names: by what they are shown as, else by unit, person or part. A part is
    reached by the name in which it was given, whatever has become of its unit, and by those that the unit had before or
    has now."""
    visible = {duty.id for duty in seen.duties}
    found = parts.named(chart, chart.meant_by(name), seen.everything, by=by)
    return [duty for duty in found if duty.id in visible]


def which_of(view: View, seen: VisibleCase, several: Sequence[Duty]) -> WhichUnit:
    """The question which of these is meant, each by a name of its own; what the sender holds comes first."""
    ordered = sorted(several, key=lambda duty: (duty.holder_id != view.sender.id, duty.id))
    names = parts.choices(view.chart, ordered, seen.everything)
    return WhichUnit(code=seen.case.code, units=names, duties=tuple(duty.id for duty in ordered))


def _held_by_sender(view: View, seen: VisibleCase, ready: Sequence[Duty], permission: Permission) -> list[Duty]:
    """What the sender holds, which is meant first."""
    own = _in_own_right(seen, ready, permission)
    return [duty for duty in own if duty.holder_id == view.sender.id]


def _in_own_right(seen: VisibleCase, ready: Sequence[Duty], permission: Permission) -> list[Duty]:
    """What the sender may do by a right of their own, meant next; what is another's comes last."""
    return [duty for duty in ready if seen.right(duty, permission) is None]


def is_choice(view: View, seen: VisibleCase, typed: str) -> bool:
    """Whether this is what a part of the case is shown as where one is to be chosen."""
    return bool(parts.named(view.chart, typed, seen.everything, by=NamedBy.CHOICE))


def names_part(view: View, seen: VisibleCase, typed: str, *, by: NamedBy = NamedBy.ANY) -> bool:
    """Whether this names a part of the case, or a unit of the office by the name that it has. Raises UnknownUnit for a
    name that is a slip away from a unit's: what was meant for a part is not done to the whole."""
    if parts_called(view.chart, seen, typed, by=by):
        return True
    try:
        find_unit(view.chart, typed)
    except UnknownUnit as unknown:
        if unknown.near is not None:
            raise
        return False
    return True


def _allows(view: View, duty: Duty, move: Move, case: Case) -> Refusal | None:
    try:
        duty.require(move, case.code)
    except Refusal as refusal:
        return refusal
    return deemed_already(view, duty, case)


def deemed_already(view: View, duty: Duty, case: Case) -> AlreadyClosed | None:
    """What was said after an opinion's deadline comes after the consent, though the clock may not have recorded it."""
    if not view.is_deemed(duty, case, view.acted_at(duty)):
        return None
    closed_at = duty.consent_from(view.calendar, days_of(case.urgency, 1)) or duty.late_from(view.calendar)
    return AlreadyClosed(code=case.code, closed_at=closed_at, outcome=Outcome.DEEMED)
