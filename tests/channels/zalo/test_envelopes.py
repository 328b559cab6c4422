"""Whatever an event of Zalo holds, what is stored of it can be stored; and of a secret nothing is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.zalo.envelopes import glance_at, incoming
from handlers.front.heard import ChatKind
from storage import inbox
from storage.database import Database
from tests.channels.zalo.cast import CHAT, NOW, SAID_AT, event

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(("event_name", "message", "result", "ok"))
FIELDS = st.sampled_from(("chat", "from", "date", "text", "message_id", "photo"))
EVENTS = st.dictionaries(NAMES, JSON | st.dictionaries(FIELDS, JSON)) | JSON

FORMS = pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"ok": True, "result": one}])


@FORMS
def test_wrapped_or_flat_it_is_the_same(wrap: Any) -> None:
    raw = json.dumps(wrap(event(text="đã nhận")))
    kept = incoming(raw, now=NOW)
    assert (kept.channel, kept.update_id, kept.chat_id) == ("zalo", "2d758cb5e222177a4e35", CHAT)
    assert (kept.said_at, kept.received_at, kept.raw, kept.secret) == (SAID_AT, NOW, raw, False)
    assert glance_at(kept).text == "đã nhận"
    assert glance_at(kept).chat is ChatKind.PRIVATE


@pytest.mark.parametrize(
    "date", [None, "soon", True, -1, 2**60, [], round(datetime(2027, 1, 9, tzinfo=UTC).timestamp() * 1000)]
)
def test_a_date_that_cannot_be_is_the_moment_of_arrival(date: Any) -> None:
    assert incoming(json.dumps(event(date=date)), now=NOW).said_at == NOW


def test_numbers_are_kept_as_they_are_written() -> None:
    kept = incoming(json.dumps(event(message_id=17, chat={"id": 1234567890123456789})), now=NOW)
    assert (kept.update_id, kept.chat_id) == ("17", "1234567890123456789")


@pytest.mark.parametrize("number", [None, "", {}, True, "x" * 65])
def test_one_without_a_number_is_known_by_what_it_says(number: Any) -> None:
    first, again, other = (
        incoming(json.dumps(event(message_id=number, text=text)), now=NOW).update_id for text in ("a", "a", "b")
    )
    assert first == again != other


@given(raw=EVENTS.map(json.dumps) | st.text() | st.text(st.sampled_from('[]{},:"\\a1')))
def test_whatever_it_is_something_of_it_is_kept(raw: str) -> None:
    kept = incoming(raw, now=NOW)
    assert kept.update_id
    assert kept.said_at <= NOW
    assert "\x00" not in kept.raw + kept.chat_id + kept.update_id
    glance_at(kept)


STRANGE = (
    *("", "null", "\x00", "[" * 5000, '{"result":'),
    '{"message":{"chat":{"id":"\\u0000"},"text":"\\ud800"}}',
    '{"message":{"chat":{"id":"\\ud800"},"message_id":"\\udfff"}}',
)


async def test_every_database_takes_what_is_kept(database: Database) -> None:
    async with database.writing() as connection:
        fresh = await inbox.store(connection, [incoming(one, now=NOW) for one in STRANGE])
    assert len(fresh) == len(STRANGE)


@pytest.mark.parametrize(
    ("chat", "kind"),
    [
        ({"id": CHAT, "chat_type": "PRIVATE"}, ChatKind.PRIVATE),
        ({"id": "9f", "chat_type": "private"}, ChatKind.PRIVATE),
        ({"id": "9f", "chat_type": "GROUP"}, ChatKind.GROUP),
        ({"id": "9f", "chat_type": "CHANNEL"}, ChatKind.GROUP),
        ({"id": CHAT}, ChatKind.PRIVATE),
        ({"id": "9f"}, ChatKind.GROUP),
    ],
)
def test_a_chat_is_private_only_where_that_is_known(chat: dict[str, str], kind: ChatKind) -> None:
    assert glance_at(incoming(json.dumps(event(chat=chat)), now=NOW)).chat is kind


# Secrecy marks


@FORMS
@pytest.mark.parametrize(
    "content",
    [{"text": "Văn bản TỐI MẬT số 5"}, {"caption": "Công văn mật"}, {"new_kind": {"lines": ["Độ mật: Tuyệt mật"]}}],
)
def test_of_what_is_marked_secret_only_that_it_came_is_kept(wrap: Any, content: dict[str, Any]) -> None:
    kept = incoming(json.dumps(wrap(event(photo="https://zdn.vn/1.jpg", **content)), ensure_ascii=False), now=NOW)
    assert kept.secret
    assert json.loads(kept.raw) == event()
    assert (kept.update_id, kept.chat_id, kept.said_at) == ("2d758cb5e222177a4e35", CHAT, SAID_AT)


def test_a_secret_in_what_is_broken_is_not_kept_either() -> None:
    kept = incoming('{"event_name":"message.text.received","message":{"text":"văn bản TUYỆT MẬT", ', now=NOW)
    assert kept.secret
    assert "TUYỆT" not in kept.raw


def test_who_is_called_so_may_write() -> None:
    author = {"id": CHAT, "display_name": "Mật", "is_bot": False}
    assert not incoming(json.dumps(event(text="đã nhận", **{"from": author})), now=NOW).secret
