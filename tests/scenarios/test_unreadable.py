"""What cannot be read is set aside: nobody waits behind it, its sender is told, and nothing of it is in a log."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from actions.clock import audit
from bot.health import health_of
from bot.metrics import metrics_page
from bot.trial.faults import PlatformFault
from domain.encoding import canonical
from tests.scenarios.cast import CAST, World, moment

WORDS = "số tài khoản K870 của ông Lò Văn Páo"
TOLD = "không đọc được tin đồng chí vừa gửi"
AN = 1005


def message(said: int = 1, **content: Any) -> dict[str, Any]:
    """A private message of An as the platform hands it out."""
    return {
        "message_id": 9000 + said,
        "from": {"id": AN, "is_bot": False, "first_name": "Páo"},
        "chat": {"id": AN, "type": "private", "first_name": "Páo"},
        "date": int(moment(30, 8, month=11).timestamp()),
        "text": WORDS,
        **content,
    }


NAMELESS = message(forward_origin={"type": "hidden_user", "date": 1422450181})


NONE = object()


async def hands_out(world: World, *updates: Any) -> None:
    """The platform has these for the bot, each with its number where it can carry one and has none."""
    async with world.api.change() as change:
        for update in updates:
            number = change.next_number("last_update")
            change.rows.updates[number] = _numbered(number, update)


def _numbered(number: int, update: Any) -> Any:
    if not isinstance(update, dict):
        return update
    return {name: value for name, value in {"update_id": number, **update}.items() if value is not NONE}


async def the_others_are_served(world: World) -> None:
    """Whoever speaks after it is answered; nothing waits, at the platform or here."""
    await world.api.say(world.binh.user_id, "/trogiup")
    await world.step()
    world.binh.receives("Lệnh thường dùng")
    await world.step()
    assert not world.api.updates, "everything is confirmed"
    assert world.stored("SELECT count(*) FROM inbox WHERE state = 'stored' OR answered_at IS NULL") == [(0,)]


async def test_one_word_that_cannot_be_read_makes_it_deaf_to_nobody(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    await hands_out(world, {"message": NAMELESS})
    await the_others_are_served(world)
    world.an.receives(TOLD, "một tin mới")
    world.clerk.receives("không đọc được", "người gửi: đồng chí Nguyễn Văn An", "/trangthai")
    await world.clerk.is_told("/trangthai", "đã để riêng và báo người gửi: 1 (không đọc được: 1)")
    page = metrics_page(world.program, await audit.look_over(world.program.office, world.clock.now()))
    assert b'dondoc_updates_set_aside{reason="unreadable"} 1.0' in page
    kept = world.stored("SELECT raw FROM inbox WHERE state = 'failed'")
    assert [json.loads(str(raw))["message"] for (raw,) in kept] == [NAMELESS], "as it came"
    logged = caplog.text + "".join(capfd.readouterr())
    assert "update_unreadable" in logged
    assert not any(part in logged for part in ("K870", "Páo", "hidden_user", str(AN)))
    world.nothing_else_was_said()


PRESSED = {"id": "1", "from": message()["from"], "chat_instance": "1"}
SENT_BY_AN: dict[str, Any] = {  # such that An can be told
    "a text that is a number": {"message": message(text=5)},
    "a text that is a list": {"message": message(text=["/viec"])},
    "a caption that is an object": {"message": message(caption={"text": "x"})},
    "no sender but in words": {"message": message(**{"from": "An"})},
    "a date that no calendar has": {"message": message(date=10**15)},
    "a date that is a word": {"message": message(date="hôm nay")},
    "no message number": {"message": {name: value for name, value in message().items() if name != "message_id"}},
    "marks in the text that are none": {"message": message(entities="x")},
    "a file that is a word": {"message": message(document="tep.pdf")},
    "a file without its number": {"message": message(document={"file_name": "tep.pdf"})},
    "a file whose size is a word": {
        "message": message(document={"file_id": "a", "file_unique_id": "b", "file_size": "lớn"})
    },
    "pictures that are one": {"message": message(photo={"file_id": "a"})},
    "an answer to something that is none": {"message": message(reply_to_message="x")},
    "an edited message without a date": {"edited_message": {k: v for k, v in message().items() if k != "date"}},
    "a button whose data is a list": {"callback_query": {**PRESSED, "data": ["nhan:1:1"]}},
    "a sender's number that is endless": {"message": message(**{"from": {"id": 1e400, "is_bot": False}})},
    "a kind of chat that is a number": {"message": message(chat={"id": AN, "type": 1})},
}


@pytest.mark.parametrize("what", SENT_BY_AN)
async def test_its_sender_is_told_where_his_chat_is_known(world: World, what: str) -> None:
    await hands_out(world, SENT_BY_AN[what])
    await the_others_are_served(world)
    world.an.receives(TOLD)
    world.clerk.receives("không đọc được")
    world.nothing_else_was_said()


OF_NOBODY: dict[str, Any] = {
    "nothing": None,
    "a number": 5,
    "a word": WORDS,
    "a list": [message()],
    "a message that is a word": {"message": WORDS},
    "a message that is a list": {"message": [message()]},
    "a message that is nothing": {"message": None},
    "a chat without a number": {"message": message(chat={"type": "private"})},
    "a chat whose number is a word": {"message": message(chat={"id": "An", "type": "private"})},
    "a chat whose number is true": {"message": message(chat={"id": True, "type": "private"})},
    "a chat whose number is beyond all": {"message": message(chat={"id": 10**30, "type": 5})},
    "what was said in a group to others": {"message": message(chat={"id": -77, "type": "group"}, text=5)},
}


@pytest.mark.parametrize("what", OF_NOBODY)
async def test_of_whom_nobody_knows_it_is_counted_only(world: World, what: str) -> None:
    await hands_out(world, OF_NOBODY[what])
    await the_others_are_served(world)
    world.clerk.receives("không đọc được")
    world.nothing_else_was_said()


UNHEEDED: dict[str, Any] = {
    "of a kind that was not asked for": {"poll_answer": {"poll_id": "1", "option_ids": [0]}},
    "of a kind that nobody knows yet": {"telepathy": {"from": message()["from"], "thought": WORDS}},
    "of no kind at all": {},
    "a button pressed by nobody": {"callback_query": {"id": "1", "data": "nhan:1:1", "chat_instance": "1"}},
    "of a channel": {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "x"}},
    "of another bot": {"message": message(**{"from": {"id": 5, "is_bot": True, "first_name": "bot"}})},
}


@pytest.mark.parametrize("what", UNHEEDED)
async def test_what_is_not_meant_for_the_bot_is_passed_over(world: World, what: str) -> None:
    await hands_out(world, UNHEEDED[what])
    await the_others_are_served(world)
    assert world.stored("SELECT count(*) FROM inbox WHERE state = 'failed'") == [(0,)]
    world.nothing_else_was_said()


READ_ALL_THE_SAME: dict[str, Any] = {
    "without a number": {"update_id": NONE},
    "numbered in words": {"update_id": "mười hai"},
    "with a number that is true": {"update_id": True},
    "with a number below nothing": {"update_id": -7},
    "with a number beyond all": {"update_id": 10**40},
    "with fields that nobody knows yet": {"mood": "good"},
}


@pytest.mark.parametrize("what", READ_ALL_THE_SAME)
async def test_a_word_with_a_strange_number_is_heard_once_and_loses_no_other(world: World, what: str) -> None:
    await world.api.say(world.duc.user_id, "/trogiup")
    await hands_out(world, {"message": message(text="/trogiup"), **READ_ALL_THE_SAME[what]})
    await the_others_are_served(world)
    await world.step()
    for player in (world.an, world.duc):
        player.receives("Lệnh thường dùng")
    world.nothing_else_was_said()


async def test_signs_that_no_database_keeps_stop_nothing(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await hands_out(world, {"message": message(text="/tiendo NV-1 Đã\x00 gom \ud83d 5/8 đơn vị")})
    await the_others_are_served(world)
    world.an.receives("Đã ghi tiến độ NV-1")
    await world.an.is_told("/lichsu NV-1", "5/8 đơn vị")
    await hands_out(
        world, {"message": message(2, document={"file_id": "a", "file_unique_id": "\x00", "file_name": "\udfff"})}
    )
    await the_others_are_served(world)
    world.an.receives("Không tải được tệp này", "chưa ghi gì", "gửi lại tệp")
    world.nothing_else_was_said()


DEEP = "[" * 100_000 + "]" * 100_000
SPOKEN = json.dumps(message(text="/trogiup"))
BODIES = {  # each holds one word that cannot be read, of An, and one of An's that can
    "nested too deep": f'{{"update_id": 1, "message": {SPOKEN[:-1]}, "x": {DEEP}}}}}',
    "a number of 5,000 digits": f'{{"update_id": 1, "message": {SPOKEN[:-1]}, "x": {"9" * 5000}}}}}',
    "brackets that fit and words that do not": f'{{"update_id": 1, "message": {SPOKEN[:-1]}, "x": y}}}}',
}


@pytest.mark.parametrize("what", BODIES)
async def test_an_answer_that_holds_what_no_reader_takes_is_taken_apart(world: World, what: str) -> None:
    whole = f'{{"ok": true, "result": [{BODIES[what]}, {{"update_id": 2, "message": {SPOKEN}}}]}}'
    async with world.api.change() as change:
        assert [change.next_number("last_update") for _ in range(2)] == [1, 2]
    world.api.faults.append(PlatformFault(kind="bad_json", method="getUpdates", body=whole.encode()))
    await world.step()
    world.an.receives(TOLD)
    world.an.receives("Lệnh thường dùng")
    world.clerk.receives("không đọc được")
    await the_others_are_served(world)
    world.nothing_else_was_said()


NO_LISTS = (
    b"",
    b"null",
    b"[]",
    b'{"ok":true}',
    *(b'{"ok":true,"result":%s}' % one for one in (b"{}", b"null", b'"x"', b"7")),
)


@pytest.mark.parametrize("body", [*NO_LISTS, b'{"ok":true,"result":[{"update_id":1},', b"<html>"])
async def test_an_answer_without_a_list_is_trouble_of_the_server_and_passes(world: World, body: bytes) -> None:
    world.api.faults.append(PlatformFault(kind="bad_json", method="getUpdates", body=body, times=1))
    polling = asyncio.create_task(world.polling.run())
    try:
        async with asyncio.timeout(10):
            while world.polling.fault is None:  # noqa: ASYNC110  # the loop sleeps after its first failure
                await asyncio.sleep(0.01)
        assert "platform telegram: ServerTrouble" in (await health_of(world.program)).faults
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    await the_others_are_served(world)
    assert world.stored("SELECT count(*) FROM inbox WHERE state = 'failed'") == [(0,)]
    world.nothing_else_was_said()


async def test_nobody_calls_the_bot_or_the_office_as_often_as_he_likes(world: World) -> None:
    stranger = {"id": 1999, "is_bot": False, "first_name": "Páo"}
    chat = {"id": 1999, "type": "private"}
    await hands_out(world, *({"message": message(n, text=n, **{"from": stranger, "chat": chat})} for n in range(60)))
    await the_others_are_served(world)
    for _ in range(10):
        world.stranger.receives(TOLD)
    world.clerk.receives("không đọc được")
    await world.clerk.is_told("/trangthai", "60 (không đọc được: 60)")
    await world.sleep_until(moment(1, 9))
    await hands_out(world, {"message": NAMELESS})
    await world.step()
    world.an.receives(TOLD)
    world.clerk.receives("không đọc được", "Nguyễn Văn An")
    world.nothing_else_was_said()


async def test_a_button_without_its_message_acts_all_the_same(world: World) -> None:
    await world.clerk.assigns()
    shown = world.an.receives("NV-1")
    data = next(data for row in shown.buttons for label, data in row if label == "Đã nhận")
    lost = {"chat": {"id": AN, "type": "private"}, "message_id": shown.message_id, "date": 0}
    await hands_out(world, {"callback_query": {**PRESSED, "data": data}})
    await world.step()
    world.an.receives("Đã ghi nhận đồng chí nhận NV-1")
    await hands_out(world, {"callback_query": {**PRESSED, "data": data, "message": lost}})
    await world.step()
    world.an.receives("NV-1", "đã xác nhận từ")
    await the_others_are_served(world)
    world.nothing_else_was_said()


async def test_the_answer_is_given_once_and_not_forgotten_over_a_lost_network(world: World) -> None:
    world.api.faults.append(PlatformFault(kind="server_error", chat_id=AN, times=2))
    await hands_out(world, {"message": NAMELESS})
    await world.step()
    world.an.receives_nothing()
    await world.step()
    world.an.receives_nothing()
    await world.is_down_until(moment(30, 9, month=11))
    world.an.receives(TOLD)
    world.clerk.receives("không đọc được")
    await world.is_down_until(moment(30, 10, month=11))
    world.nothing_else_was_said()


async def test_what_was_stored_in_the_former_form_is_handled(world: World) -> None:
    """Trimmed, made anew by the library, and not counted yet."""
    await world.stops()
    quoted = {"message_id": 1, "date": 1, "chat": message()["chat"]}
    old = {"update_id": 7, "message": message(text="/trogiup", reply_to_message=quoted)}
    bare = {"update_id": 8, "message": {name: message()[name] for name in ("message_id", "date", "chat", "from")}}
    rows = [
        (
            "telegram",
            number,
            str(AN),
            canonical(world.clock.now()),
            canonical(world.clock.now()),
            json.dumps(raw),
            secret,
        )
        for number, raw, secret in (("7", old, 0), ("8", bare, 1))
    ]
    columns = "channel, update_id, chat_id, received_at, said_at, raw, secret, state"
    with closing(sqlite3.connect(world.database)) as connection, connection:
        connection.executemany(f"INSERT INTO inbox ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, 'stored')", rows)
    await world.starts()
    world.an.receives("Lệnh thường dùng")
    world.an.receives("không nhận và không lưu")
    world.nothing_else_was_said()


assert [name for name, *_ in CAST][AN - 1001] == "an"
