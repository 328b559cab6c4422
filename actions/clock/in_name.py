"""What others did in somebody's name, for that person's day sheet: recorded by the registrar, done by who stood in or
signed in that place (M7, M30)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from actions.view import View
from domain.acts import Act
from domain.journal.cases import OpinionAsked, TaskAssigned
from domain.journal.entry import Entry
from domain.payloads.bulletins import DoneInName
from domain.rules.bulletin_rules import BulletinKind
from storage import cases, journal

# Of what is told by another entry too, or is no act on the case that its owner could want undone.
UNTOLD = frozenset(
    {Act.DUTY_OPENED, Act.DUTY_ENDED, Act.CASE_CLOSED, Act.DUTY_ACKNOWLEDGED, Act.OPINIONS_SHOWN, Act.DUTY_NUDGED}
)


async def done_in_name(view: View, since: datetime) -> tuple[Mapping[int, list[DoneInName]], int]:
    """By the person in whose name it was done since the last day sheet, in the order in which it was recorded; and up
    to which entry of the journal that was read."""
    entries, read_to = await journal.done_for_others(view.connection, since, sheet=BulletinKind.DAY)
    told = [(whose, entry) for entry in entries if (whose := _whose(entry)) is not None and entry.act not in UNTOLD]
    known = await cases.cases_of(view.connection, [entry.case_id for _, entry in told if entry.case_id is not None])
    found: dict[int, list[DoneInName]] = defaultdict(list)
    for whose, entry in told:
        assert entry.case_id is not None
        found[whose].append(
            DoneInName(code=known[entry.case_id].code, act=entry.act, by=entry.actor_id, right=entry.right, at=entry.at)
        )
    return found, read_to


def _whose(entry: Entry) -> int | None:
    """In whose name it was done; None for what somebody did in their own. What is given out in another's name names
    that person as the assigner, and whoever entered it as the registrar."""
    whose = entry.right.of_id if entry.right is not None else None
    if whose is None and entry.act is Act.TASK_ASSIGNED:
        whose = entry.payload(TaskAssigned).assigner
    elif whose is None and entry.act is Act.OPINION_ASKED:
        whose = entry.payload(OpinionAsked).assigner
    return None if whose == entry.actor_id else whose
