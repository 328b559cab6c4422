"""Where a messenger has no buttons a number, or the label, is the press: of the bot's last message, for an hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from handlers.delivery.outcomes import NotSent, Sent, Uncertain
from handlers.desk import Reply
from tests.scenarios.cast import MONDAY, Player, World
from tests.scenarios.second_channel import SHORT, Pigeon, arrives, comes, takes_up
from texts.buttons import Button

TAKEN = "Đã ghi nhận đồng chí nhận NV-1"
IN_DOUBT = "Chưa có gì được ghi, vì chưa chắc"
SECONDS = timedelta(seconds=1)


@dataclass
class Correspondent:
    """One of the cast, by the channel without buttons."""

    world: World
    pigeon: Pigeon
    chat: str

    async def types(self, words: str, *, said_at: datetime | None = None) -> str:
        """Returns the answer."""
        await comes(self.world, self.pigeon.name, self.chat, words=words, said_at=said_at)
        return self.last

    @property
    def said(self) -> list[str]:
        return [text for chat, text in self.pigeon.said if chat == self.chat]

    @property
    def last(self) -> str:
        return self.said[-1]


@pytest.fixture
async def pigeon(world: World) -> Pigeon:
    pigeon = Pigeon(traits=replace(SHORT, longest_text=2000))
    world.program.channels[pigeon.name] = pigeon
    return pigeon


async def by_pigeon(world: World, pigeon: Pigeon, player: Player) -> Correspondent:
    chat = f"chim-{player.user_id}"
    await takes_up(world, player, channel=pigeon.name, chat_id=chat)
    return Correspondent(world=world, pigeon=pigeon, chat=chat)


@pytest.fixture
async def an(world: World, pigeon: Pigeon) -> Correspondent:
    return await by_pigeon(world, pigeon, world.an)


def acknowledged(world: World) -> int:
    ((count,),) = world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'")
    assert isinstance(count, int)
    return count


@pytest.mark.parametrize("words", ["1", "1.", "số 1", "Chọn 1", "１", "Đã nhận", "da nhan", "ĐÃ NHẬN."])
async def test_the_number_and_the_label_are_the_press(world: World, an: Correspondent, words: str) -> None:
    await world.clerk.assigns()
    assert an.last.endswith(
        "Gõ số hoặc chữ để chọn:\n1. Đã nhận\n2. Tiến độ\n3. Hoàn thành\n4. Vướng mắc\n5. Xin gia hạn\n6. Từ chối\n"
        "7. Lịch sử"
    )
    assert TAKEN in await an.types(words)
    assert acknowledged(world) == 1
    world.nothing_else_was_said()


async def test_a_button_acts_once(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await an.types("1")
    again = await an.types("1")
    assert f"{IN_DOUBT} 1 là lựa chọn của tin nào" in again
    assert "1. Đã nhận NV-1 – Báo cáo giải ngân" in again
    with world.changing_nothing():
        await an.types("1")
    assert acknowledged(world) == 1
    world.nothing_else_was_said()


@pytest.mark.parametrize("words", ["1", "Đã nhận"])
async def test_after_an_hour_it_is_asked_what_was_meant(world: World, an: Correspondent, words: str) -> None:
    await world.clerk.assigns()
    until = MONDAY + timedelta(hours=1)
    await world.until(until)
    with world.changing_nothing():
        asked = await an.types(words, said_at=until + 5 * SECONDS)
    assert IN_DOUBT in asked
    assert "1. Đã nhận NV-1 – Báo cáo giải ngân" in asked
    assert TAKEN in await an.types("1")
    world.nothing_else_was_said()


async def test_it_holds_until_the_hour_is_over(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await world.until(MONDAY + timedelta(minutes=59))
    assert TAKEN in await an.types("1")
    world.nothing_else_was_said()


async def test_after_a_restart_it_holds(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await world.is_down_until(MONDAY + timedelta(minutes=10))
    world.program.channels[an.pigeon.name] = an.pigeon
    assert TAKEN in await an.types("1")
    world.nothing_else_was_said()


async def test_another_message_ends_what_was_offered_and_both_are_named(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    first = len(an.said)
    await world.clerk.assigns(Việc="Lập danh sách hộ nghèo")
    await world.forward(minutes=40)
    assert len(an.said) > first
    with world.changing_nothing():
        asked = await an.types("1", said_at=world.clock.now() - timedelta(hours=2))
    assert "1. Đã nhận NV-2 – Lập danh sách hộ nghèo" in asked
    assert "2. Đã nhận NV-1 – Báo cáo giải ngân" in asked
    assert TAKEN in await an.types("2")
    world.nothing_else_was_said()


async def test_what_was_typed_as_another_message_came_records_nothing(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await world.forward(minutes=31)
    await world.clerk.assigns(Việc="Lập danh sách hộ nghèo")
    now = world.clock.now()
    for moment in (now - 2 * SECONDS, now, now + 2 * SECONDS):
        with world.changing_nothing():
            assert IN_DOUBT in await an.types("1", said_at=moment)
    world.nothing_else_was_said()


async def test_two_numbers_sent_at_once_are_one_press_and_a_question(world: World, an: Correspondent) -> None:
    """The second would hit what the answer to the first offers, which its sender has not read."""
    await world.clerk.assigns()
    now = world.clock.now()
    for after in (5, 6):
        await arrives(world, "pigeon", an.chat, words="1", said_at=now + after * SECONDS)
    world.clock.move_to(now + 7 * SECONDS)
    await world.step()
    assert acknowledged(world) == 1
    assert TAKEN in an.said[-2]
    assert IN_DOUBT in an.last
    world.nothing_else_was_said()


async def test_a_number_typed_into_a_form_is_no_press(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    assert "Gõ" in await an.types("Tiến độ")
    assert "Đã ghi tiến độ NV-1" in await an.types("1")
    assert acknowledged(world) == 0
    world.nothing_else_was_said()


async def test_a_number_typed_before_the_form_asked_is_no_answer_either(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    now = world.clock.now()
    await an.types("Tiến độ")
    with world.changing_nothing():
        assert IN_DOUBT in await an.types("1", said_at=now + SECONDS)
    world.nothing_else_was_said()


async def test_a_stale_label_within_an_answer_is_the_answer(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await an.types("Tiến độ")
    assert "Đã ghi tiến độ NV-1" in await an.types("hoàn thành")
    assert world.stored("SELECT count(*) FROM submissions") == [(0,)]
    world.nothing_else_was_said()


async def test_what_somebody_else_was_offered_is_nothing_to_press(
    world: World, pigeon: Pigeon, an: Correspondent
) -> None:
    khanh = await by_pigeon(world, pigeon, world.players["khanh"])
    await world.clerk.assigns()
    with world.changing_nothing():
        assert "chưa hiểu" in await khanh.types("1")
        assert "chưa hiểu" in await khanh.types("Đã nhận")
    world.nothing_else_was_said()


async def test_an_account_that_is_somebody_elses_now_has_nothing_to_press(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await takes_up(world, world.players["khanh"], channel="pigeon", chat_id=an.chat)
    with world.changing_nothing():
        assert "chưa hiểu" in await an.types("1")
    world.nothing_else_was_said()


async def test_who_has_been_unlinked_leaves_nothing_offered(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    assert world.stored("SELECT count(*) FROM menus WHERE said_at IS NOT NULL") != [(0,)]
    await world.clerk.says("/thulienket Nguyễn Văn An")
    assert world.stored("SELECT count(*) FROM menus") == [(0,)]


async def test_a_crash_while_it_was_said_leaves_it_in_doubt(world: World, an: Correspondent) -> None:
    an.pigeon.next_outcomes.append(Uncertain())
    await world.clerk.assigns()
    with world.changing_nothing():
        asked = await an.types("1")
    assert IN_DOUBT in asked
    assert "1. Đã nhận NV-1" in asked


async def test_what_was_certainly_not_said_ends_nothing(world: World, an: Correspondent) -> None:
    await world.clerk.assigns()
    await world.forward(minutes=31)
    an.pigeon.next_outcomes.append(NotSent())
    await world.clerk.assigns(Việc="Lập danh sách hộ nghèo")
    assert TAKEN in await an.types("1")


async def test_more_than_nine_are_told_in_two(world: World, an: Correspondent) -> None:
    for number in range(12):
        await world.clerk.assigns(Việc=f"Việc số {number}")
    listed = await an.types("/viec")
    lines = listed.splitlines()
    menu = lines[lines.index("Gõ số hoặc chữ để chọn:") + 1 :]
    assert len(menu) == 9
    assert menu[-1] == "9. Khác…"
    rest = await an.types("khác")
    assert rest.startswith("Các lựa chọn khác của tin trên:")
    assert "NV-" in rest
    assert "Trang sau" in rest
    assert "trang 2" in (await an.types("trang sau")).lower()
    await an.types("1")
    assert "NV-" in an.last


async def test_a_guide_asks_for_a_deadline_in_words(world: World, pigeon: Pigeon) -> None:
    clerk = await by_pigeon(world, pigeon, world.clerk)
    await clerk.types("/giaoviec")
    await clerk.types("Nguyễn Văn An")
    await clerk.types("Báo cáo tháng")
    asked = await clerk.types("Văn bản")
    assert "Hạn khi nào? Gõ như vẫn viết" in asked
    assert "Chọn ngày" not in asked
    assert "chọn ngày" not in asked
    assert "Người giao" in await clerk.types("16h30 ngày 11/12/2026")
    shown = await clerk.types("xong, xem trước")
    assert "1. Giao việc\n2. Sửa lại\n3. Hủy" in shown
    assert "Đã giao" in await clerk.types("giao viec")
    assert world.stored("SELECT count(*) FROM cases") == [(1,)]


async def test_the_answers_that_a_guide_offers_are_numbered_and_go_by_their_question(
    world: World, pigeon: Pigeon
) -> None:
    clerk = await by_pigeon(world, pigeon, world.clerk)
    await clerk.types("/giaoviec")
    await clerk.types("Nguyễn Văn An")
    await clerk.types("Báo cáo tháng")
    deadlines = await clerk.types("Văn bản")
    assert "\n1. " in deadlines
    assert "Hạn:" in await clerk.types("1")


async def test_only_the_last_ten_of_a_chat_are_kept(world: World, an: Correspondent) -> None:
    for _ in range(12):
        await an.types("/viec")
    assert world.stored("SELECT count(*) FROM menus") == [(10,)]


async def test_every_message_fits_with_its_menu(world: World, an: Correspondent) -> None:
    """`Pigeon` takes none that is longer than its messages are."""
    say = world.program.reception.delivery
    for length in range(1500, 2100, 25):
        buttons = [[Button(label=f"Lựa chọn thứ {number} " * 5, data=f"viec:{number}:0")] for number in range(12)]
        for html in ("á &amp; " * (length // 4), f"<b>{'đ' * length}</b>"):
            now, before = world.clock.now(), len(an.said)
            assert await say.answer(an.pigeon, an.chat, Reply(text=html, buttons=buttons), now=now) is None
            said = await say.say_whole(an.pigeon, an.chat, html, buttons, priority=1, now=now)
            assert isinstance(said, Sent)
            menus = [text for text in an.said[before:] if "Gõ số hoặc chữ để chọn:\n1. Lựa chọn" in text]
            assert len(menus) == 2
            assert all(text.endswith("\n9. Khác…") for text in menus)
