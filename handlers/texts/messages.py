"""One message of the bot's own: how much of what is owed to a person now it holds, and its text."""

from __future__ import annotations

from collections.abc import Sequence

from actions.delivery import Outgoing, Saying
from handlers.delivery.splitting import shown_units
from handlers.texts.digests import digest, digested
from handlers.texts.notices import saying_text
from handlers.texts.scene import Scene

MESSAGE_LIMIT = 3800  # UTF-16 units as shown; below the platform's 4096, so that a heading always fits
DIGEST_ROOM = 1600  # what is left to a digest at least


def fitting(scene: Scene, outgoing: Outgoing) -> tuple[Saying, ...]:
    """What one message holds, the first at any rate; the rest goes out in the next. Reminders that are summed up go
    together or not at all."""
    short = digested(outgoing.sayings)
    full = [one for one in outgoing.sayings if one not in short]
    texts = [saying_text(scene, one, outgoing.recipient) for one in full]
    held = tuple(full[: how_many_fit(texts, MESSAGE_LIMIT - (DIGEST_ROOM if short else 0))])
    used = sum(shown_units(text) + 2 for text in texts[: len(held)])
    return held + short if MESSAGE_LIMIT - used >= DIGEST_ROOM else held


def how_many_fit(texts: Sequence[str], room: int) -> int:
    """How many of the texts there is room for, the first at any rate."""
    for index, text in enumerate(texts):
        room -= shown_units(text) + 2
        if room < 0 and index:
            return index
    return len(texts)


def message(scene: Scene, outgoing: Outgoing) -> str:
    """All that it carries."""
    repeat = (
        f"<b>(Gửi lại)</b> Tin này đã gửi lần đầu lúc {scene.moment(outgoing.repeats_at)} nhưng chưa rõ đã tới hay chưa."
        if outgoing.repeats_at is not None
        else ""
    )
    short = digested(outgoing.sayings)
    texts = [saying_text(scene, one, outgoing.recipient) for one in outgoing.sayings if one not in short]
    if short:
        room = MESSAGE_LIMIT - sum(shown_units(text) + 2 for text in texts)
        texts.append(digest(scene, short, outgoing.recipient, room=room, after_holiday=outgoing.after_holiday))
    heading = f"<b>Có {len(texts)} nội dung cần đồng chí xem:</b>" if len(texts) > 1 else ""
    return "\n\n".join(part for part in (repeat, heading, *texts) if part)
