"""Many reminders in one message: it fits, it names every case, and who waits for the rest is told where it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ladder.steps import StepKind
from domain.payloads.duties import StepNotice
from domain.payloads.opinions import AnsweredNotice
from tests.handlers.samples.cast import AN, BINH, SCENE
from tests.handlers.samples.rendering import outgoing_of, reminders
from tests.handlers.samples.topics import NOTICES
from texts.notices.buttons import message_buttons
from texts.notices.digests import DIGEST_FROM
from texts.notices.messages import fitting, message
from texts.splitting import shown_units

KINDS = [kind for kind in StepKind if kind is not StepKind.DEEMED_CONSENT]


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 90)), min_size=1, max_size=6),
    st.integers(0, 30),
)
@settings(max_examples=60, deadline=None)
def test_whatever_falls_due_together_fits_and_nothing_is_left_unnamed(
    groups: list[tuple[StepKind, int]], acts: int
) -> None:
    """What is not held goes into the next message; at most each act's word needs one of its own, however many
    reminders there are."""
    sayings = [one for kind, count in groups for one in reminders(count, kind, BINH)]
    sayings += [NOTICES["giao việc, cho thủ trưởng đơn vị chủ trì"]] * acts
    outgoing, sent = outgoing_of(*sayings), 0
    while outgoing.sayings:
        held = fitting(SCENE, outgoing)
        assert held
        whole = replace(outgoing, sayings=held)
        text = message(SCENE, whole)
        assert shown_units(text) <= 4096
        assert fitting(SCENE, whole) == held
        buttons = [button for row in message_buttons(whole) for button in row]
        assert buttons
        left = list(outgoing.sayings)
        for one in held:
            left.remove(one)
        outgoing, sent = replace(outgoing, sayings=tuple(left)), sent + 1
    assert sent <= 2 + acts


def test_few_reminders_are_said_in_full() -> None:
    text = message(SCENE, outgoing_of(*reminders(DIGEST_FROM - 1, StepKind.OVERDUE, BINH)))
    assert text.count("Bước tiếp theo") == DIGEST_FROM - 1


def test_the_most_pressing_come_first_in_the_lines_and_the_buttons() -> None:
    soon, late = reminders(4, StepKind.DUE_SOON, AN), reminders(8, StepKind.OVERDUE, AN)[4:]
    outgoing = outgoing_of(*soon, *late)
    outgoing = replace(outgoing, sayings=fitting(SCENE, outgoing))
    assert message(SCENE, outgoing).index("NV-5<") < message(SCENE, outgoing).index("NV-1<")
    assert message_buttons(outgoing)[0][0].label == "NV-5"


@pytest.mark.parametrize("apart", ["effect", "in place of another"])
def test_what_weighs_more_is_said_in_full_beside_the_digest(apart: str) -> None:
    many = reminders(6, StepKind.OVERDUE, BINH)
    notice = many[0].notice
    assert isinstance(notice.payload, StepNotice)
    special = (
        replace(many[0], notice=replace(notice, payload=replace(notice.payload, in_place_of=AN)))
        if apart != "effect"
        else next(one for one in NOTICES.values() if isinstance(one.payload, AnsweredNotice))
    )
    text = message(SCENE, outgoing_of(special, *many[1:]))
    assert text.startswith("<b>Có 2 nội dung cần đồng chí xem:</b>")
    assert "Tổng hợp 5 việc" in text


def test_after_a_holiday_the_digest_says_so() -> None:
    outgoing = replace(outgoing_of(*reminders(5, StepKind.OVERDUE, BINH)), after_holiday=True)
    assert message(SCENE, outgoing).startswith("<b>Sau kỳ nghỉ, có 5 việc cần đồng chí xem</b>")
