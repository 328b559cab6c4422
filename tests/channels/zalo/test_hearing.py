"""What each event of Zalo is heard as."""

from __future__ import annotations

import json
from typing import Any

import pytest

from channels.zalo.hearing import heard_of
from channels.zalo.pictures import PictureReader
from handlers.front.channel import UnreadableUpdate
from handlers.front.heard import Author, ChatKind, Heard, HeardKind
from tests.channels.zalo.cast import CHAT, event, stored

PICTURES = PictureReader(api_base="https://bot-api.zaloplatforms.com", proxy=None)


def heard(name: str = "message.text.received", **content: Any) -> Heard:
    return heard_of(stored(json.dumps(event(name, **content))), PICTURES)


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"ok": True, "result": one}])
def test_words(wrap: Any) -> None:
    said = heard_of(stored(json.dumps(wrap(event(text="/viec")))), PICTURES)
    assert said == Heard(
        kind=HeardKind.WORDS,
        chat=ChatKind.PRIVATE,
        author=Author(user_id=CHAT, name="Lò Văn Páo"),
        text="/viec",
    )


@pytest.mark.parametrize("field", ["photo", "photo_url"])
def test_a_picture_with_its_caption(field: str) -> None:
    said = heard("message.image.received", caption="/xong NV-12", **{field: "https://zdn.vn/1.jpg"})
    assert (said.kind, said.text) == (HeardKind.WORDS, "/xong NV-12")
    assert said.file is not None
    assert said.file.name == "anh.jpg"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("message.sticker.received", {"sticker": "abc", "url": "https://zdn.vn/s"}, HeardKind.NOTHING),
        ("message.reaction.received", {}, HeardKind.NOTHING),
        ("message.voice.received", {"voice_url": "https://zdn.vn/v.aac"}, HeardKind.WORDS),
        ("message.unsupported.received", {}, HeardKind.NOT_CARRIED),
        ("message.link.received", {"url": "https://vidu.vn"}, HeardKind.NOT_CARRIED),
        ("message.link.received", {"text": "https://vidu.vn"}, HeardKind.WORDS),
        ("message.something.received", {"text": "đã nhận"}, HeardKind.WORDS),
        ("message.something.received", {}, HeardKind.NOTHING),
        ("message.text.received", {"text": None}, HeardKind.WORDS),
    ],
)
def test_other_kinds(name: str, content: dict[str, Any], kind: HeardKind) -> None:
    said = heard(name, **content)
    assert said.kind is kind
    assert said.author is not None
    assert said.file is None


@pytest.mark.parametrize(
    "raw",
    [
        {"event_name": "message.unsupported.received"},
        {"event_name": "message.unsupported.received", "message": None},
        event(**{"from": None}),
        {"ok": True, "result": {"event_name": "bot.added"}},
    ],
)
def test_where_nobody_can_be_answered_nothing_is_heard(raw: Any) -> None:
    said = heard_of(stored(json.dumps(raw)), PICTURES)
    assert (said.kind, said.author) == (HeardKind.NOTHING, None)


def test_another_bot_is_nobody() -> None:
    assert heard(text="a", **{"from": {"id": "b07", "is_bot": True}}).author is None


def test_a_group_is_one() -> None:
    assert heard(text="@Bot /viec", chat={"id": "9f", "chat_type": "GROUP"}).chat is ChatKind.GROUP


def test_signs_that_no_database_keeps_are_left_out() -> None:
    assert heard(text="a\ud800b\x00").text == "a\u200bb\u200b"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"result": 5}',
        '{"event_name": 5}',
        '{"event_name": "message.text.received", "message": {"text": ',
        json.dumps(event(text=["a"])),
        json.dumps(event(chat="x")),
        '{"event_name": ' + "[" * 5000,
    ],
)
def test_what_is_no_event_cannot_be_read(raw: str) -> None:
    with pytest.raises(UnreadableUpdate) as unread:
        heard_of(stored(raw), PICTURES)
    assert "text" not in str(unread.value)
