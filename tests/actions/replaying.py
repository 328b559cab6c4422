"""What became of the duties of tasks, rebuilt from the journal's entries alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.acts import Act
from domain.duties.cases import CaseState, Deadline
from domain.duties.duties import DecisionKind, Duty, DutyKind, Outcome, Phase
from domain.journal.entry import Entry


@dataclass(frozen=True, kw_only=True)
class Told:
    """A duty as far as the journal tells of it."""

    case_id: int
    kind: DutyKind
    holder: int
    deadline: Deadline
    phase: Phase = Phase.WORKING
    outcome: Outcome | None = None
    extensions: int = 0
    transfers: int = 0
    last: datetime | None = None
    about: int | None = None

    @classmethod
    def of(cls, duty: Duty) -> Told:
        return cls(
            case_id=duty.case_id,
            kind=duty.kind,
            holder=duty.holder_id,
            deadline=duty.deadline,
            phase=duty.phase,
            outcome=duty.outcome,
            extensions=duty.extensions,
            transfers=duty.transfers,
            last=duty.last.moment if duty.last else None,
            about=duty.about_id,
        )

    @property
    def is_open(self) -> bool:
        return self.phase is not Phase.CLOSED

    def closed(self, outcome: Outcome) -> Told:
        return replace(self, phase=Phase.CLOSED, outcome=outcome)


@dataclass
class Replay:
    """The state as of the last entry read: cases by their deadline and state, duties."""

    deadlines: dict[int, Deadline] = field(default_factory=dict)
    states: dict[int, CaseState] = field(default_factory=dict)
    duties: dict[int, Told] = field(default_factory=dict)
    assigners: dict[int, tuple[int, int]] = field(default_factory=dict)  # with who entered it

    def read(self, entries: Iterable[Entry]) -> Replay:
        for entry in entries:
            about, _, what = entry.act.partition(".")
            if what in {"asked", "granted", "denied", "given"} and about in set(DecisionKind):
                self._request(entry, DecisionKind(about), what)
            elif entry.act in _READ:
                _READ[entry.act](self, entry)
        return self

    def change(self, duty_id: int | None, **changed: Any) -> None:
        assert duty_id is not None
        assert self.duties[duty_id].is_open, "the journal tells of an ended duty"
        self.duties[duty_id] = replace(self.duties[duty_id], **changed)

    def end(self, duty_id: int | None, outcome: Outcome) -> None:
        self.change(duty_id, phase=Phase.CLOSED, outcome=outcome)

    def begin(self, entry: Entry) -> None:
        assert entry.case_id is not None
        self.deadlines[entry.case_id] = due_in(entry.data)
        self.states[entry.case_id] = CaseState.OPEN
        self.assigners[entry.case_id] = (entry.data["assigner"], entry.data["registrar"])

    def succeed(self, entry: Entry) -> None:
        assert self.assigners[entry.case_id or 0] == (entry.data["before"], entry.data["registrar_before"])
        self.assigners[entry.case_id or 0] = (entry.data["assigner"], entry.data["registrar"])

    def open(self, entry: Entry) -> None:
        assert entry.case_id is not None
        assert entry.duty_id is not None
        self.duties[entry.duty_id] = Told(
            case_id=entry.case_id,
            kind=DutyKind(entry.data["kind"]),
            holder=entry.data["holder"],
            deadline=self.deadlines[entry.case_id],
        )

    def _request(self, entry: Entry, kind: DecisionKind, what: str) -> None:
        data = entry.data
        assert entry.case_id is not None
        if what == "asked":
            self.duties[data["decision"]] = Told(
                case_id=entry.case_id,
                kind=DutyKind.DECISION,
                holder=data["holder"],
                deadline=Deadline(moment=datetime.fromisoformat(data["decide_by"]), names_hour=True),
                about=entry.duty_id,
            )
            if kind is DecisionKind.SUBMISSION:
                self.change(entry.duty_id, holder=data["back_to"], phase=Phase.WORKING)
            return
        self.end(data["decision"], Outcome.DENIED if what == "denied" else Outcome.GRANTED)
        if what == "granted":
            self._granted(entry, kind)

    def _granted(self, entry: Entry, kind: DecisionKind) -> None:
        assert entry.duty_id is not None
        assert entry.case_id is not None
        before, data = self.duties[entry.duty_id], entry.data
        match kind:
            case DecisionKind.EXTENSION:
                self.change(entry.duty_id, deadline=due_in(data), extensions=before.extensions + 1)
                for moved in data["moved"]:
                    self.change(moved, deadline=due_in(data))
                if before.kind is DutyKind.LEAD:
                    self.deadlines[entry.case_id] = due_in(data)
            case DecisionKind.TRANSFER:
                self.hand(entry, Phase.WORKING)
                self.change(entry.duty_id, transfers=before.transfers + 1)
            case DecisionKind.REFUSAL if data["phase"] == Phase.CLOSED:
                self.end(entry.duty_id, Outcome.WITHDRAWN)
            case DecisionKind.REFUSAL:
                self.change(entry.duty_id, holder=data["holder"], phase=Phase.FREED)

    def hand(self, entry: Entry, phase: Phase | None = None) -> None:
        before = self.duties[entry.duty_id or 0]
        last = last_in(entry.data, before.last)
        self.change(entry.duty_id, holder=entry.data["holder"], phase=phase or before.phase, last=last)

    def draft(self, entry: Entry) -> None:
        if entry.data["signer"] is not None:
            self.change(entry.duty_id, holder=entry.data["signer"], phase=Phase.DRAFTED)

    def pause(self, entry: Entry) -> None:
        self.change(entry.duty_id, phase=Phase.PAUSED)

    def resume(self, entry: Entry) -> None:
        last = last_in(entry.data, self.duties[entry.duty_id or 0].last)
        self.change(entry.duty_id, phase=Phase.WORKING, deadline=due_in(entry.data), last=last)
        if self.duties[entry.duty_id or 0].kind is DutyKind.LEAD:
            self.deadlines[entry.case_id or 0] = due_in(entry.data)

    def correct(self, entry: Entry) -> None:
        if (changed := entry.data["changes"].get("deadline")) is None:
            return
        after = changed["after"]
        deadline = Deadline(moment=datetime.fromisoformat(after["moment"]), names_hour=after["names_hour"])
        self.deadlines[entry.case_id or 0] = deadline
        for moved in entry.data["moved"]:
            self.change(moved, deadline=deadline)

    def set_last(self, entry: Entry) -> None:
        self.change(entry.duty_id, last=datetime.fromisoformat(entry.data["last_at"]))

    def close(self, entry: Entry) -> None:
        self.states[entry.case_id or 0] = CaseState.CLOSED

    def withdraw(self, entry: Entry) -> None:
        self.states[entry.case_id or 0] = CaseState.WITHDRAWN
        for ended in entry.data["ended"]:
            self.end(ended, Outcome.WITHDRAWN)


def last_in(data: Any, before: datetime | None) -> datetime | None:
    """The last deadline after an act that may have moved it or ended it."""
    if "last_at" not in data:
        return before
    return None if data["last_at"] is None else datetime.fromisoformat(data["last_at"])


def due_in(data: Any) -> Deadline:
    return Deadline(moment=datetime.fromisoformat(data["due_at"]), names_hour=data["names_hour"])


_READ: dict[str, Callable[[Replay, Entry], None]] = {
    Act.TASK_ASSIGNED: Replay.begin,
    Act.DUTY_OPENED: Replay.open,
    Act.DUTY_DELEGATED: lambda replay, entry: replay.hand(entry, Phase.WORKING),
    Act.DUTY_HANDED_OVER: lambda replay, entry: replay.hand(entry),
    Act.PART_FOLLOWED: lambda replay, entry: replay.hand(entry),
    Act.DUTY_SUBMITTED: lambda replay, entry: replay.hand(entry, Phase.SUBMITTED),
    Act.DUTY_RETURNED: lambda replay, entry: replay.hand(entry, Phase.WORKING),
    Act.DUTY_ACCEPTED: lambda replay, entry: replay.end(entry.duty_id, Outcome.ACCEPTED),
    Act.DUTY_ENDED: lambda replay, entry: replay.end(entry.duty_id, Outcome.ENDED),
    Act.DUTY_LAST_SET: Replay.set_last,
    Act.TASK_PAUSED: Replay.pause,
    Act.TASK_RESUMED: Replay.resume,
    Act.TASK_REASSIGNED: lambda replay, entry: replay.hand(entry, Phase.WORKING),
    Act.DOSSIER_DRAFTED: Replay.draft,
    Act.CASE_CORRECTED: Replay.correct,
    Act.CASE_ASSIGNER_CHANGED: Replay.succeed,
    Act.CASE_CLOSED: Replay.close,
    Act.CASE_WITHDRAWN: Replay.withdraw,
}


@dataclass
class Rights:
    """Who may do what for another, as the journal alone tells: who stands in in each absence that is not over, who has
    each delegation that has not ended, and whose groups are registered."""

    standing_in: dict[int, int | None] = field(default_factory=dict)
    signing: dict[int, int] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)

    def read(self, entries: Iterable[Entry]) -> Rights:
        for entry in entries:
            data = entry.data
            match entry.act:
                case Act.ABSENCE_ENTERED:
                    self.standing_in[data["absence"]] = data["substitute"]
                case Act.SUBSTITUTION_ENDED:
                    self.standing_in[data["absence"]] = None
                case Act.ABSENCE_ENDED | Act.ABSENCE_GIVEN_UP | Act.ABSENCE_PASSED:
                    del self.standing_in[data["absence"]]
                case Act.DELEGATION_GIVEN:
                    self.signing[data["delegation"]] = data["person"]
                case Act.DELEGATION_ENDED | Act.DELEGATION_WITHDRAWN:
                    del self.signing[data["delegation"]]
                case Act.GROUP_REGISTERED:
                    self.groups.add(data["unit"])
                case Act.GROUP_LEFT | Act.GROUP_ENDED:
                    self.groups.discard(data["unit"])
        return self
