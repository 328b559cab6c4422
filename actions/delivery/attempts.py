"""Every attempt to send, in the journal: before it is made, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from actions.clock.owed_steps import owe_step
from actions.delivery.outgoing import NoticeContext
from actions.transaction import Transaction
from domain.acts import Act
from domain.journal.delivery import NoticeTried
from domain.ladder.notices import AnyNotice
from domain.ladder.recipients import who_hears
from domain.payloads.duties import StepNotice
from storage.messages import Message


async def journal_attempt(
    work: Transaction,
    act: Act,
    message: Message,
    said: Sequence[AnyNotice],
    *,
    channel: str | None = None,
    repeat: bool | None = None,
    reason: str | None = None,
) -> None:
    for notice in said:
        work.entries.append(
            work.entry(
                act,
                NoticeTried(
                    notice=notice.id,
                    kind=notice.kind,
                    step=notice.payload.step if isinstance(notice.payload, StepNotice) else None,
                    recipient=notice.recipient_id,
                    message=message.id,
                    attempt=message.attempt,
                    planned_at=notice.planned_at,
                    repeat=repeat,
                    reason=reason,
                    channel=channel,
                ),
                case_id=notice.case_id,
                duty_id=notice.duty_id,
            )
        )


LEASE = timedelta(seconds=60)  # longer than any request may take
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)


async def pass_over(
    work: Transaction,
    message: Message,
    unsaid: Sequence[AnyNotice],
    material: NoticeContext,
    *,
    reason: str,
) -> None:
    """Take at once, of each duty, the next step that tells somebody else, as the recipient was not reached. A group
    that is gone keeps nobody from hearing what is theirs."""
    await journal_attempt(work, Act.NOTICE_UNREACHED, message, unsaid, reason=reason)
    if work.chart.unit_of_group(message.recipient_id) is not None:
        return  # whom it concerns was told in person
    for notice in unsaid:
        if notice.duty_id is None or notice.case_id is None or not material.owing[notice.duty_id].is_open:
            continue
        duty, case = material.owing[notice.duty_id], material.cases[notice.case_id]
        desk = work.chart.acts_as(notice.recipient_id)  # an absent holder who hears does not make up for the stand-in
        for step in work.plan(duty, case, after=work.now):
            told = who_hears(step, duty, case, work.chart, parties=work.parties.get(case.id))
            others = [one for one in told.people if one.id not in desk]
            if others and not step.has_effect:
                for person in others:
                    owe_step(work, duty, case, step, person.id, in_place_of=notice.recipient_id)
                break
