"""What has served is cleared away in time; the record is never touched (M52)."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.clock import retention
from actions.clock.audit import verify_journal
from actions.delivery import links
from actions.office import invitations
from actions.office.accounts import withdraw_link
from domain.acts import Act
from domain.file_links import LINK_LIFE
from domain.intake import Hindrance
from domain.menus import MenuOption
from domain.retention import KEPT, Leftover
from storage import dialogues, inbox, marks, menus, spreadsheets
from storage.dialogues import Dialogue
from storage.inbox import Incoming
from storage.tables import accounts
from storage.tables import dialogues as dialogues_table
from storage.tables import file_links as links_table
from storage.tables import inbox as inbox_table
from storage.tables import invitations as invitations_table
from storage.tables import spreadsheets as spreadsheets_table
from tests.actions.office import CAST, SmallOffice, at

RECORD = ("cases", "duties", "holdings", "words", "notices", "messages", "memberships")


async def received(small: SmallOffice, key: str) -> Incoming:
    word = Incoming(
        channel="test", update_id=key, chat_id="an", received_at=small.now, said_at=small.now, raw=f"{key}: của An"
    )
    async with small.database.writing() as connection:
        await inbox.store(connection, [word])
        (stored,) = [one for one in await inbox.waiting(connection, 10) if one.update_id == key]
    return stored


async def used_up(small: SmallOffice) -> None:
    """One of everything that has served, as of now."""
    handled, failed = await received(small, "handled"), await received(small, "failed")
    async with small.database.writing() as connection:
        await marks.mark_answered(connection, {handled.id: small.now})
        await inbox.set_aside(connection, failed.id, Hindrance.RAISED, at=small.now)
        await marks.mark_answered(connection, {failed.id: small.now})
        begun = Dialogue(kind="task", token="t", data={"original": "riêng"}, begun_at=small.now)
        await dialogues.begin_dialogue(connection, "test", "an", begun)
        offered = [MenuOption(label="Đã nhận", data="nhan:1:0")]
        await menus.begin(connection, "test", "an", options=offered, rest=(), at=small.now)
        await spreadsheets.keep(connection, b"rows", at=small.now)
    await invitations.invite(small.office, small.by("hoa"), name=CAST["an"][0])
    await withdraw_link(small.office, small.by("hoa"), name=CAST["lan"][0])
    await links.ask_for_file(small.office, "test", "an", dialogue="t", now=small.now)


async def left(small: SmallOffice) -> set[str]:
    """Which of them are still there."""
    async with small.database.reading() as connection:
        words = {row.update_id: row.raw for row in await connection.execute(select(inbox_table))}
        numbers = set(await connection.scalars(select(accounts.c.user_id)))
        found = {
            Leftover.INBOX: bool(words),
            Leftover.WORDS_SET_ASIDE: words.get("failed") is not None,
            Leftover.MENUS: bool(await menus.of_chat(connection, "test", "an")),
            Leftover.SPREADSHEETS: await connection.scalar(select(spreadsheets_table.c.sha256)) is not None,
            Leftover.DIALOGUES: await connection.scalar(select(dialogues_table.c.token)) is not None,
            Leftover.INVITATIONS: await connection.scalar(select(invitations_table.c.id)) is not None,
            Leftover.FILE_LINKS: await connection.scalar(select(links_table.c.id)) is not None,
            Leftover.ACCOUNTS: "lan" in numbers,
        }
        assert "an" in numbers
    return {kind for kind, there in found.items() if there}


async def night(small: SmallOffice, moment: datetime) -> int:
    small.now = moment
    batches = 1
    while await retention.clear_leftovers(small.office, moment):
        batches += 1
    return batches


async def test_each_kind_goes_when_its_time_is_over_and_not_before(small: SmallOffice) -> None:
    await used_up(small)
    begun = dict.fromkeys(KEPT, small.now) | {
        Leftover.INVITATIONS: small.now + invitations.INVITATION_LIFE,
        Leftover.FILE_LINKS: small.now + LINK_LIFE,
    }
    ends = {kind: begun[kind] + length for kind, length in KEPT.items()}
    for end in sorted(set(ends.values())):
        await night(small, end - timedelta(days=1))
        assert await left(small) == {kind for kind in KEPT if ends[kind] >= end}
        await night(small, end + timedelta(days=1))
        assert await left(small) == {kind for kind in KEPT if ends[kind] > end}
    assert await left(small) == set()


async def test_the_record_is_never_touched_and_the_journal_says_how_much(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.delivered()
    await used_up(small)
    before = await small.snapshot()

    await night(small, at("2027-12-01 03:00"))

    now = await small.snapshot()
    for table in RECORD:
        assert now[table] == before[table], table
    (added,) = set(now["journal"]) - set(before["journal"])
    assert Act.RETENTION_DONE in added
    assert dict.fromkeys(KEPT, 1) | {Leftover.INBOX: 2} in [json.loads(one) for one in added if str(one)[:1] == "{"]
    assert (await verify_journal(small.office)).broken is None
    # What was linked to nobody any more can be linked again.
    made = await invitations.invite(small.office, small.by("hoa"), name=CAST["lan"][0])
    caller = invitations.Caller(channel="test", user_id="lan", chat_id="lan")
    who = await invitations.link_account(small.office, small._order(None), code=made.code, caller=caller)
    assert who.person.id == small.ids["lan"]


async def test_it_is_done_once_a_night_in_batches_and_by_one_process(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        word = await received(small, f"w{number}")
        async with small.database.writing() as connection:
            await marks.mark_answered(connection, {word.id: small.now})
    waiting = await received(small, "waiting")
    assert await night(small, at("2027-03-10 02:30")) == 3
    async with small.database.reading() as connection:
        assert [one.id for one in await inbox.waiting(connection, 10)] == [waiting.id]  # whatever its age
        assert await retention.retention.due_at(connection) == at("2027-03-11 02:30")
    before = await small.snapshot()
    assert not await retention.clear_leftovers(small.office, at("2027-03-10 23:00"))
    assert await small.snapshot() == before


def test_the_page_for_who_runs_it_says_the_same() -> None:
    page = Path("docs/operations.md").read_text(encoding="utf-8")
    for kind, length in KEPT.items():
        assert re.search(rf"\| {length.days} days[^|]*\(`{kind}`\)", page), kind
