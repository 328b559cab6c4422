"""An answer or a message as single words to a channel: cut where the messenger's messages end, in their order."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from handlers.delivery.outcomes import PASSING, Declined, SendOutcome, Sent, Uncertain, fault_of
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
) -> SendOutcome:
    """Answer a person: text with buttons under the last message, a picture or a document beside it. `pressed` is the
    number of the message whose button this answers, `topic` the thread of the group in which it was asked. Ends with
    what first went wrong."""
    if reply.in_place and pressed is not None and speaker.traits.edits_in_place:
        changed = await speaker.change(chat_id, pressed, reply.text, reply.buttons)
        if not isinstance(changed, Declined):
            return changed
    texts = [part for text in (reply.text, *reply.more) for part in split(text, limit=longest_source(speaker.traits))]
    outcome = await _say_all(speaker, chat_id, texts, reply.buttons, topic=topic)
    if not isinstance(outcome, Sent):
        return outcome
    if reply.picture is not None:
        await _show(speaker, chat_id, reply.picture, topic=topic)
    for name, content in (*([reply.document] if reply.document else []), *reply.documents):
        handed = await speaker.hand_out(chat_id, name, content, topic=topic)
        if not isinstance(handed, Sent):
            return handed
    for following in reply.then:
        outcome = await answer(speaker, chat_id, following, topic=topic)
        if not isinstance(outcome, Sent):
            return outcome
    return outcome


async def say_whole(speaker: Speaker, chat_id: str, html: str, buttons: Rows, *, priority: int) -> SendOutcome:
    """A message of the bot's own: one where it fits, several where the messenger's are short. Where only a part has
    been said nobody can tell it from the whole: that is uncertain."""
    fits = shown_units(html) <= speaker.traits.longest_text
    parts = [html] if fits else split(html, limit=longest_source(speaker.traits))
    first = parts[:-1]
    for number, part in enumerate(first):
        outcome = await speaker.say(chat_id, part, priority=priority)
        if not isinstance(outcome, Sent):
            return _of_a_part(outcome) if number else outcome
    outcome = await speaker.say(chat_id, parts[-1], buttons, priority=priority)
    return _of_a_part(outcome) if first else outcome


def _of_a_part(outcome: SendOutcome) -> SendOutcome:
    return Uncertain(reason=f"a part: {fault_of(outcome)}") if isinstance(outcome, PASSING) else outcome


async def _say_all(
    speaker: Speaker, chat_id: str, texts: Sequence[str], buttons: Rows, *, topic: str | None
) -> SendOutcome:
    for text in texts[:-1]:
        outcome = await speaker.say(chat_id, text, topic=topic)
        if not isinstance(outcome, Sent):
            return outcome
    return await speaker.say(chat_id, texts[-1], buttons, topic=topic)


async def _show(speaker: Speaker, chat_id: str, picture: bytes, *, topic: str | None) -> None:
    """The picture only repeats what the text says: where none can be sent the answer stands without it."""
    shown = await speaker.show(chat_id, picture, topic=topic)
    if not isinstance(shown, Sent):
        log.warning("picture_not_sent", kind=fault_of(shown))
