"""What one person or unit owes in a case, and who holds it: the ball is in somebody's court (design §2).

A move is a method that returns a new duty or raises a Refusal; which moves a phase allows stands in one table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from domain.duties.cases import Deadline
from domain.office.calendar import Calendar
from domain.office.hours import END_OF_OFFICE_DAY, whole_minute
from domain.refusals import AlreadyClosed, BeyondLastDeadline, LastDeadlineSet, NotNow
from domain.rules.lengths import Length, days

ONE_DAY = days(1)


class DutyKind(StrEnum):
    LEAD = "lead"  # chủ trì: exactly one in a task
    COORDINATING = "coordinating"  # phối hợp: due with the task, accepted by the lead
    OPINION = "opinion"  # a unit's answer to an opinion request
    READING = "reading"  # a circular to be acknowledged
    DECISION = "decision"  # an answer owed to a request about another duty


class Phase(StrEnum):
    WORKING = "working"  # the holder owes the work itself
    SUBMITTED = "submitted"  # the result waits for acceptance
    DRAFTED = "drafted"  # the official's answer, or proposal to those above, waits for the head's signature
    LACKING = "lacking"  # the dossier is incomplete: the requester holds
    PAUSED = "paused"  # by the assigner; the clock stands still until it is resumed
    FREED = "freed"  # the refusal was granted: the assigner holds until another is found
    CLOSED = "closed"


AWAITED = frozenset({Phase.SUBMITTED, Phase.DRAFTED, Phase.LACKING})  # somebody waits for what the holder owes
WAITING = AWAITED | {Phase.FREED}  # it lies with the holder for a word: to accept, sign, supply or give anew


class Outcome(StrEnum):
    ACCEPTED = "accepted"  # nghiệm thu
    ANSWERED = "answered"  # a stance in time; which one stands with the answer
    DEEMED = "deemed"  # mặc nhiên đồng ý
    READ = "read"
    GRANTED = "granted"
    DENIED = "denied"
    ENDED = "ended"  # with the case, without an act of the holder
    WITHDRAWN = "withdrawn"


class DecisionKind(StrEnum):
    EXTENSION = "extension"  # gia hạn
    REFUSAL = "refusal"  # từ chối nhiệm vụ
    TRANSFER = "transfer"  # chuyển việc
    DIRECTION = "direction"  # xin chỉ đạo
    SUBMISSION = "submission"  # trình: the case has gone up for a decision (M18)


class SettledBy(StrEnum):
    """Why a request needs no decision any longer."""

    HANDED_IN = "handed_in"  # what it was asked about is done, and waits for its acceptance
    LACKING = "lacking"  # the dossier is incomplete: it lies with who asked for it
    RETURNED = "returned"
    FREED = "freed"  # the refusal was granted: nobody works on it until it is given anew
    TRANSFERRED = "transferred"
    REASSIGNED = "reassigned"
    DELEGATED = "delegated"  # the head has named another official of the unit
    DEADLINE = "deadline"  # the work has another deadline
    LAST = "last"  # it has a last deadline, and more was asked for
    ACCEPTED = "accepted"  # from here on: what it was asked about is over
    ANSWERED = "answered"
    DEEMED = "deemed"
    READ = "read"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Move(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    REPORT = "report"
    DELEGATE = "delegate"
    SUBMIT = "submit"
    JUDGE = "judge"  # accept or return
    ANSWER = "answer"
    SIGN = "sign"
    ASK = "ask"  # for an extension or a direction
    GIVE_UP = "give_up"  # ask to be freed of it: a refusal, a transfer
    HAND_UP = "hand_up"  # to those above, with a dossier
    DECIDE = "decide"
    SUPPLY = "supply"  # what a dossier lacked
    PAUSE = "pause"
    RESUME = "resume"
    REASSIGN = "reassign"
    CORRECT = "correct"  # what was registered, or withdraw it
    NAME_CAUSE = "name_cause"  # of a delay
    SET_LAST = "set_last"  # the one last deadline of what is overdue


# Silence on an opinion is consent, and who decides has a span of their own: neither is overdue.
CAN_BE_LATE = frozenset({DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.READING})


def is_late(judged_at: datetime, passes_at: datetime, *, handed_in: bool) -> bool:
    """On the very moment what is handed in is in time, and what is still owed is late."""
    return judged_at > passes_at or (judged_at == passes_at and not handed_in)


_WORK = frozenset({DutyKind.LEAD, DutyKind.COORDINATING})
_OPEN = frozenset((kind, phase) for kind in DutyKind for phase in Phase if phase is not Phase.CLOSED)

MOVES: dict[Move, frozenset[tuple[DutyKind, Phase]]] = {
    Move.ACKNOWLEDGE: frozenset((kind, phase) for kind, phase in _OPEN if phase is not Phase.PAUSED),
    Move.REPORT: frozenset((kind, Phase.WORKING) for kind in (*_WORK, DutyKind.OPINION)),
    Move.DELEGATE: frozenset(
        {
            (DutyKind.LEAD, Phase.WORKING),
            (DutyKind.LEAD, Phase.DRAFTED),
            (DutyKind.COORDINATING, Phase.WORKING),
            (DutyKind.OPINION, Phase.WORKING),
            (DutyKind.OPINION, Phase.DRAFTED),
        }
    ),
    Move.SUBMIT: frozenset((kind, Phase.WORKING) for kind in _WORK),
    Move.JUDGE: frozenset((kind, Phase.SUBMITTED) for kind in _WORK),
    Move.ANSWER: frozenset({(DutyKind.OPINION, Phase.WORKING), (DutyKind.OPINION, Phase.DRAFTED)}),
    Move.SIGN: frozenset({(DutyKind.OPINION, Phase.DRAFTED), (DutyKind.LEAD, Phase.DRAFTED)}),
    Move.ASK: frozenset((kind, Phase.WORKING) for kind in (*_WORK, DutyKind.OPINION))
    | {(DutyKind.OPINION, Phase.DRAFTED)},
    Move.GIVE_UP: frozenset((kind, Phase.WORKING) for kind in _WORK),
    Move.HAND_UP: frozenset({(DutyKind.LEAD, Phase.WORKING), (DutyKind.LEAD, Phase.DRAFTED)}),
    Move.DECIDE: frozenset({(DutyKind.DECISION, Phase.WORKING)}),
    Move.SUPPLY: frozenset({(DutyKind.OPINION, Phase.LACKING)}),
    Move.PAUSE: frozenset((kind, Phase.WORKING) for kind in _WORK),
    Move.RESUME: frozenset((kind, Phase.PAUSED) for kind in _WORK),
    Move.REASSIGN: frozenset((DutyKind.LEAD, phase) for phase in (Phase.WORKING, Phase.FREED)),
    Move.CORRECT: _OPEN,
    Move.NAME_CAUSE: frozenset((kind, phase) for kind in _WORK for phase in Phase),
    Move.SET_LAST: frozenset((kind, Phase.WORKING) for kind in _WORK),
}


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A stage of a task with a day of its own (M6); which day is in force says `Duty.stages`."""

    title: str
    deadline: Deadline
    reached_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """`deadline` is the one in force, `act_by` when the present holder must act. `turn` counts the changes of holder
    and phase: a button made for one turn is stale in the next. Steps up to `stepped_until` have been taken.
    `unit_id` is the unit whose head is answerable; `to_unit` says that the duty was addressed to the unit itself.
    `named_id` is to whom it was given by name, by who assigned it or by the unit's head, whoever holds it now; None
    for what lies with the post itself: it is held by whoever heads the unit.
    `milestones` are as they were registered; `paused_at` is since when the clock stands still, and `due_since` since
    when the deadline in force counts where it has been moved: what is set during a pause counts from its own moment.
    `asked_by_id` asked for what the holder owes: a decision, or by handing on: acceptance, signature, supply.
    `asked_again_at` is when the marked question went out, where an answer may have been lost, `undeemed_since` since
    when silence can be consent no longer, and the office decides; both belong to the deadline in force (M23)."""

    id: int
    case_id: int
    kind: DutyKind
    unit_id: int | None = None
    to_unit: bool = False
    named_id: int | None = None
    holder_id: int
    held_since: datetime
    turn: int = 1
    phase: Phase = Phase.WORKING
    outcome: Outcome | None = None
    deadline: Deadline
    act_by: datetime
    opened_at: datetime
    restarted_at: datetime | None = None  # when a missing dossier was supplied and the clock began anew (M24)
    acknowledged_at: datetime | None = None
    left_acknowledged_at: datetime | None = None  # of who had it in the turn before: goes to that interval
    progress_at: datetime | None = None
    submitted_at: datetime | None = None
    paused_at: datetime | None = None
    due_since: datetime | None = None
    asked_again_at: datetime | None = None
    undeemed_since: datetime | None = None
    closed_at: datetime | None = None
    extensions: int = 0
    transfers: int = 0
    milestones: tuple[Milestone, ...] = ()
    last: Deadline | None = None  # the one last deadline of what is long overdue (M53)
    decision: DecisionKind | None = None
    about_id: int | None = None
    asked_by_id: int | None = None
    wanted: Deadline | None = None
    wanted_person_id: int | None = None  # to whom a transfer would go: a person, or a unit and so its head
    wanted_unit_id: int | None = None
    upward: bool = False  # the transfer is asked for lack of authority, not of function (M15)
    reason: str = ""  # why a unit is asked; why a decision is asked for
    stepped_until: datetime
    next_step_at: datetime | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.phase is not Phase.CLOSED

    @property
    def due_set_in_pause(self) -> bool:
        """Whether the deadline in force was given while the clock stood still: it counts from its own moment."""
        return self.paused_at is not None and self.due_since is not None and self.due_since > self.paused_at

    @property
    def lies_with_post(self) -> bool:
        """Whether it goes with the post of the unit's head: what nobody was named for, and what waits for the head's
        signature."""
        unnamed = self.to_unit and self.named_id is None and self.phase in {Phase.WORKING, Phase.PAUSED}
        return self.kind is not DutyKind.DECISION and (unnamed or self.phase is Phase.DRAFTED)

    @property
    def stages(self) -> tuple[Milestone, ...]:
        """The milestones with the days in force: none is due after the whole, and one that a nearer deadline has pulled
        along has its own day again when that is moved back (M6)."""
        return tuple(
            stage
            if stage.reached_at or stage.deadline.moment <= self.deadline.moment
            else replace(stage, deadline=self.deadline)
            for stage in self.milestones
        )

    @property
    def binding_last(self) -> Deadline | None:
        """The one last deadline, unless a later deadline was put in force when that could still be done."""
        return self.last if self.last is not None and self.last.moment >= self.deadline.moment else None

    @property
    def clock_began_at(self) -> datetime:
        return self.restarted_at or self.opened_at

    @property
    def waits_for_its_head(self) -> bool:
        """Whether the head of the unit, or who may sign in that place, has to answer or to sign now."""
        answers = self.kind is DutyKind.OPINION and self.phase in {Phase.WORKING, Phase.DRAFTED}
        return answers or (self.kind is DutyKind.LEAD and self.phase is Phase.DRAFTED)

    @property
    def heard_at(self) -> datetime:
        """The last sign of life of its holder: that it came to hand, that it was taken in charge, what was reported."""
        return max(moment for moment in (self.held_since, self.acknowledged_at, self.progress_at) if moment)

    def late_from(self, calendar: Calendar) -> datetime:
        """When overdue and deemed consent begin: the named hour, else 24:00 of the day (design §2)."""
        return self.deadline.passes_at(calendar)

    def judged_at(self, now: datetime) -> datetime:
        """The moment that is held against the deadline: of handing in what waits for its acceptance, of the pause what
        is paused, else now (M17, docs/figures.md)."""
        if self.phase is Phase.SUBMITTED:
            return self.submitted_at or self.held_since
        return self.paused_at or self.held_since if self.phase is Phase.PAUSED else now

    def is_overdue(self, now: datetime, calendar: Calendar) -> bool:
        """Whether the work is late by then, whoever has it: the one answer of lists, sheets, boards and figures. What
        was handed in in time is not, however long it waits for its acceptance."""
        if not self.is_open or self.kind not in CAN_BE_LATE:
            return False
        handed_in = self.phase is Phase.SUBMITTED
        return is_late(self.judged_at(now), self.late_from(calendar), handed_in=handed_in)

    def consent_from(self, calendar: Calendar, day: Length) -> datetime | None:
        """From when silence counts as consent: the deadline, or where it was asked once more a working day after that;
        None where it never will (M23)."""
        if self.undeemed_since is not None:
            return None
        return self.late_from(calendar) if self.asked_again_at is None else day.after(self.asked_again_at, calendar)

    def is_deemed_at(self, moment: datetime, calendar: Calendar, day: Length) -> bool:
        """Whether silence had become consent by then, recorded yet or not (M23)."""
        in_force = self.kind is DutyKind.OPINION and self.phase in {Phase.WORKING, Phase.DRAFTED}
        consent_from = self.consent_from(calendar, day) if in_force else None
        return self.outcome is Outcome.DEEMED or (consent_from is not None and moment > consent_from)

    def ask_again(self, *, at: datetime) -> Self:
        """An answer may have been lost: silence counts from another question on (design §4)."""
        return replace(self, asked_again_at=at)

    def leave_undeemed(self, *, at: datetime) -> Self:
        """Silence that may not have been heard is no consent: it is answered, or the office decides."""
        return replace(self, undeemed_since=at)

    def due_anew(self, deadline: Deadline) -> Self:
        """Another deadline, of which nothing has been asked again yet."""
        return replace(self, deadline=deadline, asked_again_at=None, undeemed_since=None)

    def require(self, move: Move, code: str) -> None:
        """Raise unless the move is one of those that the present phase allows."""
        if (self.kind, self.phase) in MOVES[move]:
            return
        if self.phase is Phase.CLOSED:
            assert self.closed_at is not None
            raise AlreadyClosed(
                code=code,
                closed_at=self.closed_at,
                outcome=self.outcome or "",
                duty_id=self.id,
                asked=self.decision,
                part=self.kind,
                unit_id=self.unit_id,
            )
        raise NotNow(code=code, phase=self.phase, duty_id=self.id)

    def was_late(self, at: datetime, calendar: Calendar) -> bool:
        """Whether it was handed in late, or is late by then where nothing has been (M17)."""
        return (self.submitted_at or self.closed_at or at) > self.late_from(calendar)

    def acknowledge(self, *, at: datetime) -> Self:
        """Any act of the holder acknowledges; the first one counts (M9)."""
        return self if self.acknowledged_at is not None else replace(self, acknowledged_at=at)

    def read(self, *, at: datetime) -> Self:
        """Take note of a circular, of which nothing more is owed (M10)."""
        return self.acknowledge(at=at).close(Outcome.READ, at=at)

    def report(self, *, at: datetime) -> Self:
        return replace(self.acknowledge(at=at), progress_at=at)

    def hand_to(self, holder_id: int, *, at: datetime, phase: Phase | None = None, act_by: datetime) -> Self:
        """Pass the ball to another court: the new holder acknowledges anew, and the old holder's interval ends."""
        return replace(
            self,
            holder_id=holder_id,
            held_since=at,
            turn=self.turn + 1,
            phase=phase or self.phase,
            act_by=act_by,
            acknowledged_at=None,
            left_acknowledged_at=self.acknowledged_at,
            asked_by_id=self._asked_by_in(phase or self.phase),
        )

    def entrust(self, official_id: int, *, is_head: bool, at: datetime) -> Self:
        """Let the unit's head name who holds the unit's duty; a head who takes it lets it lie with the post. Returned
        work has its working day, whoever holds it."""
        act_by = max(self.act_by, self.deadline.moment)
        handed = self.acknowledge(at=at).hand_to(official_id, at=at, phase=Phase.WORKING, act_by=act_by)
        return replace(handed, named_id=None if is_head else official_id)

    def _asked_by_in(self, phase: Phase) -> int | None:
        """Who waits for the next holder: who hands on what must be accepted, signed or supplied."""
        if phase is self.phase or self.kind is DutyKind.DECISION:
            return self.asked_by_id
        return self.holder_id if phase in AWAITED else None

    def submit(self, *, to_id: int, at: datetime, act_by: datetime) -> Self:
        """The result goes to who accepts it; lateness is judged by this moment (M17)."""
        handed = self.acknowledge(at=at).hand_to(to_id, at=at, phase=Phase.SUBMITTED, act_by=act_by)
        return replace(handed, submitted_at=at, progress_at=at)

    def give_back(self, *, to_id: int, at: datetime, calendar: Calendar, day: Length = ONE_DAY) -> Self:
        """A return: act_by is the later of the deadline and one working day, of Hỏa tốc one of the clock, after the
        return (design §2)."""
        handed = self.hand_to(to_id, at=at, phase=Phase.WORKING, act_by=self._time_to_act(at, calendar, day))
        return replace(handed, submitted_at=None, progress_at=at)

    def give_to(
        self,
        holder_id: int,
        *,
        unit_id: int | None,
        to_unit: bool,
        at: datetime,
        calendar: Calendar,
        day: Length = ONE_DAY,
    ) -> Self:
        """Give the work to another, by transfer or reassignment, who acknowledges anew and does not answer for the time
        before: where the deadline is past there is a day to act, as after a return. A last deadline that lies ahead
        goes with the work; one that has passed ends with who let it pass."""
        handed = self.hand_to(holder_id, at=at, phase=Phase.WORKING, act_by=self._time_to_act(at, calendar, day))
        named_id = None if to_unit else holder_id
        last = self.last if self.last is not None and self.last.moment > at else None
        return replace(handed, unit_id=unit_id, to_unit=to_unit, named_id=named_id, progress_at=None, last=last)

    def _time_to_act(self, at: datetime, calendar: Calendar, day: Length) -> datetime:
        return max(self.deadline.moment, day.after(at, calendar))

    def pause(self, *, at: datetime) -> Self:
        """The clock stands still; the holder stays the holder (design §2)."""
        return replace(
            self,
            phase=Phase.PAUSED,
            held_since=at,
            paused_at=at,
            turn=self.turn + 1,
            left_acknowledged_at=self.acknowledged_at,
        )

    def resume(self, *, at: datetime, calendar: Calendar, by_clock: bool = False) -> Self:
        """Let the clock run on: as much working time is left as there was when it was paused, to the deadline, to each
        stage and to the last deadline, and as there was when it was set to a deadline set since; for what counts
        `by_clock` (Hỏa tốc), as much time. What was late by then stays late."""
        paused_at = self.paused_at or self.held_since
        set_at = max(paused_at, self.due_since or paused_at)

        def later(deadline: Deadline, since: datetime = paused_at) -> Deadline:
            return _shifted(deadline, since, at, calendar, by_clock=by_clock)

        deadline, act_by = later(self.deadline, set_at), later(Deadline(moment=self.act_by, names_hour=True), set_at)
        stages = tuple(
            stage if stage.reached_at else replace(stage, deadline=later(stage.deadline)) for stage in self.milestones
        )
        last = later(self.last) if self.last is not None else None
        if last is not None and self.binding_last is not None and last.moment < deadline.moment:
            last = deadline  # counted over other days, it may have come to lie before what it stands behind
        return replace(
            self,
            phase=Phase.WORKING,
            held_since=at,
            paused_at=None,
            turn=self.turn + 1,
            left_acknowledged_at=self.acknowledged_at,
            deadline=deadline,
            due_since=at if deadline != self.deadline else self.due_since,
            act_by=max(deadline.moment, act_by.moment),
            milestones=stages,
            last=last,
        )

    def reach(self, number: int, *, at: datetime) -> Self:
        """The milestone of that number, counted from 1, is reached."""
        stages = list(self.milestones)
        stages[number - 1] = replace(stages[number - 1], reached_at=at)
        return replace(self, milestones=tuple(stages))

    def extend(self, deadline: Deadline, *, at: datetime) -> Self:
        """A later deadline, granted to who asked for it."""
        return replace(self.move_to(deadline, at=at), extensions=self.extensions + 1)

    def move_to(self, deadline: Deadline, *, at: datetime) -> Self:
        """Set another deadline. It gives its time to who works; who accepts or supplies meanwhile keeps the present
        act_by."""
        works = self.phase in {Phase.WORKING, Phase.DRAFTED, Phase.PAUSED}
        act_by = deadline.moment if works else self.act_by
        return replace(self.due_anew(deadline), due_since=at, act_by=act_by)

    def require_within_last(self, deadline: Deadline, code: str) -> None:
        """Raise where this deadline would lie behind the one last deadline, which it would void (M53)."""
        if self.binding_last is not None and deadline.moment > self.binding_last.moment:
            raise BeyondLastDeadline(code=code, due_at=self.binding_last.moment)

    def set_last(self, last: Deadline, *, code: str, anew: bool = False) -> Self:
        """One last deadline, once, or `anew` in place of it; the deadline in force and what counts as late stay as they
        are (M53)."""
        if self.binding_last is not None and (not anew or last == self.binding_last):
            raise LastDeadlineSet(code=code, due_at=self.binding_last.moment)
        return replace(self, last=last)

    def close(self, outcome: Outcome, *, at: datetime) -> Self:
        return replace(
            self,
            phase=Phase.CLOSED,
            outcome=outcome,
            closed_at=at,
            turn=self.turn + 1,
            left_acknowledged_at=self.acknowledged_at,
            next_step_at=None,
        )


def settled_by(before: Duty, after: Duty) -> SettledBy | None:
    """What of a change of a duty may settle the requests about it."""
    if not after.is_open:
        return _OVER.get(after.outcome) if after.outcome is not None else None
    if after.phase is not before.phase and (left := _left(before, after)) is not None:
        return left
    if before.phase is not Phase.LACKING and (given := _given_to_another(before, after)) is not None:
        return given
    if after.deadline != before.deadline:
        return SettledBy.DEADLINE
    return SettledBy.LAST if after.last not in {None, before.last} else None


def _left(before: Duty, after: Duty) -> SettledBy | None:
    """How the phase in which it was asked has ended."""
    if before.phase is Phase.SUBMITTED and after.phase is Phase.WORKING:
        return SettledBy.RETURNED
    return _LEFT.get(after.phase)


def _given_to_another(before: Duty, after: Duty) -> SettledBy | None:
    if after.transfers != before.transfers:
        return SettledBy.TRANSFERRED
    if (after.unit_id, after.to_unit) != (before.unit_id, before.to_unit):
        return SettledBy.REASSIGNED
    if after.named_id == before.named_id:
        return None
    return SettledBy.DELEGATED if after.to_unit else SettledBy.REASSIGNED


_LEFT = {Phase.SUBMITTED: SettledBy.HANDED_IN, Phase.LACKING: SettledBy.LACKING, Phase.FREED: SettledBy.FREED}
_OVER = {
    Outcome.ACCEPTED: SettledBy.ACCEPTED,
    Outcome.ANSWERED: SettledBy.ANSWERED,
    Outcome.DEEMED: SettledBy.DEEMED,
    Outcome.READ: SettledBy.READ,
    Outcome.WITHDRAWN: SettledBy.WITHDRAWN,
    Outcome.ENDED: SettledBy.ENDED,
}
_EVERY = frozenset(DecisionKind)
_BUT_WHAT_WENT_UP = _EVERY - {DecisionKind.SUBMISSION}  # a case that has gone up is decided all the same

# Which requests about a duty need no decision any longer after which change of it (M13–M16).
MOOT: dict[SettledBy, frozenset[DecisionKind]] = {
    SettledBy.HANDED_IN: _BUT_WHAT_WENT_UP,
    SettledBy.LACKING: frozenset({DecisionKind.EXTENSION, DecisionKind.DIRECTION}),
    SettledBy.RETURNED: _BUT_WHAT_WENT_UP,
    SettledBy.FREED: _EVERY,
    SettledBy.TRANSFERRED: _EVERY,
    SettledBy.REASSIGNED: _EVERY,
    SettledBy.DELEGATED: frozenset({DecisionKind.REFUSAL, DecisionKind.TRANSFER, DecisionKind.DIRECTION}),
    SettledBy.DEADLINE: frozenset({DecisionKind.EXTENSION}),
    SettledBy.LAST: frozenset({DecisionKind.EXTENSION}),
    **dict.fromkeys(_OVER.values(), _EVERY),
}


def is_moot(request: Duty, before: Duty, after: Duty) -> bool:
    """Whether a request needs no decision any longer: by the table, and by what it asks. A deadline moved by a pause
    settles only what asked for no more than that, a last deadline what asked for more; with the official whom the head
    had named goes only what that official had asked for."""
    because = settled_by(before, after)
    if because is None or request.decision not in MOOT[because]:
        return False
    wanted = None if request.wanted is None else request.wanted.moment
    match because:
        case SettledBy.DEADLINE:
            enough = wanted is not None and wanted <= after.deadline.moment
            return enough or before.phase is not Phase.PAUSED
        case SettledBy.LAST:
            return wanted is not None and after.last is not None and wanted > after.last.moment
        case SettledBy.DELEGATED:
            return before.named_id is not None and request.asked_by_id == before.named_id
        case _:
            return True


def _shifted(
    deadline: Deadline, paused_at: datetime, resumed_at: datetime, calendar: Calendar, *, by_clock: bool
) -> Deadline:
    if deadline.passes_at(calendar) <= paused_at:
        return deadline
    if by_clock:
        moment = deadline.moment + (whole_minute(resumed_at) - whole_minute(paused_at))
        if not deadline.names_hour:
            moment = calendar.at(calendar.day_of(moment), END_OF_OFFICE_DAY)
        return Deadline(moment=max(moment, deadline.moment), names_hour=deadline.names_hour)
    left = calendar.working_time(whole_minute(paused_at), deadline.moment)
    moment = calendar.add_working_time(whole_minute(resumed_at), left)
    if not deadline.names_hour:
        moment = calendar.at(calendar.day_of(moment), END_OF_OFFICE_DAY)
    elif not left:  # what is due in the evening or on a day off has no working time left, but it has time
        moment = resumed_at + (deadline.moment - paused_at)
    # On a day off or in the evening it may lie behind the working time that is left.
    return Deadline(moment=max(moment, deadline.moment), names_hour=deadline.names_hour)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One interval in which one person held a duty; the last one of an open duty has no end."""

    duty_id: int
    person_id: int
    since: datetime
    until: datetime | None = None
