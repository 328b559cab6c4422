"""What goes wrong between bot and platform: nothing owed is lost, nothing is said twice unmarked (promise 2)."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from actions.delivery import claiming
from bot.health import health_of
from bot.trial.faults import FaultKind, PlatformFault
from channels.telegram.limiter import DeliveryLimiter
from channels.telegram.request import AiohttpRequest
from domain.acts import Act
from storage.tables import accounts
from tests.scenarios.cast import TOKEN, Player, World, moment

URGENT = {"Khẩn": "Khẩn", "Hạn": "16h30 ngày 18/12/2026"}


def goes_wrong(player: Player, kind: FaultKind, *, times: int = 1, retry_after: int = 1) -> None:
    """The next so many messages to this person."""
    fault = PlatformFault(kind=kind, chat_id=player.user_id, times=times, retry_after=retry_after)
    player.world.api.faults.append(fault)


async def test_a_person_who_blocked_the_bot_is_no_dead_end(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    goes_wrong(an, "blocked", times=1000)
    await clerk.assigns(**URGENT)
    clerk.receives("không còn nhắn được cho đồng chí Nguyễn Văn An", "liên hệ trực tiếp", "/moi")
    binh.receives("chưa nhắn được cho", "Đang giữ việc: đồng chí Nguyễn Văn An")
    an.receives_nothing()

    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 18/12/2026")
    clerk.receives("chưa nhắn được cho đồng chí Nguyễn Văn An", "bước đầu tiên sẽ báo cấp trên")
    await clerk.is_told("hủy", "Đã bỏ")
    await world.until(moment(1, 8))
    clerk.receives("1 người đang giữ việc mà Dondoc chưa nhắn được", "Đồng chí Nguyễn Văn An: 1 việc")
    binh.receives("chưa được xác nhận")  # in An's place, at the moment of An's nudge
    binh.receives("chưa được xác nhận")  # and as An's superior
    # An lets the bot write again: from now on it does.
    world.api.faults.clear()
    await an.is_told("/nhan NV-1", "Đã ghi nhận đồng chí nhận NV-1")
    contact = world.stored("SELECT act FROM journal WHERE act LIKE 'account.%reachable' ORDER BY seq")
    assert contact == [(Act.ACCOUNT_UNREACHABLE,), (Act.ACCOUNT_REACHABLE,)]
    await world.until(moment(9, 9))
    an.receives("Chưa có tiến độ")
    world.nothing_else_was_said()


async def test_after_429_the_message_waits_as_long_as_asked_and_comes_unmarked(world: World) -> None:
    goes_wrong(world.an, "too_many", retry_after=300)
    await world.clerk.assigns()
    world.an.receives_nothing()
    await world.forward(minutes=4, seconds=59)
    world.an.receives_nothing()
    await world.forward(seconds=2)
    told = world.an.receives("Đồng chí được giao chủ trì")
    assert "Gửi lại" not in told.text
    world.nothing_else_was_said()


@pytest.mark.parametrize("kind", ["server_error", "bad_gateway_html"])
async def test_after_a_fault_of_the_server_the_message_comes_again_and_says_so(world: World, kind: FaultKind) -> None:
    """What answered in Telegram's place may have passed it on before it failed; it is tried for as long as it takes."""
    goes_wrong(world.an, kind, times=4)
    await world.clerk.assigns()
    world.an.receives_nothing()
    await world.forward(minutes=1)
    world.an.receives("(Gửi lại)", "gửi lần đầu lúc Thứ Hai 30/11/2026 08:00", "Đồng chí được giao chủ trì")
    assert world.stored("SELECT state, attempt FROM messages") == [("sent", 5)]
    world.nothing_else_was_said()


async def test_where_no_answer_came_one_repeat_is_marked_and_its_button_acts_once(world: World) -> None:
    clerk, an = world.clerk, world.an
    goes_wrong(an, "reset_after")
    await clerk.assigns()
    first = an.receives("Đồng chí được giao chủ trì")
    await world.forward(minutes=2)
    repeat = an.receives("(Gửi lại)", "gửi lần đầu lúc Thứ Hai 30/11/2026 08:00", "Đồng chí được giao chủ trì")
    assert repeat.buttons == first.buttons
    for message in (first, repeat):
        await world.api.press(an.user_id, message.message_id, "Đã nhận")
        await world.step()
    an.receives("Đã ghi nhận đồng chí nhận NV-1")
    an.receives("đồng chí đã xác nhận từ Thứ Hai 30/11/2026 08:02")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(1,)]
    await clerk.is_told("/lichsu NV-1", "đã gửi, chưa rõ đã tới đồng chí Nguyễn Văn An")
    await world.forward(hours=1)
    world.nothing_else_was_said()


async def test_twice_without_an_answer_counts_as_not_reached(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    goes_wrong(an, "reset_after", times=2)
    await clerk.assigns(**URGENT)
    an.receives("Đồng chí được giao chủ trì")
    await world.forward(minutes=5)
    an.receives("(Gửi lại)")
    binh.receives("chưa nhắn được cho", "Đang giữ việc: đồng chí Nguyễn Văn An")
    await clerk.is_told("/lichsu NV-1", "không gửi được tới đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()


async def test_the_program_killed_while_sending_repeats_and_says_so(world: World) -> None:
    """The message has left, the program ends before it can note so: nobody knows, so the repeat is marked."""
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.sleep_until(moment(2, 8))
    await world.program.tick()
    claimed = await claiming.claim_messages(world.program.office, world.clock.now())
    assert [one.recipient.name for one in claimed] == [world.an.name, world.binh.name]
    await world.is_down_until(moment(2, 9))
    for player in (world.an, world.binh):
        player.receives("(Gửi lại)", "gửi lần đầu lúc Thứ Tư 02/12/2026 08:00", "NV-1")
    world.nothing_else_was_said()


async def test_what_the_platform_cannot_parse_goes_as_plain_text(world: World) -> None:
    goes_wrong(world.an, "bad_request")
    await world.clerk.assigns(Việc="Rà soát <quỹ đất> & công sản")
    told = world.an.receives("Đồng chí được giao chủ trì: NV-1 – Rà soát <quỹ đất> & công sản")
    assert "<b>" not in told.html
    assert "Đã nhận" in world.an.labels(told)
    world.nothing_else_was_said()


async def test_an_answer_that_could_not_be_sent_is_given_later(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    goes_wrong(an, "server_error")
    await an.says("/nhan NV-1")
    an.receives_nothing()
    await world.forward(minutes=1)
    an.receives("NV-1")
    await an.is_told("/viec", "1 việc đang chờ đồng chí")
    world.nothing_else_was_said()


async def test_while_the_network_is_gone_the_clock_goes_on_and_the_messages_come_later(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.without_network_until(moment(7, 16, 40))
    steps = [step for (step,) in world.stored("SELECT data ->> 'step' FROM journal WHERE act = 'step.taken'")]
    assert steps == ["due_soon", "due_soon", "due_soon", "overdue"]
    await world.forward(minutes=10)
    an.receives("Quá hạn")
    binh.receives("Quá hạn")
    world.nothing_else_was_said()


async def test_an_account_that_is_gone_is_no_dead_end_either(world: World) -> None:
    for player, kind in ((world.an, "deactivated"), (world.khanh, "chat_not_found")):
        goes_wrong(player, kind)
        await world.clerk.assigns(Chủ_trì=player.name, **URGENT)
        world.clerk.receives(f"không còn nhắn được cho đồng chí {player.name}")
    world.binh.receives("chưa nhắn được cho", "Đang giữ việc: đồng chí Nguyễn Văn An")
    world.duc.receives("chưa nhắn được cho", "Đang giữ việc: đồng chí Ngô Văn Khánh")
    world.nothing_else_was_said()


async def test_a_pressed_button_acts_though_the_platform_takes_no_notice_of_it(world: World) -> None:
    """The spinner of a button pressed long ago cannot be stopped any more: the act and its answer stand."""
    await world.clerk.assigns()
    shown = world.an.receives("NV-1")
    await world.stops()
    await world.api.press(world.an.user_id, shown.message_id, "Đã nhận")
    await world.sleep_until(moment(30, 11, month=11))
    await world.starts()
    world.an.receives("Đã ghi nhận đồng chí nhận NV-1")
    world.nothing_else_was_said()


async def test_an_answer_that_may_have_arrived_is_not_said_twice(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    goes_wrong(world.an, "reset_after")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.forward(hours=1)
    world.nothing_else_was_said()


# Every row of the table in design §5, each with the fault switched on at the platform


ROWS: dict[FaultKind, tuple[str, bool]] = {  # the fault once, then: the message's end, and whether a repeat is marked
    "reset_before": ("sent", True),  # the request had left: nobody can know
    "reset_after": ("sent", True),
    "bad_json": ("sent", True),
    "server_error": ("sent", True),
    "bad_gateway_html": ("sent", True),
    "too_many": ("sent", False),
    "bad_request": ("sent", False),
    "blocked": ("suppressed", False),
    "deactivated": ("suppressed", False),
    "chat_not_found": ("suppressed", False),
    "unauthorized": ("sent", False),
}


@pytest.mark.parametrize("kind", ROWS)
async def test_each_row_of_the_table(world: World, kind: FaultKind) -> None:
    ends, is_marked = ROWS[kind]
    goes_wrong(world.khanh, kind)
    await world.clerk.assigns(Chủ_trì="Ngô Văn Khánh", **URGENT)
    await world.forward(minutes=3)
    states = world.stored("SELECT state, doubts FROM messages ORDER BY id LIMIT 1")
    assert states[0][0] == ends
    told = world.khanh.said_by_bot()
    assert [one.text.startswith("(Gửi lại)") for one in told] in (
        ([[True], [False, True]] if is_marked else [[False]]) if ends == "sent" else [[]]
    )
    owed = world.stored("SELECT count(*) FROM notices WHERE state = 'owed'")
    assert owed == [(0,)], "everything owed has come to its end"


async def test_an_answer_that_never_comes_holds_up_nobody_else(world: World) -> None:
    """The request of one hangs until its time is over; the others have their word long before."""
    clerk, an, khanh = world.clerk, world.an, world.khanh
    request = world.telegram.bot._request[1]
    assert isinstance(request, AiohttpRequest)
    request._read_timeout = 0.3
    goes_wrong(an, "stall")
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên")
    an.receives("Đồng chí được giao chủ trì")
    world.duc.receives("được giao phối hợp")
    assert world.stored("SELECT state, reason FROM messages ORDER BY id LIMIT 1") == [("uncertain", "Uncertain")]
    await world.forward(minutes=2)
    an.receives("(Gửi lại)")
    khanh.receives_nothing()
    world.nothing_else_was_said()


async def test_a_refused_connection_is_tried_again_unmarked(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.without_network_until(moment(1, 9))
    await world.forward(minutes=10)
    assert "Gửi lại" not in world.an.receives("chưa xác nhận đã nhận việc").text
    world.nothing_else_was_said()


async def test_a_429_in_one_chat_holds_up_that_chat_and_in_two_all(world: World) -> None:
    """With the time of the loop, not the scenarios' own: what must wait is not even asked for."""
    api = world.api
    async with ExtBot(
        TOKEN, base_url=f"{world.network.address}/bot", request=AiohttpRequest(), rate_limiter=DeliveryLimiter()
    ) as bot:
        for player in (world.an, world.khanh):
            goes_wrong(player, "too_many", retry_after=600)
        with pytest.raises(RetryAfter):
            await bot.send_message(world.an.user_id, "một")
        await bot.send_message(world.duc.user_id, "hai")
        with pytest.raises(RetryAfter):
            await bot.send_message(world.khanh.user_id, "ba")
        with pytest.raises(RetryAfter):
            await bot.send_message(world.binh.user_id, "bốn")
    assert not api.faults
    world.duc.receives("hai")
    world.nothing_else_was_said()


async def test_a_group_that_became_a_supergroup_is_written_to_where_it_is(world: World) -> None:
    group, supergroup = -5001, -1005001
    await world.api.add_group(group, "Phòng Kinh tế")
    await world.api.migrate_group(group, supergroup)
    async with world.program.office.database.writing() as connection:
        await connection.execute(
            accounts.update().where(accounts.c.user_id == str(world.an.user_id)).values(chat_id=str(group))
        )
    await world.clerk.assigns()
    assert any("Đồng chí được giao chủ trì" in one.text for one in world.api.messages(supergroup) if one.from_bot)
    assert world.stored(f"SELECT chat_id FROM accounts WHERE user_id = '{world.an.user_id}'") == [(str(supergroup),)]
    world.nothing_else_was_said()


@pytest.mark.parametrize(("kind", "fault"), [("unauthorized", "InvalidToken"), ("conflict", "Conflict")])
async def test_a_revoked_token_or_a_second_poller_is_shown_and_tried_slowly(
    world: World, kind: FaultKind, fault: str
) -> None:
    world.api.faults.append(PlatformFault(kind=kind, method="getUpdates", times=1000))
    polling = asyncio.create_task(world.polling.run())
    try:
        async with asyncio.timeout(10):
            while world.polling.fault is None:  # noqa: ASYNC110  # the loop sleeps after its first failure
                await asyncio.sleep(0.01)
        health = await health_of(world.program)
        assert f"platform telegram: {fault}" in health.faults
        assert not health.is_good
        await asyncio.sleep(0.3)
        assert world.api.faults[0].times == 999, "asked once, and then not for a long while"
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


async def test_while_the_token_is_revoked_what_is_due_waits_and_health_says_so(world: World) -> None:
    goes_wrong(world.an, "unauthorized", times=4)
    await world.clerk.assigns()
    assert "sending by telegram: InvalidToken" in (await health_of(world.program)).faults
    await world.forward(minutes=2)
    assert "sending by telegram: InvalidToken" not in (await health_of(world.program)).faults
    world.an.receives("Đồng chí được giao chủ trì")
    world.nothing_else_was_said()
