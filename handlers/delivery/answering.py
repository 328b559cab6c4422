"""An answer or a message as single words to a channel: cut where the messenger's messages end, in their order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

import structlog

from handlers.delivery.outcomes import PASSING, Declined, SendOutcome, Sent, Uncertain, Unsent, fault_of
from handlers.delivery.speaker import Rows, Speaker, Traits
from handlers.desk import Reply
from texts.splitting import shown_units, split

log = structlog.get_logger()

MARGIN = 96  # UTF-16 units: so much less than the messenger allows is put into a message that is cut


def longest_source(traits: Traits) -> int:
    """How long the source of a message may be, marks included, that an answer is cut into."""
    return traits.longest_text - MARGIN


async def answer(
    speaker: Speaker, chat_id: str, reply: Reply, *, pressed: str | None = None, topic: str | None = None
) -> Unsent | None:
    """Answer a person; what first went wrong ends it, None is nothing. `pressed` is the number of the message whose
    button this answers, `topic` the thread of the group in which it was asked."""
    if reply.in_place and pressed is not None and speaker.traits.edits_in_place:
        changed = await speaker.change(chat_id, pressed, reply.text, reply.buttons)
        if not isinstance(changed, Declined):
            return None if isinstance(changed, Sent) else changed
    for say in _one_by_one(speaker, chat_id, reply, topic):
        outcome = await say()
        if outcome is not None and not isinstance(outcome, Sent):
            return outcome
    return None


def _one_by_one(
    speaker: Speaker, chat_id: str, reply: Reply, topic: str | None
) -> Iterator[Callable[[], Awaitable[SendOutcome | None]]]:
    """The text with its buttons under the last message, the picture, the documents, and what is said after them."""
    longest = longest_source(speaker.traits)
    *first, last = [part for text in (reply.text, *reply.more) for part in split(text, limit=longest)]
    yield from (partial(speaker.say, chat_id, text, topic=topic) for text in first)
    yield partial(speaker.say, chat_id, last, reply.buttons, topic=topic)
    if reply.picture is not None:
        yield partial(_show, speaker, chat_id, reply.picture, topic=topic)
    for name, content in (*([reply.document] if reply.document else []), *reply.documents):
        yield partial(speaker.hand_out, chat_id, name, content, topic=topic)
    yield from (partial(answer, speaker, chat_id, following, topic=topic) for following in reply.then)


async def say_whole(speaker: Speaker, chat_id: str, html: str, buttons: Rows, *, priority: int) -> SendOutcome:
    """A message of the bot's own: one where it fits, several where the messenger's are short. Where only a part has
    been said nobody can tell it from the whole: that is uncertain."""
    fits = shown_units(html) <= speaker.traits.longest_text
    *first, last = [html] if fits else split(html, limit=longest_source(speaker.traits))
    for number, part in enumerate(first):
        outcome = await speaker.say(chat_id, part, priority=priority)
        if not isinstance(outcome, Sent):
            return _after(number, outcome)
    return _after(len(first), await speaker.say(chat_id, last, buttons, priority=priority))


def _after(said: int, outcome: SendOutcome) -> SendOutcome:
    """What came of the message, so many of whose parts had been said before."""
    return Uncertain(reason=f"a part: {fault_of(outcome)}") if said and isinstance(outcome, PASSING) else outcome


async def _show(speaker: Speaker, chat_id: str, picture: bytes, *, topic: str | None) -> None:
    """The picture only repeats what the text says: where none can be sent the answer stands without it."""
    shown = await speaker.show(chat_id, picture, topic=topic)
    if not isinstance(shown, Sent):
        log.warning("picture_not_sent", kind=fault_of(shown))
