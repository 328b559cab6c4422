"""Whose words hold back what: those of who may act on the case, and no more of one chat than its share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from actions.delivery import claiming, delivery
from actions.delivery.hearing_out import HEARING_PAUSE
from actions.delivery.intake import heard_out, store_updates
from domain.duties.cases import Deadline
from domain.duties.duties import Outcome
from domain.hearing import all_read
from domain.rules.lengths import Urgency
from storage import inbox
from storage.inbox import SHARE, Incoming
from tests.actions.office import CHANNEL, ECONOMY, SmallOffice, at

MINUTE = timedelta(minutes=1)


async def says(small: SmallOffice, key: str, numbers: Iterable[int], *, said: str | None = None) -> list[int]:
    """Words that wait to be handled; returns their keys."""
    said_at = small.now if said is None else at(said)
    words = [
        Incoming(
            channel=CHANNEL,
            update_id=f"{key}{number}",
            chat_id=key,
            received_at=small.now,
            said_at=said_at,
            raw="{}",
        )
        for number in numbers
    ]
    return list(await store_updates(small.office, words, hearing=all_read(CHANNEL, small.now)))


async def unheard(small: SmallOffice) -> set[str]:
    heard = await heard_out(small.office, small.now, now=small.now)
    return {key for key, person in small.ids.items() if person in heard.unheard}


async def handled(small: SmallOffice, keys: Iterable[int]) -> None:
    async with small.database.writing() as connection:
        for key in keys:
            assert await inbox.mark_handled(connection, key, at=small.now)


async def told(small: SmallOffice) -> set[str]:
    """Who may be told now, and is."""
    people = (await heard_out(small.office, small.now, now=small.now)).unheard
    outgoing = await claiming.claim_messages(small.office, small.now, unheard=people)
    for one in outgoing:
        await delivery.note_sent(small.office, one, one.notices, platform_id=f"m{one.message.id}", now=small.now)
    return {small.name(one.recipient.id) for one in outgoing}


async def test_only_who_may_act_on_a_case_holds_back_what_is_said_of_it(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.assigned("khanh")
    await says(small, "khanh", [1])
    assert await unheard(small) == {"khanh"}
    assert await told(small) == {"an"}


async def test_a_flood_from_another_unit_keeps_a_flash_message_waiting_for_nothing(small: SmallOffice) -> None:
    await says(small, "khanh", range(400))
    await small.assigned("an", urgency=Urgency.FLASH)
    assert "an" in await told(small)


async def test_what_waited_is_said_as_soon_as_the_words_are_handled(small: SmallOffice) -> None:
    await small.assigned("an")
    keys = await says(small, "binh", [1])
    assert await told(small) == set(), "the head may answer for the unit"
    await handled(small, keys)
    small.now += HEARING_PAUSE
    assert await told(small) == {"an"}


async def test_beyond_the_share_of_a_chat_nothing_is_held_back(small: SmallOffice) -> None:
    keys = await says(small, "an", range(SHARE + 5))
    assert await unheard(small) == {"an"}
    small.now += MINUTE
    await handled(small, keys[:SHARE])
    assert await unheard(small) == set()
    await handled(small, keys[SHARE:])
    small.now += MINUTE
    await says(small, "an", [100])
    assert await unheard(small) == {"an"}, "the flood is over: the next word counts"


async def test_silence_is_no_consent_while_a_word_waits_of_who_may_answer_however_many_wait(
    small: SmallOffice,
) -> None:
    code = await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-09 23:59"), names_hour=False))
    small.now = at("2026-12-10 08:00")
    keys = await says(small, "binh", range(SHARE + 1), said="2026-12-09 16:00")
    await handled(small, keys[:SHARE])
    await small.tick(heard=False)
    assert (await small.duty(code)).is_open


async def test_silence_is_no_consent_while_a_word_waits_that_may_link_who_may_answer(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-09 23:59"), names_hour=False))
    small.now = at("2026-12-10 08:00")
    await says(small, "a chat of nobody yet", [1], said="2026-12-09 16:00")
    assert await unheard(small) == set(), "it holds back no message"
    await small.tick(heard=False)
    assert (await small.duty(code)).is_open


async def test_the_words_of_others_keep_no_silence_from_being_consent(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-09 23:59"), names_hour=False))
    small.now = at("2026-12-10 08:00")
    await says(small, "khanh", [1], said="2026-12-09 16:00")
    await small.tick(heard=False)
    assert (await small.duty(code)).outcome is Outcome.DEEMED
