"""One sample of every message that the bot can say, from fixed domain objects; messages.txt is what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from actions.absences import Declared
from actions.boards import Board
from actions.delivery import Outgoing, Saying
from actions.finding import Seen
from actions.history import Card, History
from actions.imports import Fault, Imported, Sheet
from actions.opinions import Answered
from actions.people import Invitation, Placed
from actions.prospects import Prospect
from domain import refusals as r
from domain.absences import Absence, Delegation
from domain.calendar import Calendar
from domain.cases import Case, CaseKind, Deadline
from domain.duties import DecisionKind, Duty, DutyKind, Holding, Outcome, Phase
from domain.ladder import PlannedStep, StepKind, ahead, plan, who_hears
from domain.notices import Notice, NoticeKind
from domain.opinions import Answer, AnswerState, Stance
from domain.people import Chart, Person, Role, Unit
from domain.policy import DEFAULT_POLICY, Urgency
from handlers.deadlines import Question, Reading
from handlers.deadlines.reading import Reason
from handlers.delivery.sender import message_buttons
from handlers.tasks import FILE_LIMIT_MB
from handlers.texts import (
    absences,
    asked,
    boards,
    groups,
    history,
    imports,
    notices,
    paper,
    personal,
    plans,
    refusals,
    replies,
    usage,
)
from handlers.texts.scene import Scene
from handlers.texts.words import LABELS, STANCES
from handlers.when import DayOffNamed, DeadlineUnclear
from storage.evidence import Submission
from storage.journal import Entry
from storage.notices import Message
from storage.opinions import Deemed
from storage.people import Account
from storage.tables import MessageState

STORED = Path(__file__).with_name("messages.txt")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(timezone=HANOI)


def at(day: int, hour: int = 8, minute: int = 0, *, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


NOW = at(30, month=11)
UNITS = {
    1: Unit(id=1, name="UBND huyện"),
    2: Unit(id=2, name="Phòng Kinh tế", parent_id=1),
    3: Unit(id=3, name="Phòng Tài nguyên", parent_id=1),
    4: Unit(id=4, name="Văn phòng", parent_id=1),
}
CLERK, LEADER, BINH, AN, DUC, KHANH = range(1, 7)


def _person(number: int, name: str, unit: int, position: str, *roles: Role) -> Person:
    return Person(id=number, name=name, unit_id=unit, position=position, roles=frozenset(roles), reachable=True)


PEOPLE = {
    person.id: person
    for person in (
        _person(CLERK, "Lê Thị Hoa", 4, "Chuyên viên", Role.OFFICE),
        _person(LEADER, "Trần Quốc Hùng", 1, "Chủ tịch", Role.LEADER, Role.HEAD),
        _person(BINH, "Phạm Văn Bình", 2, "Trưởng phòng", Role.HEAD),
        _person(AN, "Nguyễn Văn An", 2, "Chuyên viên", Role.OFFICIAL),
        _person(DUC, "Hoàng Minh Đức", 3, "Trưởng phòng", Role.HEAD),
        _person(KHANH, "Ngô Văn Khánh", 3, "Chuyên viên", Role.OFFICIAL),
    )
}
CHART = Chart(units=UNITS, people=PEOPLE)
SCENE = Scene(timezone=HANOI, chart=CHART)

AN_AWAY = Absence(id=1, person_id=AN, substitute_id=BINH, since=at(7, 0), until=at(12, 0))
SOMEBODY_AWAY = Scene(timezone=HANOI, chart=replace(CHART, absences=(AN_AWAY,), moment=at(8)))

DUE = Deadline(moment=at(7, 16, 30), names_hour=True)
DUE_DAY = Deadline(moment=at(8, 17), names_hour=False)
LATER = Deadline(moment=at(11, 17), names_hour=True)

TASK = Case(
    id=1,
    kind=CaseKind.TASK,
    number=12,
    title="Báo cáo giải ngân vốn đầu tư công tháng 11",
    product="Báo cáo bằng văn bản",
    assigner_id=LEADER,
    registrar_id=CLERK,
    urgency=Urgency.URGENT,
    document="1234/UBND-TH",
    field="đầu tư",
    policy_version=1,
    deadline=DUE,
    original=DUE,
    opened_at=NOW,
)
OPINION = Case(
    id=2,
    kind=CaseKind.OPINION,
    number=5,
    title="Dự thảo quy chế phối hợp quản lý đất đai",
    proposal="Ban hành trong quý I/2027",
    assigner_id=CLERK,
    registrar_id=CLERK,
    document="77/TTr-VP",
    file_name="du-thao-quy-che.docx",
    file_hash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    policy_version=1,
    deadline=DUE_DAY,
    original=DUE_DAY,
    opened_at=NOW,
)


def _duty(case: Case, kind: DutyKind, holder: int, unit: int, **more: Any) -> Duty:
    more = {"held_since": NOW} | more
    return Duty(
        **{"id": case.id * 10, "deadline": case.deadline, "act_by": case.deadline.moment} | more,
        case_id=case.id,
        kind=kind,
        unit_id=unit,
        holder_id=holder,
        opened_at=NOW,
        stepped_until=NOW,
    )


LEAD = _duty(TASK, DutyKind.LEAD, AN, 2)
LEAD_UNIT = _duty(TASK, DutyKind.LEAD, BINH, 2, to_unit=True)
PART = _duty(TASK, DutyKind.COORDINATING, DUC, 3, id=11, to_unit=True)
ASKED = _duty(OPINION, DutyKind.OPINION, DUC, 3, to_unit=True, reason="quy hoạch sử dụng đất liên quan")
DRAFTING = replace(ASKED, holder_id=KHANH, acknowledged_at=at(1), turn=2)
DRAFTED = replace(ASKED, phase=Phase.DRAFTED, turn=3)
LACKING = replace(ASKED, holder_id=CLERK, phase=Phase.LACKING, turn=2, act_by=at(2))
HANDED_IN = replace(LEAD, holder_id=LEADER, phase=Phase.SUBMITTED, held_since=at(3), submitted_at=at(3), turn=2)
DECISION = _duty(
    TASK,
    DutyKind.DECISION,
    LEADER,
    2,
    id=12,
    decision=DecisionKind.EXTENSION,
    about_id=LEAD.id,
    asked_by_id=AN,
    wanted=LATER,
    act_by=at(1),
    deadline=Deadline(moment=at(1), names_hour=True),
)
CONSENT = Deemed(duty_id=ASKED.id, answerable_id=DUC, holder_id=KHANH, at=at(9, 0), recorded_at=at(9, 0))
LATE_CONSENT = replace(CONSENT, recorded_at=at(10, 9))
ACCEPTED = replace(HANDED_IN, phase=Phase.CLOSED, outcome=Outcome.ACCEPTED, closed_at=at(4), turn=3)
ANSWERED = replace(ASKED, phase=Phase.CLOSED, outcome=Outcome.ANSWERED, closed_at=at(2), turn=2)
DEEMED = replace(DRAFTING, phase=Phase.CLOSED, outcome=Outcome.DEEMED, closed_at=at(9, 0), turn=3)
GRANTED = replace(LEAD, deadline=LATER, act_by=LATER.moment, acknowledged_at=NOW, extensions=1)


def plain(html: str) -> str:
    """As an official sees it; what can be copied by touching stands between backquotes, bold between asterisks."""
    shown = re.sub(r"</?code>", "`", re.sub(r"</?b>", "*", html))
    return unescape(re.sub(r"<[^>]+>", "", shown))


# What the bot says of its own accord


def _saying(kind: NoticeKind, case: Case | None, duty: Duty | None, to: int, **more: Any) -> Saying:
    words, data = more.pop("words", None), more.pop("data", {})
    notice = Notice(
        recipient_id=to,
        kind=kind,
        slot="s",
        case_id=case.id if case else None,
        duty_id=duty.id if duty else None,
        data={"turn": duty.turn if duty else 0, **data},
        planned_at=NOW,
    )
    after = more.pop("after", duty.held_since if duty else NOW)
    steps = (
        ahead(duty, case, policy=DEFAULT_POLICY, calendar=CALENDAR, chart=CHART, after=after, known=frozenset({to}))
        if duty and case and duty.is_open
        else ()
    )
    return Saying(notice=notice, case=case, duty=duty, ahead=steps, words=words, **more)


def _outgoing(*sayings: Saying, repeats_at: datetime | None = None) -> Outgoing:
    to = sayings[0].notice.recipient_id
    message = Message(
        id=1,
        recipient_id=to,
        state=MessageState.SENDING,
        by_clock=False,
        spaced=False,
        waits_for_opening=True,
        priority=3,
        planned_at=NOW,
        not_before=NOW,
        attempt=1,
        doubts=0,
        attempted_at=NOW,
        first_attempt_at=NOW,
        lease_until=NOW,
    )
    account = Account(id=to, person_id=to, channel="telegram", user_id=str(to), chat_id=str(to))
    return Outgoing(
        message=message, account=account, recipient=PEOPLE[to], sayings=sayings, chart=CHART, repeats_at=repeats_at
    )


def _shown(outgoing: Outgoing) -> str:
    """The text, and the labels of its buttons row by row."""
    rows = (" | ".join(f"[{button.label}]" for button in row) for row in message_buttons(outgoing))
    text, _ = notices.message(SCENE, outgoing)
    return "\n".join((text, *rows))


K, S = NoticeKind, Stance
AWAY = {"person": DUC, "until": at(12, 0).isoformat(), "handed": [], "handed_count": 0, "kept": [], "kept_count": 0}
NOTICES: dict[str, Saying] = {
    "giao việc, cho người chủ trì": _saying(K.ASSIGNED, TASK, LEAD, AN),
    "giao việc, cho thủ trưởng đơn vị chủ trì": _saying(K.ASSIGNED, TASK, LEAD_UNIT, BINH),
    "giao việc, cho đơn vị phối hợp": _saying(K.ASSIGNED, TASK, PART, DUC),
    "lấy ý kiến, cho thủ trưởng đơn vị được hỏi": _saying(K.ASSIGNED, OPINION, ASKED, DUC),
    "phân công việc, cho chuyên viên": _saying(
        K.DELEGATED, TASK, replace(LEAD_UNIT, holder_id=AN, turn=2), AN, data={"to": AN}
    ),
    "phân công dự thảo ý kiến, cho chuyên viên": _saying(
        K.DELEGATED, OPINION, replace(DRAFTING, acknowledged_at=None), KHANH, data={"to": KHANH}
    ),
    "phân công người khác, cho người giữ trước": _saying(
        K.DELEGATED, TASK, replace(LEAD_UNIT, holder_id=AN, turn=2), BINH, data={"to": AN}
    ),
    "nộp kết quả, cho người nghiệm thu": _saying(K.JUDGE, TASK, HANDED_IN, LEADER, data={"by": AN}),
    "nghiệm thu đúng hạn": _saying(K.ACCEPTED, TASK, ACCEPTED, AN, data={"late": False}),
    "nghiệm thu quá hạn": _saying(K.ACCEPTED, TASK, ACCEPTED, BINH, data={"late": True}),
    "trả lại": _saying(K.RETURNED, TASK, replace(LEAD, turn=3, held_since=at(4)), AN, words="Thiếu phụ lục số liệu"),
    "xin gia hạn, cho người quyết định": _saying(
        K.DECIDE, TASK, DECISION, LEADER, data={"by": AN}, words="Chờ số liệu của Kho bạc", about=LEAD
    ),
    "gia hạn được duyệt": _saying(K.DECIDED, TASK, GRANTED, AN, data={"granted": True}),
    "gia hạn không được duyệt": _saying(
        K.DECIDED, TASK, replace(LEAD, acknowledged_at=NOW), AN, data={"granted": False}, words="Phải kịp kỳ họp"
    ),
    "trình ký ý kiến, cho thủ trưởng": _saying(
        K.SIGN, OPINION, DRAFTED, DUC, data={"by": KHANH, "stance": S.CONDITIONAL}, words="Bổ sung Điều 7"
    ),
    "đơn vị đã trả lời, cho người hỏi": _saying(
        K.ANSWERED, OPINION, ANSWERED, CLERK, data={"stance": S.AGREE, "by": DUC}
    ),
    "đơn vị đã trả lời, cho chuyên viên của đơn vị": _saying(
        K.ANSWERED, OPINION, ANSWERED, KHANH, data={"stance": S.DISAGREE, "by": DUC}
    ),
    "trả lời muộn": _saying(K.ANSWERED_LATE, OPINION, DEEMED, CLERK, data={"stance": S.DISAGREE, "by": DUC}),
    "thiếu hồ sơ, cho người hỏi": _saying(
        K.LACKING, OPINION, LACKING, CLERK, words="Bản đồ hiện trạng", data={"by": DUC}
    ),
    "hồ sơ đã bổ sung, cho đơn vị được hỏi": _saying(
        K.SUPPLIED, OPINION, replace(ASKED, turn=3, held_since=at(2)), DUC, words="Đã gửi bản đồ kèm công văn 77"
    ),
    "theo dõi": _saying(K.WATCHING, TASK, None, BINH),
    "kết thúc": _saying(K.ENDED, TASK, None, BINH),
    "kết thúc phần phối hợp": _saying(
        K.ENDED, TASK, replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)), DUC
    ),
    "có người liên kết tài khoản, cho Văn phòng": _saying(
        K.LINKED, None, None, CLERK, data={"person": AN, "account": 7}
    ),
    "không nhắn được, cho Văn phòng": _saying(K.UNREACHABLE, None, None, CLERK, data={"person": AN}),
    "bắt đầu thay người vắng mặt": _saying(
        K.STANDING_IN,
        None,
        None,
        KHANH,
        data=AWAY
        | {"acting": KHANH, "handed": ["NV-12", "YK-5"], "handed_count": 2, "kept": ["NV-7"], "kept_count": 1},
    ),
    "bắt đầu thay, chưa có việc": _saying(K.STANDING_IN, None, None, KHANH, data=AWAY | {"acting": KHANH}),
    "người được cử thay cũng vắng mặt": _saying(K.STANDING_IN, None, None, KHANH, data=AWAY | {"acting": CLERK}),
    "trở lại": _saying(
        K.BACK, None, None, DUC, data={"person": DUC, "acted": KHANH, "handed": ["NV-12"], "handed_count": 1}
    ),
    "thôi thay": _saying(K.BACK, None, None, KHANH, data={"person": DUC, "acted": KHANH, "handed_count": 1}),
    "chưa liên lạc được, cho Văn phòng": _saying(
        K.UNREACHED, None, None, CLERK, data={"people": [[AN, 3], [KHANH, 1]], "count": 2}
    ),
    "các việc nhập từ bảng tính": _saying(
        K.TAKEN_ON,
        None,
        None,
        AN,
        data={"count": 12, "codes": [f"NV-{number}" for number in range(1, 11)], "due_at": at(7, 17).isoformat()},
    ),
    "được ủy quyền": _saying(
        K.EMPOWERED,
        None,
        None,
        KHANH,
        data={
            "by": DUC,
            "unit": 3,
            "fields": ["đất đai"],
            "since": at(7, 0).isoformat(),
            "until": at(12, 0).isoformat(),
        },
    ),
}


def _step(step: StepKind, case: Case, duty: Duty, to: int, **more: Any) -> Saying:
    """The word of the step as at its moment, so that what comes next is what follows it."""
    steps = plan(duty, case, policy=DEFAULT_POLICY, calendar=CALENDAR, after=duty.held_since)
    after = next((one.at for one in steps if one.kind is step), duty.held_since)
    return _saying(K.STEP, case, duty, to, data={"step": step, "due_at": ""}, after=after, **more)


BUSY = replace(LEAD, acknowledged_at=NOW)
T = StepKind
STEPS: dict[str, Saying] = {
    "chưa xác nhận, cho người giữ việc": _step(T.UNACKNOWLEDGED, TASK, LEAD, AN),
    "chưa xác nhận, cho cấp trên": _step(T.UNACKNOWLEDGED_UP, TASK, LEAD, BINH),
    "chưa xác nhận lấy ý kiến, cho thủ trưởng": _step(T.UNACKNOWLEDGED, OPINION, ASKED, DUC),
    "sắp đến hạn": _step(T.DUE_SOON, TASK, BUSY, AN),
    "sắp đến hạn cho ý kiến": _step(T.DUE_SOON, OPINION, DRAFTING, KHANH),
    "sắp đến hạn, ý kiến chờ ký": _step(T.DUE_SOON, OPINION, DRAFTED, DUC),
    "sắp hết hạn cho ý kiến, cho người giữ việc": _step(T.OPINION_WARNING, OPINION, DRAFTING, KHANH),
    "sắp hết hạn cho ý kiến, cho thủ trưởng": _step(T.OPINION_WARNING, OPINION, DRAFTING, DUC),
    "mặc nhiên đồng ý, cho người chịu trách nhiệm": _step(T.DEEMED_CONSENT, OPINION, DEEMED, DUC, deemed=CONSENT),
    "mặc nhiên đồng ý, cho người hỏi": _step(T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=CONSENT),
    "mặc nhiên đồng ý, ghi nhận sau khi ngừng": _step(T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=LATE_CONSENT),
    "quá hạn, cho người giữ việc": _step(T.OVERDUE, TASK, BUSY, AN),
    "quá hạn, cho cấp trên": _step(T.OVERDUE, TASK, BUSY, BINH),
    "không có tiến độ, cho người giữ việc": _step(T.SILENT, TASK, BUSY, AN),
    "không có tiến độ, cho cấp trên": _step(T.SILENT_UP, TASK, BUSY, BINH),
    "kết quả chờ nghiệm thu": _step(T.WAITING, TASK, HANDED_IN, LEADER),
    "kết quả chờ nghiệm thu, cho cấp trên": _step(
        T.WAITING_UP, replace(TASK, assigner_id=BINH), replace(HANDED_IN, holder_id=BINH), LEADER
    ),
    "đề nghị gia hạn chờ quyết định": _step(T.WAITING, TASK, DECISION, LEADER),
    "đề nghị gia hạn chờ quyết định, cho cấp trên": _step(
        T.WAITING_UP, replace(TASK, assigner_id=BINH), replace(DECISION, holder_id=BINH), LEADER
    ),
    "ý kiến dự thảo chờ ký": _step(T.WAITING, OPINION, DRAFTED, DUC),
    "hồ sơ chờ bổ sung": _step(T.WAITING, OPINION, LACKING, CLERK),
    "hồ sơ chờ bổ sung, cho cấp trên": _step(T.WAITING_UP, OPINION, LACKING, LEADER),
    "dứt điểm": _step(T.CLEARING, TASK, BUSY, CLERK),
}


def notice_samples() -> Iterator[tuple[str, str]]:
    for name, saying in (NOTICES | STEPS).items():
        yield name, _shown(_outgoing(saying))
    many = (STEPS["quá hạn, cho cấp trên"], replace_recipient(STEPS["sắp hết hạn cho ý kiến, cho thủ trưởng"], BINH))
    yield "nhiều nội dung trong một tin", _shown(_outgoing(*many))
    yield "tin gửi lại", _shown(_outgoing(NOTICES["theo dõi"], repeats_at=NOW))
    yield "nhắc người làm thay", notices.saying_text(SOMEBODY_AWAY, STEPS["quá hạn, cho người giữ việc"], PEOPLE[BINH])
    yield "sau khi khởi động lại", notices.fell_behind(SCENE, NOW)


def replace_recipient(saying: Saying, to: int) -> Saying:
    return replace(saying, notice=replace(saying.notice, recipient_id=to))


# Refusals

REFUSALS: tuple[r.Refusal, ...] = (
    r.AbsentAlready(since=at(7, 0), until=at(12, 0)),
    r.SubstitutesInCircle((DUC, KHANH, DUC)),
    r.SpanUnclear(since=at(12, 0), until=at(7, 0)),
    r.NotASpreadsheet(),
    r.TooManyRows(100000),
    r.CellMissing(),
    r.RowTwice(3),
    r.UnitsInCircle(),
    r.CodeOfAnother("NV-12"),
    r.StillHolds(name="Nguyễn Văn An", codes=("NV-12", "YK-5"), count=2),
    r.NotOnPaper(command="giaoviec"),
    r.NotInGroup(),
    r.NotLinked(),
    r.NotAllowed(),
    r.UnknownCase("NV-12"),
    r.UnknownPerson(name="Nguyễn Văn Anh", similar=("Nguyễn Văn An",)),
    r.UnknownPerson(name="Mai Thị Lan"),
    r.SeveralPeople(
        name="Nguyễn Văn An", choices=("Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)")
    ),
    r.UnknownUnit(name="Phòng Kinh doanh", similar=("Phòng Kinh tế",)),
    r.NoAccountableHead(name="Phòng Kinh tế"),
    r.UnitExists(name="Phòng Kinh tế"),
    r.MovedOrAnother(name="Nguyễn Văn An", unit="Phòng Kinh tế"),
    r.DeadlineInThePast(at(27, 16, month=11)),
    r.DeadlineOnDayOff(at(5, 17), at(7, 17)),
    r.DeadlineNotLater(at(7, 16, 30)),
    r.TooLong(limit=2000, length=3512),
    r.NotTheHolder(holder_id=AN, since=NOW),
    r.AlreadyClosed(code="NV-12", closed_at=at(4), outcome=Outcome.ACCEPTED),
    r.AlreadyClosed(code="YK-5", closed_at=at(9, 0), outcome=Outcome.DEEMED),
    r.AlreadyDone(code="NV-12"),
    r.AlreadyDone(code="NV-12", act=history.DONE_AS["duty.delegated"], by_id=BINH, at=at(1)),
    r.NotNow(code="NV-12", phase=Phase.SUBMITTED),
    r.NothingWaits(code="NV-12"),
    r.NothingWaits(code=""),
    r.WhichUnit(code="YK-5", units=("Phòng Kinh tế", "Phòng Tài nguyên")),
    r.AlreadyAsked(code="NV-12", since=at(1)),
    r.ReasonMissing(),
    r.AlreadyUsed(),
    r.InvitationUnknown(),
    r.UnitAskedTwice(name="Phòng Kinh tế"),
    r.Nobody(),
    r.DossierAskedOnce(),
    r.NotInUnit(name="Ngô Văn Khánh", unit="Phòng Kinh tế"),
    r.DraftGone(),
    r.DraftLapsed(at(1, 15)),
    r.SecretsRefused(),
    r.Unreadable(command="xong"),
    r.KeysMissing(command="giaoviec", keys=("Sản phẩm", "Hạn")),
    r.KeyUnknown(key="Sản phẩn", similar="Sản phẩm"),
    r.KeyUnknown(key="Ghi chú"),
    r.KeyTwice(key="Hạn"),
    r.ValueUnknown(key="Khẩn", value="gấp", choices=("Thường", "Khẩn", "Thượng khẩn", "Hỏa tốc")),
    r.StanceUnknown(key="Ý kiến", value="đồng ý, có điều kiện", choices=tuple(STANCES.values())),
    r.KeyNotYet(key="Lặp lại"),
    r.SeveralLeads(names="Nguyễn Văn An và Phòng Tài nguyên"),
    *(DeadlineUnclear("cuối tuần này nhé", Question(reason=reason)) for reason in Reason),
)


def _data(refusal: r.Refusal) -> str:
    if isinstance(refusal, DeadlineUnclear):
        return f" {refusal.question.reason}"
    return ""


def refusal_samples() -> Iterator[tuple[str, str]]:
    for refusal in REFUSALS:
        yield f"{type(refusal).__name__}{_data(refusal)}", refusals.refusal_text(SCENE, refusal)
    reading = Reading(moment=at(11, 17), names_hour=False)
    yield (
        "hỏi lại hạn, có gợi ý",
        asked.unclear_deadline(
            DeadlineUnclear("tuần sau", Question(reason=Reason.BARE_PERIOD, suggestions=(reading,)))
        ),
    )
    yield (
        "hỏi lại hạn vào ngày nghỉ",
        asked.named_day_off(DayOffNamed("5/12", Reading(moment=at(5, 17), names_hour=False, day_off=""))),
    )


# Answers to commands


def _prospect(case: Case, *owed: Duty, **more: Any) -> Prospect:
    steps = plan(owed[0], case, policy=DEFAULT_POLICY, calendar=CALENDAR, after=NOW)
    planned = tuple(PlannedStep(step=step, told=who_hears(step, owed[0], case, CHART)) for step in steps)
    return Prospect(case=case, duties=owed, plan=planned, **({"goes_out_at": NOW} | more))


def _seen(case: Case, *owed: Duty) -> Seen:
    return Seen(case=case, duties=owed, relations={}, everything=owed)


def _answered(state: AnswerState | None, stance: Stance, signer: Person | None = None) -> Answered:
    return Answered(seen=_seen(OPINION, ASKED), duty=ASKED, stance=stance, state=state, signer=signer)


def _words(*texts: tuple[str, int]) -> dict[str, Any]:
    return {"words": {name: {"id": key, "hash": ""} for name, key in texts}}


WORDS = {
    1: "Đã tổng hợp số liệu của 5/8 đơn vị",
    2: "Chờ số liệu của Kho bạc",
    3: None,
    4: "Thiếu phụ lục",
    5: "Trái quy hoạch",
}


def _entries() -> Iterator[Entry]:
    """One entry of every act that a history tells."""
    due, signed = DUE.moment.isoformat(), {"stance": Stance.CONDITIONAL, "holder": DUC}
    planned = "2026-12-02T01:00:00.000000Z"
    step = {"step": StepKind.DUE_SOON, "planned_at": planned, "told": [AN], "superseded": [], "unreached": []}
    sent = {"kind": NoticeKind.STEP, "step": StepKind.DUE_SOON, "recipient": AN}
    acts: tuple[tuple[int | None, str, dict[str, Any]], ...] = (
        (CLERK, "task.assigned", {"due_at": due, "on_behalf": LEADER}),
        (CLERK, "opinion.asked", {"due_at": due}),
        (CLERK, "duty.opened", {"kind": DutyKind.LEAD, "holder": AN}),
        (CLERK, "duty.opened", {"kind": DutyKind.OPINION, "holder": DUC} | _words(("reason", 5))),
        (CLERK, "duty.handed_over", {"before": BINH, "holder": AN}),
        (AN, "duty.acknowledged", {}),
        (AN, "duty.reported", _words(("text", 1)) | {"said_at": planned}),
        (BINH, "duty.delegated", {"holder": AN}),
        (AN, "extension.asked", {"wanted": LATER.moment.isoformat()} | _words(("reason", 2))),
        (CLERK, "extension.granted", {"due_at": LATER.moment.isoformat(), "on_behalf": LEADER}),
        (LEADER, "extension.denied", _words(("reason", 3))),
        (AN, "duty.submitted", {"holder": LEADER, "late": False, "file": "abc"} | _words(("text", 1))),
        (LEADER, "duty.returned", {"holder": AN} | _words(("reason", 4))),
        (LEADER, "duty.accepted", {"late": True}),
        (KHANH, "opinion.drafted", signed | _words(("reasons", 5))),
        (DUC, "opinion.answered", {"stance": Stance.DISAGREE} | _words(("reasons", 5))),
        (DUC, "opinion.signed", {"stance": Stance.CONDITIONAL}),
        (DUC, "opinion.late", {"stance": Stance.DISAGREE}),
        (DUC, "opinion.lacking", {"stance": Stance.LACKING} | _words(("reasons", 4))),
        (CLERK, "opinion.supplied", {"due_at": due, "holder": DUC}),
        (None, "opinion.deemed", {"at": "2026-12-08T17:00:00.000000Z", "answerable": DUC, "holder": KHANH}),
        (None, "step.taken", step),
        (None, "step.taken", step | {"superseded": [AN]}),
        (None, "step.taken", step | {"unreached": [AN]}),
        (None, "notice.sent", sent),
        (None, "notice.uncertain", sent),
        (None, "notice.unreached", sent | {"kind": NoticeKind.ASSIGNED, "step": None}),
        (None, "duty.ended", {}),
        (LEADER, "case.closed", {}),
    )
    for number, (actor, act, data) in enumerate(acts, start=1):
        moment = NOW + timedelta(minutes=number)
        yield Entry(seq=number, at=moment, act=act, via="telegram", actor_id=actor, duty_id=LEAD.id, data=data)


def _plain_card(*owed: Duty) -> Card:
    submission = Submission(duty_id=LEAD.id, by_id=AN, at=at(3), words_id=1, file_sha256="abc", file_name="bao-cao.pdf")
    seen = _seen(TASK, *owed)
    return Card(seen=seen, ahead={}, answers={}, deemed={}, submissions={LEAD.id: submission}, words={1: WORDS[1]})


def _card() -> Card:
    answer = Answer(
        id=1,
        duty_id=ANSWERED.id,
        stance=Stance.CONDITIONAL,
        words_id=5,
        author_id=KHANH,
        said_at=at(2),
        signed_by_id=DUC,
        signed_at=at(2),
        state=AnswerState.FINAL,
    )
    late = replace(answer, id=2, duty_id=99, state=AnswerState.LATE, stance=Stance.DISAGREE, said_at=at(9, 10))
    silent = replace(DEEMED, id=99, unit_id=2)
    return Card(
        seen=_seen(OPINION, ANSWERED, silent),
        ahead={},
        answers={ANSWERED.id: [answer], 99: [late]},
        deemed={99: replace(CONSENT, duty_id=99)},
        submissions={},
        words={},
    )


def absence_samples() -> Iterator[tuple[str, str]]:
    declared = Declared(absence=AN_AWAY, substitute=PEOPLE[BINH])
    yield "báo vắng mặt", absences.declared(SCENE, declared)
    lost = replace(PEOPLE[BINH], reachable=False)
    chained = Absence(person_id=BINH, substitute_id=KHANH, since=at(9, 0), until=at(10, 0))
    yield (
        "báo vắng mặt, người thay cũng vắng",
        absences.declared(SCENE, replace(declared, substitute=lost, chained=(chained,))),
    )
    yield "vắng mặt đã báo", absences.own_absences(SCENE, [AN_AWAY])
    yield "chưa báo vắng mặt", absences.own_absences(SCENE, [])
    yield "trở lại sớm", absences.came_back([AN_AWAY])
    given = Delegation(head_id=DUC, person_id=KHANH, unit_id=3, fields=("đất đai",), since=at(7, 8), until=at(12, 0))
    yield "ủy quyền", absences.empowered(SCENE, given, PEOPLE[KHANH])
    yield "ủy quyền đang có", absences.own_delegations(SCENE, [given, replace(given, fields=())])
    yield "chưa ủy quyền", absences.own_delegations(SCENE, [])
    yield "thu hồi ủy quyền", absences.delegation_withdrawn(SCENE, PEOPLE[KHANH])
    listed = replies.held_list(SOMEBODY_AWAY, [(BUSY, TASK)], 1, now=at(8), calendar=CALENDAR, reader=BINH)
    yield "danh sách việc của người làm thay", listed


def people_samples() -> Iterator[tuple[str, str]]:
    held = (BUSY, LEAD_UNIT, HANDED_IN)
    board = Board(
        unit=UNITS[2], overdue=held[:1], unacknowledged=held[1:2], waiting=held[2:], others=(), cases={TASK.id: TASK}
    )
    yield "bảng việc của đơn vị", boards.board(SCENE, board)
    yield "phiếu giấy", boards.sheet_made(board)
    kept = {
        "accounts": [{"unlinked_at": None}],
        "held": [{}] * 12,
        "submissions": [{}] * 5,
        "absences": [{}],
    }
    yield "dữ liệu của mình", personal.own_data(SCENE, PEOPLE[AN], kept)
    yield "đã xóa dữ liệu", personal.erased(PEOPLE[AN], 4)
    yield "nhóm của đơn vị", groups.registered(UNITS[2])
    yield "thôi nhóm của đơn vị", groups.left(UNITS[2])
    yield "nhắc trong nhóm", groups.nudge("Phòng Kinh tế", TASK, StepKind.OVERDUE)
    yield "ghi theo giấy", paper.recorded(SCENE, PEOPLE[AN], replies.acknowledged(SCENE, TASK, BUSY, first=True))


def import_samples() -> Iterator[tuple[str, str]]:
    yield "mẫu nhập", imports.template()
    yield "đang đọc tệp", imports.progress(20_000)
    yield "đã đọc tệp", imports.checking(60_000)
    yield "đã nhập", imports.done(Imported(units=12, people=340, tasks=1200, known_tasks=3, unreachable=20))
    fault = Fault(
        sheet=Sheet.TASKS,
        row=7,
        column="deadline",
        refusal=DeadlineUnclear("tuần sau", Question(reason=Reason.BARE_PERIOD)),
    )
    yield "chưa nhập được", imports.refused(SCENE, (fault, replace(fault, row=9, refusal=r.CellMissing())) * 10)
    yield "tệp gửi đến không phải XLSX", imports.not_a_spreadsheet_sent()


def reply_samples() -> Iterator[tuple[str, str]]:
    an, binh = PEOPLE[AN], PEOPLE[BINH]
    task = _prospect(TASK, LEAD, PART)
    yield "người lạ", replies.welcome_stranger("UBND huyện")
    yield "chào", replies.welcome(SCENE, an)
    yield "đã liên kết", replies.linked(SCENE, Placed(person=an, unit=UNITS[2]))
    yield "trợ giúp, chưa liên kết", replies.helping(None, heads=False, office=False)
    yield "trợ giúp, chuyên viên", replies.helping(an, heads=False, office=False)
    yield "trợ giúp, thủ trưởng", replies.helping(binh, heads=True, office=False)
    yield "trợ giúp, văn phòng", replies.helping(PEOPLE[CLERK], heads=True, office=True)
    yield "thêm đơn vị", replies.unit_entered(UNITS[2], "UBND huyện")
    yield "thêm cán bộ", replies.person_entered(Placed(person=an, unit=UNITS[2], is_new=True))
    yield "sửa cán bộ", replies.person_entered(Placed(person=binh, unit=UNITS[2]))
    yield "mã mời", replies.invitation(SCENE, Invitation(person=an, code="Ab3dEf6hIj9k"), username="dondoc_bot")
    yield "thu hồi liên kết", replies.link_withdrawn(SCENE, an)
    yield "xem trước khi giao việc", plans.preview(SCENE, task, now=NOW)
    yield (
        "xem trước, có điều phải lưu ý",
        plans.preview(
            SCENE,
            _prospect(TASK, LEAD_UNIT, goes_out_at=at(1, 7, 30), unreachable=(binh,), day_off="Tết Dương lịch"),
            now=at(30, 20, month=11),
        ),
    )
    yield "xem trước khi lấy ý kiến", plans.preview(SCENE, _prospect(OPINION, ASKED), now=NOW)
    yield "đã giao việc", replies.assigned(SCENE, task, now=NOW)
    yield "đã gửi lấy ý kiến, ngoài giờ", replies.assigned(SCENE, _prospect(OPINION, ASKED, goes_out_at=at(1)), now=NOW)
    yield "đã nhận", replies.acknowledged(SCENE, TASK, BUSY, first=True)
    yield "đã nhận từ trước", replies.acknowledged(SCENE, TASK, BUSY, first=False)
    yield "tiến độ", replies.reported(TASK)
    for command in ("xong", "tiendo", "giahan", "tralai", "khongduyet", "phancong"):
        yield f"chờ nội dung của /{command}", replies.wait_for(command, "NV-12")
    for about in ("bosung", "suaykien", "cdk", "kdy", "ktt", "ths"):
        yield f"chờ nội dung của «{LABELS[about]}»", replies.wait_for(about, "YK-5")
    yield "chọn chuyên viên", replies.choose_official("NV-12")
    yield "đã nộp", replies.submitted(SCENE, TASK, PEOPLE[LEADER])
    yield "đã nghiệm thu", replies.judged(SCENE, TASK, ACCEPTED, accepted=True)
    yield "đã trả lại", replies.judged(SCENE, TASK, LEAD, accepted=False)
    yield "đã phân công", replies.delegated(SCENE, TASK, an)
    yield "đã xin gia hạn", replies.extension_asked(SCENE, TASK, DECISION)
    yield "đã duyệt gia hạn", replies.decided(SCENE, TASK, GRANTED, granted=True)
    yield "đã không duyệt gia hạn", replies.decided(SCENE, TASK, LEAD, granted=False)
    yield "ý kiến đã gửi", replies.answered(SCENE, _answered(AnswerState.FINAL, Stance.AGREE))
    yield "ý kiến dự thảo", replies.answered(SCENE, _answered(AnswerState.DRAFT, Stance.CONDITIONAL, PEOPLE[DUC]))
    yield "ý kiến muộn", replies.answered(SCENE, _answered(AnswerState.LATE, Stance.DISAGREE))
    yield "đã báo thiếu hồ sơ", replies.answered(SCENE, _answered(None, Stance.LACKING))
    yield "đã bổ sung hồ sơ", replies.supplied(SCENE, OPINION, ASKED)
    yield "/huy, có việc dở", replies.left(True)
    yield "/huy, không có gì", replies.left(False)
    yield "sửa lại bản nháp", replies.edit_again(f"{usage.GIAOVIEC}")
    yield "mẫu giao việc", replies.template("giaoviec")
    yield "lệnh chưa có", replies.unknown_command("lamviec")
    yield "chưa hiểu", replies.not_understood()
    yield "phần nhập dở đã quá thời gian chờ", replies.lapsed(SCENE, at(1, 15))
    yield "lệnh đã sửa", replies.edited()
    yield "trong nhóm", replies.private_only()
    yield "tệp quá lớn", replies.too_large(FILE_LIMIT_MB)
    yield "tệp không được nhận", replies.file_not_taken()
    yield "tệp phải gửi lại", replies.file_to_send_again()
    yield "có lỗi", replies.broken()
    yield "danh sách việc, trống", replies.held_list(SCENE, [], 0, now=NOW, calendar=CALENDAR, reader=AN)
    listed = [(BUSY, TASK), (ASKED, OPINION)]
    yield "danh sách việc", replies.held_list(SCENE, listed, 17, now=at(8), calendar=CALENDAR, reader=AN)
    yield "thẻ nhiệm vụ", history.card(SCENE, _plain_card(BUSY, PART))
    yield "thẻ nhiệm vụ chờ nghiệm thu", history.card(SCENE, _plain_card(HANDED_IN))
    yield "thẻ lấy ý kiến", history.card(SCENE, _card())
    holdings = (
        Holding(duty_id=LEAD.id, person_id=BINH, since=NOW, until=at(1)),
        Holding(duty_id=LEAD.id, person_id=AN, since=at(1)),
    )
    told = History(
        card=_plain_card(BUSY),
        entries=tuple(_entries()),
        words=WORDS,
        holdings=holdings,
        last_seq=27,
        last_hash="0123456789abcdef0123456789abcdef",
    )
    yield from absence_samples()
    yield from import_samples()
    yield from people_samples()
    yield "toàn bộ quá trình", "\n\n".join(history.history(SCENE, told, calendar=CALENDAR, now=at(3)))


PARTS = {
    "DONDOC TỰ NHẮN": notice_samples,
    "CHƯA THỰC HIỆN ĐƯỢC": refusal_samples,
    "TRẢ LỜI LỆNH": reply_samples,
}


def everything() -> str:
    """The file: each sample under its name."""
    parts = []
    for title, samples in PARTS.items():
        parts.append(f"{'=' * 100}\n{title}\n{'=' * 100}")
        parts += [f"--- {name}\n{plain(html)}" for name, html in samples()]
    return "\n\n".join(parts) + "\n"
