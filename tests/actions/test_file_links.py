"""A link is a secret that names one account and one file: how long it serves, how often, and what ends it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.delivery import intake, links
from actions.delivery.links import MadeLink
from actions.office import invitations
from actions.office.accounts import withdraw_link
from actions.office.personal import erase_person
from domain.acts import Act
from domain.file_links import LINK_LIFE, MOST_FETCHES
from domain.refusals import FileGone
from storage import inbox
from storage.file_links import LinkedFile
from storage.tables import file_links, linked_files
from tests.actions.office import CAST, SmallOffice

REPORT = ("bao-cao.docx", b"report")
MOMENT = timedelta(microseconds=1)


async def offered(small: SmallOffice, who: str = "an") -> MadeLink:
    (made,) = await links.offer_files(small.office, "test", who, [REPORT], now=small.now)
    return made


async def asked(small: SmallOffice, dialogue: str = "t") -> MadeLink:
    made = await links.ask_for_file(small.office, "test", "an", dialogue=dialogue, now=small.now)
    assert made is not None
    return made


async def fetched(small: SmallOffice, secret: str) -> LinkedFile | None:
    link = await links.file_link(small.office, secret, now=small.now)
    return None if link is None else await links.fetch_file(small.office, link, now=small.now)


async def handed_in(small: SmallOffice, secret: str) -> set[int] | None:
    link = await links.hand_in_link(small.office, secret, now=small.now)
    file = LinkedFile.of("ket-qua.pdf", b"%PDF-1.7")
    return None if link is None else await links.hand_in_file(small.office, link, file, now=small.now)


async def kept(small: SmallOffice) -> set[str]:
    """The names of the files that links hold."""
    async with small.database.reading() as connection:
        return set(await connection.scalars(select(linked_files.c.name)))


async def entries(small: SmallOffice, act: Act) -> list[dict[str, object]]:
    rows = (await small.snapshot())["journal"]
    return [json.loads(text) for row in rows if act in row for text in row if str(text).startswith("{")]


async def test_what_is_fetched_is_the_file_and_each_fetch_is_on_record(small: SmallOffice) -> None:
    made = await offered(small)
    for number in range(1, MOST_FETCHES + 1):
        file = await fetched(small, made.secret)
        assert file is not None
        assert (file.name, file.content) == REPORT
        assert len(await entries(small, Act.FILE_FETCHED)) == number
    (first, *_) = await entries(small, Act.FILE_FETCHED)
    assert first["file"] == LinkedFile.of(*REPORT).sha256
    assert await fetched(small, made.secret) is None, "the eleventh"
    assert len(await entries(small, Act.FILE_FETCHED)) == MOST_FETCHES
    await small.is_in_order()


async def test_eleven_at_once_are_ten(small: SmallOffice) -> None:
    made = await offered(small)
    link = await links.file_link(small.office, made.secret, now=small.now)
    assert link is not None
    got = await asyncio.gather(*(links.fetch_file(small.office, link, now=small.now) for _ in range(MOST_FETCHES + 1)))
    assert sum(one is not None for one in got) == MOST_FETCHES


async def test_it_serves_for_half_an_hour(small: SmallOffice) -> None:
    made = await offered(small)
    small.now += LINK_LIFE - MOMENT
    assert await fetched(small, made.secret) is not None
    small.now += MOMENT
    assert await fetched(small, made.secret) is None


async def test_no_secret_is_stored_and_each_is_another(small: SmallOffice) -> None:
    made = [(await offered(small)).secret for _ in range(3)] + [(await asked(small)).secret]
    assert len(set(made)) == 4
    assert all(len(secret) == 32 for secret in made), "192 bits"
    stored = repr(await small.snapshot())
    assert not any(secret in stored for secret in made)


async def test_a_link_that_is_altered_or_guessed_or_of_the_other_kind_gives_nothing(small: SmallOffice) -> None:
    fetch, hand_in = await offered(small), await asked(small)
    before = await small.snapshot()
    for secret in ("", "x", fetch.secret[:-1], f"{fetch.secret}A", fetch.secret.swapcase(), hand_in.secret):
        assert await fetched(small, secret) is None
    assert await handed_in(small, fetch.secret) is None
    assert await small.snapshot() == before


async def test_it_dies_with_the_account_that_it_was_made_for(small: SmallOffice) -> None:
    fetch, hand_in = await offered(small), await asked(small)
    other = await offered(small, "binh")
    await withdraw_link(small.office, small.by("hoa"), name=CAST["an"][0])
    assert await fetched(small, fetch.secret) is None
    assert await handed_in(small, hand_in.secret) is None
    made = await invitations.invite(small.office, small.by("hoa"), name=CAST["an"][0])
    caller = invitations.Caller(channel="test", user_id="an", chat_id="an")
    await invitations.link_account(small.office, small._order(None), code=made.code, caller=caller)
    assert await fetched(small, fetch.secret) is None, "linked anew: by another link"
    assert await handed_in(small, hand_in.secret) is None
    assert await fetched(small, other.secret) is not None
    await links.clear_files(small.office, small.now)
    assert await kept(small) == {REPORT[0]}, "of the other alone"


async def test_whoever_links_another_account_has_no_links_from_before(small: SmallOffice) -> None:
    fetch, hand_in, other = await offered(small), await asked(small), await offered(small, "binh")
    made = await invitations.invite(small.office, small.by("hoa"), name=CAST["an"][0])
    caller = invitations.Caller(channel="another", user_id="an-2", chat_id="an-2")
    await invitations.link_account(small.office, small._order(None), code=made.code, caller=caller)
    assert await fetched(small, fetch.secret) is None
    assert await handed_in(small, hand_in.secret) is None
    assert await fetched(small, other.secret) is not None
    assert await fetched(small, (await offered(small)).secret) is not None, "of the account that stayed"


async def test_who_looked_at_a_link_that_died_meanwhile_gets_nothing(small: SmallOffice) -> None:
    fetch, hand_in = await offered(small), await asked(small)
    fetching = await links.file_link(small.office, fetch.secret, now=small.now)
    handing = await links.hand_in_link(small.office, hand_in.secret, now=small.now)
    assert fetching is not None
    assert handing is not None
    await withdraw_link(small.office, small.by("hoa"), name=CAST["an"][0])
    assert await links.fetch_file(small.office, fetching, now=small.now) is None
    file = LinkedFile.of(*REPORT)
    assert await links.hand_in_file(small.office, handing, file, now=small.now) is None
    async with small.database.reading() as connection:
        assert await inbox.waiting(connection, 10) == []


async def test_nobody_known_is_given_none(small: SmallOffice) -> None:
    assert await links.offer_files(small.office, "test", "nobody", [REPORT], now=small.now) == []
    assert await links.ask_for_file(small.office, "test", "nobody", dialogue="t", now=small.now) is None


async def test_one_of_several_that_hand_in_at_once_does(small: SmallOffice) -> None:
    made = await asked(small)
    link = await links.hand_in_link(small.office, made.secret, now=small.now)
    assert link is not None
    files = [LinkedFile.of(f"{number}.txt", b"x") for number in range(5)]
    got = await asyncio.gather(*(links.hand_in_file(small.office, link, one, now=small.now) for one in files))
    assert sum(bool(one) for one in got) == 1
    assert len(await kept(small)) == 1
    again = await links.hand_in_link(small.office, made.secret, now=small.now)
    assert again is not None
    assert again.is_used


async def test_what_is_handed_in_waits_as_a_word_of_that_chat_and_is_cleared_when_that_was_handled(
    small: SmallOffice,
) -> None:
    made = await asked(small)
    assert await handed_in(small, made.secret)
    async with small.database.reading() as connection:
        (stored,) = await inbox.waiting(connection, 10)
    assert (stored.channel, stored.chat_id, stored.said_at) == ("test", "an", small.now)
    assert links.is_handed_in(stored)
    handed = links.handed_in(stored)
    small.now += timedelta(days=5)
    await links.clear_files(small.office, small.now)
    assert await links.read_handed_in(small.office, handed) == b"%PDF-1.7", "whatever its age"
    await intake.note_answered(small.office, stored, small.now)
    await links.clear_files(small.office, small.now)
    with pytest.raises(FileGone):
        await links.read_handed_in(small.office, handed)


async def test_files_are_gone_when_their_links_are_over(small: SmallOffice) -> None:
    await offered(small)
    await links.clear_files(small.office, small.now + LINK_LIFE - MOMENT)
    assert await kept(small) == {REPORT[0]}
    await links.clear_files(small.office, small.now + LINK_LIFE)
    assert await kept(small) == set()


async def test_one_link_is_shown_for_one_thing_until_it_is_used(small: SmallOffice) -> None:
    first = await asked(small)
    assert await links.ask_for_file(small.office, "test", "an", dialogue="t", now=small.now) is None
    await asked(small, "another")
    await handed_in(small, first.secret)
    second = await asked(small)
    small.now += LINK_LIFE
    third = await asked(small)
    assert len({first.secret, second.secret, third.secret}) == 3


async def test_who_is_erased_leaves_no_link(small: SmallOffice) -> None:
    fetch, hand_in = await offered(small, "lan"), await offered(small, "binh")
    await erase_person(small.office, small.by("hoa"), name=CAST["lan"][0], reason="theo yêu cầu")
    assert await fetched(small, fetch.secret) is None
    assert await fetched(small, hand_in.secret) is not None
    async with small.database.reading() as connection:
        assert len((await connection.execute(select(file_links))).all()) == 1
