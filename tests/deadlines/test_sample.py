"""The sample of phrases of the specification: at least 97 % right, and not one wrong moment. Hundreds more that
officials would type, on ordinary and on awkward days, each answer examined by hand, stand in `examined.jsonl`."""

import json
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from deadlines import DateQuestion, read_deadline
from deadlines.words import fold
from domain.office.calendar import Calendar

SAMPLE, EXAMINED = (
    [json.loads(line) for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]
    for name in ("phrases.jsonl", "examined.jsonl")
)

ONLY_WITH_MARKS = {"ngày kìa"}  # without them it is "ngày kia", a day earlier


def moment(phrase: dict[str, str], calendar: Calendar) -> str | None:
    now = datetime.fromisoformat(phrase["now"]).replace(tzinfo=calendar.timezone)
    found = read_deadline(phrase["text"], now=now, calendar=calendar)
    return None if isinstance(found, DateQuestion) else f"{found.moment:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("phrase", SAMPLE, ids=lambda phrase: phrase["text"])
def test_no_moment_is_wrong(phrase, calendar):
    assert moment(phrase, calendar) in {None, phrase["expect"]}


@pytest.mark.parametrize("phrase", SAMPLE, ids=lambda phrase: phrase["text"])
def test_no_moment_is_wrong_without_marks(phrase, calendar):
    if phrase["text"] in ONLY_WITH_MARKS:
        return
    bare = fold(normalize("NFC", phrase["text"]).casefold())
    assert moment(phrase | {"text": bare}, calendar) in {None, phrase["expect"]}


def test_nearly_all_are_right(calendar):
    right = [phrase for phrase in SAMPLE if moment(phrase, calendar) == phrase["expect"]]
    assert len(right) >= 0.97 * len(SAMPLE)


def test_what_was_examined_is_read_as_it_was(calendar):
    assert len(EXAMINED) >= 300
    assert {
        phrase["text"]: moment(phrase, calendar) for phrase in EXAMINED if moment(phrase, calendar) != phrase["expect"]
    } == {}


def test_what_was_examined_is_not_wrong_without_marks(calendar):
    for phrase in EXAMINED:
        if phrase["text"] in ONLY_WITH_MARKS:
            continue
        bare = fold(normalize("NFC", phrase["text"]).casefold())
        found = moment(phrase | {"text": bare}, calendar)
        assert phrase["expect"] is None or found in {None, phrase["expect"]}, phrase
