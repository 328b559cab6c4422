"""Answers about tasks: previews, confirmations, cards, the whole history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.duties.crediting import Credited
from actions.duties.dossiers import HandedUp
from actions.duties.recurrences import RecurrenceStatus
from actions.duties.results import HandedIn
from actions.duties.statements import Reported
from actions.visible_case import VisibleCase
from deadlines import Reading
from domain import refusals as r
from domain.duties.cases import Deadline, Label
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.statements import BlockerKind, Cause, Statement, StatementKind
from domain.duties.transfers import TransferWay
from tests.handlers.samples.answers import opinion_card, plain_card, prospect_of, seen_by_an, several_leads
from tests.handlers.samples.cases import (
    ACCEPTED,
    ALONG,
    ASKED,
    BUSY,
    CIRCULAR,
    DECISION,
    DIRECTION,
    DUE,
    FREE_AGAIN,
    FREED,
    GOING_UP,
    GRANTED,
    HANDED_IN,
    LATER,
    LEAD,
    LEAD_UNIT,
    LIMITED,
    NEARER,
    OPINION,
    OWN_DAY,
    PART,
    PASSED_ON,
    PULLED,
    READING,
    REFUSAL,
    STAGED,
    SUBMISSION,
    TASK,
    TRANSFER,
)
from tests.handlers.samples.cast import AN, BINH, CALENDAR, CHART, LEADER, NOW, PEOPLE, SCENE, at
from tests.handlers.samples.changes import SERIES
from tests.handlers.samples.histories import whole_history
from texts.duties import (
    cards,
    dates,
    history,
    previews,
    recurring,
    statements,
    steering,
    task_confirmations,
)
from texts.front.deadlines import forecast_words


def working_samples() -> Iterator[tuple[str, str]]:
    """What the bot answers to who works, decides and steers."""
    seen = seen_by_an(TASK, BUSY)
    said = Statement(id=1, duty_id=LEAD.id, kind=StatementKind.PROGRESS, by_id=AN, at=at(1), words_id=1)
    plainly = Reported(seen=seen, duty=BUSY)
    yield "tiến độ", statements.reported(SCENE, plainly, is_initiative=False)
    yield "tiến độ trùng", statements.reported(SCENE, replace(plainly, repeats=said), is_initiative=False)
    yield "đạt mốc", statements.reported(SCENE, Reported(seen=seen, duty=STAGED, milestone=1), is_initiative=False)
    every = replace(STAGED, milestones=STAGED.milestones[:1])
    yield "đạt mốc cuối", statements.reported(SCENE, Reported(seen=seen, duty=every, milestone=1), is_initiative=False)
    yield "sáng kiến", statements.reported(SCENE, plainly, is_initiative=True)
    for kind in BlockerKind:
        yield f"đã báo vướng mắc {kind}", statements.blocked(SCENE, plainly, kind)
    too_late = replace(plainly, came_late=True)
    yield "sáng kiến sau hạn", statements.reported(SCENE, too_late, is_initiative=True)
    yield "đã báo vướng mắc sau hạn", statements.blocked(SCENE, too_late, BlockerKind.ORDINARY)
    obstacle = replace(said, kind=StatementKind.BLOCKER)
    idea = replace(said, id=2, kind=StatementKind.INITIATIVE, words_id=2)
    yield (
        "đã ghi nhận điều báo sau hạn",
        statements.credited(
            SCENE, Credited(seen=seen, credited=(obstacle, idea), words={1: "Kho bạc chưa gửi số liệu", 2: None})
        ),
    )
    cause = replace(said, kind=StatementKind.CAUSE, detail=Cause.OUTSIDE)
    yield "đã đề nghị nguyên nhân", statements.cause_named(SCENE, TASK, cause, to_id=LEADER)
    confirmed = replace(cause, confirmed_by_id=LEADER, confirmed_at=at(9))
    yield "đã xác nhận nguyên nhân", statements.cause_named(SCENE, TASK, confirmed, to_id=LEADER)
    yield "đã đề nghị từ chối", statements.refusal_asked(SCENE, TASK, REFUSAL)
    yield "đã đề nghị chuyển ngang", statements.transfer_asked(SCENE, TASK, TRANSFER, TransferWay.SIDEWAYS)
    up = replace(TRANSFER, wanted_unit_id=None, wanted_person_id=BINH)
    yield "đã đề nghị chuyển lên", statements.transfer_asked(SCENE, TASK, up, TransferWay.UP)
    yield "đã xin chỉ đạo", statements.direction_asked(SCENE, TASK, DIRECTION)
    yield "đã cho chỉ đạo", statements.directed(SCENE, TASK, DIRECTION)
    ended = replace(PART, phase=Phase.CLOSED, outcome=Outcome.WITHDRAWN, closed_at=at(2))
    for name, decision, about, granted in (
        ("duyệt gia hạn", DECISION, GRANTED, True),
        ("không duyệt gia hạn", DECISION, LEAD, False),
        ("duyệt từ chối", REFUSAL, FREED, True),
        ("duyệt thôi phối hợp", REFUSAL, ended, True),
        ("không duyệt từ chối", REFUSAL, BUSY, False),
        ("duyệt chuyển việc", TRANSFER, PASSED_ON, True),
        ("không duyệt chuyển việc", TRANSFER, BUSY, False),
        ("duyệt nội dung trình", SUBMISSION, BUSY, True),
        ("không duyệt nội dung trình", SUBMISSION, BUSY, False),
    ):
        yield f"đã {name}", statements.decided(SCENE, TASK, decision, about, granted=granted)
    waits = HandedUp(seen=seen, duty=GOING_UP, missing=("basis", "beyond"), signer=PEOPLE[BINH])
    yield "đã chuyển ký trình", statements.handed_up(SCENE, waits)
    yield "đã trình", statements.handed_up(SCENE, HandedUp(seen=seen, duty=BUSY, missing=(), decision=SUBMISSION))
    yield "đã thu hồi", steering.withdrawn(TASK)
    yield "đã tạm dừng", steering.paused(TASK)
    yield "đã cho tiếp tục", steering.resumed(SCENE, replace(TASK, deadline=LATER), ())
    yield "đã cho tiếp tục, mốc đổi theo", steering.resumed(SCENE, TASK, ((PULLED, STAGED),))
    granted = replace(LEAD, phase=Phase.PAUSED, paused_at=NOW, due_since=LATER.moment, milestones=())
    yield "đã cho tiếp tục, hạn cho trong lúc tạm dừng", steering.resumed(SCENE, TASK, ((granted, granted),))
    moving = r.OtherDatesMove(code="NV-12", due=NEARER, dates=ALONG, kept=OWN_DAY)
    yield "sửa hạn, còn hạn khác đổi theo", dates.other_dates_move(SCENE, moving, (STAGED, PART))
    nearer = replace(TASK, deadline=NEARER)
    yield "đã sửa hạn, mốc đổi theo", steering.corrected(SCENE, TASK, nearer, dates=ALONG, owed=(STAGED, PART))
    yield (
        "đã duyệt gia hạn, mốc đổi theo",
        statements.decided(SCENE, TASK, DECISION, GRANTED, granted=True, before=(STAGED,), dates=FREE_AGAIN),
    )
    yield "đã giao lại", steering.reassigned(SCENE, TASK, PASSED_ON, (LEAD, PART))
    yield (
        "đã sửa",
        steering.corrected(SCENE, TASK, replace(TASK, deadline=LATER, label=Label.HARD, subject="vốn")),
    )
    series = SERIES
    by_rules = (
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    )
    listed = [series, *(replace(series, id=number, rule=rule) for number, rule in enumerate(by_rules, start=2))]
    standings = [RecurrenceStatus(recurrence=one, deadline=DUE, hindrance=None) for one in listed]
    yield "nhiệm vụ định kỳ", recurring.listed(SCENE, standings)
    stands = [
        replace(standings[0], hindrance=why) for why in (r.UnknownParty(name="An"), r.DeadlineInThePast(due_at=NOW))
    ]
    yield "nhiệm vụ định kỳ, kỳ chưa giao được", recurring.listed(SCENE, stands)
    yield "đã sửa nhiệm vụ định kỳ", recurring.changed(SCENE, standings[0])
    yield "nhiệm vụ định kỳ, trống", recurring.listed(SCENE, [])
    yield "đã dừng nhiệm vụ định kỳ", recurring.stopped(series)


def duties_answers() -> Iterator[tuple[str, str]]:
    an, binh = PEOPLE[AN], PEOPLE[BINH]
    task = prospect_of(TASK, LEAD, PART)
    yield "xem trước khi giao việc", previews.preview_tasks(SCENE, (task,), now=NOW)
    yield "xem trước khi giao nhiều đầu mối", previews.preview_tasks(SCENE, several_leads(), now=NOW)
    yield (
        "xem trước, có điều phải lưu ý",
        previews.preview_tasks(
            SCENE,
            (
                prospect_of(
                    TASK,
                    LEAD_UNIT,
                    goes_out_at=at(1, 7, 30),
                    unreachable=(binh,),
                    day_off="Tết Dương lịch",
                    forecast=True,
                ),
            ),
            now=at(30, 20, month=11),
        ),
    )
    yield "xem trước khi lấy ý kiến", previews.preview(SCENE, prospect_of(OPINION, ASKED), now=NOW)
    unproven = prospect_of(OPINION, ASKED, undeemed=(ASKED,))
    yield "xem trước khi lấy ý kiến, kênh có thể sót tin", previews.preview(SCENE, unproven, now=NOW)
    yield "xem trước khi phổ biến", previews.preview(SCENE, prospect_of(CIRCULAR, READING), now=NOW)
    beyond = replace(OPINION, round=3, excess="Dự thảo đã thay đổi căn bản")
    yield "xem trước, lấy ý kiến vượt giới hạn", previews.preview(SCENE, prospect_of(beyond, ASKED), now=NOW)
    yield "đã phổ biến", task_confirmations.assigned(SCENE, prospect_of(CIRCULAR, *[READING] * 12), now=NOW)
    yield "đã đọc", task_confirmations.acknowledged(SCENE, CIRCULAR, READING.read(at=at(1)), first=True)
    yield "đã giao việc", task_confirmations.assigned(SCENE, task, now=NOW)
    yield (
        "đã gửi lấy ý kiến, ngoài giờ",
        task_confirmations.assigned(SCENE, prospect_of(OPINION, ASKED, goes_out_at=at(1)), now=NOW),
    )
    yield "đã nhận", task_confirmations.acknowledged(SCENE, TASK, BUSY, first=True)
    yield "đã nhận từ trước", task_confirmations.acknowledged(SCENE, TASK, BUSY, first=False)
    yield from working_samples()
    yield (
        "đã xin gia hạn qua kỳ nghỉ dự kiến",
        task_confirmations.extension_asked(
            SCENE,
            TASK,
            replace(DECISION, wanted=Deadline(moment=at(3, 17, month=2, year=2027), names_hour=False)),
            note=forecast_words(Reading(moment=at(3, 17, month=2, year=2027), names_hour=False, forecast=True)),
        ),
    )
    yield "chọn chuyên viên", task_confirmations.choose_official("NV-12")
    handed = HandedIn(
        seen=VisibleCase(case=TASK, duties=(), grounds={}, everything=(), sender_id=AN, chart=CHART),
        part=LEAD,
        judge=PEOPLE[LEADER],
        settled=(),
    )
    yield "đã nộp", task_confirmations.submitted(SCENE, handed)
    asked = replace(LEAD, kind=DutyKind.DECISION, decision=DecisionKind.EXTENSION)
    yield "đã nộp khi đang xin gia hạn", task_confirmations.submitted(SCENE, replace(handed, settled=(asked,)))
    yield "đã nghiệm thu", task_confirmations.judged(SCENE, TASK, ACCEPTED, accepted=True)
    yield "đã trả lại", task_confirmations.judged(SCENE, TASK, LEAD, accepted=False)
    yield "đã phân công", task_confirmations.delegated(SCENE, TASK, an)
    yield "đã xin gia hạn", task_confirmations.extension_asked(SCENE, TASK, DECISION)
    yield "thẻ nhiệm vụ", cards.card(SCENE, plain_card(BUSY, PART))
    yield "thẻ nhiệm vụ có hạn dứt điểm", cards.card(SCENE, plain_card(LIMITED))
    yield "thẻ nhiệm vụ chờ nghiệm thu", cards.card(SCENE, plain_card(HANDED_IN))
    yield "thẻ lấy ý kiến", cards.card(SCENE, opinion_card())
    yield "toàn bộ quá trình", history.history(SCENE, whole_history(), calendar=CALENDAR, now=at(3))
