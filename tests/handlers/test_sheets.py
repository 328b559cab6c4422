"""A sheet tells how things stand when it goes out, and never more than a message holds (M29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from actions.delivery.outgoing import ListedLine
from domain.duties.cases import Case
from domain.duties.duties import Outcome, Phase
from domain.ladder.notices import superseded_among
from tests.handlers.samples.cast import BINH, LEADER, NOW, PEOPLE, SCENE
from tests.handlers.samples.rendering import bulletin_of, outgoing_of
from tests.handlers.samples.reports import LATE, TO_JUDGE
from tests.handlers.samples.topics import NOTICES
from texts.notices.bulletins import day, week
from texts.notices.buttons import message_buttons
from texts.notices.messages import HEADING_ROOM, LONGEST, message
from texts.splitting import shown_units

CLOSED: dict[str, Any] = {"phase": Phase.CLOSED, "outcome": Outcome.ACCEPTED, "closed_at": NOW}


def test_what_was_done_since_it_was_made_is_left_out() -> None:
    done = replace(LATE, duty=replace(LATE.duty, id=911, **CLOSED))
    handed_in = replace(LATE, duty=replace(LATE.duty, id=912, phase=Phase.SUBMITTED))
    judged = replace(TO_JUDGE, duty=replace(TO_JUDGE.duty, **CLOSED))
    sheet = bulletin_of(
        "week_sheet", BINH, {"overdue": (9, (LATE, done, handed_in)), "waiting": (1, (judged,))}, units=[2]
    )
    text = week(SCENE, sheet, PEOPLE[BINH])
    assert "<b>Quá hạn: 8</b>" in text  # what was handed in late is late until it is judged, as in every list
    assert text.count("• ") == 2
    assert "… và 6 việc nữa" in text
    assert "Đang chờ đồng chí" not in text


def test_the_longest_sheet_fits_into_a_message_and_has_as_many_buttons_as_a_phone_shows() -> None:
    def many(start: int, like: ListedLine) -> tuple[int, tuple[ListedLine, ...]]:
        def case(number: int) -> Case:
            return replace(like.case, id=number, number=number * 1000, title="Rất dài " * 60)

        lines = (
            ListedLine(duty=replace(like.duty, id=number), case=case(number)) for number in range(start, start + 5)
        )
        return 99_999, tuple(lines)

    lists = {
        "overdue": many(1, LATE),
        "coming": many(11, LATE),
        "unacknowledged": many(21, LATE),
        "waiting": many(31, TO_JUDGE),
    }
    outgoing = outgoing_of(bulletin_of("week_sheet", BINH, lists, units=[1, 2, 3, 4]))
    assert shown_units(message(SCENE, outgoing)) <= LONGEST - HEADING_ROOM
    assert sum(map(len, message_buttons(outgoing))) == 9


def test_of_several_that_could_not_go_out_the_newest_is_said() -> None:
    older, other = NOTICES["phiếu ngày"].notice, NOTICES["phiếu tuần"].notice
    newer = replace(older, id=2, planned_at=older.planned_at + timedelta(days=1))
    assert superseded_among([older, other, newer]) == (older,)


def test_a_leader_who_heads_no_whole_reads_what_he_handed_out() -> None:
    text = day(SCENE, NOTICES["phiếu ngày, của lãnh đạo phụ trách"], PEOPLE[LEADER])
    assert "trong số việc đồng chí giao: 1" in text
    assert "chưa nhắn được" not in text
