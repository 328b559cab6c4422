"""Every message stands in messages/ as officials will read it; a changed word shows in the difference."""

from __future__ import annotations

import pytest

from bot.trial import markup
from domain import refusals as r
from domain.ladder.steps import StepKind
from domain.payloads.duties import EndedNotice, StepNotice, WatchingNotice
from domain.payloads.kinds import NOTICE_KINDS
from tests.handlers.samples.cast import PEOPLE, SCENE
from tests.handlers.samples.histories import entries
from tests.handlers.samples.refusals import REFUSALS
from tests.handlers.samples.steps import STEPS
from tests.handlers.samples.topics import FOLDER, NOTICES, TOPICS, by_name, written
from texts.duties import history
from texts.front.refusals import WORDED
from texts.notices import notices
from texts.splitting import split

SAMPLES = by_name()


@pytest.mark.parametrize("topic", TOPICS)
def test_every_message_is_as_it_was_read_and_approved(topic: str) -> None:
    """After a change on purpose: python -m tests.handlers.write_messages"""
    assert written(topic) == (FOLDER / f"{topic}.txt").read_text(encoding="utf-8")


def test_every_file_is_that_of_a_topic() -> None:
    assert {file.stem for file in FOLDER.glob("*")} == set(TOPICS)


def all_kinds(of: type[r.Refusal]) -> set[type[r.Refusal]]:
    return {kind for child in of.__subclasses__() for kind in {child, *all_kinds(child)}}


def test_every_refusal_of_the_office_has_words() -> None:
    kinds = {kind for kind in all_kinds(r.Refusal) if kind.__module__ == r.__name__}
    assert kinds <= WORDED
    assert kinds <= {type(refusal) for refusal in REFUSALS}, "each has a sample"


def test_every_notice_and_every_step_has_a_sample() -> None:
    assert {saying.notice.kind for saying in NOTICES.values()} | {StepNotice.kind} == set(NOTICE_KINDS)
    assert {saying.payload.step for saying in STEPS.values() if isinstance(saying.payload, StepNotice)} == set(StepKind)


def test_every_act_that_a_history_tells_has_a_sample() -> None:
    assert {entry.act for entry in entries()} == set(history._ACTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_message_can_be_parsed_and_is_whole(name: str) -> None:
    for part in split(SAMPLES[name]):
        text, _ = markup.parse(part)
        assert text.strip()
        assert "None" not in text
        assert "  " not in text.replace("\n  ", "\n")


def test_every_nudge_says_what_to_press_or_to_read() -> None:
    """M28: nobody is left with a message and nothing to do about it."""
    told = {WatchingNotice.kind, EndedNotice.kind}
    for name, saying in (NOTICES | STEPS).items():
        text = notices.notice_text(SCENE, saying, PEOPLE[saying.notice.recipient_id])
        if saying.notice.kind in told:
            assert "không phải làm gì thêm" in text, name
        else:
            assert "/" in text or "không phải làm gì thêm" in text, name
