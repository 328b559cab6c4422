"""What is heard of each kind of update, as it was stored."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.trial.run import unhurried_limiter
from channels.telegram.channel import Telegram
from channels.telegram.envelopes import incoming
from handlers.delivery.outcomes import ChannelDown
from handlers.front.channel import UnreadableUpdate
from handlers.front.heard import Author, ChatKind, FileTooLarge, Heard, HeardKind, PressedButton

NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
AN = {"id": 5, "is_bot": False, "first_name": "Văn", "last_name": "An"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Văn"}
GROUP = {"id": -1005, "type": "supergroup", "title": "Phòng Kinh tế"}
PLACE = {"message_id": 9, "date": 1, "chat": PRIVATE, "from": AN}
BY_AN = Author(user_id="5", name="Văn An")
SAID = Heard(kind=HeardKind.WORDS, author=BY_AN, text="/viec")
IN_GROUP = replace(SAID, chat=ChatKind.GROUP)
PRESS = {"id": "77", "from": AN, "chat_instance": "1", "data": "nhan:1:1"}
BUTTON = PressedButton(data="nhan:1:1", press_id="77", message_id=None)


def message(**said: Any) -> dict[str, Any]:
    return {"message": {**PLACE, "text": "/viec", **said}}


CASES: dict[str, tuple[dict[str, Any], Heard]] = {
    "a text": (message(), SAID),
    "a text in a group": (message(chat=GROUP), IN_GROUP),
    "a text in a thread": (
        message(chat=GROUP, message_thread_id=3, is_topic_message=True),
        replace(IN_GROUP, topic="3"),
    ),
    "an answer": (message(reply_to_message={**PLACE, "message_id": 8}), replace(SAID, replies_to="8")),
    "somebody else's words": (
        message(forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "x"}),
        replace(SAID, is_forwarded=True),
    ),
    "by another bot": (message(**{"from": {**AN, "is_bot": True}}), replace(SAID, author=None)),
    "by nobody": (message(**{"from": None}), replace(SAID, author=None)),
    "by an administrator who hides": (
        message(chat=GROUP, sender_chat=GROUP, **{"from": {**AN, "is_bot": True}}),
        replace(IN_GROUP, is_for_the_chat=True),
    ),
    "an address behind words": (
        message(text="Ở đây 🙂", entities=[{"type": "text_link", "offset": 2, "length": 3, "url": "https://x.vn/"}]),
        replace(SAID, text="Ở đây (https://x.vn/) 🙂"),
    ),
    "an edited text": ({"edited_message": {**PLACE, "text": "/viec"}}, replace(SAID, kind=HeardKind.EDITED)),
    "somebody joined": (
        message(chat=GROUP, text=None, new_chat_members=[AN]),
        replace(IN_GROUP, kind=HeardKind.NOTHING, text=""),
    ),
    "nothing that was asked for": ({"poll": {"id": "1"}}, Heard(kind=HeardKind.NOTHING)),
    "a button": (
        {"callback_query": {**PRESS, "message": {**PLACE, "text": "x"}}},
        Heard(kind=HeardKind.PRESSED, author=BY_AN, pressed=replace(BUTTON, message_id="9")),
    ),
    "a button in a group": (
        {"callback_query": {**PRESS, "message": {**PLACE, "chat": GROUP, "text": "x"}}},
        Heard(kind=HeardKind.PRESSED, chat=ChatKind.GROUP, author=BY_AN, pressed=BUTTON),
    ),
    "a button that has outlived its message": (
        {"callback_query": PRESS},
        Heard(kind=HeardKind.PRESSED, author=BY_AN, pressed=BUTTON),
    ),
}


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(
        "1:test",
        api_base="http://127.0.0.1:1",
        proxy=None,
        limiter=unhurried_limiter(),
        on_leaving=lambda: lambda _: None,
    )


def hear(telegram: Telegram, update: dict[str, Any]) -> Heard:
    sent = {name: {k: v for k, v in said.items() if v is not None} for name, said in update.items()}
    return telegram.hear(incoming(json.dumps({"update_id": 1, **sent}), now=NOW, pressed_at=NOW))


@pytest.mark.parametrize("case", CASES)
def test_what_is_heard_of_it(telegram: Telegram, case: str) -> None:
    update, heard = CASES[case]
    assert hear(telegram, update) == heard


async def test_a_file_is_read_when_it_is_wanted_and_not_beyond_what_the_platform_hands_over(telegram: Telegram) -> None:
    document = {"file_id": "a", "file_unique_id": "b", "file_name": " Tờ\n trình.pdf", "file_size": 20_000_001}
    heard = hear(telegram, message(text=None, caption="/xong", document=document, media_group_id="4"))
    assert (heard.text, heard.album) == ("/xong", "4")
    assert heard.file is not None
    assert heard.file.name == "Tờ trình.pdf"
    with pytest.raises(FileTooLarge):
        await heard.file.read()


async def test_the_file_of_what_is_answered_is_heard_and_waits_for_the_network(telegram: Telegram) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "file_size": 5}]
    heard = hear(telegram, message(reply_to_message={**PLACE, "message_id": 8, "photo": photo}))
    assert heard.file is None
    assert heard.quoted_file is not None
    assert (heard.quoted_file.name, heard.quoted_file.size) == ("anh.jpg", 5)
    with pytest.raises(ChannelDown, match="NotSent"):
        await heard.quoted_file.read()


@pytest.mark.parametrize("message", [None, 5, {"chat": 5}, {"chat": PRIVATE, "from": {"id": "5"}}])
def test_what_is_no_update_is_unreadable(telegram: Telegram, message: Any) -> None:
    with pytest.raises(UnreadableUpdate):
        telegram.hear(incoming(json.dumps({"message": message}), now=NOW, pressed_at=NOW))
