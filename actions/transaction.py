"""The transaction in which an act is done: what it changes, whom it tells, what it puts on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from actions.view import View
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.deciding import waits_for_decider
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.duties.stakes import SIGNED, handed_on_by, whose_it_was
from domain.encoding import canonical
from domain.journal.duties import DutyOpened
from domain.journal.entry import Entry
from domain.journal.recorded import NOTHING, ORDINARY, Circumstances, KeptWords, Recorded, entry_data
from domain.ladder.notices import AnyNotice, Notice, is_for_signers, said_once
from domain.office.people import Person, unique
from domain.payloads.duties import LeftNotice
from domain.payloads.payload import NoticePayload
from domain.refusals import AlreadyUsed, DraftGone
from domain.rules.lengths import Urgency
from storage import cases, dialogues, duties, inbox, journal, notices

INSTANT = timedelta(microseconds=1)
Mark = tuple[int, int, frozenset[int], dict[int, tuple[Duty, Duty, Case]]]


@dataclass(kw_only=True)
class Transaction(View):
    """A transaction under way."""

    entries: list[Entry] = field(default_factory=list)
    owed: list[AnyNotice] = field(default_factory=list)
    ended: set[int] = field(default_factory=set)  # duties that ended with another
    settled: list[Duty] = field(default_factory=list)  # of them, requests that need no decision any longer
    changed: dict[int, tuple[Duty, Duty, Case]] = field(default_factory=dict)  # by duty: before all this, and after

    async def record(
        self,
        act: Act,
        recorded: Recorded = NOTHING,
        *,
        case: Case | None = None,
        duty: Duty | None = None,
        words: Mapping[str, str] | None = None,
        right: Borrowed | None = None,
    ) -> dict[str, int]:
        """Journal an act of the sender, and by whose right it was done where that is another's. Free text goes into the
        table of words; returns its keys by name."""
        kept = {
            name: await journal.keep_words(self.connection, content)
            for name, content in (words or {}).items()
            if content
        }
        circumstances = Circumstances(
            words={name: KeptWords(id=key, hash=digest) for name, (key, digest) in kept.items()},
            said_at=None if self.order.said_at == self.now else self.order.said_at,
            recorded_by=self.order.recorded_by_id,
            right=right,
        )
        self.entries.append(
            self.entry(
                act,
                recorded,
                case_id=case.id if case else None,
                duty_id=duty.id if duty else None,
                circumstances=circumstances,
            )
        )
        return {name: key for name, (key, _) in kept.items()}

    def entry(
        self,
        act: Act,
        recorded: Recorded,
        *,
        case_id: int | None = None,
        duty_id: int | None = None,
        circumstances: Circumstances = ORDINARY,
    ) -> Entry:
        """A journal entry of the sender in the present position."""
        actor = None if self.order.sender_id is None else self.chart.people.get(self.order.sender_id)
        return Entry(
            at=self.now,
            act=act,
            via=self.order.via,
            actor_id=self.order.sender_id,
            actor_unit_id=actor.unit_id if actor else None,
            actor_position=actor.position if actor else None,
            case_id=case_id,
            duty_id=duty_id,
            data=entry_data(act, recorded, circumstances),
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
        """Owe each a word caused by a person's act. Nobody is told by notice of their own act; of what must be done who
        stands in for one who is away is told as well, of what the head must answer or sign who may sign in that place.
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
        """Store a changed duty with its next step, and nothing else: what an act brings with it is called by name
        (actions/duties/changes.py)."""
        after = self.scheduled(before, after, case)
        await self.store(before, after, case)
        return replace(after, version=before.version + 1)

    async def store(self, before: Duty, after: Duty, case: Case) -> None:
        """Store a changed duty as it is. Who had a stake in it and is not told otherwise is told when all is done."""
        await duties.save_duty(self.connection, before, after, at=self.now)
        first = self.changed[before.id][0] if before.id in self.changed else before
        self.changed[before.id] = (first, after, case)

    async def record_opened(self, duty: Duty, case: Case) -> None:
        await self.record(Act.DUTY_OPENED, DutyOpened.of(duty), case=case, duty=duty, words={"reason": duty.reason})

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

    def mark(self) -> Mark:
        """What has been gathered so far to be journaled, owed and left alone."""
        return len(self.entries), len(self.owed), frozenset(self.ended), dict(self.changed)

    def forget_since(self, mark: Mark) -> None:
        """Drop what was gathered for a duty whose step raised: nothing is said of what was not done."""
        entries, owed, ended, self.changed = mark
        del self.entries[entries:], self.owed[owed:]
        self.ended &= ended

    def said_in_a_list(self, handed: Iterable[Duty]) -> None:
        """Let each of those concerned by these duties hear of them in one list."""
        for duty in handed:
            self.changed.pop(duty.id, None)

    def _tell_whose_it_was(self) -> None:
        """Who is told nothing else of the case is told once of what has ended or left a desk, or was done in the
        person's place (domain/duties/stakes.py)."""
        told = {(one.recipient_id, one.case_id) for one in self.owed}
        acts = {one.duty_id: one for one in self.entries if one.duty_id is not None}
        for before, after, case in self.changed.values():
            entry = acts.get(before.id)
            act, right = (None, None) if entry is None else (entry.act, entry.right)
            for person_id, what in whose_it_was(self.chart, before, after, act=act, right=right).items():
                if (person_id, case.id) in told:
                    continue
                told.add((person_id, case.id))
                self.owe(
                    [self.chart.person(person_id)],
                    LeftNotice(
                        right=right,
                        by=self.order.sender_id,
                        did=what or "",
                        was=before.phase,
                        handed_on=handed_on_by(before) == person_id,
                        signed=act in SIGNED,
                        holder=after.holder_id if after.is_open else None,
                    ),
                    slot=f"did-{canonical(self.now)}" if what else f"left-{before.turn}",
                    case=case,
                    duty=after,
                )

    async def finish(self) -> None:
        self._tell_whose_it_was()
        if self.order.inbox_id is not None and not await inbox.mark_carried_out(
            self.connection, self.order.inbox_id, place=self.order.place, at=self.now
        ):
            raise AlreadyUsed
        if self.order.dialogue is not None and not await dialogues.end(self.connection, self.order.dialogue):
            raise DraftGone
        await notices.owe(self.connection, said_once(self.owed), now=self.now, calendar=self.calendar)
        await journal.append(self.connection, self.entries)
