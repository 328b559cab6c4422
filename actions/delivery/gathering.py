"""Where a channel runs short of messages, what need not go at once is gathered: one a day to each person."""

from __future__ import annotations

from actions.transaction import Transaction
from domain.office.hours import START_OF_DUTY_DAY
from storage import messages, notices
from storage.messages import Message
from storage.tables import MessageState


async def gathered(work: Transaction, message: Message) -> bool:
    """Whether the person has had the day's message already: then this goes with the next working morning's. What is
    pressing is not spaced, and never waits here."""
    if not message.spaced:
        return False
    today = work.calendar.day_of(work.now)
    last = (await notices.last_written(work.connection, [message.recipient_id])).get(message.recipient_id)
    if last is None or work.calendar.day_of(last) != today:
        return False
    morning = work.calendar.at(work.calendar.next_working_day(today), START_OF_DUTY_DAY)
    waiting = await messages.queued_for(work.connection, [message.recipient_id])
    together = next((one for one in waiting if one.spaced and one.not_before == morning and one.id != message.id), None)
    if together is None or message.state is not MessageState.QUEUED or message.first_attempt_at is not None:
        await messages.wait_until(work.connection, message, morning)
        return True
    await notices.hand_over(work.connection, message.id, together.id)
    await messages.end(work.connection, message, [], MessageState.SUPERSEDED, reason="gathered", now=work.now)
    return True
