"""What was done in the samples, as the journal keeps it, and what is handed out of it as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from typing import Any

from actions.duties.agendas import Agenda
from actions.duties.history import History
from domain.acts import Act
from domain.duties.duties import DutyKind, Holding, Phase
from domain.duties.opinions import Stance
from domain.duties.statements import BlockerKind, Cause
from domain.figures.records import PostHeld, Record, Stretch, Term
from domain.journal.entry import Entry
from domain.ladder.steps import StepKind
from tests.handlers.samples.answers import plain_card
from tests.handlers.samples.cases import (
    ACCEPTED,
    ASKED,
    BUSY,
    DECISION,
    DUE,
    HANDED_IN,
    KT,
    LATER,
    LEAD,
    OPINION,
    PART,
    SET_RIGHT,
    TASK,
    WORDS,
)
from tests.handlers.samples.cast import AN, BINH, CALENDAR, CLERK, DUC, KHANH, LEADER, NOW, SCENE, at
from tests.handlers.samples.reports import report_words
from texts.duties import (
    agendas,
    casefiles,
)
from texts.reports import pictures


def words_of(*texts: tuple[str, int]) -> dict[str, Any]:
    return {"words": {name: {"id": key, "hash": ""} for name, key in texts}}


def acts_on_tasks(due: str) -> Iterator[tuple[int | None, Act, dict[str, Any]]]:
    yield AN, Act.DUTY_REPORTED, {"milestone": 1} | words_of(("text", 1))
    yield AN, Act.DUTY_REPORTED, {"repeats": True} | words_of(("text", 1))
    yield AN, Act.DUTY_INITIATIVE, words_of(("text", 1))
    yield AN, Act.BLOCKER_RAISED, {"kind": BlockerKind.CONFLICTING_LAW} | words_of(("blocker", 2), ("proposal", 1))
    yield AN, Act.CAUSE_PROPOSED, {"cause": Cause.OUTSIDE} | words_of(("text", 2))
    yield CLERK, Act.CAUSE_CONFIRMED, {"cause": Cause.OWN, "on_behalf": LEADER} | words_of(("text", 2))
    yield LEADER, Act.LATE_WORDS_CREDITED, {"credited": [1], "on_behalf": None}
    for granted, denied in (
        (Act.REFUSAL_GRANTED, Act.REFUSAL_DENIED),
        (Act.SUBMISSION_GRANTED, Act.SUBMISSION_DENIED),
    ):
        yield LEADER, granted, {"holder": AN, "due_at": due}
        yield LEADER, denied, {"holder": AN, "due_at": due} | words_of(("reason", 4))
    yield AN, Act.REFUSAL_ASKED, words_of(("reason", 5))
    yield (
        AN,
        Act.TRANSFER_ASKED,
        {"decision": 9, "to_person": None, "to_unit": 3, "way": "sideways"} | words_of(("reason", 5)),
    )
    yield (
        AN,
        Act.TRANSFER_ASKED,
        {"decision": 9, "to_person": BINH, "to_unit": None, "way": "up"} | words_of(("reason", 5)),
    )
    yield LEADER, Act.TRANSFER_GRANTED, {"holder": DUC, "due_at": due}
    yield LEADER, Act.TRANSFER_DENIED, {"holder": AN, "due_at": due} | words_of(("reason", 4))
    yield AN, Act.DIRECTION_ASKED, {"decision": 9, "holder": BINH} | words_of(("reason", 2))
    yield BINH, Act.DIRECTION_GIVEN, words_of(("text", 1))
    yield AN, Act.DOSSIER_DRAFTED, words_of(("basis", 5), ("position", 1))
    yield BINH, Act.SUBMISSION_ASKED, {"dossier": 1, "decision": 9, "holder": LEADER, "for_head": None}
    yield KHANH, Act.SUBMISSION_ASKED, {"dossier": 1, "decision": 9, "holder": LEADER, "for_head": BINH}
    yield (
        KHANH,
        Act.SUBMISSION_ASKED,
        {"dossier": 1, "decision": 9, "holder": LEADER, "for_head": DUC, "right": KT.to_data()},
    )
    yield LEADER, Act.OPINIONS_SHOWN, {"decision": 9, "opinions": ["answer-2"]}
    yield CLERK, Act.CASE_CORRECTED, {"changes": SET_RIGHT} | words_of(("title.before", 1), ("title.after", 2))
    yield CLERK, Act.CASE_CORRECTED, {"changes": {}}
    followed = {"before": LEADER, "assigner": BINH, "registrar_before": CLERK, "registrar": CLERK, "why": "erased"}
    yield CLERK, Act.CASE_ASSIGNER_CHANGED, followed
    yield (
        CLERK,
        Act.CASE_ASSIGNER_CHANGED,
        followed | {"assigner": LEADER, "registrar_before": AN, "registrar": CLERK, "why": "head"},
    )
    yield CLERK, Act.CASE_WITHDRAWN, {"on_behalf": LEADER} | words_of(("reason", 4))
    yield LEADER, Act.TASK_PAUSED, {"due_at": due} | words_of(("reason", 2))
    yield LEADER, Act.TASK_RESUMED, {"due_at": due}
    yield LEADER, Act.TASK_REASSIGNED, {"holder": DUC, "before": AN} | words_of(("reason", 4))
    yield LEADER, Act.PART_FOLLOWED, {"holder": DUC, "before": AN}


def entries() -> Iterator[Entry]:
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
        (CLERK, Act.DUTY_OPENED, {"kind": DutyKind.OPINION, "holder": DUC} | words_of(("reason", 5))),
        (CLERK, Act.DUTY_HANDED_OVER, {"before": BINH, "holder": AN}),
        (AN, Act.DUTY_ACKNOWLEDGED, {}),
        (AN, Act.DUTY_REPORTED, words_of(("text", 1)) | {"said_at": "2026-11-30T00:30:00.000000Z"}),
        (BINH, Act.DUTY_DELEGATED, {"holder": AN, "before": BINH}),
        (None, Act.DEADLINE_MOVED, {"before": due, "due_at": LATER.moment.isoformat()}),
        (None, Act.WAITING_MOVED, {"before": due, "act_by": LATER.moment.isoformat()}),
        (AN, Act.EXTENSION_ASKED, {"decision": 9, "wanted": LATER.moment.isoformat()} | words_of(("reason", 2))),
        (CLERK, Act.EXTENSION_GRANTED, {"holder": AN, "due_at": LATER.moment.isoformat(), "on_behalf": LEADER}),
        (LEADER, Act.EXTENSION_DENIED, {"holder": AN, "due_at": due} | words_of(("reason", 3))),
        (AN, Act.DUTY_SUBMITTED, {"holder": LEADER, "late": False, "file": "abc"} | words_of(("text", 1))),
        (AN, Act.RESULT_FILE_ADDED, {"file": "def"}),
        (LEADER, Act.DUTY_RETURNED, {"holder": AN} | words_of(("reason", 4))),
        (LEADER, Act.DUTY_ACCEPTED, {"late": True}),
        (CLERK, Act.CIRCULAR_SENT, {"due_at": due, "readers": 24}),
        (AN, Act.CIRCULAR_READ, {"late": True}),
        (KHANH, Act.OPINION_SENT_BACK, signed | words_of(("reasons", 6))),
        (KHANH, Act.OPINION_DRAFTED, signed | words_of(("reasons", 5)) | {"by_deputy": True}),
        (CLERK, Act.OPINION_RECONCILED, words_of(("minutes", 7))),
        (DUC, Act.OPINION_ANSWERED, {"stance": Stance.DISAGREE} | words_of(("reasons", 5))),
        (DUC, Act.OPINION_SIGNED, {"answer": 1, "author": KHANH, "stance": Stance.CONDITIONAL}),
        (KHANH, Act.OPINION_SIGNED, {"answer": 1, "author": AN, "stance": Stance.CONDITIONAL, "right": KT.to_data()}),
        (DUC, Act.OPINION_LATE, {"stance": Stance.DISAGREE}),
        (DUC, Act.OPINION_LACKING, {"stance": Stance.LACKING} | words_of(("reasons", 4))),
        (CLERK, Act.OPINION_SUPPLIED, {"due_at": due, "holder": DUC}),
        (
            None,
            Act.OPINION_DEEMED,
            {"at": "2026-12-08T17:00:00.000000Z", "answerable": DUC, "holder": KHANH, "acknowledged": True},
        ),
        (
            None,
            Act.OPINION_ASKED_AGAIN,
            {
                "due_at": "2026-12-08T17:00:00.000000Z",
                "channels": ["zalo"],
                "at": "2026-12-09T00:30:00.000000Z",
                "consent_at": "2026-12-10T00:30:00.000000Z",
            },
        ),
        (None, Act.OPINION_UNDEEMED, {"due_at": "2026-12-10T00:30:00.000000Z", "channels": ["zalo"]}),
        (None, Act.STEP_TAKEN, step),
        (None, Act.STEP_TAKEN, step | {"superseded": [AN]}),
        (None, Act.STEP_TAKEN, step | {"unreached": [AN]}),
        (None, Act.NOTICE_SENT, sent),
        (None, Act.NOTICE_UNCERTAIN, sent),
        (None, Act.NOTICE_UNREACHED, sent | {"kind": "assigned", "step": None}),
        (BINH, Act.DUTY_NUDGED, {"holder": AN}),
        (CLERK, Act.DUTY_LAST_SET, {"last_at": due, "on_behalf": LEADER} | words_of(("reason", 2))),
        (None, Act.DUTY_ENDED, {}),
        *acts_on_tasks(due),
        (LEADER, Act.CASE_CLOSED, {}),
    )
    for number, (actor, act, data) in enumerate(acts, start=1):
        moment = NOW + timedelta(minutes=number)
        yield Entry(seq=number, at=moment, act=act, via="telegram", actor_id=actor, duty_id=LEAD.id, data=data)


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
    told = replace(whole_history(), entries=tuple(entries())[:6])
    reader = replace(SCENE, reader=LEADER)
    file = casefiles.case_file(reader, told, agency="UBND huyện", calendar=CALENDAR, now=at(9))
    tables = (casefiles.HOLDER_COLUMNS, *file.holders, casefiles.JOURNAL_COLUMNS, *file.journal)
    table = [" | ".join(cell or "–" for cell in row) for row in tables]
    above = (file.file_name, file.agency, file.title, *file.facts, file.holders_note, file.journal_note)
    yield "hồ sơ gửi kèm", casefiles.handed_out(TASK)
    yield "tệp hồ sơ", escape("\n".join((*above, *table, *file.check)))
    yield "chữ trong hình ai giữ việc", escape("\n".join(course_words()))
    yield "chữ trong hình báo cáo", escape("\n".join(report_words()))
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


def whole_history() -> History:
    holdings = (
        Holding(duty_id=LEAD.id, person_id=BINH, since=NOW, until=at(1)),
        Holding(duty_id=LEAD.id, person_id=AN, since=at(1)),
    )
    return History(
        card=plain_card(BUSY),
        entries=tuple(entries()),
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


def course_words() -> Iterator[str]:
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
