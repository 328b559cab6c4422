"""Lists, nudges, the backlog, the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.duties.lists import Backlog, HandedOut, Line, ListPage
from actions.duties.nudges import Nudged
from actions.office.rules import RulesInForce
from domain import refusals as r
from domain.acts import Act
from domain.duties.lists import AssignedList, OwnList, Unread
from domain.journal.entry import Entry
from domain.rules.policy import DEFAULT_POLICY
from tests.handlers.samples.answers import seen_by_an
from tests.handlers.samples.cases import (
    ASKED,
    BUSY,
    CIRCULAR,
    DECISION,
    DRAFTED,
    HANDED_IN,
    LACKING,
    LATER,
    LIMITED,
    OPINION,
    PART,
    READING,
    TASK,
)
from tests.handlers.samples.cast import AN, BINH, CALENDAR, FEAST, NOW, PEOPLE, SCENE, UNITS, at
from texts.duties import (
    clearing,
    lists,
    nudges,
)
from texts.office import (
    rules,
)
from texts.words import HELD


def page_of(*lines: Line, number: int = 1, total: int | None = None, counted: bool = True) -> ListPage:
    return ListPage(lines=lines, number=number, total=len(lines) if total is None else total, counted=counted)


def list_samples() -> Iterator[tuple[str, str]]:
    given = (BUSY, TASK), (ASKED, OPINION)
    waits = (DECISION, TASK), (HANDED_IN, TASK), (DRAFTED, OPINION), (LACKING, OPINION)
    for which in OwnList:
        yield (
            f"danh sách việc: {HELD[which]}, trống",
            lists.held(SCENE, page_of(), which=which, now=NOW, calendar=CALENDAR),
        )
        lines = waits if which is OwnList.WAITING else given
        shown = page_of(*lines, total=17, number=2 if which is OwnList.ALL else 1)
        yield f"danh sách việc: {HELD[which]}", lists.held(SCENE, shown, which=which, now=at(8), calendar=CALENDAR)
    many = page_of(given[0], number=100, total=1000, counted=False)
    yield "danh sách việc: hơn 1000", lists.held(SCENE, many, which=OwnList.ALL, now=NOW, calendar=CALENDAR)
    yield "tìm việc", lists.found(SCENE, page_of(given[0]), ("giai", "ngan"), now=NOW, calendar=CALENDAR)
    yield "tìm việc, không có", lists.found(SCENE, page_of(), ("<b>",), now=NOW, calendar=CALENDAR)
    for given_which in AssignedList:
        read = Unread(case_id=CIRCULAR.id, duty_id=READING.id, due_at=CIRCULAR.deadline.moment, readers=12)
        out = HandedOut(
            page=page_of(*given, *waits, total=17),
            everything=False,
            whose=None,
            may_all=True,
            circulars=((CIRCULAR, read),),
        )
        empty = replace(out, page=page_of())
        for name, one in (("", out), (", trống", empty)):
            text = lists.handed_out(SCENE, one, which=given_which, now=at(8), calendar=CALENDAR)
            yield f"việc đã giao: {lists.GIVEN_LABELS[given_which]}{name}", text
    for whose in (UNITS[2], PEOPLE[AN]):
        out = HandedOut(page=page_of(given[0]), everything=True, whose=whose, may_all=True)
        yield (
            f"việc cả cơ quan đã giao: {whose.name}",
            lists.handed_out(SCENE, out, which=AssignedList.ALL, now=at(8), calendar=CALENDAR),
        )
    late = at(27, month=1, year=2027)
    held = Backlog(
        page=page_of((LIMITED, TASK), (HANDED_IN, TASK)), whole=True, sizes=((90, 0), (60, 0), (30, 2), (0, 1000))
    )
    yield "việc quá hạn theo độ dài", clearing.backlog(SCENE, held, age=0, now=late, calendar=CALENDAR)
    unread = Unread(case_id=CIRCULAR.id, duty_id=READING.id, due_at=CIRCULAR.deadline.moment, readers=12)
    yield (
        "việc quá hạn, có văn bản chưa đọc hết",
        clearing.backlog(SCENE, replace(held, circulars=((CIRCULAR, unread),)), age=0, now=late, calendar=CALENDAR),
    )
    yield (
        "việc quá hạn, trống",
        clearing.backlog(SCENE, replace(held, page=page_of(), whole=False), age=30, now=late, calendar=CALENDAR),
    )
    yield "đã đặt hạn dứt điểm", clearing.last_set(SCENE, TASK, LIMITED)
    assert LIMITED.last is not None
    already = r.LastDeadlineSet(code="NV-12", due_at=LIMITED.last.moment)
    yield "hạn dứt điểm đã có, đặt lại?", clearing.sets_anew(SCENE, already, LATER)
    pressed = Nudged(seen=seen_by_an(TASK, BUSY, PART), pressed=(BUSY, PART), goes_out_at=NOW)
    yield "đã đôn đốc", nudges.nudged(SCENE, pressed, now=NOW)
    entry = Entry(at=NOW, act=Act.DUTY_NUDGED, via="telegram", actor_id=BINH, data={"holder": AN})
    again = replace(pressed, pressed=(PART,), before=((BUSY, entry),), goes_out_at=at(1, 7, 30))
    yield "đã đôn đốc, có phần đã đôn đốc trước", nudges.nudged(SCENE, again, now=NOW)
    in_force = RulesInForce(reader=PEOPLE[AN], policy=DEFAULT_POLICY, since=NOW, calendar=FEAST)
    yield "quy định đang áp dụng", "\n\n".join(rules.rules(SCENE, in_force, now=NOW))
