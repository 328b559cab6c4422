"""The cases and duties of which the samples speak, at every stage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case, CaseKind, Deadline, Source
from domain.duties.consultations import Contribution, Voice
from domain.duties.duties import DecisionKind, Duty, DutyKind, Milestone, Outcome, Phase, SettledBy
from domain.duties.opinions import Stance
from domain.ladder.dates import kept_apart, moved_dates
from domain.rules.lengths import Urgency
from storage.opinions import DeemedConsent
from tests.handlers.samples.cast import AN, BINH, CLERK, DUC, KHANH, LEADER, NOW, at

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


def duty_of(case: Case, kind: DutyKind, holder: int, unit: int, **more: Any) -> Duty:
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


LEAD = duty_of(TASK, DutyKind.LEAD, AN, 2, named_id=AN)


LEAD_UNIT = duty_of(TASK, DutyKind.LEAD, BINH, 2, to_unit=True)


PART = duty_of(TASK, DutyKind.COORDINATING, DUC, 3, id=11, to_unit=True)


ASKED = duty_of(OPINION, DutyKind.OPINION, DUC, 3, to_unit=True, reason="quy hoạch sử dụng đất liên quan")


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
    Contribution(
        key="asked-5", code="YK-7", unit_id=2, voice=Voice.WAITED_FOR, owed=replace(ASKED, undeemed_since=at(9))
    ),
)


DRAFTED = replace(ASKED, named_id=KHANH, phase=Phase.DRAFTED, turn=3)


LACKING = replace(ASKED, holder_id=CLERK, phase=Phase.LACKING, turn=2, act_by=at(2))


READING = duty_of(CIRCULAR, DutyKind.READING, AN, 2, named_id=AN)


HANDED_IN = replace(LEAD, holder_id=LEADER, phase=Phase.SUBMITTED, held_since=at(3), submitted_at=at(3), turn=2)


DECISION = duty_of(
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


LAST = Deadline(moment=at(15, 17, month=1, year=2027), names_hour=True)


BUSY = replace(LEAD, acknowledged_at=NOW)


LIMITED = replace(BUSY, last=LAST)


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
