"""One sample of every message that the bot can say, from fixed domain objects; messages.txt is what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import escape, unescape
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from actions.clock.audit import InstallationState
from actions.delivery.delivery import AnyRendered, ListedLine, Outgoing, RenderedNotice
from actions.duties.agendas import Agenda
from actions.duties.assignments import Assignment
from actions.duties.crediting import Credited
from actions.duties.dossiers import HandedUp
from actions.duties.history import CaseCard, History
from actions.duties.lists import Backlog, HandedOut, Line, ListPage
from actions.duties.nudges import Nudged
from actions.duties.recurrences import RecurrenceStatus
from actions.duties.results import HandedIn
from actions.duties.statements import Reported
from actions.duties.tasks import Draft
from actions.exchange.import_contents import (
    CellFault,
    DayOff,
    ImportContents,
    ImportRemark,
    RemarkKind,
    TaskRow,
    Worksheet,
)
from actions.exchange.import_plans import Oddity, OddName, Plan, SeenRow
from actions.exchange.imports import Imported
from actions.finding import VisibleCase
from actions.office.absences import Declared
from actions.office.calendars import CalendarView, Entered
from actions.office.heads import GoingOver, WorkWithoutHead
from actions.office.invitations import Invitation, ManyInvited, UnitInvited
from actions.office.people import EnteredPerson, PlannedEntry
from actions.office.personal import Backup, Erased, Leaving
from actions.office.reorganising import Merging
from actions.office.rules import RulesInForce
from actions.office.successions import PassedOn, Succession
from actions.office.units import Board
from actions.opinions.answers import Answered
from actions.opinions.reconciliations import Settled
from actions.opinions.summaries import Summary
from actions.prospects import Prospect, Workload
from channels.telegram.hearing import FILE_LIMIT_MB
from deadlines import DateQuestion, Interval, Reading
from deadlines.readings import Reason
from deadlines.refusals import DayOffNamed, DeadlineUnclear, IntervalUnclear
from domain import cells as c
from domain import refusals as r
from domain.acts import Act
from domain.audits import Defect, Finding
from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case, CaseKind, Deadline, Label, Source
from domain.duties.charge import LeftOut
from domain.duties.consultations import Contribution, Voice
from domain.duties.duties import DecisionKind, Duty, DutyKind, Holding, Milestone, Outcome, Phase, SettledBy
from domain.duties.lists import AssignedList, OwnList, Unread
from domain.duties.opinions import Answer, AnswerState, Hearing, Reconciliation, Stance
from domain.duties.recurrences import Recurrence
from domain.duties.statements import BlockerKind, Cause, Statement, StatementKind
from domain.duties.transfers import TransferWay
from domain.encoding import decoded
from domain.figures.figures import Boxes, Figures
from domain.figures.records import PostHeld, Record, Stretch, Term
from domain.figures.reports import Report
from domain.intake import Hindrance
from domain.journal.entry import Entry
from domain.ladder.dates import kept_apart, moved_dates
from domain.ladder.ladder import plan
from domain.ladder.next_steps import PlannedStep, next_steps
from domain.ladder.notices import Notice
from domain.ladder.recipients import who_hears
from domain.ladder.replanning import Dated
from domain.ladder.steps import StepKind
from domain.office.absences import Absence, Delegation
from domain.office.calendar import Calendar
from domain.office.hours import CalendarEffect, Season, Session
from domain.office.lapses import EndedGroup, Ending, LapsedRights, LapseReason, ScopeMoved
from domain.office.people import Chart, Person, Role, Unit
from domain.office.reorganising import Gap, merger
from domain.payloads.bulletins import DayNotice
from domain.payloads.duties import StepNotice
from domain.payloads.kinds import NOTICE_KINDS
from domain.rules.bulletin_rules import BulletinKind, BulletinRules
from domain.rules.lengths import Urgency
from domain.rules.policy import DEFAULT_POLICY
from domain.rules.rules import Rule
from handlers.dialogues.guides import Progress, place
from handlers.dialogues.questions import QuestionKind
from handlers.front.commands import COMMANDS
from handlers.front.helping import groups_of
from storage.accounts import Account
from storage.calendars import DayKind, EnteredDay, EnteredHours
from storage.evidence import Submission
from storage.messages import Message
from storage.opinions import DeemedConsent
from storage.tables import MessageState
from tests.handlers.report_messages import report_samples
from texts.duties import (
    agendas,
    cards,
    casefiles,
    clearing,
    dates,
    history,
    lists,
    nudges,
    previews,
    recurring,
    statements,
    steering,
    task_confirmations,
)
from texts.duties.done import DONE_AS
from texts.duty_words import STANCES
from texts.front import asked, guides, offers, paper, privacy, refusals, remarks, replies, several
from texts.front.deadlines import forecast_words
from texts.front.usage import heads
from texts.notices import bulletins, groups, messages, notices
from texts.notices.buttons import message_buttons
from texts.office import (
    absences,
    calendars,
    entry_confirmations,
    import_plans,
    imports,
    lapses,
    personal,
    policies,
    reorganising,
    rules,
    status,
    units,
)
from texts.office import invitations as invitation_texts
from texts.opinions import boards, opinion_confirmations, summaries
from texts.reports import pictures
from texts.scene import Scene
from texts.words import HELD, LABELS

STORED = Path(__file__).with_name("messages.txt")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(timezone=HANOI)


def at(day: int, hour: int = 8, minute: int = 0, *, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HANOI)


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

GROUP = Person(id=99, name="", reachable=True)
SIGNS = Delegation(id=1, head_id=BINH, person_id=AN, unit_id=2, since=at(7, 0), until=at(12, 0))
INSPECTING = replace(PEOPLE[KHANH], roles=frozenset({Role.INSPECTOR}), fields=("Phòng Tài nguyên",))
ENDED_BECAUSE = {
    Ending.MOVED: AN,
    Ending.LEFT: AN,
    Ending.DEMOTED: AN,
    Ending.UNSEATED: BINH,
    Ending.WITHDRAWN: BINH,
}
AN_AWAY = Absence(id=1, person_id=AN, substitute_id=BINH, since=at(7, 0), until=at(12, 0))
SOMEBODY_AWAY = Scene(timezone=HANOI, chart=replace(CHART, absences=(AN_AWAY,), moment=at(8)))

WORDS = {
    1: "Đã tổng hợp số liệu của 5/8 đơn vị",
    2: "Chờ số liệu của Kho bạc",
    3: None,
    4: "Thiếu phụ lục",
    5: "Trái quy hoạch",
    6: "Thực hiện theo quy định",
    7: "Tiếp thu, bỏ khoản 3; biên bản số 15/BB",
}

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
CIRCULAR = Case(
    id=3,
    kind=CaseKind.CIRCULAR,
    number=3,
    title="Quy chế làm việc mới của cơ quan",
    assigner_id=CLERK,
    registrar_id=CLERK,
    document="56/QĐ-UBND",
    file_name="quy-che.pdf",
    file_hash=OPINION.file_hash,
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


LEAD = _duty(TASK, DutyKind.LEAD, AN, 2, named_id=AN)
LEAD_UNIT = _duty(TASK, DutyKind.LEAD, BINH, 2, to_unit=True)
PART = _duty(TASK, DutyKind.COORDINATING, DUC, 3, id=11, to_unit=True)
ASKED = _duty(OPINION, DutyKind.OPINION, DUC, 3, to_unit=True, reason="quy hoạch sử dụng đất liên quan")
DRAFTING = replace(ASKED, named_id=KHANH, holder_id=KHANH, acknowledged_at=at(1), turn=2)
BEHALF = Borrowed(ground=Ground.REGISTRY, of_id=LEADER)
KT = Borrowed(ground=Ground.DELEGATION, of_id=DUC, key=1, until=at(12, 0))
STANDS_IN = Borrowed(ground=Ground.SUBSTITUTION, of_id=AN, key=1)
SAID = (
    Contribution(key="answer-1", code="YK-5", unit_id=2, voice=Voice.ANSWERED, stance=Stance.CONDITIONAL, words_id=4),
    Contribution(key="settled-1", code="YK-5", unit_id=2, voice=Voice.SETTLED, words_id=7),
    Contribution(key="deemed-3", code="YK-5", unit_id=3, voice=Voice.DEEMED),
    Contribution(key="answer-2", code="YK-5", unit_id=3, voice=Voice.LATE, stance=Stance.DISAGREE, words_id=5),
)
WAITED_FOR = (
    Contribution(key="asked-3", code="YK-5", unit_id=3, voice=Voice.WAITED_FOR, owed=ASKED),
    Contribution(
        key="asked-4", code="YK-6", unit_id=2, voice=Voice.WAITED_FOR, owed=replace(ASKED, phase=Phase.LACKING)
    ),
)
DRAFTED = replace(ASKED, named_id=KHANH, phase=Phase.DRAFTED, turn=3)
LACKING = replace(ASKED, holder_id=CLERK, phase=Phase.LACKING, turn=2, act_by=at(2))
READING = _duty(CIRCULAR, DutyKind.READING, AN, 2, named_id=AN)
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
CONSENT = DeemedConsent(duty_id=ASKED.id, answerable_id=DUC, holder_id=KHANH, at=at(9, 0), recorded_at=at(9, 0))
LATE_CONSENT = replace(CONSENT, recorded_at=at(10, 9))
GIVEN_TO: dict[SettledBy, dict[str, Any]] = {
    SettledBy.TRANSFERRED: {"to": DUC, "to_unit": 3},
    SettledBy.REASSIGNED: {"to": KHANH, "to_unit": None},
    SettledBy.DELEGATED: {"to": AN, "to_unit": None},
}
PART_OF_UNIT: dict[str, Any] = {"kind": DutyKind.COORDINATING, "unit_id": 3, "to_unit": True, "holder_id": AN}
ACCEPTED = replace(HANDED_IN, phase=Phase.CLOSED, outcome=Outcome.ACCEPTED, closed_at=at(4), turn=3)
ANSWERED = replace(ASKED, phase=Phase.CLOSED, outcome=Outcome.ANSWERED, closed_at=at(2), turn=2)
DEEMED = replace(DRAFTING, phase=Phase.CLOSED, outcome=Outcome.DEEMED, closed_at=at(9, 0), turn=3)
GRANTED = replace(LEAD, deadline=LATER, act_by=LATER.moment, acknowledged_at=NOW, extensions=1)


def plain(html: str) -> str:
    """As an official sees it; what can be copied by touching stands between backquotes, bold between asterisks."""
    shown = re.sub(r"</?code>", "`", re.sub(r"</?b>", "*", html))
    return unescape(re.sub(r"<[^>]+>", "", shown))


# What the bot says of its own accord

S = Stance


def _saying(kind: str, case: Case | None, duty: Duty | None, to: int, **more: Any) -> AnyRendered:
    words, data = more.pop("words", None), more.pop("data", {})
    notice = Notice(
        recipient_id=to,
        payload=decoded(NOTICE_KINDS[kind], data),  # as a row keeps it
        slot="s",
        case_id=case.id if case else None,
        duty_id=duty.id if duty else None,
        turn=duty.turn if duty else None,
        planned_at=NOW,
    )
    after = more.pop("after", duty.held_since if duty else NOW)
    steps = (
        next_steps(
            duty, case, policy=DEFAULT_POLICY, calendar=CALENDAR, chart=CHART, after=after, known=frozenset({to})
        )
        if duty and case and duty.is_open
        else ()
    )
    return RenderedNotice(notice=notice, case=case, duty=duty, ahead=steps, words=words, **more)


def _outgoing(*sayings: AnyRendered, repeats_at: datetime | None = None) -> Outgoing:
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
        promised_at=NOW,
        attempt=1,
        doubts=0,
        refusals=0,
        attempted_at=NOW,
        first_attempt_at=NOW,
        lease_until=NOW,
    )
    account = Account(id=to, person_id=to, channel="telegram", user_id=str(to), chat_id=str(to))
    return Outgoing(
        message=message,
        account=account,
        recipient=PEOPLE[to],
        sayings=sayings,
        chart=CHART,
        calendar=CALENDAR,
        repeats_at=repeats_at,
    )


LAST = Deadline(moment=at(15, 17, month=1, year=2027), names_hour=True)


def reminders(count: int, kind: StepKind, to: int) -> list[AnyRendered]:
    """So many reminders to one person, each of a case of its own, held by An."""
    return [
        replace(
            _saying(
                "step",
                case,
                replace(STAGED, id=1000 + number, case_id=case.id, last=LAST),
                to,
                data={"step": kind},
                after=at(8),
            ),
            notice=Notice(
                id=number,
                recipient_id=to,
                payload=StepNotice(step=kind, due_at=None, milestone=1),
                slot="s",
                case_id=case.id,
                duty_id=1000 + number,
                turn=1,
                planned_at=NOW,
            ),
        )
        for number in range(1, count + 1)
        for case in [replace(TASK, id=100 + number, number=number, title=f"Báo cáo số {number}")]
    ]


def digest_samples() -> Iterator[tuple[str, str]]:
    few = [*reminders(3, StepKind.OVERDUE, BINH), *reminders(5, StepKind.UNACKNOWLEDGED_UP, BINH)[3:]]
    yield "nhiều lời nhắc trong một tin", _shown(_outgoing(*few))
    yield "nhiều lời nhắc, sau kỳ nghỉ", _shown(replace(_outgoing(*few), after_holiday=True))
    unread = _step(T.OVERDUE, CIRCULAR, READING, LEADER)
    readers = [replace(unread, notice=replace(unread.notice, id=number)) for number in range(1, 4)]
    yield "một văn bản nhiều người chưa đọc", _shown(_outgoing(*readers))
    yield "rất nhiều lời nhắc trong một tin", _shown(_outgoing(*reminders(300, StepKind.OVERDUE, BINH)))


GOOD = InstallationState(
    unsent_since=None,
    due=0,
    heard_until=NOW,
    unread_since=None,
    head_is_sound=True,
    journal_seq=1234,
    audited_at=NOW,
    found=(),
    set_aside=dict.fromkeys(Hindrance, 0),
)


def status_samples() -> Iterator[tuple[str, str]]:
    yield "tình trạng, mọi sự tốt", status.status(SCENE, GOOD, (), now=NOW)
    found = (Finding(defect=Defect.NOTICE_LATE, count=3, first=17),)
    bad = replace(GOOD, unsent_since=NOW, due=4, head_is_sound=False, found=found, heard_until=None, audited_at=None)
    bad = replace(bad, set_aside={Hindrance.UNREADABLE: 2, Hindrance.RAISED: 0, Hindrance.DIED: 1})
    yield "tình trạng, có vấn đề", status.status(SCENE, bad, (PEOPLE[AN],), now=NOW + timedelta(hours=1))


def _shown(outgoing: Outgoing) -> str:
    """The text, and the labels of its buttons row by row."""
    rows = (" | ".join(f"[{button.label}]" for button in row) for row in message_buttons(outgoing))
    text = messages.message(SCENE, outgoing)
    return "\n".join((text, *rows))


BUSY = replace(LEAD, acknowledged_at=NOW)
LIMITED = replace(BUSY, last=LAST)
MERGING = Merging(
    merger=merger(CHART, UNITS[2], UNITS[3]),
    notice="Nghị quyết 12/NQ-HĐND",
    going=(GoingOver(duty=LEAD_UNIT, case=TASK, before_id=BINH, after_id=DUC),),
    lapsed=LapsedRights(
        delegations=((SIGNS, LapseReason(reason=Ending.MERGED)),),
        left_alone=((AN_AWAY, LapseReason(reason=Ending.MOVED, of_id=BINH)),),
        over=((AN_AWAY, LapseReason(reason=Ending.LEFT, of_id=AN)),),
        groups=(EndedGroup(unit_id=2, group=GROUP, head=PEOPLE[BINH]),),
        scopes=(ScopeMoved(person=INSPECTING),),
    ),
    head=PEOPLE[DUC],
)
ENDED_MERGED = replace(
    SCENE,
    chart=replace(
        CHART, units={**UNITS, 2: replace(UNITS[2], parent_id=3, ended_at=NOW)}, groups={2: GROUP}, moment=at(8)
    ),
)
SERIES = Recurrence(
    id=1,
    rule="FREQ=MONTHLY;BYMONTHDAY=-1",
    form={"title": TASK.title, "lead": "Nguyễn Văn An", "assigner": "Trần Quốc Hùng"},
    lead_days=5,
    registrar_id=CLERK,
    began_at=NOW,
    next_at=at(24),
)
PASSED_ON_BY_HEAD = Succession(
    cases=(
        PassedOn(before=TASK, after=replace(TASK, assigner_id=DUC), seat=None, held=((LEAD, DUC),)),
        PassedOn(before=TASK, after=replace(TASK, registrar_id=DUC), seat=None),
        PassedOn(
            before=OPINION,
            after=replace(OPINION, assigner_id=DUC),
            seat=None,
            held=((replace(ASKED, phase=Phase.LACKING), DUC), (replace(LEAD, phase=Phase.SUBMITTED), DUC)),
        ),
        PassedOn(before=CIRCULAR, after=replace(CIRCULAR, assigner_id=DUC), seat=None),
    ),
    waiting=((DECISION, TASK, DUC),),
    recurring=((SERIES, replace(SERIES, registrar_id=DUC)), (SERIES, replace(SERIES, form={}))),
    stuck=((SERIES, r.UnknownParty(name="Nguyễn Văn An")), (replace(SERIES, id=2), r.NotAllowed())),
)
MOVED_BY_CALENDAR = [
    {
        "code": "YK-5",
        "title": OPINION.title,
        "effect": CalendarEffect.MOVED,
        "at": at(9, 17).isoformat(),
        "names_hour": False,
    },
    {
        "code": "NV-12",
        "title": TASK.title,
        "effect": CalendarEffect.ON_DAY_OFF,
        "what": Dated.DEADLINE,
        "at": DUE.moment.isoformat(),
        "names_hour": True,
    },
    {
        "code": "NV-12",
        "title": TASK.title,
        "effect": CalendarEffect.ON_DAY_OFF,
        "what": Dated.MILESTONE,
        "number": 2,
        "at": at(9, 17).isoformat(),
        "names_hour": False,
    },
    {
        "code": "NV-9",
        "title": "Bàn giao mặt bằng",
        "effect": CalendarEffect.ON_DAY_OFF,
        "what": Dated.LAST,
        "at": at(9, 17).isoformat(),
        "names_hour": False,
    },
    {
        "code": "NV-14",
        "title": "Thống kê hồ sơ tồn đọng",
        "effect": CalendarEffect.MOVED,
        "what": Dated.ANSWER,
        "at": DUE.moment.isoformat(),
        "names_hour": True,
    },
    {"code": "NV-15", "title": "Rà soát quy hoạch", "effect": CalendarEffect.REPLANNED, "at": at(3).isoformat()},
]
S = Stance
CLOCK_WAS_WRONG = {"ahead": 10_454_400, "since": at(7, 8).isoformat(), "until": at(7, 8, 20).isoformat()}
UNCOVERED = {
    "person": DUC,
    "until": at(12, 0).isoformat(),
    "unreachable": None,
    "codes": ["NV-12", "YK-5"],
    "count": 2,
}
AWAY = {"person": DUC, "until": at(12, 0).isoformat(), "handed": [], "handed_count": 0, "kept": [], "kept_count": 0}
NOTICES: dict[str, AnyRendered] = {
    "giao việc, cho người chủ trì": _saying("assigned", TASK, LEAD, AN),
    "giao việc, cho thủ trưởng đơn vị chủ trì": _saying("assigned", TASK, LEAD_UNIT, BINH),
    "giao việc, cho đơn vị phối hợp": _saying("assigned", TASK, PART, DUC),
    "lấy ý kiến, cho thủ trưởng đơn vị được hỏi": _saying("assigned", OPINION, ASKED, DUC),
    "phân công việc, cho chuyên viên": _saying(
        "delegated", TASK, replace(LEAD_UNIT, holder_id=AN, turn=2), AN, data={"to": AN}
    ),
    "phân công dự thảo ý kiến, cho chuyên viên": _saying(
        "delegated", OPINION, replace(DRAFTING, acknowledged_at=None), KHANH, data={"to": KHANH}
    ),
    "phân công người khác, cho người giữ trước": _saying(
        "delegated", TASK, replace(LEAD_UNIT, holder_id=AN, turn=2), BINH, data={"to": AN}
    ),
    "nộp kết quả, cho người nghiệm thu": _saying("judge", TASK, HANDED_IN, LEADER, data={"by": AN}),
    "nộp kết quả phần phối hợp, cho người chủ trì": _saying(
        "judge", TASK, replace(HANDED_IN, **PART_OF_UNIT), AN, data={"by": DUC}
    ),
    "nghiệm thu đúng hạn": _saying("accepted", TASK, ACCEPTED, AN, data={"late": False}),
    "nghiệm thu quá hạn": _saying("accepted", TASK, ACCEPTED, BINH, data={"late": True}),
    "trả lại": _saying("returned", TASK, replace(LEAD, turn=3, held_since=at(4)), AN, words="Thiếu phụ lục số liệu"),
    "xin gia hạn, cho người quyết định": _saying(
        "decide", TASK, DECISION, LEADER, data={"by": AN}, words="Chờ số liệu của Kho bạc", about=LEAD
    ),
    "quyết định ghi thay, cho người có quyền": _saying(
        "in_your_name",
        TASK,
        LEAD,
        LEADER,
        data={"by": CLERK, "asked": "extension", "granted": False, "right": BEHALF.to_data()},
        words="Phải kịp kỳ họp",
    ),
    "chỉ đạo ghi thay, cho người có quyền": _saying(
        "in_your_name",
        TASK,
        LEAD,
        LEADER,
        data={"by": CLERK, "asked": "direction", "granted": True, "right": BEHALF.to_data()},
        words="Chỉ tính dự án khởi công trong năm",
    ),
    "gia hạn được duyệt": _saying("decided", TASK, GRANTED, AN, data={"granted": True}),
    "gia hạn không được duyệt": _saying(
        "decided", TASK, replace(LEAD, acknowledged_at=NOW), AN, data={"granted": False}, words="Phải kịp kỳ họp"
    ),
    "trình ký ý kiến, cho thủ trưởng": _saying(
        "sign", OPINION, DRAFTED, DUC, data={"by": KHANH, "stance": S.CONDITIONAL}, words="Bổ sung Điều 7"
    ),
    "đơn vị đã trả lời, cho người hỏi": _saying(
        "answered", OPINION, ANSWERED, CLERK, data={"stance": S.AGREE, "by": DUC}
    ),
    "đơn vị đã trả lời, cho chuyên viên của đơn vị": _saying(
        "answered", OPINION, ANSWERED, KHANH, data={"stance": S.DISAGREE, "by": DUC}
    ),
    "trả lời muộn": _saying("answered_late", OPINION, DEEMED, CLERK, data={"stance": S.DISAGREE, "by": DUC}),
    "thiếu hồ sơ, cho người hỏi": _saying(
        "lacking", OPINION, LACKING, CLERK, words="Bản đồ hiện trạng", data={"by": DUC}
    ),
    "hồ sơ đã bổ sung, cho đơn vị được hỏi": _saying(
        "supplied", OPINION, replace(ASKED, turn=3, held_since=at(2)), DUC, words="Đã gửi bản đồ kèm công văn 77"
    ),
    "trình ký ý kiến của cấp phó, chung chung": _saying(
        "sign",
        OPINION,
        DRAFTED,
        DUC,
        data={"by": KHANH, "stance": S.CONDITIONAL, "by_deputy": True, "is_empty": True},
        words="Thực hiện theo quy định",
    ),
    "đơn vị còn ý kiến khác, cho người hỏi": _saying(
        "answered", OPINION, ANSWERED, CLERK, data={"stance": S.DISAGREE, "by": DUC, "is_empty": True}
    ),
    "ý kiến khác đã được thống nhất, cho thủ trưởng đơn vị": _saying(
        "reconciled", OPINION, ANSWERED, DUC, data={"by": CLERK}, words="Tiếp thu, bỏ khoản 3; biên bản số 15/BB"
    ),
    "phổ biến văn bản": _saying("assigned", CIRCULAR, READING, AN),
    "mọi người đã đọc, cho người gửi": _saying("ended", CIRCULAR, None, CLERK, data={"readers": 24}),
    "theo dõi": _saying("watching", TASK, None, BINH),
    "kết thúc": _saying("ended", TASK, None, BINH),
    "phần phối hợp được nghiệm thu cùng nhiệm vụ": _saying(
        "accepted",
        TASK,
        replace(PART, phase=Phase.CLOSED, outcome=Outcome.ACCEPTED, closed_at=at(4)),
        DUC,
        data={"late": False, "whole": True},
    ),
    **{
        f"việc của mình đã khép lại ({outcome}, {signed})": _saying(
            "left",
            OPINION,
            replace(DRAFTED, phase=Phase.CLOSED, outcome=outcome, closed_at=at(4)),
            KHANH,
            data={"by": by, "was": Phase.DRAFTED, "handed_on": True, "signed": signed, "holder": None},
        )
        for outcome, by, signed in (
            (Outcome.WITHDRAWN, CLERK, False),
            (Outcome.DEEMED, None, False),
            (Outcome.ANSWERED, DUC, False),
            (Outcome.ANSWERED, DUC, True),
        )
    },
    **{
        f"việc của mình nay ở người khác ({was}, {handed_on})": _saying(
            "left",
            TASK,
            replace(LEAD, phase=was, holder_id=DUC),
            AN,
            data={"by": CLERK, "was": was, "handed_on": handed_on, "signed": False, "holder": DUC},
        )
        for was, handed_on in (
            (Phase.WORKING, False),
            (Phase.DRAFTED, False),
            (Phase.DRAFTED, True),
            (Phase.SUBMITTED, True),
        )
    },
    "dự thảo không dùng, việc giao người khác": _saying(
        "left",
        TASK,
        replace(LEAD, holder_id=DUC),
        AN,
        data={"by": BINH, "was": Phase.DRAFTED, "handed_on": True, "signed": False, "holder": DUC},
    ),
    "người thay đã làm, việc vẫn ở người vắng mặt": _saying(
        "left",
        TASK,
        BUSY,
        AN,
        data={"by": KHANH, "did": Act.EXTENSION_ASKED, "right": STANDS_IN.to_data()},
    ),
    "người khác làm thay": _saying(
        "left",
        TASK,
        replace(LEAD, phase=Phase.SUBMITTED, holder_id=LEADER),
        AN,
        data={
            "by": KHANH,
            "was": Phase.WORKING,
            "handed_on": False,
            "signed": False,
            "holder": LEADER,
            "right": STANDS_IN.to_data(),
        },
    ),
    "phối hợp thôi, vì đơn vị nay chủ trì": _saying(
        "ended",
        TASK,
        replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)),
        KHANH,
        data={"leads": True},
    ),
    "phối hợp thôi, vì đơn vị nay chủ trì, hai đơn vị sáp nhập": _saying(
        "ended",
        TASK,
        replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)),
        KHANH,
        data={"leads": False, "joins": True},
    ),
    "kết thúc phần phối hợp": _saying(
        "ended", TASK, replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)), DUC
    ),
    "đôn đốc, cho người giữ việc": _saying("nudged", TASK, BUSY, AN, data={"by": BINH}),
    "đôn đốc, ý kiến chờ ký": _saying("nudged", OPINION, DRAFTED, DUC, data={"by": CLERK}),
    "đặt hạn dứt điểm, cho người giữ việc": _saying(
        "last_set", TASK, LIMITED, AN, data={"by": LEADER}, words="Tồn từ quý III", after=at(8)
    ),
    "đặt hạn dứt điểm, cho thủ trưởng": _saying(
        "last_set", TASK, LIMITED, BINH, data={"by": LEADER}, words="Tồn từ quý III", after=at(8)
    ),
    "có người liên kết tài khoản, cho Văn phòng": _saying(
        "linked", None, None, CLERK, data={"person": AN, "account": 7}
    ),
    "liên kết tài khoản đang là của người khác, cho Văn phòng": _saying(
        "linked", None, None, CLERK, data={"person": AN, "account": 7, "before": BINH, "left_without": True}
    ),
    "đơn vị không còn người đứng đầu, cho Văn phòng": _saying(
        "headless",
        None,
        None,
        CLERK,
        data={"unit": 2, "above": LEADER, "head": None, "codes": ["NV-12"], "count": 1},
    ),
    "không nhắn được, cho Văn phòng": _saying("unreachable", None, None, CLERK, data={"person": AN}),
    "nhóm không còn, cho Văn phòng": _saying(
        "unreachable", None, None, CLERK, data={"person": 99, "group_of": UNITS[2].id}
    ),
    "không nhắn được thủ trưởng phải cho ý kiến": _saying(
        "unreachable",
        None,
        None,
        CLERK,
        data={
            "person": DUC,
            "silences": [{"code": "YK-5", "due_at": DUE_DAY.moment.isoformat(), "names_hour": False}],
        },
    ),
    "lịch làm việc thay đổi": _saying("calendar", None, None, CLERK, data={"items": MOVED_BY_CALENDAR, "more": 3}),
    **{
        f"tự kiểm tra, {defect}, cho Văn phòng": _saying(
            "unsound", None, None, CLERK, data={"defect": defect, "count": 3, "first": 17, "fault": "changed"}
        )
        for defect in Defect
    },
    "đồng hồ máy chủ đã sai, cho Văn phòng": _saying("clock", None, None, CLERK, data=CLOCK_WAS_WRONG),
    "đồng hồ máy chủ đang sai, cho Văn phòng": _saying(
        "clock", None, None, CLERK, data=CLOCK_WAS_WRONG | {"ahead": -1260, "until": None}
    ),
    **{
        f"tin không xử lý được, {why}, cho Văn phòng": _saying(
            "set_aside", None, None, CLERK, data={"why": why, "person": person, "said_at": at(7).isoformat()}
        )
        for why, person in ((Hindrance.UNREADABLE, None), (Hindrance.DIED, AN))
    },
    "bắt đầu thay người vắng mặt": _saying(
        "standing_in",
        None,
        None,
        KHANH,
        data=AWAY
        | {"acting": KHANH, "handed": ["NV-12", "YK-5"], "handed_count": 2, "kept": ["NV-7"], "kept_count": 1},
    ),
    "bắt đầu thay, có việc của chính mình": _saying(
        "standing_in",
        None,
        None,
        KHANH,
        data=AWAY | {"acting": KHANH, "own": [{"code": "NV-12", "deciders": [DUC, LEADER]}], "own_count": 1},
    ),
    "bắt đầu thay, chưa có việc": _saying("standing_in", None, None, KHANH, data=AWAY | {"acting": KHANH}),
    "người được cử thay cũng vắng mặt": _saying("standing_in", None, None, KHANH, data=AWAY | {"acting": CLERK}),
    "trở lại": _saying(
        "back", None, None, DUC, data={"person": DUC, "acted": KHANH, "handed": ["NV-12"], "handed_count": 1}
    ),
    **{
        f"phạm vi thanh tra {what}, cho {who}": _saying(
            "right_ended", None, None, to, data={"what": "scope", "person": KHANH, "fields": fields, "lost": lost}
        )
        for what, fields, lost, told in (
            ("theo đơn vị sáp nhập", ["Phòng Tài nguyên"], [], (("thanh tra", KHANH),)),
            ("không còn rõ", ["phong tai nguyen"], [3], (("thanh tra", KHANH), ("Văn phòng", CLERK))),
        )
        for who, to in told
    },
    "thôi thay, vì người vắng cử người khác": _saying(
        "back", None, None, KHANH, data={"person": DUC, "acted": KHANH, "handed_count": 0, "follows": AN}
    ),
    **{
        f"ủy quyền chấm dứt ({reason}), cho {who}": _saying(
            "right_ended",
            None,
            None,
            to,
            data={"what": "delegation", "why": reason, "of": of, "unit": 2, "head": BINH, "person": AN},
        )
        for reason, of in ENDED_BECAUSE.items()
        for who, to in (("người ủy quyền", BINH), ("người được ủy quyền", AN))
    },
    "thôi làm thay, việc của đơn vị còn lại": _saying(
        "right_ended",
        None,
        None,
        KHANH,
        data={
            "what": "substitution",
            "why": Ending.LEFT,
            "of": DUC,
            "person": DUC,
            "substitute": KHANH,
            "since": at(7, 0).isoformat(),
            "until": at(12, 0).isoformat(),
            "kept": ["NV-12"],
        },
    ),
    **{
        f"thôi làm thay, cho {who}": _saying(
            "right_ended",
            None,
            None,
            to,
            data={
                "what": "substitution",
                "why": Ending.MOVED,
                "of": KHANH,
                "person": DUC,
                "substitute": KHANH,
                "since": at(7, 0).isoformat(),
                "until": at(12, 0).isoformat(),
            },
        )
        for who, to in (("người vắng mặt", DUC), ("người thay", KHANH))
    },
    "vắng mặt, người thay đã chuyển, cho cấp trên": _saying(
        "uncovered",
        None,
        None,
        LEADER,
        data=UNCOVERED | {"why": Ending.MOVED, "of": KHANH},
    ),
    "vắng mặt, không nhắn được người thay, cho Văn phòng": _saying(
        "uncovered", None, None, CLERK, data=UNCOVERED | {"unreachable": KHANH}
    ),
    "thôi thay": _saying("back", None, None, KHANH, data={"person": DUC, "acted": KHANH, "handed_count": 1}),
    "chưa liên lạc được, cho Văn phòng": _saying(
        "unreached", None, None, CLERK, data={"people": [[AN, 3], [KHANH, 1]], "count": 2}
    ),
    "các việc nhập từ bảng tính, tin giữ từ trước": _saying(
        "taken_on",
        None,
        None,
        AN,
        data={"count": 12, "codes": [f"NV-{number}" for number in range(1, 11)], "due_at": at(7, 17).isoformat()},
    ),
    "được ủy quyền": _saying(
        "empowered",
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


def _step(step: StepKind, case: Case, duty: Duty, to: int, **more: Any) -> AnyRendered:
    """The word of the step as at its moment, so that what comes next is what follows it."""
    steps = plan(duty, case, policy=DEFAULT_POLICY, calendar=CALENDAR, after=duty.held_since)
    after = next((one.at for one in steps if one.kind is step), duty.held_since)
    data = {"step": step, "due_at": None} | {key: more.pop(key) for key in ("milestone", "told_too") if key in more}
    return _saying("step", case, duty, to, data=data, after=after, **more)


T = StepKind
STEPS: dict[str, AnyRendered] = {
    "chưa xác nhận, cho người giữ việc": _step(T.UNACKNOWLEDGED, TASK, LEAD, AN),
    "chưa xác nhận, cho cấp trên": _step(T.UNACKNOWLEDGED_UP, TASK, LEAD, BINH),
    "chưa xác nhận, cấp trên cùng được báo": _step(T.UNACKNOWLEDGED_UP, TASK, LEAD, AN, told_too=[BINH]),
    "chưa xác nhận lấy ý kiến, cho thủ trưởng": _step(T.UNACKNOWLEDGED, OPINION, ASKED, DUC),
    "chưa đọc văn bản phổ biến": _step(T.UNACKNOWLEDGED, CIRCULAR, READING, AN),
    "chưa đọc văn bản phổ biến, cho cấp trên": _step(T.UNACKNOWLEDGED_UP, CIRCULAR, READING, BINH),
    "sắp đến hạn": _step(T.DUE_SOON, TASK, BUSY, AN),
    "sắp đến hạn, gửi muộn nhiều": _step(T.DUE_SOON, TASK, BUSY, AN, set_for=NOW),
    "sắp đến hạn cho ý kiến": _step(T.DUE_SOON, OPINION, DRAFTING, KHANH),
    "sắp đến hạn, ý kiến chờ ký": _step(T.DUE_SOON, OPINION, DRAFTED, DUC),
    "sắp hết hạn cho ý kiến, cho người giữ việc": _step(T.OPINION_WARNING, OPINION, DRAFTING, KHANH),
    "sắp hết hạn cho ý kiến, cho thủ trưởng": _step(T.OPINION_WARNING, OPINION, DRAFTING, DUC),
    "mặc nhiên đồng ý, cho người chịu trách nhiệm": _step(T.DEEMED_CONSENT, OPINION, DEEMED, DUC, deemed=CONSENT),
    "mặc nhiên đồng ý, cho người hỏi": _step(T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=CONSENT),
    **{
        f"mặc nhiên đồng ý, {hearing}, cho người hỏi": _step(
            T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=replace(CONSENT, hearing=hearing)
        )
        for hearing in (Hearing.UNHEARD, Hearing.LOST)
    },
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
    "lịch nghỉ mới là dự kiến": replace(
        due_soon := _step(T.DUE_SOON, TASK, BUSY, AN),
        ahead=tuple(replace(one, forecast=True) for one in due_soon.ahead),
    ),
    "dứt điểm": _step(T.CLEARING, TASK, BUSY, CLERK),
    "sắp đến hạn dứt điểm": _step(T.LAST_SOON, TASK, LIMITED, AN),
    "quá hạn dứt điểm, cho người giữ việc": _step(T.LAST_PASSED, TASK, LIMITED, AN),
    "quá hạn dứt điểm, cho người giao": _step(T.LAST_PASSED, TASK, LIMITED, LEADER),
}


# Tasks: requests, statements, and what the assigner does

STAGED = replace(
    BUSY,
    milestones=(
        Milestone(title="Dự thảo báo cáo", deadline=Deadline(moment=at(2, 17), names_hour=True), reached_at=at(2)),
        Milestone(title="Xin ý kiến các phòng", deadline=Deadline(moment=at(4, 17), names_hour=False)),
    ),
)
PAUSED = replace(BUSY, phase=Phase.PAUSED, turn=2, held_since=at(2))
FREED = replace(LEAD, holder_id=LEADER, phase=Phase.FREED, turn=2, held_since=at(2), act_by=at(3))
GOING_UP = replace(LEAD, holder_id=BINH, phase=Phase.DRAFTED, turn=2, held_since=at(2))
REFUSAL = replace(DECISION, decision=DecisionKind.REFUSAL, wanted=None)
TRANSFER = replace(DECISION, decision=DecisionKind.TRANSFER, wanted=None, wanted_unit_id=3)
DIRECTION = replace(DECISION, decision=DecisionKind.DIRECTION, wanted=None, holder_id=BINH)
SUBMISSION = replace(DECISION, decision=DecisionKind.SUBMISSION, wanted=None)
PASSED_ON = replace(LEAD, holder_id=DUC, unit_id=3, to_unit=True, turn=2, held_since=at(2), transfers=1)
WHOLE_DOSSIER = {
    "basis": "Điều 24 Luật Đầu tư công",
    "practice": "3 dự án chậm bàn giao mặt bằng",
    "position": "Đề nghị điều chuyển vốn trước 15/12",
    "beyond": "Điều chuyển vốn do Chủ tịch quyết định",
}
NEARER = Deadline(moment=at(3, 17), names_hour=True)
PULLED = replace(STAGED, deadline=NEARER, due_since=at(2))
PULLED_DATES = moved_dates(replace(STAGED, deadline=DUE), replace(PULLED, deadline=NEARER))[1:]
FREE_AGAIN = moved_dates(PULLED, STAGED)[1:]
OWN_DAY = kept_apart([replace(PART, deadline=LATER)], NEARER)
ALONG = (*PULLED_DATES, *moved_dates(PART, replace(PART, deadline=NEARER)))
LAST_DATES = moved_dates(LIMITED, replace(LIMITED, last=LATER))
SET_RIGHT = {
    "deadline": {
        "before": {"moment": DUE.moment.isoformat(), "names_hour": True},
        "after": {"moment": LATER.moment.isoformat(), "names_hour": True},
    },
    "source": {"before": None, "after": Source.COMPLAINT},
}
NOTICES |= {
    "từ chối, cho người quyết định": _saying(
        "decide", TASK, REFUSAL, LEADER, data={"by": AN}, words="Nội dung đã giao Phòng Tài nguyên"
    ),
    "từ chối, cho thủ trưởng biết": _saying(
        "asked", TASK, LEAD, BINH, data={"by": AN, "asked": "refusal"}, words="Nội dung đã giao Phòng Tài nguyên"
    ),
    "từ chối được duyệt, cho người xin": _saying(
        "decided", TASK, FREED, AN, data={"granted": True, "asked": "refusal"}
    ),
    "từ chối không được duyệt": _saying(
        "decided", TASK, BUSY, AN, data={"granted": False, "asked": "refusal"}, words="Vẫn thuộc chức năng của phòng"
    ),
    "chờ giao lại": _saying("freed", TASK, FREED, LEADER),
    "chuyển việc, cho người quyết định": _saying(
        "decide", TASK, TRANSFER, LEADER, data={"by": AN, "way": "sideways"}, words="Không thuộc chức năng của phòng"
    ),
    "chuyển việc được duyệt, cho người xin": _saying(
        "decided", TASK, PASSED_ON, AN, data={"granted": True, "asked": "transfer"}
    ),
    "chuyển việc được duyệt, cho nơi nhận": _saying("assigned", TASK, PASSED_ON, DUC),
    "xin chỉ đạo, cho người được xin": _saying(
        "decide", TASK, DIRECTION, BINH, data={"by": AN}, words="Có tính các dự án chuyển tiếp không?"
    ),
    **{
        f"đề nghị không còn chờ quyết định ({because})": _saying(
            "settled", TASK, BUSY, AN, data={"asked": "extension", "because": because, **GIVEN_TO.get(because, {})}
        )
        for because in SettledBy
    },
    "cho chỉ đạo": _saying("directed", TASK, BUSY, AN, data={"by": BINH}, words="Chỉ tính dự án khởi công trong năm"),
    "đã ký và trình lên": _saying("gone_up", TASK, BUSY, AN, data={"by": BINH}),
    "trình, cho thủ trưởng ký": _saying("sign", TASK, GOING_UP, BINH, data={"by": AN}, texts=WHOLE_DOSSIER),
    "trình, cho người quyết định": _saying(
        "decide", TASK, SUBMISSION, LEADER, data={"by": BINH, "author": AN}, texts=WHOLE_DOSSIER
    ),
    "trình với ý kiến của các đơn vị": _saying(
        "decide",
        TASK,
        SUBMISSION,
        LEADER,
        data={"by": KHANH, "author": AN, "right": KT.to_data(), "opinions": [one.to_data() for one in SAID]},
        texts=WHOLE_DOSSIER | {one.key: WORDS[one.words_id] for one in SAID if one.words_id},
    ),
    "có thêm ý kiến sau khi trình": _saying(
        "came_in", TASK, SUBMISSION, LEADER, data={"said": SAID[3].to_data()}, words=WORDS[5]
    ),
    "trình thiếu nội dung": _saying(
        "decide",
        TASK,
        SUBMISSION,
        LEADER,
        data={"by": BINH, "author": BINH},
        texts={"position": WHOLE_DOSSIER["position"]},
    ),
    "nội dung trình được duyệt": _saying("decided", TASK, BUSY, AN, data={"granted": True, "asked": "submission"}),
    "vướng mắc": _saying(
        "blocker",
        TASK,
        BUSY,
        CLERK,
        data={"by": AN, "law": False},
        texts={"blocker": "Kho bạc chưa gửi số liệu", "proposal": "Đề nghị Văn phòng đôn đốc Kho bạc"},
    ),
    "vướng mắc do quy định chồng chéo": _saying(
        "blocker",
        TASK,
        BUSY,
        LEADER,
        data={"by": AN, "law": True},
        texts={"blocker": "Hai nghị định quy định khác nhau", "proposal": "Đề nghị xin ý kiến Bộ"},
    ),
    "vướng mắc báo sau hạn": _saying(
        "blocker",
        TASK,
        BUSY,
        LEADER,
        data={"by": AN, "law": False, "statement": 3},
        texts={"blocker": "Kho bạc chưa gửi số liệu", "proposal": "Đề nghị Văn phòng đôn đốc Kho bạc"},
    ),
    "sáng kiến nêu sau hạn": _saying(
        "initiative", TASK, BUSY, LEADER, data={"by": AN, "statement": 3}, words="Gửi số liệu qua trục liên thông"
    ),
    "điều báo sau hạn được ghi nhận": _saying(
        "credited",
        TASK,
        BUSY,
        AN,
        data={"by": LEADER, "said": StatementKind.INITIATIVE},
        words="Gửi số liệu qua trục liên thông",
    ),
    "đề nghị xác nhận nguyên nhân chậm": _saying(
        "cause",
        TASK,
        HANDED_IN,
        LEADER,
        data={"by": AN, "cause": Cause.OUTSIDE},
        words="Mưa lũ kéo dài",
    ),
    "nguyên nhân chậm đã xác nhận": _saying("cause_confirmed", TASK, ACCEPTED, AN, data={"cause": Cause.OUTSIDE}),
    "sửa nội dung": _saying(
        "corrected",
        TASK,
        None,
        AN,
        data={"by": CLERK, "changes": SET_RIGHT},
        texts={"title.before": "Báo cáo giải ngân", "title.after": "Báo cáo giải ngân vốn đầu tư công"},
    ),
    "sửa hạn, mốc đổi theo": _saying(
        "corrected",
        TASK,
        None,
        CLERK,
        data={
            "by": LEADER,
            "changes": {"deadline": SET_RIGHT["deadline"]},
            "dates": [one.to_data() for one in ALONG],
            "kept": [one.to_data() for one in OWN_DAY],
        },
    ),
    "gia hạn, mốc sẽ đổi theo, cho người quyết định": replace(
        _saying(
            "decide",
            TASK,
            DECISION,
            LEADER,
            data={"by": AN, "dates": [one.to_data() for one in FREE_AGAIN]},
            words="Chờ số liệu của Kho bạc",
        ),
        about=PULLED,
    ),
    "gia hạn, mốc đổi theo": _saying(
        "decided",
        TASK,
        STAGED,
        AN,
        data={"granted": True, "asked": "extension", "dates": [one.to_data() for one in FREE_AGAIN]},
    ),
    "tiếp tục, mốc và hạn dứt điểm đổi theo": _saying(
        "resumed",
        TASK,
        replace(STAGED, turn=3, held_since=at(7)),
        AN,
        data={"by": LEADER, "dates": [one.to_data() for one in (*FREE_AGAIN, *LAST_DATES)]},
    ),
    "được giao lại, hạn dứt điểm vẫn giữ": _saying("assigned", TASK, replace(PASSED_ON, last=LIMITED.last), DUC),
    "được giao lại, hạn dứt điểm đã qua": _saying(
        "assigned",
        TASK,
        PASSED_ON,
        DUC,
        data={"dates": [one.to_data() for one in moved_dates(LIMITED, replace(LIMITED, last=None))]},
    ),
    "hạn dứt điểm đặt lại, cho người giữ việc": _saying(
        "last_set",
        TASK,
        LIMITED,
        AN,
        data={"by": LEADER, "dates": [one.to_data() for one in LAST_DATES]},
        words="Cấp trên gia hạn",
        after=at(8),
    ),
    "giao lại, cho người giữ trước": _saying("reassigned", TASK, PASSED_ON, AN, words="Điều chỉnh phân công"),
    "tạm dừng": _saying("paused", TASK, PAUSED, AN, data={"by": LEADER}, words="Chờ kết luận thanh tra"),
    "tiếp tục": _saying("resumed", TASK, replace(GRANTED, turn=3, held_since=at(7)), AN, data={"by": LEADER}),
    "thu hồi": _saying("withdrawn", TASK, None, AN, data={"by": CLERK}, words="Giao nhầm người"),
    "nhiệm vụ định kỳ đến kỳ": _saying("recurred", None, None, CLERK, data={"recurrence": 1, "code": "NV-13"}),
    "nhiệm vụ định kỳ chưa giao được": _saying(
        "recurred",
        None,
        None,
        CLERK,
        data={"recurrence": 1, "code": None, "why": "UnknownParty", "due_at": DUE.moment.isoformat()},
    ),
    "nhiệm vụ định kỳ, kỳ đã qua hạn": _saying(
        "recurred",
        None,
        None,
        CLERK,
        data={"recurrence": 1, "code": None, "why": "DeadlineInThePast", "due_at": DUE.moment.isoformat()},
    ),
    "phiếu ngày không tới ai": _saying("sheet_unreached", None, None, CLERK, data={"sheet": "day", "people": [LEADER]}),
    "nhận việc người trước đã giao": _saying(
        "succeeded",
        None,
        None,
        DUC,
        data={"before": BINH, "taker": DUC, "codes": ["NV-12", "YK-5"], "count": 3},
    ),
    "nhận nhiệm vụ định kỳ người trước đã lập": _saying(
        "succeeded", None, None, DUC, data={"before": BINH, "taker": DUC, "codes": ["DK-1"], "count": 1}
    ),
    "việc đã giao nay người khác tiếp nhận": _saying(
        "succeeded", None, None, BINH, data={"before": BINH, "taker": DUC, "codes": ["NV-12"], "count": 1}
    ),
    "đổi người giao, cho người giao mới": _saying(
        "assigner_changed", TASK, None, BINH, data={"by": CLERK, "before": LEADER, "assigner": BINH}
    ),
    "đổi người giao, cho người giữ việc": _saying(
        "assigner_changed", TASK, None, AN, data={"by": CLERK, "before": LEADER, "assigner": BINH}
    ),
}
STEPS |= {
    "sắp đến mốc": _step(T.MILESTONE, TASK, STAGED, AN, milestone=2),
    "quá mốc, cho cấp trên": _step(T.MILESTONE_LATE, TASK, STAGED, BINH, milestone=2),
    "việc đang tạm dừng, cho người giao": _step(T.PAUSED, TASK, PAUSED, LEADER),
    "chờ giao lại, nhắc": _step(T.WAITING, TASK, FREED, LEADER),
    "chỉ đạo chưa có": _step(T.WAITING, TASK, DIRECTION, BINH),
    "nội dung trình chờ ký": _step(T.WAITING, TASK, GOING_UP, BINH),
}


def _sheet_of(kind: str, to: int, lists: dict[str, tuple[int, tuple[ListedLine, ...]]], **data: Any) -> AnyRendered:
    """A sheet with its lists: under each heading how many there are, and the first of them."""
    named = {name: {"total": total, "duties": [one.duty.id for one in shown]} for name, (total, shown) in lists.items()}
    listed = {one.duty.id: one for _, shown in lists.values() for one in shown}
    return _saying(kind, None, None, to, data={"lists": named, "at": NOW.isoformat(), **data}, listed=listed)


GIVEN_TWO = {
    "given": (
        7,
        (
            ListedLine(duty=replace(LEAD, id=911), case=TASK),
            ListedLine(duty=replace(PART, id=912, to_unit=True), case=TASK),
        ),
    )
}
NOTICES |= {
    "các việc nhập từ bảng tính": _sheet_of("taken_on", AN, GIVEN_TWO, holder=AN),
    "các việc nhập từ bảng tính, cho người thay": _sheet_of("taken_on", KHANH, GIVEN_TWO, holder=AN),
    "nhập với danh nghĩa người giao": _sheet_of("imported", LEADER, GIVEN_TWO, importer=CLERK, via="telegram"),
    "nhập tại máy chủ với danh nghĩa người giao": _sheet_of("imported", CLERK, GIVEN_TWO, importer=CLERK, via="cli"),
    "nhập tại máy chủ, không có việc": _sheet_of("imported", CLERK, {"given": (0, ())}, importer=CLERK, via="cli"),
}
LATE = ListedLine(duty=replace(LEAD, id=901, acknowledged_at=NOW), case=TASK)
COMING = ListedLine(
    duty=replace(PART, id=902), case=replace(TASK, id=9, number=15, title="Rà soát quy hoạch", urgency=Urgency.NORMAL)
)
TO_JUDGE = ListedLine(duty=replace(HANDED_IN, id=903), case=replace(TASK, id=10, number=16))
TO_DECIDE = ListedLine(duty=replace(DECISION, id=904), case=replace(TASK, id=13, number=17))
UNREAD = ListedLine(duty=replace(READING, id=906), case=CIRCULAR)


def _with_unread(saying: RenderedNotice) -> AnyRendered:
    """A line of a circular carries how many have not read it."""
    told = saying.payload
    assert isinstance(told, DayNotice)
    counted = {**told.lists, "unread": replace(told.lists["unread"], readers=(12,))}
    return replace(saying, notice=replace(saying.notice, payload=replace(told, lists=counted)))


SILENT = ListedLine(duty=replace(DEEMED, id=905), case=OPINION, deemed=CONSENT)
BOXES = {"done_on_time": 20, "done_late": 4, "open_on_time": 11, "open_overdue": 3, "cancelled": 1}
NO_BOXES = dict.fromkeys(BOXES, 0)
DRAFT = {"meeting": "2026-11-30", "month": "2026-11-01", "at": at(26, month=11).isoformat()}
NOTICES |= {
    "mốc nhật ký hằng ngày": _saying(
        "anchor",
        None,
        None,
        CLERK,
        data={"seq": 118, "hash": OPINION.file_hash, "at": at(30, 16, 45, month=11).isoformat()},
    ),
    "dự thảo báo cáo tháng": _saying(
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
    "dự thảo báo cáo tháng, không có nhiệm vụ": _saying(
        "month_sheet", None, None, CLERK, data=DRAFT | {"whole": NO_BOXES, "unit_count": 0, "units": []}
    ),
    "phiếu tuần": _sheet_of(
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
    "phiếu ngày": _sheet_of(
        "day_sheet",
        LEADER,
        {"overdue": (1001, (LATE,)), "waiting": (1, (TO_JUDGE,)), "deemed": (1, (SILENT,))},
        whole=True,
        unreached=[AN, KHANH],
        unreached_count=7,
    ),
    "phiếu ngày, có việc chờ người khác và văn bản chưa đọc hết": _with_unread(
        _sheet_of(
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
    "phiếu ngày, của lãnh đạo vắng mặt": _sheet_of(
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
    "phiếu ngày, của lãnh đạo phụ trách": _sheet_of(
        "day_sheet", LEADER, {"overdue": (1, (LATE,))}, whole=False, unreached=[], unreached_count=0
    ),
}


def notice_samples() -> Iterator[tuple[str, str]]:
    for name, saying in (NOTICES | STEPS).items():
        yield name, _shown(_outgoing(saying))
    many = (STEPS["quá hạn, cho cấp trên"], replace_recipient(STEPS["sắp hết hạn cho ý kiến, cho thủ trưởng"], BINH))
    yield "nhiều nội dung trong một tin", _shown(_outgoing(*many))
    one = STEPS["dứt điểm"]
    weekly = (
        one,
        replace(one, duty=replace(LIMITED, id=77)),
        replace(one, duty=HANDED_IN),
        NOTICES["không nhắn được, cho Văn phòng"],
    )
    yield "danh sách dứt điểm hằng tuần", _shown(_outgoing(*weekly[:3]))
    yield "danh sách dứt điểm hằng tuần, với nội dung khác", _shown(_outgoing(*weekly))
    yield "danh sách dứt điểm hằng tuần, dài", _shown(_outgoing(*[one] * 40))
    yield from digest_samples()
    yield from status_samples()
    yield "tin gửi lại", _shown(_outgoing(NOTICES["theo dõi"], repeats_at=NOW))
    yield "nhắc người làm thay", notices.notice_text(SOMEBODY_AWAY, STEPS["quá hạn, cho người giữ việc"], PEOPLE[BINH])
    yield "sau khi khởi động lại", notices.fell_behind(SCENE, NOW)


def replace_recipient(saying: AnyRendered, to: int) -> AnyRendered:
    return replace(saying, notice=replace(saying.notice, recipient_id=to))


# Refusals

REFUSALS: tuple[r.Refusal, ...] = (
    r.AbsentAlready(since=at(7, 0), until=at(12, 0)),
    r.SubstitutesInCircle(people=(DUC, KHANH, DUC)),
    r.SpanUnclear(since=at(12, 0), until=at(7, 0)),
    r.TooHeavy(cause=r.ProcessFailure.MEMORY),
    r.TooHeavy(cause=r.ProcessFailure.TIME),
    r.TooHeavy(cause=r.ProcessFailure.KILLED),
    *(c.NotASpreadsheet(kind=kind) for kind in c.FileKind),
    c.TooMuchInside(),
    c.TooManyRows(limit=100000),
    c.SheetTwice(),
    c.TitlesMissing(),
    c.ColumnMissing(title="Hạn"),
    c.ColumnUnknown(title="Đơn vị phối hợp", near="Phối hợp"),
    c.ColumnUnknown(title="Ghi chú", near=""),
    c.ColumnTwice(title="Hạn", first="E"),
    c.CellMissing(),
    c.CellIsError(shown="#REF!"),
    c.FormulaUncomputed(),
    c.NumberIsNoDate(shown="5.1"),
    c.TimeWithoutDate(shown="16:30"),
    c.NoSuchDate(shown="-3"),
    c.DateIsNoText(shown="12/05/2026"),
    c.DayImplausible(day=date(1966, 11, 20)),
    c.CellSecret(),
    c.CellsMerged(),
    c.ExampleKept(),
    c.RowTwice(row=3),
    r.SecondHead(row=3),
    r.UnitsInCircle(),
    r.CodeOfAnother(code="NV-12"),
    r.SeenBefore(at=at(7), rows=(2, 5), count=2),
    r.NotBegun(first=date(2027, 1, 1)),
    r.PersonGone(person_id=AN),
    r.PersonGone(person_id=AN, code="NV-12"),
    r.UnknownParty(name="(đã xóa) (Phòng Kinh tế)"),
    r.JudgesOwnWork(code="NV-12", person_id=AN),
    r.PicksOwnJudge(code="NV-12"),
    r.StillHolds(name="Nguyễn Văn An", codes=("NV-12", "YK-5"), count=2),
    r.NotOnPaper(command="giaoviec"),
    r.NotInGroup(),
    r.NotLinked(),
    r.NotAllowed(),
    r.UnknownCase(code="NV-12"),
    r.RightOver(code="YK-5", right=Borrowed(ground=Ground.DELEGATION, of_id=BINH, key=1), unit_id=2, ended_at=at(8, 9)),
    r.RightOver(
        code="NV-12", right=Borrowed(ground=Ground.SUBSTITUTION, of_id=AN, key=1), unit_id=None, ended_at=at(8, 9)
    ),
    r.UnknownPerson(name="Nguyễn Văn Anh", similar=("Nguyễn Văn An",)),
    r.UnknownPerson(name="Mai Thị Lan"),
    r.UnknownParty(name="Sở Xây dựng"),
    r.SeveralUnits(name="thon dong", choices=("Thôn Đông", "Thôn Đồng")),
    r.PersonExists(name="Nguyễn Văn Ân", unit="Phòng Kinh tế"),
    r.SignedByAsker(unit="Phòng Kinh tế", asker_id=LEADER),
    r.NamesakesMeet(person_id=AN, unit="Phòng Kinh tế", into="Phòng Tài nguyên"),
    r.SeveralPeople(
        name="Nguyễn Văn An", choices=("Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)")
    ),
    r.UnknownUnit(name="Phòng Kinh doanh", similar=("Phòng Kinh tế",)),
    r.NoAccountableHead(name="Phòng Kinh tế"),
    r.NobodyToAnswer(unit="Phòng Kinh tế"),
    r.NobodySignsAnswer(unit="Phòng Kinh tế"),
    r.NobodySignsSubmission(code="NV-12", unit_id=2),
    r.HeldByAssigner(unit="Văn phòng", holder_id=LEADER),
    r.AsksOneself(unit="Phòng Kinh tế", has_head=True),
    r.AsksOneself(unit="Văn phòng", has_head=False),
    r.DecidesForOneself(code="NV-12", deciders=(LEADER,)),
    r.DecidesForOneself(code="NV-12", deciders=(LEADER, BINH), on_paper=True),
    r.StillHolds(name="Phạm Văn Bình", codes=("YK-5",), count=1, headless=("Phòng Kinh tế",)),
    r.UnitExists(name="Phòng Kinh tế"),
    r.UnknownUnit(name="Phòng Công Thương", similar=("Phòng Kinh tế",), near="Phòng Kinh tế", changed=True),
    r.MergedIntoItself(name="Phòng Kinh tế"),
    r.MovedOrAnother(name="Nguyễn Văn An", unit="Phòng Kinh tế"),
    r.DeadlineInThePast(due_at=at(27, 16, month=11)),
    r.DeadlineOnDayOff(due_at=at(5, 17), suggested_at=at(7, 17)),
    r.DeadlineAfterHalfDay(due_at=at(4, 16), suggested_at=at(7, 17), closes_at=at(4, 11, 30)),
    r.DeadlineNotLater(due_at=at(7, 16, 30)),
    r.TooLong(limit=2000, length=3512),
    r.NotTheHolder(holder_id=AN, since=NOW),
    r.AlreadyClosed(code="NV-12", closed_at=at(4), outcome=Outcome.ACCEPTED),
    r.AlreadyClosed(code="YK-5", closed_at=at(9, 0), outcome=Outcome.DEEMED),
    r.AlreadyClosed(
        code="NV-12", closed_at=at(4), outcome=Outcome.GRANTED, asked="extension", by_id=CLERK, right=BEHALF
    ),
    r.AlreadyClosed(code="NV-12", closed_at=at(4), outcome=Outcome.GRANTED, asked="direction", by_id=BINH),
    r.AlreadyClosed(
        code="NV-12",
        closed_at=at(4),
        outcome=Outcome.ENDED,
        asked="direction",
        by_id=LEADER,
        goes_on=True,
        because="reassigned",
        to=KHANH,
    ),
    r.AlreadyClosed(
        code="NV-12",
        closed_at=at(4),
        outcome=Outcome.ACCEPTED,
        part=DutyKind.COORDINATING,
        unit_id=3,
        goes_on=True,
        by_id=AN,
    ),
    r.AlreadyDone(code="NV-12"),
    r.AlreadyDone(code="NV-12", act=DONE_AS[Act.DUTY_DELEGATED], by_id=BINH, at=at(1)),
    r.NotNow(code="NV-12", phase=Phase.SUBMITTED),
    r.ResumedFirst(code="NV-12", asked="refusal"),
    r.NotNow(
        code="NV-12",
        phase=Phase.WORKING,
        act=DONE_AS[Act.DUTY_RETURNED],
        by_id=CLERK,
        right=BEHALF,
        at=at(1),
    ),
    r.NothingWaits(code="NV-12"),
    r.NothingWaits(code=""),
    r.WhichUnit(code="YK-5", units=("Phòng Kinh tế", "Phòng Tài nguyên")),
    r.AlreadyAsked(code="NV-12", since=at(1)),
    r.ReasonMissing(),
    r.AlreadyUsed(),
    r.InvitationUnknown(),
    r.AlreadyLinked(person_id=1),
    r.LinkedToAnother(person_id=1, invited_id=2, invitation_id=1),
    r.LastOfficeAccount(),
    r.UnitAskedTwice(name="Phòng Kinh tế"),
    r.Nobody(),
    r.DossierAskedOnce(),
    r.NotInUnit(name="Ngô Văn Khánh", unit="Phòng Kinh tế"),
    r.DraftGone(),
    r.DraftLapsed(begun_at=at(1, 15)),
    r.SecretsRefused(),
    r.Unreadable(command="xong"),
    r.TooManyCommands(count=21, most=20),
    r.FormUnclear(command="giaoviec", text="", faults=(r.FormFault(key="Sản phẩm"), r.FormFault(key="Hạn"))),
    r.KeyUnknown(key="Sản phẩn", similar="Sản phẩm"),
    r.KeyUnknown(key="Ghi chú"),
    r.KeyTwice(key="Hạn"),
    r.FieldUnknown(name="đất dai", choices=("đất đai", "đầu tư công")),
    r.ValueUnknown(key="Khẩn", value="gấp", choices=("Thường", "Khẩn", "Thượng khẩn", "Hỏa tốc")),
    r.StanceUnknown(key="Ý kiến", value="đồng ý, có điều kiện", choices=tuple(STANCES.values())),
    r.NotLate(code="NV-12"),
    r.FileGone(),
    r.NothingToCredit(code="NV-12"),
    r.CauseConfirmed(code="NV-12", by_id=LEADER, at=at(9)),
    r.TransferLoop(code="NV-12", chain=("Phòng Kinh tế", "Phòng Tài nguyên", "Phòng Kinh tế")),
    r.TransferToSelf(name="Phòng Kinh tế"),
    r.NothingChanges(code="NV-12"),
    r.ClosedByResultOnly(code="NV-12"),
    r.ObjectionsOpen(code="NV-12", requests=("YK-5",)),
    r.TransferNotGrounded(code="NV-12", to="Phòng Tài nguyên", way="sideways"),
    r.TransferNotGrounded(code="NV-12", to="UBND huyện", way="up"),
    r.OpinionsOut(code="NV-12", waiting=WAITED_FOR),
    r.OpinionsUnread(code="NV-12", unread=SAID[2:]),
    r.MilestoneUnknown(code="NV-12", number=3, count=2),
    r.MilestoneUnknown(code="NV-12", number=1, count=0),
    r.MilestoneAfterDeadline(title="Trình ký", due_at=LATER.moment),
    r.GoesUpOnly(code="NV-12"),
    r.AlreadyNudged(code="NV-12", by_id=BINH, at=at(1)),
    r.YourOwnDuty(code="NV-12"),
    r.NotOverdue(code="NV-12", due_at=at(7, 16, 30)),
    r.LastDeadlineSet(code="NV-12", due_at=at(15, 17, month=1, year=2027)),
    r.BeyondLastDeadline(code="NV-12", due_at=at(15, 17, month=1, year=2027)),
    r.OtherDatesMove(code="NV-12", due=NEARER, dates=PULLED_DATES),
    r.TooManyUnits(asked=60, cap=10),
    r.TooManyRounds(round=3, cap=2),
    r.NotATask(code="YK-4"),
    r.TasksOnly(code="YK-4"),
    r.StageUnclear(value="Dự thảo báo cáo 02/12"),
    r.TooManyMilestones(most=20, count=60),
    r.NothingToReconcile(code="YK-5"),
    r.NobodyToRead(name="Phòng Kinh tế"),
    r.RuleOutOfRange(least=1, most=60),
    r.RungOutOfRange(most=1, in_days=False),
    r.RungOutOfRange(most=1, in_days=True),
    r.RungOutOfRange(most=6, in_days=False),
    r.LadderOutOfOrder(),
    r.FlashByTheClock(),
    r.RuleUnchanged(),
    r.SwitchUnclear(),
    r.ReviewDayUnclear(),
    *(DeadlineUnclear(phrase="cuối tuần này nhé", question=DateQuestion(reason=reason)) for reason in Reason),
    IntervalUnclear(phrase="hôm nọ", question=DateQuestion(reason=Reason.NO_DATE)),
    r.OffAlready(day=date(2026, 12, 5)),
    r.WorkedAlready(day=date(2026, 12, 4)),
    r.NothingEntered(day=date(2026, 12, 4)),
    r.NothingEntered(day=date(2026, 12, 4), hours=True),
    r.HoursOverlap(first=date(2027, 4, 15), last=date(2027, 10, 15)),
    r.DaysOutOfReach(first=date(2026, 12, 4), last=date(2028, 12, 4)),
    r.HoursUnclear(text="7 giờ đến chiều"),
    r.NoticeMissing(),
)


def _data(refusal: r.Refusal) -> str:
    if isinstance(refusal, DeadlineUnclear):
        return f" {refusal.question.reason}"
    return ""


def name_samples() -> Iterator[tuple[str, str]]:
    namesakes = ("Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)")
    yield (
        "hỏi lại tên, trùng tên",
        asked.unclear_name(r.SeveralPeople(name="Nguyễn Văn An", choices=namesakes), namesakes),
    )
    yield "hỏi lại tên người", asked.unclear_name(r.UnknownPerson(name="Văn Anh", similar=namesakes), namesakes)
    mixed = (*namesakes[:1], "Phòng Tài nguyên")
    yield (
        "hỏi lại tên người hoặc đơn vị",
        asked.unclear_name(r.UnknownParty(name="An tài nguyên", similar=mixed), mixed),
    )
    parts = ("đ/c Nguyễn Văn An (Phòng Kinh tế) – chủ trì", "Phòng Kinh tế – phối hợp")
    yield "hỏi lại phần nào", asked.which_part(r.WhichUnit(code="NV-12", units=parts, duties=(1, 2)))
    yield (
        "hỏi lại tên đơn vị",
        asked.unclear_name(r.UnknownUnit(name="Kinh tế", similar=("Phòng Kinh tế",)), ("Phòng Kinh tế",)),
    )


def refusal_samples() -> Iterator[tuple[str, str]]:
    for refusal in REFUSALS:
        yield f"{type(refusal).__name__}{_data(refusal)}", refusals.refusal_text(SCENE, refusal)
    yield from name_samples()
    reading = Reading(moment=at(11, 17), names_hour=False)
    yield (
        "hỏi lại hạn, có gợi ý",
        asked.unclear_deadline(
            DeadlineUnclear(phrase="tuần sau", question=DateQuestion(reason=Reason.BARE_PERIOD, suggestions=(reading,)))
        ),
    )
    days = Interval(first=date(2026, 11, 20), last=date(2026, 11, 20))
    yield (
        "hỏi lại ngày, có gợi ý",
        asked.unclear_interval(
            IntervalUnclear(phrase="20/11", question=DateQuestion(reason=Reason.PAST, intervals=(days,)))
        ),
    )
    yield (
        "hỏi lại hạn vào ngày nghỉ",
        asked.named_day_off(
            DayOffNamed(phrase="5/12", reading=Reading(moment=at(5, 17), names_hour=False, day_off=""))
        ),
    )


# Answers to commands


def _prospect(case: Case, *owed: Duty, **more: Any) -> Prospect:
    steps = plan(owed[0], case, policy=DEFAULT_POLICY, calendar=CALENDAR, after=NOW)
    planned = tuple(PlannedStep(step=step, told=who_hears(step, owed[0], case, CHART)) for step in steps)
    return Prospect(case=case, duties=owed, plan=planned, **({"goes_out_at": NOW} | more))


def _seen(case: Case, *owed: Duty) -> VisibleCase:
    return VisibleCase(case=case, duties=owed, grounds={}, everything=owed, sender_id=AN, chart=CHART)


def _answered(state: AnswerState | None, stance: Stance, signer: Person | None = None) -> Answered:
    return Answered(seen=_seen(OPINION, ASKED), duty=ASKED, stance=stance, state=state, signer=signer)


def _words(*texts: tuple[str, int]) -> dict[str, Any]:
    return {"words": {name: {"id": key, "hash": ""} for name, key in texts}}


def _acts_on_tasks(due: str) -> Iterator[tuple[int | None, Act, dict[str, Any]]]:
    yield AN, Act.DUTY_REPORTED, {"milestone": 1} | _words(("text", 1))
    yield AN, Act.DUTY_REPORTED, {"repeats": True} | _words(("text", 1))
    yield AN, Act.DUTY_INITIATIVE, _words(("text", 1))
    yield AN, Act.BLOCKER_RAISED, {"kind": BlockerKind.CONFLICTING_LAW} | _words(("blocker", 2), ("proposal", 1))
    yield AN, Act.CAUSE_PROPOSED, {"cause": Cause.OUTSIDE} | _words(("text", 2))
    yield CLERK, Act.CAUSE_CONFIRMED, {"cause": Cause.OWN, "on_behalf": LEADER} | _words(("text", 2))
    yield LEADER, Act.LATE_WORDS_CREDITED, {"credited": [1], "on_behalf": None}
    for granted, denied in (
        (Act.REFUSAL_GRANTED, Act.REFUSAL_DENIED),
        (Act.SUBMISSION_GRANTED, Act.SUBMISSION_DENIED),
    ):
        yield LEADER, granted, {"holder": AN, "due_at": due}
        yield LEADER, denied, {"holder": AN, "due_at": due} | _words(("reason", 4))
    yield AN, Act.REFUSAL_ASKED, _words(("reason", 5))
    yield (
        AN,
        Act.TRANSFER_ASKED,
        {"decision": 9, "to_person": None, "to_unit": 3, "way": "sideways"} | _words(("reason", 5)),
    )
    yield (
        AN,
        Act.TRANSFER_ASKED,
        {"decision": 9, "to_person": BINH, "to_unit": None, "way": "up"} | _words(("reason", 5)),
    )
    yield LEADER, Act.TRANSFER_GRANTED, {"holder": DUC, "due_at": due}
    yield LEADER, Act.TRANSFER_DENIED, {"holder": AN, "due_at": due} | _words(("reason", 4))
    yield AN, Act.DIRECTION_ASKED, {"decision": 9, "holder": BINH} | _words(("reason", 2))
    yield BINH, Act.DIRECTION_GIVEN, _words(("text", 1))
    yield AN, Act.DOSSIER_DRAFTED, _words(("basis", 5), ("position", 1))
    yield BINH, Act.SUBMISSION_ASKED, {"dossier": 1, "decision": 9, "holder": LEADER, "for_head": None}
    yield KHANH, Act.SUBMISSION_ASKED, {"dossier": 1, "decision": 9, "holder": LEADER, "for_head": BINH}
    yield (
        KHANH,
        Act.SUBMISSION_ASKED,
        {"dossier": 1, "decision": 9, "holder": LEADER, "for_head": DUC, "right": KT.to_data()},
    )
    yield LEADER, Act.OPINIONS_SHOWN, {"decision": 9, "opinions": ["answer-2"]}
    yield CLERK, Act.CASE_CORRECTED, {"changes": SET_RIGHT} | _words(("title.before", 1), ("title.after", 2))
    yield CLERK, Act.CASE_CORRECTED, {"changes": {}}
    followed = {"before": LEADER, "assigner": BINH, "registrar_before": CLERK, "registrar": CLERK, "why": "erased"}
    yield CLERK, Act.CASE_ASSIGNER_CHANGED, followed
    yield (
        CLERK,
        Act.CASE_ASSIGNER_CHANGED,
        followed | {"assigner": LEADER, "registrar_before": AN, "registrar": CLERK, "why": "head"},
    )
    yield CLERK, Act.CASE_WITHDRAWN, {"on_behalf": LEADER} | _words(("reason", 4))
    yield LEADER, Act.TASK_PAUSED, {"due_at": due} | _words(("reason", 2))
    yield LEADER, Act.TASK_RESUMED, {"due_at": due}
    yield LEADER, Act.TASK_REASSIGNED, {"holder": DUC, "before": AN} | _words(("reason", 4))
    yield LEADER, Act.PART_FOLLOWED, {"holder": DUC, "before": AN}


def _entries() -> Iterator[Entry]:
    """One entry of every act that a history tells."""
    due, signed = DUE.moment.isoformat(), {"stance": Stance.CONDITIONAL, "holder": DUC}
    planned = "2026-12-02T01:00:00.000000Z"
    step = {"step": StepKind.DUE_SOON, "planned_at": planned, "told": [AN], "superseded": [], "unreached": []}
    sent = {"kind": "step", "step": StepKind.DUE_SOON, "recipient": AN}
    sent |= {"notice": 1, "message": 1, "attempt": 1, "planned_at": planned}
    acts: tuple[tuple[int | None, Act, dict[str, Any]], ...] = (
        (CLERK, Act.TASK_ASSIGNED, {"due_at": due, "on_behalf": LEADER}),
        (CLERK, Act.OPINION_ASKED, {"due_at": due}),
        (CLERK, Act.DUTY_OPENED, {"kind": DutyKind.LEAD, "holder": AN}),
        (CLERK, Act.DUTY_OPENED, {"kind": DutyKind.OPINION, "holder": DUC} | _words(("reason", 5))),
        (CLERK, Act.DUTY_HANDED_OVER, {"before": BINH, "holder": AN}),
        (AN, Act.DUTY_ACKNOWLEDGED, {}),
        (AN, Act.DUTY_REPORTED, _words(("text", 1)) | {"said_at": "2026-11-30T00:30:00.000000Z"}),
        (BINH, Act.DUTY_DELEGATED, {"holder": AN, "before": BINH}),
        (None, Act.DEADLINE_MOVED, {"before": due, "due_at": LATER.moment.isoformat()}),
        (None, Act.WAITING_MOVED, {"before": due, "act_by": LATER.moment.isoformat()}),
        (AN, Act.EXTENSION_ASKED, {"decision": 9, "wanted": LATER.moment.isoformat()} | _words(("reason", 2))),
        (CLERK, Act.EXTENSION_GRANTED, {"holder": AN, "due_at": LATER.moment.isoformat(), "on_behalf": LEADER}),
        (LEADER, Act.EXTENSION_DENIED, {"holder": AN, "due_at": due} | _words(("reason", 3))),
        (AN, Act.DUTY_SUBMITTED, {"holder": LEADER, "late": False, "file": "abc"} | _words(("text", 1))),
        (AN, Act.RESULT_FILE_ADDED, {"file": "def"}),
        (LEADER, Act.DUTY_RETURNED, {"holder": AN} | _words(("reason", 4))),
        (LEADER, Act.DUTY_ACCEPTED, {"late": True}),
        (CLERK, Act.CIRCULAR_SENT, {"due_at": due, "readers": 24}),
        (AN, Act.CIRCULAR_READ, {"late": True}),
        (KHANH, Act.OPINION_SENT_BACK, signed | _words(("reasons", 6))),
        (KHANH, Act.OPINION_DRAFTED, signed | _words(("reasons", 5)) | {"by_deputy": True}),
        (CLERK, Act.OPINION_RECONCILED, _words(("minutes", 7))),
        (DUC, Act.OPINION_ANSWERED, {"stance": Stance.DISAGREE} | _words(("reasons", 5))),
        (DUC, Act.OPINION_SIGNED, {"answer": 1, "author": KHANH, "stance": Stance.CONDITIONAL}),
        (KHANH, Act.OPINION_SIGNED, {"answer": 1, "author": AN, "stance": Stance.CONDITIONAL, "right": KT.to_data()}),
        (DUC, Act.OPINION_LATE, {"stance": Stance.DISAGREE}),
        (DUC, Act.OPINION_LACKING, {"stance": Stance.LACKING} | _words(("reasons", 4))),
        (CLERK, Act.OPINION_SUPPLIED, {"due_at": due, "holder": DUC}),
        (
            None,
            Act.OPINION_DEEMED,
            {"at": "2026-12-08T17:00:00.000000Z", "answerable": DUC, "holder": KHANH, "acknowledged": True},
        ),
        (None, Act.STEP_TAKEN, step),
        (None, Act.STEP_TAKEN, step | {"superseded": [AN]}),
        (None, Act.STEP_TAKEN, step | {"unreached": [AN]}),
        (None, Act.NOTICE_SENT, sent),
        (None, Act.NOTICE_UNCERTAIN, sent),
        (None, Act.NOTICE_UNREACHED, sent | {"kind": "assigned", "step": None}),
        (BINH, Act.DUTY_NUDGED, {"holder": AN}),
        (CLERK, Act.DUTY_LAST_SET, {"last_at": due, "on_behalf": LEADER} | _words(("reason", 2))),
        (None, Act.DUTY_ENDED, {}),
        *_acts_on_tasks(due),
        (LEADER, Act.CASE_CLOSED, {}),
    )
    for number, (actor, act, data) in enumerate(acts, start=1):
        moment = NOW + timedelta(minutes=number)
        yield Entry(seq=number, at=moment, act=act, via="telegram", actor_id=actor, duty_id=LEAD.id, data=data)


def _plain_card(*owed: Duty) -> CaseCard:
    submission = Submission(duty_id=LEAD.id, by_id=AN, at=at(3), words_id=1, file_sha256="abc", file_name="bao-cao.pdf")
    seen = _seen(TASK, *owed)
    return CaseCard(seen=seen, ahead={}, answers={}, deemed={}, submissions={LEAD.id: submission}, words={1: WORDS[1]})


def _card() -> CaseCard:
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
    return CaseCard(
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
    yield "vắng mặt, chưa có người thay", absences.own_absences(SCENE, [replace(AN_AWAY, substitute_id=None)])
    yield "chưa báo vắng mặt", absences.own_absences(SCENE, [])
    yield "trở lại sớm", absences.came_back([AN_AWAY])
    given = Delegation(head_id=DUC, person_id=KHANH, unit_id=3, fields=("đất đai",), since=at(7, 8), until=at(12, 0))
    yield "ủy quyền", absences.empowered(SCENE, given, PEOPLE[KHANH])
    yield "ủy quyền đang có", absences.own_delegations(SCENE, [given, replace(given, fields=())])
    yield "chưa ủy quyền", absences.own_delegations(SCENE, [])
    yield "thu hồi ủy quyền", absences.delegation_withdrawn(SCENE, PEOPLE[KHANH])
    shown = _page((BUSY, TASK))
    about = replace(SOMEBODY_AWAY, reader=BINH)
    yield (
        "danh sách việc của người làm thay",
        lists.held(about, shown, which=OwnList.ALL, now=at(8), calendar=CALENDAR),
    )


def people_samples() -> Iterator[tuple[str, str]]:
    held = (BUSY, LEAD_UNIT, HANDED_IN)
    board = Board(
        unit=UNITS[2], overdue=held[:1], unacknowledged=held[1:2], waiting=held[2:], others=(), cases={TASK.id: TASK}
    )
    yield "bảng việc của đơn vị", units.board(SCENE, board)
    unread = replace(board, unread=(READING, replace(READING, id=98)), cases={TASK.id: TASK, CIRCULAR.id: CIRCULAR})
    yield "bảng việc của đơn vị, có văn bản chưa đọc", units.board(SCENE, unread)
    yield "phiếu giấy", units.sheet_made(board)
    kept = {
        "accounts": [{"unlinked_at": None}],
        "held": [{}] * 12,
        "submissions": [{}] * 5,
        "absences": [{}],
        "progress": [{"kind": "task", "number": 12, "text": "đã xong ba phần"}],
        "blockers": [{"kind": "task", "number": 12, "text": None}],
        "initiatives": [],
        "causes": [],
        "opinions": [{"kind": "opinion", "number": 5, "text": "thống nhất, bổ sung nguồn kinh phí"}],
        "proposals": [],
        "requests": [{}] * 2,
    }
    yield "dữ liệu của mình", personal.own_data(SCENE, PEOPLE[AN], kept)
    yield "đã xóa dữ liệu", personal.erased(SCENE, Erased(person=PEOPLE[AN], blanked=4))
    erased_in = "/giaoviec\nChủ trì: (đã xóa)\nViệc: Báo cáo"
    yield "bản nháp vẫn còn, có người đã xóa", replies.draft_stands(erased_in, can_be_edited=True)
    yield "bản nháp vẫn còn", replies.draft_stands("/sapnhap Phòng A; Phòng B; QĐ 1", can_be_edited=False)
    yield "bản xem trước tệp vẫn còn", imports.preview_stands()
    yield (
        "đã xóa dữ liệu, ủy quyền chấm dứt",
        personal.erased(SCENE, Erased(person=PEOPLE[AN], blanked=4, lapsed=MERGING.lapsed)),
    )
    again = "/xoacanbo Phạm Văn Bình; nghỉ hưu"
    going = (GoingOver(duty=LEAD_UNIT, case=TASK, before_id=BINH, after_id=DUC),)
    leaving = Leaving(person=PEOPLE[BINH], going=going, succession=PASSED_ON_BY_HEAD)
    yield "xem trước khi xóa dữ liệu", personal.erasing(SCENE, leaving, again=again)
    head = replace(PEOPLE[DUC], unit_id=PEOPLE[BINH].unit_id)
    placing = PlannedEntry(
        person=head,
        unit=UNITS[head.unit_id or 0],
        stepping_down=(PEOPLE[BINH],),
        succession=PASSED_ON_BY_HEAD,
        chart=CHART,
    )
    yield (
        "xem trước khi cập nhật cán bộ",
        entry_confirmations.person_leaves_post(
            SCENE, placing, again="/canbo Hoàng Minh Đức; Phòng Kinh tế; Trưởng phòng; thủ trưởng; chuyển"
        ),
    )
    gone = Erased(person=PEOPLE[BINH], blanked=4, succession=PASSED_ON_BY_HEAD)
    yield "đã xóa dữ liệu, việc đã giao chuyển tiếp", personal.erased(SCENE, gone)
    copies = (Backup(made_at=NOW, file="backup-2026-11-30.db"), Backup(made_at=NOW, file=None))
    erased = Erased(person=PEOPLE[AN], blanked=4, unread=("PB-3",), backups=copies, traceless=False)
    yield "đã xóa dữ liệu, còn bản sao lưu", personal.erased(SCENE, erased)
    yield "nhóm của đơn vị", groups.registered(UNITS[2])
    for who, to in (("trong nhóm", GROUP), ("cho thủ trưởng", PEOPLE[DUC])):
        data = {"what": "group", "why": Ending.MERGED, "of": None, "unit": 2, "into": 3}
        yield (
            f"nhóm của đơn vị đã sáp nhập, {who}",
            lapses.right_ended(ENDED_MERGED, _saying("right_ended", None, None, DUC, data=data), to),
        )
    yield "thôi nhóm của đơn vị", groups.left(UNITS[2])
    yield "nhắc trong nhóm", groups.nudge("Phòng Kinh tế", TASK, StepKind.OVERDUE)
    yield (
        "ghi theo giấy",
        paper.recorded(
            SCENE, PEOPLE[AN], task_confirmations.acknowledged(SCENE, TASK, BUSY, first=True), reportable={"nhan"}
        ),
    )


def import_samples() -> Iterator[tuple[str, str]]:
    yield "mẫu nhập", imports.template()
    yield "đang đọc tệp", imports.progress(20_000)
    yield "đã đọc tệp", imports.checking(60_000)
    twice = ((7, LeftOut(unit=UNITS[2], has=DutyKind.LEAD)),)
    result = Imported(units=12, people=340, tasks=1200, known_tasks=3, unreachable=20, left_out=twice)
    yield "đã nhập", imports.done(result)
    remarks = [
        ImportRemark(kind=RemarkKind.SHEETS_UNREAD, count=7, names=("Sheet1", "Danh mục")),
        ImportRemark(kind=RemarkKind.SHEET_HIDDEN, sheet=Worksheet.PEOPLE, count=1),
        ImportRemark(kind=RemarkKind.ROWS_HIDDEN, sheet=Worksheet.TASKS, count=2, names=("12", "15")),
        ImportRemark(kind=RemarkKind.COLUMNS_HIDDEN, sheet=Worksheet.TASKS, count=1, names=("F",)),
        ImportRemark(kind=RemarkKind.BESIDE, sheet=Worksheet.TASKS, count=1, names=("XFD1048576",)),
    ]
    off = [DayOff(row=4, moment=at(6, 17), name=""), DayOff(row=9, moment=at(13, 17), name="Tết Dương lịch")] * 4
    yield "điều cần biết khi nhập", "\n".join(imports.remarks(ImportContents(remarks=remarks, days_off=off)))
    fault = CellFault(
        sheet=Worksheet.TASKS,
        row=7,
        column="deadline",
        refusal=DeadlineUnclear(phrase="tuần sau", question=DateQuestion(reason=Reason.BARE_PERIOD)),
    )
    yield "chưa nhập được", imports.refused(SCENE, (fault, replace(fault, row=9, refusal=c.CellMissing())) * 10)
    titled = CellFault(
        sheet=Worksheet.TASKS, row=1, column="F", refusal=c.ColumnUnknown(title="Đơn vị phối hợp", near="Phối hợp")
    )
    whole = CellFault(sheet=Worksheet.TASKS, row=0, column="", refusal=c.TitlesMissing())
    yield "chưa nhập được, không có bản sao", imports.refused(SCENE, (titled, whole), copied=False)
    yield "tệp gửi đến không phải XLSX", imports.not_a_spreadsheet_sent()
    yield from _plan_samples()


def _plan_samples() -> Iterator[tuple[str, str]]:
    plan = Plan(chart=CHART, units_new=2, people_new=5, people_known=1, known_tasks=3)
    row = TaskRow(row=2, assignment=Assignment(lead="an", title="Việc", product="Biểu", deadline=TASK.deadline))
    plan.add_task(row, [Draft(case=replace(TASK, registrar_id=CLERK), duties=(LEAD,), watching=())])
    for kind, other in ((Oddity.READ_AS, "Nguyễn Văn An"), (Oddity.LETTERS, ""), (Oddity.ACCENTS, "Nguyễn Văn Ân")):
        plan.note_odd(OddName(sheet=Worksheet.TASKS, row=2, name="nguyen van an", kind=kind, other=other))
    read = ImportContents(days_off=[DayOff(row=4, moment=at(6, 17), name="")])
    yield "xem trước tệp nhập", f"{import_plans.preview(SCENE, plan, read)}\n{import_plans.ask(plan)}"
    plan.file_seen_at = at(1)
    plan.note_seen(SeenRow(row=2, number=12))
    plan.note_seen(SeenRow(row=9, above=8))
    yield "xem trước tệp đã nhập", f"{import_plans.preview(SCENE, plan, ImportContents())}\n{import_plans.ask(plan)}"
    yield "tổ chức đã thay đổi từ lúc xem trước", import_plans.changed(SCENE, plan, {BINH: 2})
    yield "tệp không có gì mới", import_plans.nothing_new(Plan(chart=CHART, known_tasks=3))


def _several() -> tuple[Prospect, ...]:
    case = replace(
        TASK,
        document_day=date(2026, 11, 20),
        subject="báo cáo giải ngân",
        source=Source.COMPLAINT,
        label=Label.PILOT,
        recipients="Chủ tịch (để b/c); Phòng Kinh tế (p/h)",
        file_name="cong-van-1234.pdf",
        file_hash="9f86d081",
    )
    more = {
        "workload": {AN: Workload(still_open=7, overdue=2), DUC: Workload(still_open=3, overdue=0)},
        "similar": (replace(TASK, number=9),),
        "repeats": "FREQ=MONTHLY;BYMONTHDAY=25",
    }
    to_unit = replace(PART, kind=DutyKind.LEAD)
    return _prospect(case, replace(STAGED, acknowledged_at=None), PART, **more), _prospect(case, to_unit, PART)


def working_samples() -> Iterator[tuple[str, str]]:
    """What the bot answers to who works, decides and steers."""
    seen = _seen(TASK, BUSY)
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


def _summary() -> Summary:
    card = _card()
    silent, waiting = card.seen.duties[1], replace(ASKED, id=98, unit_id=4, holder_id=CLERK)
    (answer,), (late,) = card.answers[ANSWERED.id], card.answers[99]
    lacked = replace(answer, id=3, stance=Stance.LACKING, state=AnswerState.REPLACED, words_id=4, said_at=at(1))
    return Summary(
        case=replace(OPINION, round=3, excess="Dự thảo đã thay đổi căn bản"),
        at=at(10),
        duties=(ANSWERED, silent, waiting),
        answers={ANSWERED.id: [lacked, answer], 99: [late]},
        deemed=card.deemed,
        reconciled={},
        words=WORDS,
        late_readers=frozenset(),
    )


def _settled() -> Summary:
    shown = _summary()
    settled = Reconciliation(
        duty_id=ANSWERED.id, by_id=CLERK, at=at(10), words_id=7, file_sha256="abc", file_name="bien-ban.pdf"
    )
    return replace(shown, duties=(ANSWERED,), reconciled={ANSWERED.id: settled})


def _readers() -> Summary:
    read = replace(
        READING, id=31, holder_id=KHANH, unit_id=3, phase=Phase.CLOSED, outcome=Outcome.READ, closed_at=at(9)
    )
    return replace(
        _summary(), case=CIRCULAR, duties=(READING, read), answers={}, deemed={}, late_readers=frozenset({31})
    )


def _sheet(shown: Summary) -> str:
    """A document's words, a row of its table to a line."""
    sheet = summaries.sheet(SCENE, shown, agency="UBND huyện")
    table = [" | ".join(cell.replace("\n", " / ") or "–" for cell in row) for row in (sheet.columns, *sheet.rows)]
    return escape("\n".join((sheet.file_name, sheet.agency, sheet.title, *sheet.above, *table, *sheet.below)))


LEAD_RECORD = Record(
    case=TASK,
    duty_id=LEAD.id,
    kind=DutyKind.LEAD,
    to_unit=False,
    opened_at=NOW,
    closed_at=None,
    outcome=None,
    restarted_at=None,
    stretches=(
        Stretch(person_id=BINH, unit_id=2, phase=Phase.WORKING, since=NOW, acknowledged_at=at(1), until=at(2)),
        Stretch(person_id=AN, unit_id=2, phase=Phase.WORKING, since=at(2)),
    ),
    terms=(Term(since=NOW, deadline=DUE),),
)


def document_samples() -> Iterator[tuple[str, str]]:
    """What is handed out as a picture or a document."""
    told = replace(_told(), entries=tuple(_entries())[:6])
    reader = replace(SCENE, reader=LEADER)
    file = casefiles.case_file(reader, told, agency="UBND huyện", calendar=CALENDAR, now=at(9))
    tables = (casefiles.HOLDER_COLUMNS, *file.holders, casefiles.JOURNAL_COLUMNS, *file.journal)
    table = [" | ".join(cell or "–" for cell in row) for row in tables]
    above = (file.file_name, file.agency, file.title, *file.facts, file.holders_note, file.journal_note)
    yield "hồ sơ gửi kèm", casefiles.handed_out(TASK)
    yield "tệp hồ sơ", escape("\n".join((*above, *table, *file.check)))
    yield "chữ trong hình ai giữ việc", escape("\n".join(_course_words()))
    yield "chữ trong hình báo cáo", escape("\n".join(_report_words()))
    agenda = Agenda(duties=(BUSY,), cases={TASK.id: TASK}, paused=0, left_out=0, calendar=CALENDAR)
    yield "lịch của mình", agendas.handed_out(agenda)
    yield "lịch của mình, có việc tạm dừng, quá dài", agendas.handed_out(replace(agenda, paused=2, left_out=7))
    yield "lịch của mình, trống", agendas.nothing_held(replace(agenda, duties=(), cases={}, paused=1))
    for name, duty, case in (
        ("chủ trì", BUSY, TASK),
        ("ý kiến", ASKED, OPINION),
        ("nghiệm thu", HANDED_IN, TASK),
        ("quyết định", DECISION, TASK),
    ):
        event = (agendas.CALENDAR_NAME, agendas.event_title(duty, case), agendas.event_text(SCENE, duty, case))
        yield f"mục trong lịch, {name}", escape("\n".join(event))


def _told() -> History:
    holdings = (
        Holding(duty_id=LEAD.id, person_id=BINH, since=NOW, until=at(1)),
        Holding(duty_id=LEAD.id, person_id=AN, since=at(1)),
    )
    return History(
        card=_plain_card(BUSY),
        entries=tuple(_entries()),
        words=WORDS,
        holdings=holdings,
        records=(LEAD_RECORD,),
        posts={
            person: (PostHeld(unit_id=2, position="", roles=frozenset(), since=NOW, until=None),)
            for person in (AN, BINH)
        },
        last_seq=27,
        last_hash="0123456789abcdef0123456789abcdef",
    )


def _course_words() -> Iterator[str]:
    yield pictures.course_heading(TASK)
    yield pictures.course_deadline(SCENE, replace(TASK, deadline=LATER))
    yield pictures.course_note(SCENE, NOW)
    yield f"{pictures.part_title(SCENE, PART)} / {pictures.part_ended(ACCEPTED)}"
    yield f"{pictures.holder_name(SCENE, AN)} / {pictures.holder_name(SCENE, 99)}"
    yield pictures.spent(timedelta(hours=37, minutes=30), timedelta(hours=8))
    yield pictures.holders_left_out(3)
    yield pictures.parts_left_out(12)
    yield "; ".join(pictures.phase_words(phase, frozenset({DutyKind.LEAD})) for phase in Phase)
    yield pictures.phase_words(Phase.WORKING, frozenset({DutyKind.READING}))
    yield "; ".join((*pictures.MARKS.values(), pictures.UNACKNOWLEDGED, pictures.AFTER_DEADLINE, pictures.NOW))
    yield f"{pictures.FIRST_DEADLINE}; {pictures.OTHER_DEADLINE}; {pictures.DEADLINE}"


def _report_words() -> Iterator[str]:
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


# Lists, nudges, the backlog, the rules


def _page(*lines: Line, number: int = 1, total: int | None = None, counted: bool = True) -> ListPage:
    return ListPage(lines=lines, number=number, total=len(lines) if total is None else total, counted=counted)


FEAST = Calendar(
    timezone=HANOI,
    seasons=(
        Season(first=date(2027, 4, 16), last=date(2027, 10, 15), hours=(Session(opens=time(7), closes=time(11)),)),
    ),
    days_off={date(2027, 1, 1): "Tết Dương lịch"} | {date(2027, 2, day): "Tết Nguyên đán" for day in range(4, 11)},
    forecasts=frozenset(date(2027, 2, day) for day in range(4, 11)),
    worked={date(2027, 1, 9): "hoán đổi ngày 02/01"},
    half_days={date(2026, 12, 31): "tổng kết năm"},
)


def list_samples() -> Iterator[tuple[str, str]]:
    given = (BUSY, TASK), (ASKED, OPINION)
    waits = (DECISION, TASK), (HANDED_IN, TASK), (DRAFTED, OPINION), (LACKING, OPINION)
    for which in OwnList:
        yield (
            f"danh sách việc: {HELD[which]}, trống",
            lists.held(SCENE, _page(), which=which, now=NOW, calendar=CALENDAR),
        )
        lines = waits if which is OwnList.WAITING else given
        shown = _page(*lines, total=17, number=2 if which is OwnList.ALL else 1)
        yield f"danh sách việc: {HELD[which]}", lists.held(SCENE, shown, which=which, now=at(8), calendar=CALENDAR)
    many = _page(given[0], number=100, total=1000, counted=False)
    yield "danh sách việc: hơn 1000", lists.held(SCENE, many, which=OwnList.ALL, now=NOW, calendar=CALENDAR)
    yield "tìm việc", lists.found(SCENE, _page(given[0]), ("giai", "ngan"), now=NOW, calendar=CALENDAR)
    yield "tìm việc, không có", lists.found(SCENE, _page(), ("<b>",), now=NOW, calendar=CALENDAR)
    for given_which in AssignedList:
        read = Unread(case_id=CIRCULAR.id, duty_id=READING.id, due_at=CIRCULAR.deadline.moment, readers=12)
        out = HandedOut(
            page=_page(*given, *waits, total=17),
            everything=False,
            whose=None,
            may_all=True,
            circulars=((CIRCULAR, read),),
        )
        empty = replace(out, page=_page())
        for name, one in (("", out), (", trống", empty)):
            text = lists.handed_out(SCENE, one, which=given_which, now=at(8), calendar=CALENDAR)
            yield f"việc đã giao: {lists.GIVEN_LABELS[given_which]}{name}", text
    for whose in (UNITS[2], PEOPLE[AN]):
        out = HandedOut(page=_page(given[0]), everything=True, whose=whose, may_all=True)
        yield (
            f"việc cả cơ quan đã giao: {whose.name}",
            lists.handed_out(SCENE, out, which=AssignedList.ALL, now=at(8), calendar=CALENDAR),
        )
    late = at(27, month=1, year=2027)
    held = Backlog(
        page=_page((LIMITED, TASK), (HANDED_IN, TASK)), whole=True, sizes=((90, 0), (60, 0), (30, 2), (0, 1000))
    )
    yield "việc quá hạn theo độ dài", clearing.backlog(SCENE, held, age=0, now=late, calendar=CALENDAR)
    unread = Unread(case_id=CIRCULAR.id, duty_id=READING.id, due_at=CIRCULAR.deadline.moment, readers=12)
    yield (
        "việc quá hạn, có văn bản chưa đọc hết",
        clearing.backlog(SCENE, replace(held, circulars=((CIRCULAR, unread),)), age=0, now=late, calendar=CALENDAR),
    )
    yield (
        "việc quá hạn, trống",
        clearing.backlog(SCENE, replace(held, page=_page(), whole=False), age=30, now=late, calendar=CALENDAR),
    )
    yield "đã đặt hạn dứt điểm", clearing.last_set(SCENE, TASK, LIMITED)
    assert LIMITED.last is not None
    already = r.LastDeadlineSet(code="NV-12", due_at=LIMITED.last.moment)
    yield "hạn dứt điểm đã có, đặt lại?", clearing.sets_anew(SCENE, already, LATER)
    pressed = Nudged(seen=_seen(TASK, BUSY, PART), pressed=(BUSY, PART), goes_out_at=NOW)
    yield "đã đôn đốc", nudges.nudged(SCENE, pressed, now=NOW)
    entry = Entry(at=NOW, act=Act.DUTY_NUDGED, via="telegram", actor_id=BINH, data={"holder": AN})
    again = replace(pressed, pressed=(PART,), before=((BUSY, entry),), goes_out_at=at(1, 7, 30))
    yield "đã đôn đốc, có phần đã đôn đốc trước", nudges.nudged(SCENE, again, now=NOW)
    in_force = RulesInForce(reader=PEOPLE[AN], policy=DEFAULT_POLICY, since=NOW, calendar=FEAST)
    yield "quy định đang áp dụng", "\n\n".join(rules.rules(SCENE, in_force, now=NOW))


def guide_samples() -> Iterator[tuple[str, str]]:
    """Every question of every guide, the first one bare, the others with what was answered before."""
    guided = {name: one.form for name, one in COMMANDS.items() if one.form is not None and one.is_guided}
    for command, guide in guided.items():
        progress = Progress(command=command, at=guide.steps[0].key)
        for number, step in enumerate(guide.steps):
            beside = (
                ("calendar", step.kind is QuestionKind.DEADLINE),
                ("skip", step.optional),
                ("done", step.optional),
            )
            shown = replace(progress, at=step.key, answers=FIRST[command] if step.optional else progress.answers)
            yield (
                f"hỏi từng mục, /{command}: {step.key}",
                guides.question(
                    command,
                    step.key,
                    answers=shown.answers,
                    about="",
                    place=place(guide.steps, shown),
                    controls=[name for name, fits in (*beside, ("back", number > 0), ("leave", True)) if fits],
                ),
            )
            if step.key in GUIDED:
                progress = replace(progress, at=step.key).answering(GUIDED[step.key])
    controls, answers = ["next", "done", "back", "leave"], {"Hỏi": "- Phòng Kinh tế: nguồn kinh phí"}
    asked = {"answers": answers, "place": (3, 3), "controls": controls}
    yield (
        "hỏi từng mục, vì sao hỏi đơn vị",
        guides.question("xinykien", "Hỏi", about="Phòng Tài nguyên", **asked),
    )
    yield "hỏi từng mục, còn đơn vị nào nữa", guides.question("xinykien", "Hỏi", about="", **asked)
    yield "chọn ngày", guides.month_note(working_only=False)
    yield "chọn ngày làm việc", guides.month_note(working_only=True)
    unknown, meant = (
        r.UnknownParty(name="An", similar=("Nguyễn Văn An (Phòng Kinh tế)",)),
        ["Nguyễn Văn An (Phòng Kinh tế)"],
    )
    yield "trả lời chưa đúng, có gợi ý", guides.refused(SCENE, unknown, meant)
    unclear = DeadlineUnclear(phrase="tuần sau", question=DateQuestion(reason=Reason.BARE_PERIOD))
    yield "hạn chưa rõ, có gợi ý", guides.refused(SCENE, unclear, ["Thứ Sáu 11/12/2026 (17:00, hết ngày)"])
    yield "nút của câu đã qua", guides.answered_before()
    yield "chưa tới lúc xem trước", guides.not_here("xong", "Việc")
    yield "còn thiếu mục bắt buộc", guides.missing("Hạn")
    yield "tệp được giữ khi hỏi từng mục", guides.file_kept("du-thao.docx")
    yield "tệp không được nhận khi hỏi từng mục", guides.file_not_taken()


def remark_samples() -> Iterator[tuple[str, str]]:
    def offered(case: Case, duty: Duty, *verbs: str, **more: Any) -> str:
        usual = {"verbs": verbs, "understood": bool(verbs), "holds": True, "wanted": None, "file": False}
        return remarks.offered(SCENE, case, duty, **(usual | more))

    yield "em làm xong rồi", offered(TASK, BUSY, "xong")
    yield "cho em xin đến thứ Sáu tuần sau", offered(TASK, BUSY, "giahan", wanted=LATER)
    yield "chưa xong", offered(TASK, BUSY, "tiendo", "giahan")
    yield "không phải việc của phòng em", offered(OPINION, ASKED, "ktt")
    yield "đồng ý nhưng…", offered(OPINION, ASKED, "dy", "cdk")
    yield "một câu chưa hiểu", offered(TASK, BUSY)
    yield "một tệp gửi kèm lời", offered(TASK, BUSY, "xong", file=True)
    yield "việc không còn giữ", offered(TASK, HANDED_IN, holds=False)
    yield "hỏi lại về việc nào", remarks.which([TASK, OPINION], 4)
    yield "hỏi lại về phần nào", remarks.which_part(TASK, ("Phòng Kinh tế – chủ trì", "Phòng Tài nguyên – phối hợp"))
    yield from _of_several_commands()
    yield from _of_files()
    yield from _of_forms()
    yield "tệp không còn chờ", replies.wait_no_more(["bao-cao.pdf", "phu-luc.xlsx"])
    yield "hỏi lý do gia hạn", remarks.reason_for("NV-12", SCENE.deadline(LATER))


def _of_forms() -> Iterator[tuple[str, str]]:
    lacking = r.FormFault(key="Sản phẩm"), r.FormFault(key="Hạn")
    wrong = r.FormFault(
        key="Phối hợp", why=r.UnknownUnit(name="Phòng X", similar=("Phòng Kinh tế",)), piece="Phòng X", place=1
    )
    strange = r.FormFault(key="Ghi chú: gấp", why=r.KeyUnknown(key="Ghi chú"))
    for title, faults in (
        ("mẫu còn thiếu mục", lacking),
        ("mẫu có mục chưa đúng", (wrong,)),
        ("mẫu có mục chưa đúng và còn thiếu", (strange, wrong, *lacking)),
    ):
        yield title, guides.unclear(SCENE, r.FormUnclear(command="giaoviec", text="", faults=faults))
    reason = r.FormFault(key="Hỏi", piece="Phòng Kinh tế", place=0, before="Phòng Kinh tế: ")
    beside = {"answers": {"Việc": "Rà soát"}, "about": "", "place": None, "controls": ("leave",)}
    for title, command, key, fault in (
        ("hỏi lại một phần của mục", "giaoviec", "Phối hợp", r.FormFault(key="Phối hợp", piece="Phòng X", place=1)),
        ("hỏi phần thiếu của một dòng", "xinykien", "Hỏi", reason),
        ("hỏi dòng chưa rõ mục", "giaoviec", "Ghi chú: gấp", None),
    ):
        yield title, guides.question(command, key, fault=fault, **beside)


def _of_files() -> Iterator[tuple[str, str]]:
    names = ["bao-cao.pdf", "phu-luc.xlsx"]
    yield (
        "một tệp gửi kèm lời, đã giữ",
        remarks.offered(
            SCENE, TASK, BUSY, verbs=["xong"], understood=True, holds=True, wanted=None, file=True, kept=True
        ),
    )
    yield "một tệp chưa rõ để làm gì", offers.kept(names[:1])
    yield "thêm tệp của cùng tập", offers.kept_more(names[1], 2)
    yield "tệp gửi khi còn phải chọn", offers.kept_for_choice(names)
    yield "tệp gửi khi bản nháp chờ", offers.added_to_draft(names, LABELS["giaoviec"])
    yield "tệp nữa của cùng kết quả", offers.added_to_result(TASK, names[1], count=2, words="")
    yield "tệp nữa có lời kèm", offers.added_to_result(TASK, names[1], count=2, words="bản ký số")
    yield "lệnh chỉ nhận một tệp", replies.only_first_file(names[0])


def _of_several_commands() -> Iterator[tuple[str, str]]:
    first, second = "/nhan NV-12", "/tiendo NV-12 đã tổng hợp số liệu"
    words = "nhưng xin lùi hạn đến thứ Sáu"
    yield (
        "một lệnh trong tin nhiều lệnh",
        several.answer_to(first, task_confirmations.acknowledged(SCENE, TASK, BUSY, first=True)),
    )
    yield "lệnh đã thực hiện trước khi gián đoạn", several.done_before(first)
    yield "những lệnh chưa thực hiện", several.not_done([first, second])
    yield "tin nhiều lệnh bị lỗi giữa chừng", several.broken_off([first], [second])
    yield (
        "lời thừa sau lệnh",
        several.words_left("nhan", words, verbs=["giahan"], code="NV-12", pressed=True),
    )
    yield "lời thừa chưa rõ ý", several.words_left("nhan", "nhé", verbs=(), code="NV-12", pressed=True)
    yield "lời thừa sau lệnh không có mã", several.words_left("huy", "NV-12", verbs=(), code=None, pressed=False)


FIRST = {
    "giaoviec": {"Chủ trì": "Phòng Kinh tế"},
    "xinykien": {"Nội dung": "Dự thảo quy chế"},
    "phobien": {"Nội dung": "Quy chế làm việc"},
}
GUIDED = {
    "Chủ trì": "Nguyễn Văn An (Phòng Kinh tế)",
    "Việc": "Báo cáo giải ngân vốn đầu tư công tháng 11",
    "Sản phẩm": "Báo cáo bằng văn bản",
    "Hạn": "Thứ Sáu 11/12/2026 (17:00, hết ngày)",
    "Nội dung": "Dự thảo quy chế phối hợp quản lý đất đai",
    "Đề xuất": "Ban hành trong quý I/2027",
    "Hỏi": "- Phòng Kinh tế: nguồn kinh phí",
    "Gửi": "Phòng Kinh tế",
}


def calendar_samples() -> Iterator[tuple[str, str]]:
    tet = [
        EnteredDay(day=date(2027, 2, day), kind=DayKind.OFF, name="Tết Nguyên Đán", forecast=True)
        for day in range(4, 11)
    ]
    decided = EnteredDay(day=date(2026, 12, 4), kind=DayKind.OFF, notice="Công văn 45/UBND-VP")
    swapped = EnteredDay(day=date(2026, 12, 12), kind=DayKind.WORKED, notice="Công văn 45/UBND-VP")
    half = EnteredDay(day=date(2026, 12, 31), kind=DayKind.HALF, notice="Công văn 46/UBND-VP")
    summer = Season(
        first=date(2027, 4, 15),
        last=date(2027, 10, 15),
        hours=(Session(opens=time(7), closes=time(11, 30)), Session(opens=time(13, 30), closes=time(17))),
    )
    days = (decided, swapped, half, *tet)
    shown = CalendarView(
        calendar=CALENDAR, today=NOW.date(), days=days, hours=(EnteredHours(season=summer, notice="QĐ 12/QĐ-UBND"),)
    )
    one = Entered(first=decided.day, last=decided.day, days=(decided.day,))
    season = Entered(first=summer.first, last=summer.last)
    yield "lịch làm việc", calendars.shown(shown)
    yield "lịch làm việc, chưa có ngày nào", calendars.shown(replace(shown, days=(), hours=()))
    yield "đã ghi ngày nghỉ", calendars.entered(one, DayKind.OFF, decided.notice)
    long = Entered(first=tet[0].day, last=tet[-1].day, days=tuple(day.day for day in tet))
    yield "đã ghi nhiều ngày nghỉ", calendars.entered(long, DayKind.OFF, "Thông báo 123/TB-BNV")
    yield "đã ghi ngày làm bù", calendars.entered(one, DayKind.WORKED, decided.notice)
    yield "đã ghi nửa ngày", calendars.entered(one, DayKind.HALF, decided.notice)
    yield "đã ghi giờ theo mùa", calendars.hours_entered(season, summer.hours, "QĐ 12/QĐ-UBND")
    yield "đã bỏ ngày nghỉ", calendars.taken_back(one, CALENDAR)
    yield "đã bỏ giờ theo mùa", calendars.hours_taken_back(season)


def reply_samples() -> Iterator[tuple[str, str]]:
    an, binh = PEOPLE[AN], PEOPLE[BINH]
    task = _prospect(TASK, LEAD, PART)
    yield "người lạ", replies.welcome_stranger("UBND huyện")
    yield "chào", replies.welcome(SCENE, an)
    yield "dữ liệu cá nhân, nói một lần", privacy.SENTENCE
    yield "đã đọc về dữ liệu cá nhân", privacy.read(first=True)
    yield "đã đọc về dữ liệu cá nhân từ trước", privacy.read(first=False)
    yield "đã liên kết", replies.linked(SCENE, EnteredPerson(person=an, unit=UNITS[2]))
    yield "trợ giúp, chưa liên kết", replies.helping(None, ())
    yield "trợ giúp, chuyên viên", replies.helping(an, groups_of(an))
    yield "trợ giúp, thủ trưởng", replies.helping(binh, groups_of(binh))
    clerk = PEOPLE[CLERK]
    yield "trợ giúp, văn phòng", replies.helping(clerk, groups_of(clerk))
    yield "sáp nhập đơn vị, xem trước", reorganising.merging(SCENE, MERGING)
    passing = replace(MERGING, succession=PASSED_ON_BY_HEAD)
    again = "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; NQ 12"
    yield "sáp nhập đơn vị, việc đã giao chuyển tiếp", reorganising.merging(SCENE, passing, again=again)
    yield "đã sáp nhập, việc đã giao chuyển tiếp", reorganising.merged(SCENE, passing)
    yield "đã sáp nhập đơn vị", reorganising.merged(SCENE, MERGING)
    yield "đã đổi tên đơn vị", reorganising.renamed(UNITS[2], "Phòng Công Thương", "Nghị quyết 12/NQ-HĐND")
    yield "thêm đơn vị", entry_confirmations.unit_entered(UNITS[2], "UBND huyện")
    yield "thêm cán bộ", entry_confirmations.person_entered(SCENE, EnteredPerson(person=an, unit=UNITS[2], is_new=True))
    named = replace(ASKED, named_id=AN, holder_id=AN)
    left = ((LEAD, TASK), (named, OPINION), (replace(named, phase=Phase.DRAFTED), OPINION))
    moved = EnteredPerson(person=an, unit=UNITS[3], left_behind=left)
    yield "cán bộ chuyển đơn vị, còn giữ việc", entry_confirmations.person_entered(SCENE, moved)
    yield "sửa cán bộ", entry_confirmations.person_entered(SCENE, EnteredPerson(person=binh, unit=UNITS[2]))
    instead = EnteredPerson(person=an, unit=UNITS[2], stepped_down=(binh,))
    yield "người đứng đầu mới thay người cũ", entry_confirmations.person_entered(SCENE, instead)
    yield (
        "người phụ trách khi đơn vị đã có thủ trưởng",
        entry_confirmations.person_entered(SCENE, replace(instead, stepped_down=(), beside=binh)),
    )
    headless = WorkWithoutHead(gap=Gap(unit_id=2, above=PEOPLE[LEADER]), codes=("NV-12", "YK-5"), count=14)
    gone = EnteredPerson(person=binh, unit=UNITS[3], waiting=(headless,))
    yield "đơn vị không còn người đứng đầu", entry_confirmations.person_entered(SCENE, gone)
    nobody = WorkWithoutHead(gap=Gap(unit_id=2), codes=(), count=0)
    yield "đơn vị không còn ai giữ thay", entry_confirmations.person_entered(SCENE, replace(gone, waiting=(nobody,)))
    lost = WorkWithoutHead(gap=Gap(unit_id=2, head=binh), codes=("NV-12",), count=1)
    yield "thu hồi liên kết của thủ trưởng", entry_confirmations.link_withdrawn(SCENE, binh, (lost,))
    other = replace(an, id=99, name="Nguyễn Văn Ân")
    alike = EnteredPerson(person=other, unit=UNITS[2], is_new=True, alike=(an.name,))
    both = replace(SCENE, chart=replace(CHART, people={**PEOPLE, other.id: other}))
    yield "thêm cán bộ, tên chỉ khác dấu", entry_confirmations.person_entered(both, alike)
    yield (
        "mã mời",
        entry_confirmations.invitation(SCENE, Invitation(person=an, code="Ab3dEf6hIj9k"), username="dondoc_bot"),
    )
    many = ManyInvited(
        unit=None,
        units=(
            UnitInvited(unit=UNITS[1], linked=(binh,), lost=(), missing=(), invitations=()),
            UnitInvited(
                unit=UNITS[2],
                linked=(),
                lost=(binh,),
                missing=(an,),
                invitations=tuple(Invitation(person=one, code="Ab3dEf6hIj9k") for one in (an, binh)),
            ),
        ),
        expires_at=at(7, 8),
    )
    yield "ai đã liên kết, kèm phiếu mời", invitation_texts.invited(SCENE, many)
    yield "mọi người đã liên kết", invitation_texts.invited(SCENE, replace(many, unit=UNITS[1], units=many.units[:1]))
    card = invitation_texts.cards_of(SCENE, many, username="dondoc_bot")[0].cards[0]
    words = (invitation_texts.sheet_title(many, "UBND huyện"), invitation_texts.sheet_note(2))
    yield "phiếu mời", "\n".join((*words, card.name, card.place, card.code, *card.steps, card.good))
    yield "thu hồi liên kết", entry_confirmations.link_withdrawn(SCENE, an)
    yield "xem trước khi giao việc", previews.preview_tasks(SCENE, (task,), now=NOW)
    yield "xem trước khi giao nhiều đầu mối", previews.preview_tasks(SCENE, _several(), now=NOW)
    yield (
        "xem trước, có điều phải lưu ý",
        previews.preview_tasks(
            SCENE,
            (
                _prospect(
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
    yield "xem trước khi lấy ý kiến", previews.preview(SCENE, _prospect(OPINION, ASKED), now=NOW)
    yield "xem trước khi phổ biến", previews.preview(SCENE, _prospect(CIRCULAR, READING), now=NOW)
    beyond = replace(OPINION, round=3, excess="Dự thảo đã thay đổi căn bản")
    yield "xem trước, lấy ý kiến vượt giới hạn", previews.preview(SCENE, _prospect(beyond, ASKED), now=NOW)
    yield "đã phổ biến", task_confirmations.assigned(SCENE, _prospect(CIRCULAR, *[READING] * 12), now=NOW)
    yield "đã đọc", task_confirmations.acknowledged(SCENE, CIRCULAR, READING.read(at=at(1)), first=True)
    yield "đã giao việc", task_confirmations.assigned(SCENE, task, now=NOW)
    yield (
        "đã gửi lấy ý kiến, ngoài giờ",
        task_confirmations.assigned(SCENE, _prospect(OPINION, ASKED, goes_out_at=at(1)), now=NOW),
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
    yield from calendar_samples()
    for command in ("xong", "tiendo", "giahan", "dutdiem", "tralai", "khongduyet", "phancong"):
        yield f"chờ nội dung của /{command}", replies.wait_for(command, "NV-12")
    for about in ("bosung", "suaykien", "cdk", "kdy", "ktt", "ths"):
        yield f"chờ nội dung của «{LABELS[about]}»", replies.wait_for(about, "YK-5")
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
    yield "ý kiến đã gửi", opinion_confirmations.answered(SCENE, _answered(AnswerState.FINAL, Stance.AGREE))
    yield (
        "ý kiến dự thảo",
        opinion_confirmations.answered(SCENE, _answered(AnswerState.DRAFT, Stance.CONDITIONAL, PEOPLE[DUC])),
    )
    yield "ý kiến muộn", opinion_confirmations.answered(SCENE, _answered(AnswerState.LATE, Stance.DISAGREE))
    for stance in Stance:
        yield (
            f"câu chữ chung chung, {STANCES[stance]}",
            opinion_confirmations.answered(SCENE, _answered(AnswerState.SENT_BACK, stance)),
        )
    empty = replace(_answered(AnswerState.FINAL, Stance.DISAGREE), is_empty=True)
    yield "ý kiến đã gửi, chung chung", opinion_confirmations.answered(SCENE, empty)
    deputy = replace(_answered(AnswerState.DRAFT, Stance.AGREE, PEOPLE[DUC]), by_deputy=True)
    yield "ý kiến dự thảo của cấp phó", opinion_confirmations.answered(SCENE, deputy)
    yield "đã báo thiếu hồ sơ", opinion_confirmations.answered(SCENE, _answered(None, Stance.LACKING))
    yield "đã bổ sung hồ sơ", opinion_confirmations.supplied(SCENE, OPINION, ASKED)
    yield "bảng theo dõi ý kiến", boards.board(SCENE, _summary())
    yield "bảng theo dõi, đã thống nhất", boards.board(SCENE, _settled())
    yield "bảng theo dõi phổ biến", boards.board(SCENE, _readers())
    yield "bản tổng hợp gửi kèm", opinion_confirmations.summary(OPINION)
    yield "tệp tổng hợp ý kiến", _sheet(_summary())
    yield "tệp danh sách đã đọc", _sheet(_readers())
    settled = Settled(seen=_seen(OPINION, ANSWERED), duties=(ANSWERED,), waiting=())
    yield "đã thống nhất", opinion_confirmations.reconciled(SCENE, settled)
    more = replace(settled, waiting=(replace(ANSWERED, unit_id=2),))
    yield "đã thống nhất, còn đơn vị khác", opinion_confirmations.reconciled(SCENE, more)
    yield "chờ nội dung của /thongnhat", replies.wait_for("thongnhat", "YK-5")
    yield "quy định đổi được", policies.changeable(DEFAULT_POLICY)
    yield "đã đổi quy định", policies.changed(replace(DEFAULT_POLICY, version=2, opinion_units=15), Rule.OPINION_UNITS)
    quiet = replace(
        DEFAULT_POLICY, version=3, sheets=BulletinRules(wanted=frozenset({BulletinKind.ANCHOR}), review_day=28)
    )
    yield "đã tắt một phiếu", policies.changed(quiet, Rule.DAY)
    yield "đã đổi ngày họp", policies.changed(quiet, Rule.REVIEW_DAY)
    yield "đã đổi ngày họp về ngày cuối", policies.changed(DEFAULT_POLICY, Rule.REVIEW_DAY)
    yield "quy định về phiếu, phần lớn đã tắt", bulletins.wanted(quiet.sheets.wanted)
    yield "quy định về ngày họp", bulletins.review_day(28)
    yield "đã đổi câu chung chung", policies.changed(replace(DEFAULT_POLICY, version=3), Rule.EMPTY_PHRASES)
    yield "mẫu phổ biến", replies.template("phobien")
    yield "/huy, có việc dở", replies.left(True)
    yield "/huy, không có gì", replies.left(False)
    yield "sửa lại bản nháp", replies.edit_again(f"{heads.GIAOVIEC.example}")
    yield "mẫu giao việc", replies.template("giaoviec")
    yield "lệnh chưa có", replies.unknown_command("lamviec")
    yield "chưa hiểu", replies.not_understood()
    yield "phần nhập dở đã quá thời gian chờ", replies.lapsed(SCENE, at(1, 15))
    yield "lệnh đã sửa", replies.edited()
    yield "tin đã sửa", replies.edited_text(None)
    yield "câu trả lời đã sửa", replies.edited_text(replies.wait_for("vuong", "NV-12"))
    yield "tin thoại", replies.not_read(None)
    yield "tin thoại khi còn chờ kết quả", replies.not_read(replies.wait_for("xong", "NV-12"))
    yield "tin thoại khi còn chờ trả lời câu hỏi", replies.not_read(replies.question_waits())
    yield "tin thoại khi còn chờ bấm nút", replies.not_read(replies.button_waits())
    yield "lệnh chuyển tiếp", replies.forwarded_command()
    yield "trong nhóm", replies.private_only()
    yield "quản trị viên ẩn danh", groups.by_nobody()
    yield "tệp quá lớn", replies.too_large(FILE_LIMIT_MB)
    yield "tệp không được nhận", replies.file_not_taken()
    yield "có lỗi", replies.broken()
    yield "không vẽ được hình", replies.not_drawn()
    yield "tin không đọc được", replies.unreadable()
    yield "tin làm dừng chương trình", replies.deadly(SCENE, NOW)
    yield "thẻ nhiệm vụ", cards.card(SCENE, _plain_card(BUSY, PART))
    yield "thẻ nhiệm vụ có hạn dứt điểm", cards.card(SCENE, _plain_card(LIMITED))
    yield "thẻ nhiệm vụ chờ nghiệm thu", cards.card(SCENE, _plain_card(HANDED_IN))
    yield "thẻ lấy ý kiến", cards.card(SCENE, _card())
    yield from absence_samples()
    yield from import_samples()
    yield from people_samples()
    yield "toàn bộ quá trình", history.history(SCENE, _told(), calendar=CALENDAR, now=at(3))


PARTS = {
    "DONDOC TỰ NHẮN": notice_samples,
    "CHƯA THỰC HIỆN ĐƯỢC": refusal_samples,
    "TRẢ LỜI LỆNH": reply_samples,
    "DANH SÁCH, ĐÔN ĐỐC, DỨT ĐIỂM, QUY ĐỊNH": list_samples,
    "HỎI TỪNG MỤC": guide_samples,
    "TRẢ LỜI LỜI THƯỜNG": remark_samples,
    "HÌNH, HỒ SƠ, LỊCH": document_samples,
    "BÁO CÁO": report_samples,
}


def by_name() -> dict[str, str]:
    """Every sample, as HTML."""
    return dict(chain.from_iterable(samples() for samples in PARTS.values()))


def everything() -> str:
    """The file: each sample under its name."""
    parts = []
    for title, samples in PARTS.items():
        parts.append(f"{'=' * 100}\n{title}\n{'=' * 100}")
        parts += [f"--- {name}\n{plain(html)}" for name, html in samples()]
    return "\n\n".join(parts) + "\n"
