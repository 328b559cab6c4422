"""One message of the bot's own: how much of what is owed to a person now it holds, and its text."""

from __future__ import annotations

from collections.abc import Sequence

from actions.delivery.outgoing import AnyRendered, Outgoing
from domain.ladder.notices import AnyNotice
from domain.ladder.steps import StepKind
from domain.payloads.duties import StepNotice
from texts.duties.clearing import weekly
from texts.notices.digests import digest, digested
from texts.notices.notices import notice_text
from texts.scene import Scene
from texts.splitting import shown_units

LONGEST = 4096  # UTF-16 units as shown, of a message where the messenger's are long
HEADING_ROOM = 296  # of it for a heading, and for the word that it is a repeat
DIGEST_ROOM = 1600  # what is left to a digest at least, where messages are long enough

Part = tuple[str, tuple[AnyRendered, ...]]  # a text, and what it says


def fitting(scene: Scene, outgoing: Outgoing, *, longest: int = LONGEST) -> tuple[AnyRendered, ...]:
    """What one message holds, the first at any rate; the rest goes out in the next. Reminders that are summed up go
    together or not at all."""
    parts, short = _parts(scene, outgoing)
    texts = [text for text, _ in parts]
    room = longest - HEADING_ROOM
    digest_room = min(DIGEST_ROOM, room // 2)
    count = how_many_fit(texts, room - (digest_room if short else 0))
    held = tuple(saying for _, said in parts[:count] for saying in said)
    used = sum(shown_units(text) + 2 for text in texts[:count])
    return held + short if room - used >= digest_room else held


def _parts(scene: Scene, outgoing: Outgoing) -> tuple[list[Part], tuple[AnyRendered, ...]]:
    """What is said in full, several duties to be cleared in one list; and the reminders to be summed up."""
    cleared = tuple(saying for saying in outgoing.sayings if is_for_the_list(saying.notice))
    if len(cleared) < 2:
        cleared = ()
    others = tuple(saying for saying in outgoing.sayings if saying not in cleared)
    short = digested(others)
    parts: list[Part] = [(notice_text(scene, one, outgoing.recipient), (one,)) for one in others if one not in short]
    if cleared:
        assert outgoing.message.attempted_at is not None
        text = weekly(scene, cleared, calendar=outgoing.calendar, now=outgoing.message.attempted_at)
        parts.append((text, cleared))
    return parts, short


def is_for_the_list(notice: AnyNotice) -> bool:
    payload = notice.payload
    return isinstance(payload, StepNotice) and payload.step is StepKind.CLEARING and payload.in_place_of is None


def how_many_fit(texts: Sequence[str], room: int) -> int:
    """How many of the texts there is room for, the first at any rate."""
    for index, text in enumerate(texts):
        room -= shown_units(text) + 2
        if room < 0 and index:
            return index
    return len(texts)


def message(scene: Scene, outgoing: Outgoing, *, longest: int = LONGEST) -> str:
    """All that it carries."""
    repeat = (
        f"<b>(Gửi lại)</b> Tin này đã gửi lần đầu lúc {scene.moment(outgoing.repeats_at)} nhưng chưa rõ đã tới hay chưa."
        if outgoing.repeats_at is not None
        else ""
    )
    parts, short = _parts(scene, outgoing)
    texts = [text for text, _ in parts]
    if short:
        room = longest - HEADING_ROOM - sum(shown_units(text) + 2 for text in texts)
        texts.append(digest(scene, short, outgoing.recipient, room=room, after_holiday=outgoing.after_holiday))
    heading = f"<b>Có {len(texts)} nội dung cần đồng chí xem:</b>" if len(texts) > 1 else ""
    return "\n\n".join(part for part in (repeat, heading, *texts) if part)
