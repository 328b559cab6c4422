"""Bulletins and reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from actions.delivery.outgoing import AnyRendered, ListedLine, RenderedNotice
from domain.acts import Act
from domain.figures.figures import Boxes, Figures
from domain.figures.reports import Report
from domain.payloads.bulletins import DayNotice
from domain.rules.lengths import Urgency
from tests.handlers.samples.cases import (
    BEHALF,
    CIRCULAR,
    CONSENT,
    DECISION,
    DEEMED,
    HANDED_IN,
    LEAD,
    OPINION,
    PART,
    READING,
    TASK,
)
from tests.handlers.samples.cast import AN, BINH, CLERK, KHANH, LEADER, NOW, SCENE, at
from tests.handlers.samples.rendering import bulletin_of, outgoing_of, rendered, shown
from texts.reports import pictures

LATE = ListedLine(duty=replace(LEAD, id=901, acknowledged_at=NOW), case=TASK)


COMING = ListedLine(
    duty=replace(PART, id=902), case=replace(TASK, id=9, number=15, title="Rà soát quy hoạch", urgency=Urgency.NORMAL)
)


TO_JUDGE = ListedLine(duty=replace(HANDED_IN, id=903), case=replace(TASK, id=10, number=16))


TO_DECIDE = ListedLine(duty=replace(DECISION, id=904), case=replace(TASK, id=13, number=17))


UNREAD = ListedLine(duty=replace(READING, id=906), case=CIRCULAR)


def with_unread(saying: RenderedNotice) -> AnyRendered:
    """A line of a circular carries how many have not read it."""
    told = saying.payload
    assert isinstance(told, DayNotice)
    counted = {**told.lists, "unread": replace(told.lists["unread"], readers=(12,))}
    return replace(saying, notice=replace(saying.notice, payload=replace(told, lists=counted)))


SILENT = ListedLine(duty=replace(DEEMED, id=905), case=OPINION, deemed=CONSENT)


BOXES = {"done_on_time": 20, "done_late": 4, "open_on_time": 11, "open_overdue": 3, "cancelled": 1}


NO_BOXES = dict.fromkeys(BOXES, 0)


DRAFT = {"meeting": "2026-11-30", "month": "2026-11-01", "at": at(26, month=11).isoformat()}


def report_words() -> Iterator[str]:
    figures = Figures(boxes=Boxes(done_on_time=6, done_late=2, open_on_time=3, open_overdue=1, cancelled=1))
    report = Report(
        since=NOW, until=at(31, 0), at=at(30), whole=figures, groups={}, lines=(), loads=(), points=(), trend=()
    )
    yield pictures.report_heading(SCENE, report)
    yield pictures.report_note(SCENE, report)
    yield "; ".join((pictures.BY_UNIT, pictures.NO_UNIT, pictures.units_left_out(6), *pictures.BOXES))
    yield "; ".join((pictures.TREND, pictures.SHARE, "".join(pictures.share_of(15, 18)), pictures.MEDIAN))
    yield pictures.month_label(date(2026, 11, 1))
    yield "; ".join((pictures.LOADS, pictures.load_words(12, 3), pictures.OVERDUE, pictures.IN_HAND))
    yield pictures.people_left_out(3)
    yield f"{pictures.NO_TASKS} {pictures.NO_FIGURES}"


BULLETINS: dict[str, AnyRendered] = {
    "mốc nhật ký hằng ngày": rendered(
        "anchor",
        None,
        None,
        CLERK,
        data={"seq": 118, "hash": OPINION.file_hash, "at": at(30, 16, 45, month=11).isoformat()},
    ),
    "dự thảo báo cáo tháng": rendered(
        "month_sheet",
        None,
        None,
        CLERK,
        data=DRAFT
        | {
            "whole": BOXES,
            "unit_count": 15,
            "units": [[2, BOXES], [3, NO_BOXES | {"open_on_time": 2}], [None, NO_BOXES]],
        },
    ),
    "dự thảo báo cáo tháng, không có nhiệm vụ": rendered(
        "month_sheet", None, None, CLERK, data=DRAFT | {"whole": NO_BOXES, "unit_count": 0, "units": []}
    ),
    "phiếu tuần": bulletin_of(
        "week_sheet",
        BINH,
        {
            "overdue": (12, (LATE,)),
            "coming": (1, (COMING,)),
            "unacknowledged": (1, (replace(COMING, duty=replace(PART, id=906)),)),
            "silent": (1, (replace(COMING, duty=replace(PART, id=907, acknowledged_at=at(1, 8))),)),
            "waiting": (2, (TO_JUDGE, TO_DECIDE)),
        },
        units=[2, 3, 4, 1],
    ),
    "phiếu ngày": bulletin_of(
        "day_sheet",
        LEADER,
        {"overdue": (1001, (LATE,)), "waiting": (1, (TO_JUDGE,)), "deemed": (1, (SILENT,))},
        whole=True,
        unreached=[AN, KHANH],
        unreached_count=7,
    ),
    "phiếu ngày, có việc chờ người khác và văn bản chưa đọc hết": with_unread(
        bulletin_of(
            "day_sheet",
            LEADER,
            {
                "stuck": (1, (replace(TO_JUDGE, duty=replace(TO_JUDGE.duty, holder_id=BINH)),)),
                "unread": (7, (UNREAD,)),
            },
            whole=True,
            unreached=[],
            unreached_count=0,
        )
    ),
    "phiếu ngày, của lãnh đạo vắng mặt": bulletin_of(
        "day_sheet",
        LEADER,
        {},
        in_name=[
            {
                "code": "NV-12",
                "act": Act.DUTY_ACCEPTED,
                "by": CLERK,
                "right": BEHALF.to_data(),
                "at": "2026-11-30T01:00:00.000000Z",
            }
        ],
        in_name_count=3,
    ),
    "phiếu ngày, của lãnh đạo phụ trách": bulletin_of(
        "day_sheet", LEADER, {"overdue": (1, (LATE,))}, whole=False, unreached=[], unreached_count=0
    ),
}


def bulletin_samples() -> Iterator[tuple[str, str]]:
    for name, notice in BULLETINS.items():
        yield name, shown(outgoing_of(notice))
