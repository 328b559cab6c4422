"""Records as they come about, move by move: what reports are made from in these tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import count

from domain.duties.cases import CaseKind, Deadline
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.opinions import Answer, AnswerState, Stance
from domain.duties.statements import Cause, Statement, StatementKind
from domain.figures.records import Away, PostHeld, Record, Register, RequestRecord, Stretch, Term
from domain.figures.reports import Report, report_of
from domain.figures.scopes import Scope
from domain.office.calendar import Calendar
from domain.office.hours import END_OF_OFFICE_DAY
from domain.rules.policy import DEFAULT_POLICY
from tests.domain.cast import AN, BINH, ECONOMY, HANOI, LEADER, PEOPLE, PLAIN, TASK, UNITS, at

EVER = at("2020-01-01 00:00")
POSTS = {
    one.id: (PostHeld(unit_id=one.unit_id, position="", roles=one.roles, since=EVER, until=None),) for one in PEOPLE
}
_keys = count(1)


def due(text: str) -> Deadline:
    """`2026-11-05 16:30` names an hour, `2026-11-05` does not."""
    day = datetime.fromisoformat(text)
    if len(text) > len("2026-11-05"):
        return Deadline(moment=day.replace(tzinfo=HANOI), names_hour=True)
    return Deadline(moment=datetime.combine(day, END_OF_OFFICE_DAY, tzinfo=HANOI), names_hour=False)


class Life:
    """A duty from its beginning on; every move is made at a moment not before the last one's."""

    def __init__(
        self,
        number: int,
        *,
        opened: str | datetime,
        due: Deadline,
        kind: DutyKind = DutyKind.LEAD,
        holder: int = AN,
        unit: int | None = ECONOMY,
        of: Life | None = None,
        **case: object,
    ) -> None:
        self.opened_at = moment(opened)
        task = CaseKind.OPINION if kind is DutyKind.OPINION else CaseKind.TASK
        self.case = (
            of.case
            if of is not None
            else replace(
                TASK, id=number, number=number, kind=task, deadline=due, original=due, opened_at=self.opened_at
            )
        )
        self.case = replace(self.case, **case)  # type: ignore[arg-type]  # columns are those of Case
        self.duty_id = next(_keys)
        self.kind = kind
        self.stretches = [Stretch(person_id=holder, unit_id=unit, phase=Phase.WORKING, since=self.opened_at)]
        self.terms = [Term(since=self.opened_at, deadline=due)]
        self.asked: list[RequestRecord] = []
        self.statements: list[Statement] = []
        self.answers: list[Answer] = []
        self.closed_at: datetime | None = None
        self.outcome: Outcome | None = None
        self.restarted_at: datetime | None = None
        self.answerable_id: int | None = None

    @property
    def present(self) -> Stretch:
        return self.stretches[-1]

    @property
    def worker(self) -> Stretch:
        return next(one for one in reversed(self.stretches) if one.phase is Phase.WORKING)

    def goes(self, when: str | datetime, phase: Phase, holder: int | None = None, unit: int | None = None) -> Life:
        """The ball goes to another court, or into another phase."""
        then, before = moment(when), self.present
        self.stretches[-1] = replace(before, until=then)
        self.stretches.append(
            Stretch(person_id=holder or before.person_id, unit_id=unit or before.unit_id, phase=phase, since=then)
        )
        return self

    def acknowledged(self, when: str | datetime) -> Life:
        self.stretches[-1] = replace(self.present, acknowledged_at=moment(when))
        return self

    def submitted(self, when: str | datetime, to: int = LEADER) -> Life:
        return self.goes(when, Phase.SUBMITTED, to)

    def returned(self, when: str | datetime) -> Life:
        return self.goes(when, Phase.WORKING, self.worker.person_id)

    def paused(self, when: str | datetime) -> Life:
        return self._stays(when, Phase.PAUSED)

    def resumed(self, when: str | datetime, due: Deadline) -> Life:
        return self._stays(when, Phase.WORKING).now_due(when, due)

    def _stays(self, when: str | datetime, phase: Phase) -> Life:
        """The holder stays the holder: what was acknowledged need not be acknowledged anew."""
        acknowledged_at = self.present.acknowledged_at
        self.goes(when, phase)
        self.stretches[-1] = replace(self.present, acknowledged_at=acknowledged_at)
        return self

    def now_due(self, when: str | datetime, due: Deadline) -> Life:
        self.terms.append(Term(since=moment(when), deadline=due))
        return self

    def closed(self, when: str | datetime, outcome: Outcome = Outcome.ACCEPTED) -> Life:
        self.closed_at, self.outcome = moment(when), outcome
        self.stretches[-1] = replace(self.present, until=self.closed_at)
        return self

    def asks(
        self,
        kind: DecisionKind,
        when: str | datetime,
        *,
        until: str | datetime | None = None,
        outcome: Outcome | None = None,
        upward: bool = False,
        of: int = LEADER,
    ) -> Life:
        self.asked.append(
            RequestRecord(
                kind=kind,
                holder_id=of,
                asked_by_id=self.present.person_id,
                opened_at=moment(when),
                closed_at=None if until is None else moment(until),
                outcome=outcome,
                upward=upward,
            )
        )
        return self

    def says(self, kind: StatementKind, when: str | datetime, detail: str | None = None) -> Life:
        self.statements.append(
            Statement(
                id=next(_keys),
                duty_id=self.duty_id,
                kind=kind,
                detail=detail,
                by_id=self.worker.person_id,
                at=moment(when),
                words_id=next(_keys),
            )
        )
        return self

    def cause(self, cause: Cause, when: str | datetime, *, confirmed: str | datetime | None = None) -> Life:
        self.says(StatementKind.CAUSE, when, cause)
        return self if confirmed is None else self.credited(confirmed)

    def credited(self, when: str | datetime) -> Life:
        """What was said last is confirmed by the assigner."""
        self.statements[-1] = replace(self.statements[-1], confirmed_by_id=LEADER, confirmed_at=moment(when))
        return self

    def answers_with(
        self, stance: Stance, when: str | datetime, state: AnswerState = AnswerState.FINAL, *, is_empty: bool = False
    ) -> Life:
        person = self.present.person_id
        self.answers.append(
            Answer(
                id=next(_keys),
                duty_id=self.duty_id,
                stance=stance,
                words_id=None,
                author_id=person,
                said_at=moment(when),
                signed_by_id=person,
                signed_at=moment(when),
                state=state,
                is_empty=is_empty,
            )
        )
        return self

    def answered(self, stance: Stance, when: str | datetime) -> Life:
        return self.answers_with(stance, when).closed(when, Outcome.ANSWERED)

    def record(self) -> Record:
        return Record(
            case=self.case,
            duty_id=self.duty_id,
            kind=self.kind,
            to_unit=False,
            opened_at=self.opened_at,
            closed_at=self.closed_at,
            outcome=self.outcome,
            restarted_at=self.restarted_at,
            stretches=tuple(self.stretches),
            terms=tuple(self.terms),
            asked=tuple(self.asked),
            statements=tuple(self.statements),
            answers=tuple(self.answers),
            answerable_id=self.answerable_id,
        )


def question(number: int, *, opened: str, due: Deadline, unit: int, head: int = BINH, **case: object) -> Life:
    """One unit's part in an opinion request."""
    return Life(number, opened=opened, due=due, kind=DutyKind.OPINION, holder=head, unit=unit, **case)


def moment(when: str | datetime) -> datetime:
    return at(when) if isinstance(when, str) else when


def register(lives: Iterable[Life], *, away: Mapping[int, Sequence[tuple[str, str]]] | None = None) -> Register:
    absences = {
        person: tuple(Away(since=at(since), until=at(until)) for since, until in those)
        for person, those in (away or {}).items()
    }
    return Register(records=tuple(life.record() for life in lives), posts=POSTS, away=absences)


def report(
    known: Register,
    first: str = "2026-11-01",
    last: str = "2026-11-30",
    *,
    as_of: str | datetime | None = None,
    scope: Scope | None = None,
    calendar: Calendar = PLAIN,
) -> Report:
    """Of the days from the first to the last, told as of their end unless another moment is named."""
    since = calendar.at(datetime.fromisoformat(first).date(), time())
    until = calendar.midnight_after(datetime.fromisoformat(last).date())
    return report_of(
        known,
        since=since,
        until=until,
        at=until if as_of is None else moment(as_of),
        calendar=calendar,
        policies={1: DEFAULT_POLICY},
        scope=scope or Scope(),
        units={unit.id: unit for unit in UNITS},
    )
