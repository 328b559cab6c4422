"""Whatever an update holds, what is stored of it can be stored; and of a secret nothing is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.pieces import NotWhole, fields, members, value_of
from channels.telegram.envelopes import incoming, number_of
from channels.telegram.fetching import following
from storage import inbox
from storage.database import Database

NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(("message", "edited_message", "callback_query", "poll", "update_id"))
UPDATES = st.dictionaries(KINDS, JSON | st.dictionaries(st.sampled_from(("chat", "from", "date", "text")), JSON)) | JSON


@given(several=st.lists(UPDATES, max_size=5))
def test_an_answer_is_taken_apart_into_what_it_was_made_of(several: list[Any]) -> None:
    made = [json.dumps(one) for one in several]
    body = f' {{"ok": true , "result" : [ {" , ".join(made)} ] }} '
    assert members(fields(body)["result"]) == made


@given(named=st.dictionaries(st.text(), JSON, max_size=5))
def test_an_object_is_taken_apart_into_its_fields(named: dict[str, Any]) -> None:
    found = {name: json.dumps(value_of(text)) for name, text in fields(json.dumps(named)).items()}
    assert found == {name: json.dumps(value) for name, value in named.items()}


@given(text=st.text(st.sampled_from('[]{},:"\\ab1 \n')))
def test_what_is_no_json_is_taken_apart_or_refused(text: str) -> None:
    for read in (members, fields):
        try:
            read(text)
        except NotWhole:
            continue


@given(update=UPDATES.map(json.dumps) | st.text() | st.text(st.sampled_from('[]{},:"\\a1')))
def test_whatever_it_is_something_of_it_is_kept(update: str) -> None:
    kept = incoming(update, now=NOW, pressed_at=NOW)
    assert kept.update_id
    assert kept.said_at <= NOW
    assert "\x00" not in kept.raw + kept.chat_id + kept.update_id


STRANGE = (
    "",
    "null",
    "\x00",
    '{"update_id":1,"message":"\\u0000 \\ud800"}',
    '{"message":{"chat":{"id":5}}}',
    "[" * 5000,
)


async def test_every_database_takes_what_is_kept(database: Database) -> None:
    async with database.writing() as connection:
        fresh = await inbox.store(connection, [incoming(one, now=NOW, pressed_at=NOW) for one in STRANGE])
    assert len(fresh) == len(STRANGE)


@given(offset=st.integers(1, 10**9), numbers=st.lists(st.integers(0, 50) | st.none(), min_size=1, max_size=20))
def test_an_offset_confirms_what_came_and_nothing_behind_it(offset: int, numbers: list[int | None]) -> None:
    """Numbers rise by one or more; of some it cannot be read which they are."""
    true, last = [], offset - 1
    for number in numbers:
        last += 1 + (number or 0)
        true.append(last)
    texts = ["{}" if read is None else json.dumps({"update_id": one}) for read, one in zip(numbers, true, strict=True)]
    assert offset < following(offset, texts) <= last + 1
    assert following(offset, [*texts, json.dumps({"update_id": last + 1})]) == last + 2


@pytest.mark.parametrize("number", ["true", '"7"', "7.0", "-7", "0", "1e3", "9" * 40, "9" * 5000, "null", "[7]"])
def test_a_number_that_none_can_be_is_none(number: str) -> None:
    assert number_of(f'{{"update_id": {number}}}') is None


# Secrecy marks, wherever they stand


def kept(**said: Any) -> Any:
    place = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5, "first_name": "Mật"}}
    return incoming(json.dumps({"update_id": 1, "message": {**place, **said}}), now=NOW, pressed_at=NOW)


OWN = {
    "a text": {"text": "Tối mật: K870"},
    "a caption": {"caption": "Tối mật: K870"},
    "a file's name": {"document": {"file_name": "TUYỆT MẬT K870.pdf"}},
    "the name of a file of another kind": {"animation": {"file_name": "TUYỆT MẬT K870.gif"}},
    "a poll": {"poll": {"question": "K870?", "options": [{"text": "Tối mật"}]}},
    "a place": {"venue": {"title": "(MẬT) K870", "address": "x"}},
    "an address behind words": {"text": "đây", "entities": [{"type": "text_link", "url": "http://x/Tối mật/K870"}]},
    "a field that nobody knows yet": {"thought": {"words": ["Tối mật", "K870"]}},
    "a file that is answered": {"text": "/xong", "reply_to_message": {"document": {"file_name": "TUYỆT MẬT K870.pdf"}}},
}


@pytest.mark.parametrize("where", OWN)
def test_what_is_marked_secret_leaves_only_who_and_where(where: str) -> None:
    stored = kept(**OWN[where])
    assert stored.secret
    assert "K870" not in stored.raw
    assert stored.chat_id == "5"


QUOTED = {
    "reply_to_message": {"message_id": 7, "date": 1, "text": "Tối mật: K870"},
    "quote": {"text": "Tối mật: K870", "position": 0},
    "external_reply": {"origin": {}, "document": {"file_name": "Tối mật K870.pdf"}},
    "pinned_message": {"message_id": 7, "date": 1, "document": {"file_name": "Tối mật K870.pdf"}},
}


@pytest.mark.parametrize("quote", QUOTED)
def test_of_a_quote_that_is_marked_only_its_number_is_kept(quote: str) -> None:
    stored = kept(text="/viec", **{quote: QUOTED[quote]})
    assert not stored.secret
    assert "K870" not in stored.raw
    assert json.loads(stored.raw)["message"]["text"] == "/viec"


def test_a_marked_text_that_cannot_be_read_is_not_kept_either() -> None:
    deep = "[" * 9000 + "]" * 9000
    text = '"T\\u1ed1i m\\u1eadt: K870"'
    update = f'{{"update_id": 1, "message": {{"chat": {{"id": 5}}, "text": {text}, "x": {deep}}}}}'
    stored = incoming(update, now=NOW, pressed_at=NOW)
    assert (stored.secret, stored.chat_id, "K870" in stored.raw) == (True, "5", False)


def test_what_is_not_marked_is_kept_as_it_came() -> None:
    update = (
        '{"update_id":1, "message" : {"text":"b\\u1ea3o m\\u1eadt" , "reply_to_message":{"message_id":7,"text":"x"}}}'
    )
    assert incoming(update, now=NOW, pressed_at=NOW).raw == update
