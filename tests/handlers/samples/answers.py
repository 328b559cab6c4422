"""What the actions answer in the samples of answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from actions.duties.history import CaseCard
from actions.opinions.answered import Answered
from actions.prospects import Prospect, Workload
from actions.visible_case import VisibleCase
from domain.duties.cases import Case, Label, Source
from domain.duties.duties import Duty, DutyKind
from domain.duties.opinions import Answer, AnswerState, Stance
from domain.ladder.ladder import plan
from domain.ladder.next_steps import PlannedStep
from domain.ladder.recipients import who_hears
from domain.office.people import Person
from domain.rules.policy import DEFAULT_POLICY
from storage.evidence import Submission
from tests.handlers.samples.cases import ANSWERED, ASKED, CONSENT, DEEMED, LEAD, OPINION, PART, STAGED, TASK, WORDS
from tests.handlers.samples.cast import AN, CALENDAR, CHART, DUC, KHANH, NOW, at


def prospect_of(case: Case, *owed: Duty, **more: Any) -> Prospect:
    steps = plan(owed[0], case, policy=DEFAULT_POLICY, calendar=CALENDAR, after=NOW)
    planned = tuple(PlannedStep(step=step, told=who_hears(step, owed[0], case, CHART)) for step in steps)
    return Prospect(case=case, duties=owed, plan=planned, **({"goes_out_at": NOW} | more))


def seen_by_an(case: Case, *owed: Duty) -> VisibleCase:
    return VisibleCase(case=case, duties=owed, grounds={}, everything=owed, sender_id=AN, chart=CHART)


def answered_with(state: AnswerState | None, stance: Stance, signer: Person | None = None) -> Answered:
    return Answered(seen=seen_by_an(OPINION, ASKED), duty=ASKED, stance=stance, state=state, signer=signer)


def plain_card(*owed: Duty) -> CaseCard:
    submission = Submission(duty_id=LEAD.id, by_id=AN, at=at(3), words_id=1, file_sha256="abc", file_name="bao-cao.pdf")
    seen = seen_by_an(TASK, *owed)
    return CaseCard(seen=seen, ahead={}, answers={}, deemed={}, submissions={LEAD.id: submission}, words={1: WORDS[1]})


def opinion_card() -> CaseCard:
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
        seen=seen_by_an(OPINION, ANSWERED, silent),
        ahead={},
        answers={ANSWERED.id: [answer], 99: [late]},
        deemed={99: replace(CONSENT, duty_id=99)},
        submissions={},
        words={},
    )


def several_leads() -> tuple[Prospect, ...]:
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
    return prospect_of(case, replace(STAGED, acknowledged_at=None), PART, **more), prospect_of(case, to_unit, PART)
