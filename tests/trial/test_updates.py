from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestServer
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict

from bot.clock import StandingClock
from bot.trial.telegram import BotApi

from .conftest import AN, BINH, GROUP, STRANGER

ACKNOWLEDGE = InlineKeyboardMarkup([[InlineKeyboardButton("Đã nhận", callback_data="ack:1")]])


async def test_updates_wait_until_the_offset_confirms_them(api: BotApi, bot: Bot) -> None:
    for text in ("một", "hai", "ba"):
        await api.say(AN, text)
    first, *_ = updates = await bot.get_updates(limit=2)
    assert [u.message.text for u in updates if u.message] == ["một", "hai"]
    assert len(await bot.get_updates()) == 3
    assert len(await bot.get_updates(offset=first.update_id + 1)) == 2
    assert len(await bot.get_updates(offset=1)) == 2


async def test_a_negative_offset_keeps_the_last_and_forgets_the_rest(api: BotApi, bot: Bot) -> None:
    for text in ("một", "hai", "ba"):
        await api.say(AN, text)
    (last,) = await bot.get_updates(offset=-1)
    assert last.message
    assert last.message.text == "ba"
    assert len(await bot.get_updates()) == 1


async def test_a_long_poll_answers_when_somebody_speaks(api: BotApi, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.polled.wait()
    await api.say(AN, "/viec")
    (update,) = await poll
    assert update.message
    assert update.message.entities[0].type == "bot_command"


async def test_a_second_poll_ends_the_first(api: BotApi, bot: Bot, other_bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await api.polled.wait()
    second = asyncio.create_task(other_bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await api.polled.wait()
    await api.say(AN, "còn đây")
    assert len(await second) == 1


async def test_a_server_that_stops_ends_the_poll(api: BotApi, bot: Bot, server: TestServer) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.polled.wait()
    await server.close()
    assert await poll == ()


async def test_kinds_that_were_not_asked_for_are_left_out(api: BotApi, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await api.say(AN, "một")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await api.say(AN, "hai")
    assert len(await bot.get_updates()) == 1


async def test_a_webhook_ends_polling(api: BotApi, bot: Bot) -> None:
    await api.say(AN, "một")
    await bot.set_webhook("https://a.vn/hook", secret_token="x" * 10)
    assert (await bot.get_webhook_info()).pending_update_count == 1
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_message_carries_its_own_date_and_what_it_answers(api: BotApi, bot: Bot) -> None:
    sent = await bot.send_message(AN, "nhắc việc")
    date = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    await api.say(AN, "em làm xong rồi", reply_to=sent.message_id, date=date)
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.date == date
    assert update.message.reply_to_message
    assert update.message.reply_to_message.message_id == sent.message_id


async def test_files_and_pictures_of_people(api: BotApi, bot: Bot) -> None:
    await api.send_file(AN, "biểu.xlsx", b"PK", caption="/xong NV-1", mime="application/x")
    await api.send_photo(AN, b"\xff\xd8\xff", caption="ảnh chụp")
    file, photo = await bot.get_updates()
    assert file.message
    assert file.message.document
    assert (file.message.document.file_name, file.message.caption) == ("biểu.xlsx", "/xong NV-1")
    assert file.message.caption_entities[0].type == "bot_command"
    assert await (await bot.get_file(file.message.document)).download_as_bytearray() == b"PK"
    assert photo.message
    assert photo.message.caption == "ảnh chụp"
    assert await (await bot.get_file(photo.message.photo[-1])).download_as_bytearray() == b"\xff\xd8\xff"


async def test_an_edited_message_is_told_as_edited(api: BotApi, bot: Bot) -> None:
    number = await api.say(AN, "/viec")
    await api.edit(AN, number, "/toi")
    edited = (await bot.get_updates())[-1].edited_message
    assert edited
    assert (edited.message_id, edited.text) == (number, "/toi")
    sent = await bot.send_message(AN, "của bot")
    with pytest.raises(KeyError):
        await api.edit(AN, sent.message_id, "x")


async def test_pressing_a_button(api: BotApi, bot: Bot) -> None:
    sent = await bot.send_message(AN, "NV-1", reply_markup=ACKNOWLEDGE)
    await api.press(AN, sent.message_id, "Đã nhận")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("ack:1", AN)
    await update.callback_query.answer("Đã ghi nhận", show_alert=True)
    assert [(p.user_id, p.text, p.alert) for p in api.popups] == [(AN, "Đã ghi nhận", True)]
    with pytest.raises(KeyError):
        await api.press(AN, sent.message_id, "Từ chối")


async def test_a_stranger_presses_foreign_data(api: BotApi, bot: Bot) -> None:
    sent = await bot.send_message(AN, "NV-1", reply_markup=ACKNOWLEDGE)
    await api.add_person(STRANGER, "Lạ")
    await api.press_data(STRANGER, AN, sent.message_id, "ack:2")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("ack:2", STRANGER)


async def test_a_query_that_is_unknown_or_old_is_refused(api: BotApi, bot: Bot, clock: StandingClock) -> None:
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("77")
    sent = await bot.send_message(AN, "NV-1", reply_markup=ACKNOWLEDGE)
    query = await api.press(AN, sent.message_id, "ack:1")
    clock.move_to(clock.now() + timedelta(minutes=2))
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query)


async def test_blocking_is_told(api: BotApi, bot: Bot) -> None:
    await api.block(AN)
    await api.say(AN, "/start")
    blocked, unblocked, message = await bot.get_updates()
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member
    assert unblocked.my_chat_member.new_chat_member.status == "member"
    assert message.message


async def test_in_a_group_the_bot_hears_commands_and_answers_to_itself(api: BotApi, bot: Bot) -> None:
    await api.add_group(GROUP, "Phòng Kế hoạch")
    sent = await bot.send_message(GROUP, "chào phòng")
    await api.say_in_group(GROUP, AN, "trưa nay ăn gì")
    await api.say_in_group(GROUP, AN, "/nhom Phòng Kế hoạch")
    await api.say_in_group(GROUP, BINH, "/viec@other_bot")
    await api.say_in_group(GROUP, BINH, "vâng", reply_to=sent.message_id)
    joined, *heard = await bot.get_updates()
    assert joined.my_chat_member
    assert [u.message.text for u in heard if u.message] == ["/nhom Phòng Kế hoạch", "vâng"]
    assert [m.sender_id for m in api.messages(GROUP)] == [123456, AN, AN, BINH, BINH]
