"""The messenger says that the bot was blocked or let in again: known at once, and the office told once (M31)."""

from __future__ import annotations

from domain.acts import Act
from tests.scenarios.cast import STRANGER, World, moment

GROUP, SUPERGROUP = -5001, -1005001
CONTACT = "SELECT act FROM journal WHERE act LIKE 'account.%' AND act NOT LIKE '%linked' ORDER BY seq"


async def test_a_block_is_known_before_anything_is_sent_and_told_once(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await world.api.block(an.user_id)
    await world.step()
    clerk.receives("không còn nhắn được cho đồng chí Nguyễn Văn An")
    await world.until(moment(2, 8, 30))
    assert len([one for one in clerk.said_by_bot() if "không còn nhắn được" in one.text]) == 1
    assert world.stored(CONTACT) == [(Act.ACCOUNT_UNREACHABLE,)]
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'notice.not_sent'") == [(0,)]
    an.receives_nothing()


async def test_what_was_on_its_way_goes_on_to_who_stands_above_at_once(world: World) -> None:
    await world.clerk.assigns(Khẩn="Khẩn", Hạn="16h30 ngày 18/12/2026")
    world.an.receives("NV-1")
    await world.without_network_until(moment(30, 14, month=11))
    await world.api.block(world.an.user_id)
    await world.forward(minutes=1)
    assert any("không còn nhắn được cho đồng chí Nguyễn Văn An" in one.text for one in world.clerk.unread())
    assert any("Đang giữ việc: đồng chí Nguyễn Văn An" in one.text for one in world.binh.unread())
    world.an.receives_nothing()


async def test_an_unblock_is_known_before_a_word_is_said(world: World) -> None:
    clerk, an = world.clerk, world.an
    await world.api.block(an.user_id)
    await world.step()
    clerk.receives("không còn nhắn được cho đồng chí Nguyễn Văn An")
    await world.api.unblock(an.user_id)
    await world.step()
    assert world.stored(CONTACT) == [(Act.ACCOUNT_UNREACHABLE,), (Act.ACCOUNT_REACHABLE,)]
    await clerk.assigns()
    an.receives("NV-1")
    world.nothing_else_was_said()


async def test_blocked_and_let_in_again_while_the_program_was_down_ends_reachable(world: World) -> None:
    await world.stops()
    await world.api.block(world.an.user_id)
    await world.api.unblock(world.an.user_id)
    await world.sleep_until(moment(30, 9, month=11))
    await world.starts()
    world.clerk.receives("không còn nhắn được cho đồng chí Nguyễn Văn An")
    assert world.stored("SELECT count(*) FROM accounts WHERE unreachable_at IS NOT NULL") == [(0,)]
    world.nothing_else_was_said()


async def test_of_a_chat_that_is_nobodys_nothing_is_said(world: World) -> None:
    with world.changing_nothing():
        await world.api.block(STRANGER)
        await world.api.unblock(STRANGER)
        await world.api.add_group(-77, "Nhóm lạ")
        await world.api.remove_bot(-77, STRANGER)
        await world.step()
    assert world.stored("SELECT count(*) FROM inbox WHERE state = 'stored'") == [(0,)]
    world.nothing_else_was_said()


async def test_a_group_that_throws_the_bot_out_and_takes_it_in_again(world: World) -> None:
    await _with_a_group(world)
    await world.api.remove_bot(GROUP, world.binh.user_id)
    await world.step()
    world.clerk.receives("nhóm của Phòng Kinh tế")
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    await world.step()
    assert world.stored(CONTACT)[-2:] == [(Act.ACCOUNT_UNREACHABLE,), (Act.ACCOUNT_REACHABLE,)]
    world.nothing_else_was_said()


async def test_a_group_that_becomes_a_supergroup_is_followed_at_once(world: World) -> None:
    await _with_a_group(world)
    await world.api.migrate_group(GROUP, SUPERGROUP)
    await world.step()
    assert world.stored(f"SELECT chat_id FROM accounts WHERE user_id = '{GROUP}'") == [(str(SUPERGROUP),)]
    assert world.stored(CONTACT)[-1] == (Act.ACCOUNT_MOVED,)
    world.nothing_else_was_said()


async def _with_a_group(world: World) -> None:
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    await world.api.say_in_group(GROUP, world.binh.user_id, "/nhom Phòng Kinh tế")
    await world.step()
