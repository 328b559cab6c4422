"""Who took part in what a duty owes: held the work, drafted, handed in, answered (design §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, bindparam, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.parties import WORKED_IN, PartsTaken
from storage.tables import answers, dossiers, holdings, submissions

# Built once: that takes longer than the database takes to answer.
_DUTIES: BindParameter[Any] = bindparam("duties", expanding=True)
_TAKEN = union_all(
    *(
        select(duty, person, literal(how)).where(duty.in_(_DUTIES), where)
        for duty, person, how, where in (
            (holdings.c.duty_id, holdings.c.person_id, "held", holdings.c.phase.in_(sorted(WORKED_IN))),
            (dossiers.c.duty_id, dossiers.c.author_id, "held", dossiers.c.author_id.is_not(None)),
            (dossiers.c.duty_id, dossiers.c.signed_by_id, "held", dossiers.c.signed_by_id.is_not(None)),
            (submissions.c.duty_id, submissions.c.by_id, "handed_in", submissions.c.by_id.is_not(None)),
            (answers.c.duty_id, answers.c.author_id, "answered", answers.c.author_id.is_not(None)),
            (answers.c.duty_id, answers.c.signed_by_id, "answered", answers.c.signed_by_id.is_not(None)),
        )
    )
)


async def parts_taken(connection: AsyncConnection, duty_ids: Iterable[int]) -> PartsTaken:
    """By the ids of the duties, in one query."""
    rows = await connection.execute(_TAKEN, {"duties": sorted(set(duty_ids))})
    found: defaultdict[str, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for duty_id, person_id, how in rows:
        found[how][duty_id].add(person_id)
    return PartsTaken(**{how: {key: frozenset(people) for key, people in of.items()} for how, of in found.items()})
