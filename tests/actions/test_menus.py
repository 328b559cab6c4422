"""What is offered by number in a chat: noted before it is said, confirmed behind it, and taken away with the link."""

from __future__ import annotations

from datetime import timedelta

from actions.delivery.menus import begin_menu, confirm_menu, forget_menu, menus_of
from actions.office.accounts import link_sample_account, withdraw_link
from domain.menus import MenuOption, OfferedMenu
from storage.menus import MOST_KEPT
from tests.actions.office import CAST, SmallOffice

TAKEN, MORE = MenuOption(label="Đã nhận", data="nhan:1:0"), MenuOption(label="Khác…", data="more:a")


async def offered(small: SmallOffice, chat: str = "an") -> list[OfferedMenu]:
    return await menus_of(small.office, "test", chat)


async def begun(small: SmallOffice, chat: str = "an", *options: MenuOption) -> int:
    return await begin_menu(small.office, "test", chat, options=options, now=small.now)


async def test_it_is_on_record_before_it_is_said_and_known_afterwards(small: SmallOffice) -> None:
    key = await begin_menu(small.office, "test", "an", options=[TAKEN, MORE], rest=[TAKEN], now=small.now)
    before = OfferedMenu(id=key, options=(TAKEN, MORE), rest=(TAKEN,), begun_at=small.now)
    assert await offered(small) == [before]
    later = small.now + timedelta(seconds=2)
    await confirm_menu(small.office, key, said_at=later)
    (after,) = await offered(small)
    assert (after.said_at, after.options) == (later, before.options)
    assert await offered(small, "binh") == await menus_of(small.office, "other", "an") == []


async def test_what_was_not_said_leaves_what_was_offered_before(small: SmallOffice) -> None:
    first = await begun(small, "an", TAKEN)
    await forget_menu(small.office, await begun(small))
    assert [one.id for one in await offered(small)] == [first]


async def test_the_last_ten_of_each_chat_are_kept(small: SmallOffice) -> None:
    keys = [await begun(small) for _ in range(MOST_KEPT + 3)]
    other = await begun(small, "binh")
    assert [one.id for one in await offered(small)] == keys[3:]
    assert [one.id for one in await offered(small, "binh")] == [other]


async def test_it_goes_with_the_link_and_with_another_link(small: SmallOffice) -> None:
    await begun(small, "an", TAKEN)
    await begun(small, "lan", TAKEN)
    await withdraw_link(small.office, small.by("hoa"), name=CAST["an"][0])
    assert await offered(small) == []
    await link_sample_account(
        small.office, small.by("hoa"), person_id=small.ids["khanh"], channel="test", user_id="lan"
    )
    assert await offered(small, "lan") == []
