"""A case as far as the sender may see it, with what the sender is to each of its duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from actions.view import View
from domain.borrowing import Borrowed, Ground
from domain.deciding import DECIDING, claims, deciders, stands_one_up
from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind
from domain.office.chart import Chart
from domain.parties import Parties, parties_of
from domain.permissions import Permission, Relation, may
from domain.refusals import (
    DecidesForOneself,
    RightOver,
    UnknownCase,
)
from domain.rights import Grounds, grounds
from storage import absences, cases, duties, parties


@dataclass(frozen=True, kw_only=True)
class VisibleCase:
    """A case and those of its duties that the sender may see, with what the sender is to each, and who has a part in
    it. `recorded_by_id` is who writes down what the sender reported on paper."""

    case: Case
    duties: tuple[Duty, ...]
    grounds: Mapping[int, Grounds]
    everything: tuple[Duty, ...]
    sender_id: int
    chart: Chart
    parties: Parties = field(default_factory=Parties)
    recorded_by_id: int | None = None

    @cached_property
    def relations(self) -> dict[int, frozenset[Relation]]:
        """What the sender is to each duty, in whosever right."""
        return {duty_id: frozenset(has) for duty_id, has in self.grounds.items()}

    def claims(self, permission: Permission, duty: Duty) -> Grounds:
        """By what the sender may do this to the duty; nothing where it is not allowed, or would decide the sender's own
        case."""
        return claims(
            permission,
            self.sender_id,
            self.grounds[duty.id],
            case=self.case,
            duty=duty,
            chart=self.chart,
            parties=self.parties,
        )

    def may(self, permission: Permission, duty: Duty) -> bool:
        return bool(self.claims(permission, duty)) and not self._writes_down_his_own(permission)

    def decider_of(self, permission: Permission, duty: Duty) -> int:
        """Whose word it takes first: the assigner's, or in the assigner's own case that of who stands one up."""
        found = deciders(self.chart, self.case, duty, self.parties, permission)
        return next(iter(found), self.case.assigner_id)

    def right(self, duty: Duty, permission: Permission) -> Borrowed | None:
        """By whose right the sender does this: None for the sender's own, which comes before any other's."""
        rights = list(self.claims(permission, duty).values())
        return None if None in rights else next(iter(rights), None)

    def steered_by(self, permission: Permission = Permission.STEER) -> Borrowed | None:
        """By whose right the sender steers the case: the same for all of its duties."""
        return self.right(self.everything[0], permission)

    def refuse_own(self, permission: Permission, candidates: Iterable[Duty]) -> None:
        """Raise DecidesForOneself where the sender might do it to one of these, were it not the sender's own case."""
        barred = (
            duty for duty in candidates if may(permission, self.relations[duty.id]) and not self.may(permission, duty)
        )
        duty = next(barred, None)
        if duty is None:
            return
        may_now = deciders(self.chart, self.case, duty, self.parties, permission)
        raise DecidesForOneself(
            code=self.case.code,
            deciders=tuple(one for one in may_now if one != self.sender_id or self._writes_down_his_own(permission)),
            on_paper=self._writes_down_his_own(permission) and bool(self.claims(permission, duty)),
        )

    def _writes_down_his_own(self, permission: Permission) -> bool:
        """Whether who has a part in the case writes down what another is said to have decided in it."""
        by_id = self.recorded_by_id
        return (
            permission in DECIDING and by_id is not None and by_id != self.sender_id and by_id in self.parties.everyone
        )

    def lead(self) -> Duty | None:
        return next((duty for duty in self.everything if duty.kind is DutyKind.LEAD), None)


async def find_case(view: View, code: str) -> VisibleCase:
    """Raises UnknownCase for a code that is nobody's and for one that is not the sender's to see: the same answer."""
    sender = view.sender
    case = await cases.case_by_code(view.connection, code)
    if case is None:
        raise UnknownCase(code=code)
    every = await duties.duties_of_case(view.connection, case.id)
    held = await duties.past_holders(view.connection, [duty.id for duty in every])
    taken = await parties.parts_taken(view.connection, [duty.id for duty in every])
    concerned = parties_of(view.chart, every, taken)
    to_each = _grounds_to_each(view, case, every, held=held, concerned=concerned)
    seen = tuple(duty for duty in every if may(Permission.SEE, to_each[duty.id]))
    if not seen:
        await _refuse_whose_right_is_over(view, case, every)
        raise UnknownCase(code=code)
    view.parties[case.id] = concerned
    return VisibleCase(
        case=case,
        duties=seen,
        grounds=to_each,
        everything=tuple(every),
        sender_id=sender.id,
        chart=view.chart,
        parties=concerned,
        recorded_by_id=view.order.recorded_by_id,
    )


def _grounds_to_each(
    view: View, case: Case, every: Sequence[Duty], *, held: Mapping[int, frozenset[int]], concerned: Parties
) -> dict[int, Grounds]:
    """By what the sender is anything to each duty, held by whom before; who decides anyway does not stand one up."""
    lead = next((duty for duty in every if duty.kind is DutyKind.LEAD), None)
    to_each: dict[int, Grounds] = {}
    for duty in every:
        past = held.get(duty.id, frozenset())
        found = grounds(view.sender, case, duty, view.chart, past_holders=past, lead=lead)
        one_up = stands_one_up(view.sender.id, case=case, duty=duty, chart=view.chart, parties=concerned)
        to_each[duty.id] = found if _decides(found) else {**one_up, **found}
    return to_each


def _decides(found: Grounds) -> bool:
    """Whether the sender decides anyway."""
    return not {Relation.ASSIGNER, Relation.REGISTRAR, Relation.DECIDER, Relation.LEAD}.isdisjoint(found)


async def _refuse_whose_right_is_over(view: View, case: Case, every: Sequence[Duty]) -> None:
    """Raises RightOver for who knows the case from the time of a delegation, or of standing in, that has ended."""
    for given, ended_at in await absences.ended_delegations_to(view.connection, view.sender.id):
        for duty in every:
            known_at = max(duty.opened_at, given.since)
            if duty.unit_id == given.unit_id and known_at <= ended_at and given.covers(known_at, case.field):
                right = Borrowed(ground=Ground.DELEGATION, of_id=given.head_id, key=given.id, until=given.until)
                raise RightOver(code=case.code, right=right, unit_id=given.unit_id, ended_at=min(ended_at, given.until))
    for absence, ended_at in await absences.ended_standing_in_of(view.connection, view.sender.id):
        for duty in every:
            theirs = {duty.holder_id, case.assigner_id, case.registrar_id}
            if absence.person_id in theirs and duty.opened_at <= ended_at:
                right = Borrowed(ground=Ground.SUBSTITUTION, of_id=absence.person_id, key=absence.id)
                raise RightOver(code=case.code, right=right, unit_id=None, ended_at=min(ended_at, absence.until))
