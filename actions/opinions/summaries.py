"""At a glance: who has answered what, who has read, who holds what is missing (M10, M26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.installation import Office
from actions.order import Order
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty, DutyKind, Outcome
from domain.duties.opinions import OBJECTIONS, Answer, AnswerState, Reconciliation
from domain.permissions import Permission, may
from domain.refusals import NotAllowed
from storage import journal, opinions
from storage.opinions import DeemedConsent

ON_A_BOARD = frozenset({CaseKind.OPINION, CaseKind.CIRCULAR})


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A request or a circular as it stands at a moment: the duties in the order in which they were opened, and by duty
    what came of each."""

    case: Case
    at: datetime
    duties: tuple[Duty, ...]
    answers: Mapping[int, list[Answer]]
    deemed: Mapping[int, DeemedConsent]
    reconciled: Mapping[int, Reconciliation]
    words: Mapping[int, str | None]
    late_readers: frozenset[int]  # duties of those who read after the deadline

    def final(self, duty: Duty) -> Answer | None:
        return next((one for one in self.answers.get(duty.id, ()) if one.state is AnswerState.FINAL), None)

    def late(self, duty: Duty) -> list[Answer]:
        return [one for one in self.answers.get(duty.id, ()) if one.state is AnswerState.LATE]

    def objects(self, duty: Duty) -> bool:
        """Whether the unit's objection waits to be settled (M25)."""
        final = self.final(duty)
        return final is not None and final.stance in OBJECTIONS and duty.id not in self.reconciled


async def summarise(office: Office, order: Order, *, code: str) -> Summary:
    """The whole of it, for who may see the whole; a unit that was asked sees its own part by `/viec` alone."""
    async with office.look(order) as view:
        seen = await find_case(view, code)
        if seen.case.kind not in ON_A_BOARD or not sees_the_whole(seen):
            raise NotAllowed
        return await _summary(view, seen)


def sees_the_whole(seen: VisibleCase) -> bool:
    """Whether the sender may see what every unit has answered, or who has read."""
    return any(may(Permission.SUMMARISE, has) for has in seen.relations.values())


async def _summary(view: View, seen: VisibleCase) -> Summary:
    owed = tuple(duty for duty in seen.everything if duty.kind is not DutyKind.DECISION)
    keys = [duty.id for duty in owed]
    answers = await opinions.answers_to(view.connection, keys)
    reconciled = await opinions.reconciliations_of(view.connection, keys)
    told = [one.words_id for given in answers.values() for one in given] + [one.words_id for one in reconciled.values()]
    return Summary(
        case=seen.case,
        at=view.now,
        duties=owed,
        answers=answers,
        deemed=await opinions.deemed_of(view.connection, keys),
        reconciled=reconciled,
        words=await journal.words_of(view.connection, [key for key in told if key is not None]),
        late_readers=frozenset(
            duty.id
            for duty in owed
            if duty.outcome is Outcome.READ and duty.closed_at and duty.closed_at > duty.late_from(view.calendar)
        ),
    )
