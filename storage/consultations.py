"""What was said for a task in the requests that serve it, and how much of it who decides has been shown."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.acts import Act
from domain.duties.cases import case_code
from domain.duties.consultations import Contribution, contributions_of
from domain.duties.duties import Duty, DutyKind
from domain.journal.requests import DossierSubmitted, OpinionsShown
from domain.payloads.decisions import CameInNotice
from storage.cases import case_of, select_cases
from storage.duties import duties_by
from storage.journal import entry_of
from storage.opinions import answers_to, reconciliations_of
from storage.tables import NoticeState, cases, duties, journal, notices


async def said_for(connection: AsyncConnection, case_id: int) -> list[Contribution]:
    """Opinions of every unit asked about the task, whichever request asked it, withdrawn or not, in the order of
    asking."""
    rows = await connection.execute(select_cases().where(cases.c.serves_case_id == case_id).order_by(cases.c.id))
    codes = {case.id: case_code(case.kind, case.number) for case in map(case_of, rows)}
    if not codes:
        return []
    asked = (duties.c.case_id.in_(codes), duties.c.kind == DutyKind.OPINION)
    owed = await duties_by(connection, select(duties).where(*asked).order_by(duties.c.id))
    keys = [duty.id for duty in owed]
    answers = await answers_to(connection, keys)
    settled = await reconciliations_of(connection, keys)
    return [
        said
        for duty in owed
        for said in contributions_of(codes[duty.case_id], duty, answers.get(duty.id, ()), settled.get(duty.id))
    ]


async def shown_of(connection: AsyncConnection, submission: Duty, people: Collection[int]) -> frozenset[str]:
    """The keys of what any of these people has been shown: what stood in the submission, what a message that went out
    told them since, and what they have read on the card."""
    written = await connection.execute(
        select(journal).where(
            journal.c.duty_id == submission.about_id, journal.c.act.in_((Act.SUBMISSION_ASKED, Act.OPINIONS_SHOWN))
        )
    )
    keys: set[str] = set()
    for entry in map(entry_of, written):
        match entry.recorded:
            case DossierSubmitted(decision=submission.id, opinions=opinions):
                keys |= set(opinions or ())
            case OpinionsShown(decision=submission.id, opinions=opinions) if entry.actor_id in people:
                keys |= set(opinions)
    told = await connection.scalars(
        select(notices.c.slot).where(
            notices.c.duty_id == submission.id,
            notices.c.kind == CameInNotice.kind,
            notices.c.recipient_id.in_(people),
            notices.c.state == NoticeState.SAID,
        )
    )
    return frozenset(keys.union(told))
