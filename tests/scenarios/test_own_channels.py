"""A person with accounts on two channels says by which to hear, and adds one with a code of their own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.scenarios.cast import World
from tests.scenarios.second_channel import SHORT, Pigeon, comes, takes_up

AN = "a9f0c3b2d4e5f6a7b8c9"
CUC = "c0ffee00c0ffee00c0ff"


@pytest.fixture
def zalo(world: World) -> Pigeon:
    """A channel of that name, in memory."""
    zalo = Pigeon(name="zalo", traits=replace(SHORT, longest_text=2000))
    world.program.channels[zalo.name] = zalo
    return zalo


def code_in(text: str) -> str:
    found = re.search(r"/start (\S{12})", text)
    assert found is not None, text
    return found[1]


async def adds_zalo(world: World) -> None:
    told = await world.an.is_told("/kenh thêm", "Mã của riêng đồng chí", "Zalo: tìm bot «Bồ câu», rồi gõ")
    await comes(world, "zalo", AN, words=f"/start {code_in(told.text)}")
    world.clerk.receives("Đồng chí Nguyễn Văn An", "vừa liên kết tài khoản")


async def test_a_second_channel_is_added_by_a_code_of_ones_own_and_used(world: World, zalo: Pigeon) -> None:
    await world.an.is_told("/kenh", "qua Telegram", "Thêm kênh khác: /kenh thêm")
    await adds_zalo(world)
    assert "Họ tên: Nguyễn Văn An" in zalo.said[-1][1]
    await world.clerk.assigns()
    assert "Đồng chí được giao chủ trì" in zalo.said[-1][1], "where somebody was heard last"
    world.nothing_else_was_said()


async def test_the_channel_that_was_chosen_goes_before_the_one_last_heard_from(world: World, zalo: Pigeon) -> None:
    await adds_zalo(world)
    told = await world.an.is_told("/kenh", "qua Telegram", "/kenh zalo")
    assert world.an.labels(told) == ["Nhận qua Zalo", "Thêm kênh"]
    await world.an.presses("Nhận qua Zalo")
    world.an.receives("Từ nay Dondoc nhắn đồng chí qua Zalo", "Kênh này không gửi được thì Dondoc dùng kênh còn lại")
    await world.an.is_told("/kenh", "qua Zalo (kênh đồng chí đã chọn)", "/kenh telegram")
    chosen = world.stored("SELECT act, data FROM journal WHERE act = 'channel.preferred'")
    assert chosen == [("channel.preferred", '{"account":9,"channel":"zalo"}')]
    await world.an.is_told("/kenh zalo", "Từ nay Dondoc nhắn đồng chí qua Zalo")
    assert len(world.stored("SELECT 1 FROM journal WHERE act = 'channel.preferred'")) == 1, "nothing changed by it"
    world.nothing_else_was_said()


async def test_a_channel_that_is_not_ones_own_cannot_be_chosen(world: World) -> None:
    await world.an.is_refused("/kenh zalo", "Đồng chí chưa liên kết Zalo", "/kenh thêm")
    await world.an.is_refused("/kenh bồ câu", "/kenh")
    await world.stranger.is_refused("/kenh", "chưa được liên kết")
    world.nothing_else_was_said()


async def test_who_links_where_there_is_room_for_no_other_is_told_so_and_so_is_the_office(
    world: World, zalo: Pigeon
) -> None:
    zalo.traits = replace(zalo.traits, most_users=2)
    await takes_up(world, world.duc, channel="zalo", chat_id="d0d0")
    await adds_zalo(world)
    assert world.clerk.last is not None
    assert "Bot Zalo đã đủ 2 người" in world.clerk.last.text
    told = await world.cuc.is_told("/kenh thêm", "Mã của riêng đồng chí")
    with world.changing_nothing():
        await comes(world, "zalo", CUC, words=f"/start {code_in(told.text)}")
    assert "chỉ cho 2 người dùng và đã đủ" in zalo.said[-1][1]
    world.nothing_else_was_said()
