"""What every action stands on: who orders what and when, and the transaction in which it is done and recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.deciding import asked_for, deciders, waits_for_decider
from domain.duties.cases import Case, CaseState, Deadline
from domain.duties.charge import has_other_lead, judges_part, part_of_lead
from domain.duties.duties import Duty, DutyKind, Outcome, Phase, SettledBy, is_moot, settled_by
from domain.duties.lists import Choice, start_of
from domain.duties.stakes import concerned, handed_on_by
from domain.encoding import canonical
from domain.ladder.dates import MovedDate
from domain.ladder.ladder import plan
from domain.ladder.next_steps import NextStep, next_steps
from domain.ladder.notices import AnyNotice, Notice, is_for_signers, says_why_settled
from domain.ladder.steps import Step, StepKind
from domain.office.calendar import Calendar
from domain.office.people import Chart, Person, unique
from domain.parties import Parties, parties_of
from domain.payloads.decisions import SettledNotice
from domain.payloads.duties import EndedNotice, JudgeNotice, LeftNotice, StepNotice
from domain.payloads.payload import NoticePayload
from domain.permissions import Permission, Relation, may
from domain.refusals import AlreadyUsed, DraftGone, NotAllowed, NotLinked
from domain.rules.lengths import Urgency
from domain.rules.policy import Policy
from storage import cases, dialogues, duties, duties_in_hand, evidence, inbox, journal, notices, parties, settings_store
from storage.calendars import CALENDAR, load_calendar
from storage.charts import load_chart
from storage.database import Connection, Database
from storage.dialogues import DialogueKey
from storage.marks import Marks
from storage.people import CHART
from storage.policies import POLICIES, load_policies

V = TypeVar("V", bound="View")
T = TypeVar("T")
INSTANT = timedelta(microseconds=1)
OF_LITTLE_ACCOUNT = frozenset({Act.DUTY_ACKNOWLEDGED, Act.OPINIONS_SHOWN})  # of what a substitute may do
SIGNED = frozenset({Act.OPINION_SIGNED, Act.SUBMISSION_ASKED})  # what waited for it goes out as it was drafted
Mark = tuple[int, int, frozenset[int], dict[int, tuple[Duty, Duty, Case]]]
_GIVEN = frozenset({SettledBy.TRANSFERRED, SettledBy.REASSIGNED, SettledBy.DELEGATED})  # it is said to whom
_BY_DATE = frozenset({SettledBy.DEADLINE, SettledBy.LAST})
_BY_TURN = frozenset(SettledBy) - _BY_DATE  # settled when the work changed courts, and not when that is recorded


def due(deadline: Deadline) -> dict[str, Any]:
    """A deadline as a journal entry keeps it: what is needed to set it again."""
    return {"due_at": deadline.moment.isoformat(), "names_hour": deadline.names_hour}


def dates_data(dates: Iterable[MovedDate], name: str = "dates") -> dict[str, Any]:
    """What moves beside what was asked for, as an entry or a notice keeps it."""
    plain = [one.to_data() for one in dates]
    return {name: plain} if plain else {}


def last_data(before: Duty, after: Duty) -> dict[str, Any]:
    """The last deadline as an entry keeps it where the act has moved it."""
    if before.last == after.last:
        return {}
    return {"last_at": after.last.moment.isoformat() if after.last is not None else None}


def files_data(case: Case) -> dict[str, Any]:
    """The hashes of the files that a case is about, as a journal entry keeps them."""
    more = {"more_files": [digest for _, digest in case.more_files]} if case.more_files else {}
    return {"file": case.file_hash or None, **more}


def opened_data(duty: Duty) -> dict[str, Any]:
    """What the journal keeps of the beginning of a duty."""
    return {"kind": duty.kind, "holder": duty.holder_id, "unit": duty.unit_id}


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who asks for an act. `said_at` is when he said it, by which he is judged; `now` when it is recorded.
    `inbox_id` names the update that carries it, so that it is carried out once, and `place` which of its several
    commands this is; `duty_id` the duty on which the button stood that was pressed: it means that one, whichever others
    wait; `part_id` the one that he chose where several were possible; `dialogue` what the chat had begun and this
    completes: it ends with the act, so that it is completed once; `meant` whom he chose for a name that was unclear."""

    now: datetime
    said_at: datetime
    via: str  # the channel that it came by, or what acts of its own accord
    sender_id: int | None = None
    inbox_id: int | None = None
    place: int | None = None
    duty_id: int | None = None
    part_id: int | None = None
    dialogue: DialogueKey | None = None
    recorded_by_id: int | None = None  # who wrote down what the sender reported on paper
    meant: Mapping[str, str] = field(default_factory=dict)


class Office:
    """The installation: its database, its time zone, and what is remembered of chart, calendar and rules."""

    def __init__(self, database: Database, *, timezone: ZoneInfo) -> None:
        self.database = database
        self.timezone = timezone
        self._one_register = asyncio.Lock()
        self._remembered = settings_store.RevisionCache()

    @property
    def marks(self) -> Marks:
        return self.database.marks

    def using(self, database: Database) -> Office:
        """The same office, read and written by this, as one command does."""
        office = copy(self)
        office.database = database
        return office

    async def apart(self, waiting: Awaitable[T]) -> T:
        """What takes long and reads nothing here: the network, a drawing. No transaction is kept open meanwhile."""
        await self.database.end_reading()
        return await waiting

    @asynccontextmanager
    async def one_register(self) -> AsyncIterator[None]:
        """One at a time: that of a large office's month takes a hundred megabytes."""
        await self.apart(self._one_register.acquire())
        try:
            yield
        finally:
            self._one_register.release()

    async def chart(self, connection: Connection, now: datetime) -> Chart:
        """The organisation as it stands now: who is away is known without asking again."""
        return (await self._remembered.get(connection, CHART, load_chart)).at(now)

    async def calendar(self, connection: Connection) -> Calendar:
        return await self._remembered.get(connection, CALENDAR, lambda read: load_calendar(read, self.timezone))

    async def policies(self, connection: Connection) -> dict[int, Policy]:
        return await self._remembered.get(connection, POLICIES, load_policies)

    @asynccontextmanager
    async def look(self, order: Order) -> AsyncIterator[View]:
        """A reading of one moment; nothing is changed."""
        async with self.database.reading() as connection:
            yield await self._view(View, connection, order)

    @asynccontextmanager
    async def act(self, order: Order) -> AsyncIterator[Transaction]:
        """One transaction: the changes, the notices that they cause, the update marked, and last the journal."""
        async with self.database.writing() as connection:
            work = await self._view(Transaction, connection, order)
            yield work
            await work.finish()
        if order.inbox_id is not None and order.place is None:
            self.marks.carried_out.add(order.inbox_id)

    async def _view(self, kind: type[V], connection: Connection, order: Order) -> V:
        return kind(
            connection=connection,
            order=order,
            chart=_as_called(await self.chart(connection, order.now), order.meant),
            calendar=await self.calendar(connection),
            policies=await self.policies(connection),
        )


def _as_called(chart: Chart, meant: Mapping[str, str]) -> Chart:
    return chart.with_names(meant) if meant else chart


@dataclass(kw_only=True)
class View:
    """The office as one reader finds it."""

    connection: Connection
    order: Order
    chart: Chart
    calendar: Calendar
    policies: Mapping[int, Policy]
    parties: dict[int, Parties] = field(default_factory=dict)  # by the case, where they have been read

    @property
    def now(self) -> datetime:
        return self.order.now

    @property
    def sender(self) -> Person:
        """Raises NotLinked for an account that is nobody's."""
        person = None if self.order.sender_id is None else self.chart.people.get(self.order.sender_id)
        if person is None:
            raise NotLinked
        return person

    def acted_at(self, duty: Duty) -> datetime:
        """When the sender acted on this duty: when he said so, but not before it came to its present holder."""
        return max(duty.held_since, min(self.order.said_at, self.now))

    @property
    def newest_policy(self) -> Policy:
        return self.policies[max(self.policies)]

    def policy_of(self, case: Case) -> Policy:
        return self.policies[case.policy_version]

    def choice(self, **wanted: Any) -> Choice:
        """Of the open duties as they are now."""
        return Choice(now=self.now, today=start_of(self.calendar.day_of(self.now), self.calendar), **wanted)

    def allow(self, permission: Permission, relations: Iterable[Relation]) -> None:
        if not may(permission, relations):
            raise NotAllowed

    def plan(self, duty: Duty, case: Case, *, after: datetime) -> tuple[Step, ...]:
        return plan(duty, case, policy=self.policy_of(case), calendar=self.calendar, after=after)

    def next_steps(self, duty: Duty, case: Case, *, known: frozenset[int] = frozenset()) -> tuple[NextStep, ...]:
        return next_steps(
            duty,
            case,
            policy=self.policy_of(case),
            calendar=self.calendar,
            chart=self.chart,
            after=max(self.now, duty.stepped_until),
            known=known,
            parties=self.parties.get(case.id),
        )

    async def know_parties(self, case_ids: Iterable[int]) -> None:
        """Read who has a part in these cases as they are now."""
        every = await duties.duties_of_cases(self.connection, case_ids)
        taken = await parties.parts_taken(self.connection, [one.id for owed in every.values() for one in owed])
        self.parties |= {case_id: parties_of(self.chart, owed, taken) for case_id, owed in every.items()}

    async def who_may_act(self, case: Case, duty: Duty, permission: Permission | None = None) -> tuple[Person, ...]:
        """Who may do now what the duty waits for, or this act of who decides, and would not decide his own case: the
        holder and who stands in for him; of a decision those to whom it goes (domain/deciding.py)."""
        holder = self.chart.person(duty.holder_id)
        if permission is None and not waits_for_decider(duty):
            return unique((holder, self.chart.acting_for(holder)))
        await self.know_parties([case.id])
        found = deciders(self.chart, case, duty, self.parties[case.id], permission or asked_for(duty))
        return tuple(self.chart.person(one) for one in found)


@dataclass(kw_only=True)
class Transaction(View):
    """A transaction under way."""

    entries: list[journal.Entry] = field(default_factory=list)
    owed: list[AnyNotice] = field(default_factory=list)
    ended: set[int] = field(default_factory=set)  # duties that ended with another
    settled: list[Duty] = field(default_factory=list)  # of them, requests that need no decision any longer
    changed: dict[int, tuple[Duty, Duty, Case]] = field(default_factory=dict)  # by duty: before all this, and after

    async def record(
        self,
        act: Act,
        *,
        case: Case | None = None,
        duty: Duty | None = None,
        words: Mapping[str, str] | None = None,
        right: Borrowed | None = None,
        **data: Any,
    ) -> dict[str, int]:
        """Journal an act of the sender, and by whose right it was done where that is another's. Free text goes into the
        table of words; returns its keys by name."""
        kept = {
            name: await journal.keep_words(self.connection, content)
            for name, content in (words or {}).items()
            if content
        }
        if kept:
            data["words"] = {name: {"id": key, "hash": digest} for name, (key, digest) in kept.items()}
        if self.order.said_at != self.now:
            data["said_at"] = canonical(self.order.said_at)
        if right is not None:
            data |= right.of_act()
        if self.order.recorded_by_id is not None:
            data["recorded_by"] = self.order.recorded_by_id
        self.entries.append(
            self.entry(act, case_id=case.id if case else None, duty_id=duty.id if duty else None, data=data)
        )
        return {name: key for name, (key, _) in kept.items()}

    def entry(self, act: Act, *, case_id: int | None, duty_id: int | None, data: Mapping[str, Any]) -> journal.Entry:
        """A journal entry of the sender in his present position."""
        actor = None if self.order.sender_id is None else self.chart.people.get(self.order.sender_id)
        return journal.Entry(
            at=self.now,
            act=act,
            via=self.order.via,
            actor_id=self.order.sender_id,
            actor_unit_id=actor.unit_id if actor else None,
            actor_position=actor.position if actor else None,
            case_id=case_id,
            duty_id=duty_id,
            data=data,
        )

    def owe(
        self,
        recipients: Iterable[Person],
        payload: NoticePayload,
        *,
        slot: str,
        case: Case | None = None,
        duty: Duty | None = None,
    ) -> None:
        """Owe each a word caused by a person's act. Nobody is told by notice what he did himself; of what must be done
        who stands in for one who is away is told with him, of what the head must answer or sign who may sign for him.
        Whom a decision waits for is said by `who_may_act`: who stands in for one whose decision it is may have a part
        in the case."""
        urgency = case.urgency if case else Urgency.NORMAL
        told = list(recipients)
        if payload.about_the_turn and (duty is None or not waits_for_decider(duty)):
            told += [self.chart.acting_for(person) for person in told]
        if case is not None and duty is not None and is_for_signers(payload, duty):
            told += self.chart.signers_for(duty.unit_id, case.field)
        for person in unique(told):
            if person.id == self.order.sender_id:
                continue
            self.owed.append(
                Notice(
                    recipient_id=person.id,
                    payload=payload,
                    slot=slot,
                    case_id=case.id if case else None,
                    duty_id=duty.id if duty else None,
                    turn=duty.turn if duty else None,
                    planned_at=self.now,
                    waits_for_opening=urgency is not Urgency.FLASH,
                    urgency=urgency,
                )
            )

    def scheduled(self, before: Duty, after: Duty, case: Case) -> Duty:
        """The duty with its next step found anew. What came due under the old plan and was not taken is let go
        when the ball changed courts or the deadline moved, except a step with an effect: that always happens."""
        if not after.is_open:
            return after
        stepped_until = before.stepped_until
        if (after.turn, after.deadline, after.last) != (before.turn, before.deadline, before.last):
            pending = (step for step in self.plan(after, case, after=stepped_until) if step.at <= self.now)
            effect = next((step for step in pending if step.has_effect), None)
            stepped_until = max(stepped_until, effect.at - INSTANT if effect else self.now)
        steps = self.plan(after, case, after=stepped_until)
        return replace(after, stepped_until=stepped_until, next_step_at=steps[0].at)

    async def save(self, before: Duty, after: Duty, case: Case) -> Duty:
        """Store a changed duty with its next step."""
        after = self.scheduled(before, after, case)
        await self.store(before, after, case)
        await self.settle_requests(before, after, case)
        if after.kind is DutyKind.LEAD and after.is_open and after.turn != before.turn:
            await self._parts_follow(after, case)
            if has_other_lead(before, after):
                await self._end_part_of_lead(after, case)
        return replace(after, version=before.version + 1)

    async def store(self, before: Duty, after: Duty, case: Case) -> None:
        """Store a changed duty as it is. Who had a stake in it and is not told otherwise is told when all is done."""
        await duties.save_duty(self.connection, before, after, at=self.now)
        first = self.changed[before.id][0] if before.id in self.changed else before
        self.changed[before.id] = (first, after, case)

    async def settle_requests(self, before: Duty, after: Duty, case: Case) -> None:
        """What was asked about the duty and needs no decision any longer ends with the change; who asked is told, and
        who was asked."""
        because = settled_by(before, after)
        if because is None or after.kind is DutyKind.DECISION:
            return
        for request in await duties_in_hand.open_decisions_about(self.connection, after.id):
            if is_moot(request, before, after):
                await self._settle(request, after, case, because)

    async def _settle(self, request: Duty, about: Duty, case: Case, because: SettledBy) -> None:
        began_at = about.closed_at or about.held_since
        ended = request.close(Outcome.ENDED, at=max(request.held_since, began_at if because in _BY_TURN else self.now))
        # Not by `store`: with the request neither the work ends nor the case, and what has ended is said here.
        await duties.save_duty(self.connection, request, ended, at=self.now)
        self.ended.add(request.id)
        self.settled.append(ended)
        to_unit = about.unit_id if about.to_unit and about.named_id is None else None
        given: dict[str, int | None] = {"to": about.holder_id, "to_unit": to_unit} if because in _GIVEN else {}
        await self.record_ended(ended, case, because=because, **given)
        assert request.decision is not None
        for person_id, was_asked in ((request.asked_by_id or 0, False), (request.holder_id, True)):
            self.owe(
                [self.chart.people[person_id]] if person_id in self.chart.people else [],
                SettledNotice(
                    asked=request.decision,
                    because=because,
                    was_asked=was_asked,
                    to=given.get("to"),
                    to_unit=given.get("to_unit"),
                ),
                slot=f"decision-{request.id}",
                case=case,
                duty=about,
            )

    async def _end_part_of_lead(self, lead: Duty, case: Case) -> None:
        """A unit has one part in a case: its coordinating one ends when it gets the lead."""
        part = part_of_lead(self.chart, lead, await duties.duties_of_case(self.connection, case.id))
        if part is not None:
            await self.end_part(part, case, stays=lead)

    async def end_part(self, part: Duty, case: Case, *, stays: Duty) -> None:
        """The coordinating part of a unit that has another: that stays, and who held this one is told."""
        ended = await self.save(part, part.close(Outcome.ENDED, at=max(self.now, part.held_since)), case)
        await self.record_ended(ended, case, stays=stays.id)
        await self.end_with(ended, case, at=self.now)
        leads = stays.kind is DutyKind.LEAD
        told = [self.chart.person(part.asked_by_id or part.holder_id)] if part.phase is Phase.SUBMITTED else []
        told += [self.chart.person(part.holder_id)]
        self.owe(
            [one for one in told if one.id != stays.holder_id or not leads],
            EndedNotice(leads=leads, joins=not leads),
            slot=f"turn-{part.turn}",
            case=case,
            duty=ended,
        )

    async def _parts_follow(self, lead: Duty, case: Case) -> None:
        """What coordinating units have handed in waits with who leads: looked at whenever the lead changes courts, and
        moved only when somebody else leads."""
        parts = [
            part
            for part in await duties.duties_of_case(self.connection, case.id)
            if part.kind is DutyKind.COORDINATING and part.phase is Phase.SUBMITTED
        ]
        if not parts:
            return
        submitted = await evidence.last_submissions(self.connection, [part.id for part in parts])
        waiting = self.policy_of(case).rungs[case.urgency].waiting
        for part in parts:
            by = {part.asked_by_id or part.holder_id, submitted[part.id].by_id}
            judge = judges_part(self.chart, lead, case, by=by)
            if judge.id == part.holder_id:
                continue
            at = max(self.now, part.held_since)
            handed = part.hand_to(judge.id, at=at, act_by=waiting.after(at, self.calendar))
            handed = await self.save(part, handed, case)
            await self.record(Act.PART_FOLLOWED, case=case, duty=part, holder=handed.holder_id, before=part.holder_id)
            self.owe(
                await self.who_may_act(case, handed),
                JudgeNotice(by=submitted[part.id].by_id, late=part.was_late(at, self.calendar)),
                slot=f"turn-{handed.turn}",
                case=case,
                duty=handed,
            )

    async def record_opened(self, duty: Duty, case: Case) -> None:
        await self.record(
            Act.DUTY_OPENED,
            case=case,
            duty=duty,
            words={"reason": duty.reason},
            **opened_data(duty),
        )

    async def record_ended(self, ended: Duty, case: Case, **data: Any) -> None:
        """Of a duty that ended with another, and when: that was as little said as done."""
        assert ended.closed_at is not None
        await self.record(Act.DUTY_ENDED, case=case, duty=ended, ended_at=canonical(ended.closed_at), **data)

    async def open_duty(self, duty: Duty, case: Case) -> Duty:
        """Store a new duty with its first step."""
        duty = replace(duty, case_id=case.id, next_step_at=self.plan(duty, case, after=duty.stepped_until)[0].at)
        return replace(duty, id=await duties.add_duty(self.connection, duty))

    async def open_duties(self, owed: Sequence[Duty], case: Case) -> list[Duty]:
        """Store many new duties of one case, each with its first step."""
        opened = [
            replace(one, case_id=case.id, next_step_at=self.plan(one, case, after=one.stepped_until)[0].at)
            for one in owed
        ]
        keys = await duties.add_duties(
            self.connection, opened, assigner_id=case.assigner_id, registrar_id=case.registrar_id
        )
        return [replace(one, id=key) for one, key in zip(opened, keys, strict=True)]

    async def open_case(self, case: Case, *, watching: Iterable[int] = ()) -> Case:
        """Number and store a new case."""
        number = await cases.take_numbers(self.connection, case.kind)
        case = replace(case, number=number)
        return replace(case, id=await cases.add_case(self.connection, case, watching=watching))

    def owe_step(
        self,
        duty: Duty,
        case: Case,
        step: Step,
        person_id: int,
        *,
        told: Sequence[Person] = (),
        in_place_of: int | None = None,
    ) -> None:
        """Owe one person the word of a step that has come; the same step is owed to him once. The holder hears who
        else is `told`. `in_place_of` names who was not reached: then it is said at once, and the step is said again
        when its moment comes."""
        # The weekly list is one message, whatever the urgency of what stands in it.
        flash = case.urgency is Urgency.FLASH and step.kind is not StepKind.CLEARING
        at_once = in_place_of is not None
        others = tuple(one.id for one in told if one.id != person_id) if person_id == duty.holder_id else ()
        self.owed.append(
            Notice(
                recipient_id=person_id,
                payload=StepNotice(
                    step=step.kind,
                    due_at=duty.deadline.moment,
                    in_place_of=in_place_of,
                    milestone=step.milestone,
                    told_too=others,
                ),
                # With its moment: a step that a change of the calendar puts on another day is said on that day.
                slot=f"{duty.turn}:{step.slot}:{step.at.astimezone(UTC):%Y%m%d%H%M}"
                + (f":for-{in_place_of}" if at_once else ""),
                case_id=case.id,
                duty_id=duty.id,
                turn=duty.turn,
                planned_at=self.now if at_once else step.at,
                by_clock=True,
                spaced=not flash and not step.has_effect,
                waits_for_opening=not flash,
                urgency=case.urgency,
            )
        )

    async def end_with(self, ended: Duty, case: Case, *, at: datetime) -> bool:
        """What hangs on an ended duty ends with it; the case closes behind its last duty. Whether it closed."""
        await cases.hold_case(self.connection, case.id)
        others = [duty for duty in await duties.duties_of_case(self.connection, case.id) if duty.id != ended.id]
        for duty in others:
            if duty.is_open and duty.about_id == ended.id:
                await self._settle(duty, ended, case, settled_by(ended, ended) or SettledBy.ENDED)
        if any(duty.is_open and duty.about_id != ended.id for duty in others):
            return False
        await cases.close_case(self.connection, case.id, CaseState.CLOSED, at=at)
        await self.record(Act.CASE_CLOSED, case=case)
        return True

    def mark(self) -> Mark:
        """What has been gathered so far to be journaled, owed and left alone."""
        return len(self.entries), len(self.owed), frozenset(self.ended), dict(self.changed)

    def forget_since(self, mark: Mark) -> None:
        """Drop what was gathered for a duty whose step raised: nothing is said of what was not done."""
        entries, owed, ended, self.changed = mark
        del self.entries[entries:], self.owed[owed:]
        self.ended &= ended

    def said_in_a_list(self, handed: Iterable[Duty]) -> None:
        """Of these duties each of those concerned hears in one list."""
        for duty in handed:
            self.changed.pop(duty.id, None)

    def _tell_whose_it_was(self) -> None:
        """Each with a stake in what has ended or left a desk, who did not do it himself and is told nothing else of the
        case, is told once (domain/duties/stakes.py); so is who is away of what his substitute has done with it. In
        whose name a registrar acts, it is as if he had done it."""
        told = {(one.recipient_id, one.case_id) for one in self.owed}
        acts = {one.duty_id: one for one in self.entries if one.duty_id is not None}
        for before, after, case in self.changed.values():
            act = acts.get(before.id)
            right = None if act is None else Borrowed.of_entry(act.data)
            whose = {one.id: one for one in concerned(self.chart, before, after)}
            did = dict.fromkeys(whose, "")
            if act is not None and right is not None:
                if right.ground is Ground.SUBSTITUTION and act.act not in OF_LITTLE_ACCOUNT:
                    did = {right.of_id: act.act} | did
                elif right.ground is Ground.REGISTRY:
                    did.pop(right.of_id, None)
            for person_id, what in did.items():
                if (person_id, case.id) in told:
                    continue
                told.add((person_id, case.id))
                self.owe(
                    [self.chart.person(person_id)],
                    LeftNotice(
                        right=right,
                        by=self.order.sender_id,
                        did=what,
                        was=before.phase,
                        handed_on=handed_on_by(before) == person_id,
                        signed=act is not None and act.act in SIGNED,
                        holder=after.holder_id if after.is_open else None,
                    ),
                    slot=f"did-{canonical(self.now)}" if what else f"left-{before.turn}",
                    case=case,
                    duty=after,
                )

    def _not_twice(self) -> list[AnyNotice]:
        """Without the word that a request is settled for who hears in the same breath why; and for who was asked, where
        he hears of the case anyway."""
        why = {(one.recipient_id, one.case_id) for one in self.owed if says_why_settled(one.payload)}
        others = {(one.recipient_id, one.case_id) for one in self.owed if not isinstance(one.payload, SettledNotice)}

        def is_said_already(one: AnyNotice) -> bool:
            if not isinstance(one.payload, SettledNotice):
                return False
            return (one.recipient_id, one.case_id) in (others if one.payload.was_asked else why)

        return [one for one in self.owed if not is_said_already(one)]

    async def finish(self) -> None:
        self._tell_whose_it_was()
        if self.order.inbox_id is not None and not await inbox.mark_carried_out(
            self.connection, self.order.inbox_id, place=self.order.place, at=self.now
        ):
            raise AlreadyUsed
        if self.order.dialogue is not None and not await dialogues.end(self.connection, self.order.dialogue):
            raise DraftGone
        await notices.owe(self.connection, self._not_twice(), now=self.now, calendar=self.calendar)
        await journal.append(self.connection, self.entries)
