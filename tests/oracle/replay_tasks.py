"""What the journal tells: every duty with who held it in which phase, under which deadline, and what was said about it.

Read from the entries alone, in their order, with the words for free text; written apart from storage/records.py and
domain/figures/records.py, so that a report can be recomputed without them (docs/journal.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from domain.acts import Act
from domain.duties.cases import Deadline, Label
from domain.journal.entry import Entry
from domain.rules.lengths import Urgency
from tests.oracle.replay import Replay, acted_of, actor_of, due_of
from tests.oracle.replay_model import Owed, Plea, ReplayedCase, Saying, Turn


class TaskReplay(Replay):
    """What the entries tell of tasks, and of all that is told of opinions and people."""

    def read(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if (read := _READ.get(entry.act)) is not None:
                read(self, entry)
            elif entry.act in _PLEAS:
                self.plead(entry, *entry.act.split("."))

    # Cases begin and change

    def begin(self, entry: Entry) -> None:
        data, deadline = entry.data, due_of(entry.data)
        assert entry.case_id is not None
        label = data.get("label")
        self.cases[entry.case_id] = ReplayedCase(
            id=entry.case_id,
            kind="task" if entry.act is Act.TASK_ASSIGNED else "opinion",
            assigner=data["assigner"],
            opened=entry.at,
            deadline=deadline,
            original=deadline,
            policy=data["policy"],
            urgency=Urgency(data["urgency"]),
            title=self.text(entry, "title"),
            field=self.text(entry, "field"),
            document=self.text(entry, "document"),
            label=None if label is None else Label(label),
            serves=data.get("serves"),
        )

    def open(self, entry: Entry) -> None:
        data = entry.data
        if (case := self.cases.get(entry.case_id or 0)) is None:
            return  # of a circular: no figure counts it
        assert entry.duty_id is not None
        turn = Turn(person=data["holder"], unit=data["unit"], phase="working", since=entry.at)
        self.duties[entry.duty_id] = Owed(
            id=entry.duty_id,
            case=case,
            kind=data["kind"],
            opened=entry.at,
            turns=[turn],
            terms=[(entry.at, case.deadline)],
        )

    def correct(self, entry: Entry) -> None:
        case = self.cases.get(entry.case_id or 0)
        if case is None:
            return
        case.title = self.text(entry, "title.after") or case.title
        case.field = self.text(entry, "field.after") or case.field
        case.document = self.text(entry, "document.after") or case.document
        changes = {name: change["after"] for name, change in entry.data["changes"].items()}
        case.label = Label(changes["label"]) if "label" in changes else case.label
        case.urgency = Urgency(changes["urgency"]) if "urgency" in changes else case.urgency
        if "deadline" in changes:
            after = changes["deadline"]
            deadline = Deadline(moment=datetime.fromisoformat(after["moment"]), names_hour=after["names_hour"])
            for key in entry.data["moved"]:
                self.duties[key].set(deadline, entry.at)

    def succeed(self, entry: Entry) -> None:
        """Another is the assigner from now on."""
        case = self.cases.get(entry.case_id or 0)
        if case is not None and entry.data["assigner"] != entry.data["before"]:
            case.former = (*case.former, (entry.at, entry.data["before"]))
            case.assigner = entry.data["assigner"]

    def withdraw(self, entry: Entry) -> None:
        for key in entry.data["ended"]:
            if key in self.duties:
                self.duties[key].close(acted_of(entry, self.duties[key].now.since), "withdrawn")
            elif key in self.pleas:
                plea = self.pleas[key]
                plea.closed, plea.outcome = acted_of(entry, plea.held_since), "withdrawn"

    def end(self, entry: Entry) -> None:
        at = datetime.fromisoformat(entry.data["ended_at"])
        if entry.duty_id in self.duties:
            self.duty(entry).close(at, "ended")
        elif entry.duty_id in self.pleas:
            plea = self.pleas[entry.duty_id]
            plea.closed, plea.outcome = at, "ended"

    # Work

    def acknowledge(self, entry: Entry) -> None:
        if entry.duty_id in self.duties:
            owed = self.duty(entry)
            owed.acknowledge(acted_of(entry, owed.now.since))

    def say(self, entry: Entry) -> None:
        owed = self.duty(entry)
        at = acted_of(entry, owed.now.since)
        owed.acknowledge(at)
        kind, name = _SAID[entry.act]
        detail = entry.data.get("kind") if kind == "blocker" else None
        if entry.data.get("repeats"):
            detail = "repeated"
        owed.sayings.append(
            Saying(kind=kind, detail=detail, by=actor_of(entry), at=at, words=entry.data["words"][name]["id"])
        )

    def move(self, entry: Entry) -> None:
        """The ball goes to another court, by an act of whoever may: it acknowledges what they had."""
        owed = self.duty(entry)
        at = acted_of(entry, owed.now.since)
        if entry.act is not Act.DUTY_RETURNED:
            owed.acknowledge(at)
        phase = {Act.DUTY_SUBMITTED: "submitted", Act.DOSSIER_DRAFTED: "drafted"}.get(entry.act, "working")
        owed.hand(at, entry.data.get("holder") or entry.data["signer"], phase)

    def draft(self, entry: Entry) -> None:
        if entry.data["signer"] is not None:
            self.move(entry)

    def accept(self, entry: Entry) -> None:
        owed = self.duty(entry)
        owed.close(acted_of(entry, owed.now.since), "accepted")

    def hand_over(self, entry: Entry) -> None:
        if entry.duty_id in self.pleas:
            plea = self.pleas[entry.duty_id]
            plea.of, plea.held_since = entry.data["holder"], entry.at
        elif entry.duty_id in self.duties:
            owed = self.duty(entry)
            owed.hand(entry.at, entry.data["holder"], owed.now.phase)
            owed.set(due_of(entry.data), entry.at)

    def follow(self, entry: Entry) -> None:
        owed = self.duty(entry)
        owed.hand(max(entry.at, owed.now.since), entry.data["holder"], owed.now.phase)

    def reassign(self, entry: Entry) -> None:
        self.duty(entry).hand(entry.at, entry.data["holder"], "working", unit=entry.data["unit"])

    def pause(self, entry: Entry) -> None:
        owed = self.duty(entry)
        phase = "paused" if entry.act is Act.TASK_PAUSED else "working"
        at = acted_of(entry, owed.now.since)
        owed.hand(at, owed.now.person, phase, acknowledged=owed.now.acknowledged)
        owed.set(due_of(entry.data), entry.at)

    def cause(self, entry: Entry) -> None:
        owed = self.duty(entry)
        confirmed = entry.at if entry.act is Act.CAUSE_CONFIRMED else None
        causes = [one for one in owed.sayings if one.kind == "cause"]
        words = entry.data.get("words", {}).get("text")
        same = [one for one in causes if one.detail == entry.data["cause"]]
        causes = (same if words is None and same else causes)[:]
        causes.sort(key=lambda one: not one.beside)  # what the head said counts where the holder said nothing
        if words is None and same:
            causes[-1].confirmed = confirmed
            return
        owed.sayings.append(
            Saying(
                kind="cause",
                detail=entry.data["cause"],
                by=actor_of(entry),
                at=acted_of(entry, owed.now.since),
                words=causes[-1].words if words is None else words["id"],
                confirmed=confirmed,
                beside=bool(entry.data.get("beside")),
            )
        )

    def credit(self, entry: Entry) -> None:
        """What was said late counts from now on as if it had been said in time."""
        for one in self.duty(entry).sayings:
            if one.words in entry.data["credited"]:
                one.confirmed = entry.at

    def postpone(self, entry: Entry) -> None:
        """A day off moves the time in which a request is to be decided, too, which stands in no figure."""
        if entry.duty_id not in self.pleas:
            self.duty(entry).set(due_of(entry.data), entry.at)

    # Requests

    def plead(self, entry: Entry, kind: str, what: str) -> None:
        owed, data = self.duty(entry), entry.data
        if what == "asked":
            self._ask(owed, entry, kind)
            return
        plea = self.pleas[data["decision"]]
        plea.closed = acted_of(entry, plea.held_since)
        plea.outcome = "denied" if what == "denied" else "granted"
        if what != "granted" or kind == "submission":
            return
        if kind == "extension":
            for key in (owed.id, *data["moved"]):
                self.duties[key].set(due_of(data), entry.at)
        elif data["phase"] == "closed":
            owed.close(max(entry.at, owed.now.since), "withdrawn")
        else:
            owed.hand(entry.at, data["holder"], data["phase"], unit=data["unit"])

    def _ask(self, owed: Owed, entry: Entry, kind: str) -> None:
        data = entry.data
        plea = Plea(
            kind=kind,
            of=data["holder"],
            by=entry.actor_id,
            opened=entry.at,
            held_since=entry.at,
            upward=data.get("way") == "up",
        )
        owed.pleas.append(plea)
        self.pleas[data["decision"]] = plea
        at = acted_of(entry, owed.now.since)
        if entry.actor_id == owed.now.person:
            owed.acknowledge(at)
        if owed.now.phase == "drafted" and kind == "submission":
            owed.hand(at, data["back_to"], "working", acknowledged=at)


_SAID = {
    Act.DUTY_REPORTED: ("progress", "text"),
    Act.DUTY_INITIATIVE: ("initiative", "text"),
    Act.BLOCKER_RAISED: ("blocker", "blocker"),
}
_PLEAS = frozenset(
    f"{kind}.{what}"
    for kind in ("extension", "refusal", "transfer", "direction", "submission")
    for what in ("asked", "granted", "denied", "given")
)
_READ: dict[str, Callable[[TaskReplay, Entry], None]] = {
    Act.TASK_ASSIGNED: TaskReplay.begin,
    Act.OPINION_ASKED: TaskReplay.begin,
    Act.DUTY_OPENED: TaskReplay.open,
    Act.CASE_CORRECTED: TaskReplay.correct,
    Act.CASE_ASSIGNER_CHANGED: TaskReplay.succeed,
    Act.CASE_WITHDRAWN: TaskReplay.withdraw,
    Act.DUTY_ENDED: TaskReplay.end,
    Act.DUTY_ACKNOWLEDGED: TaskReplay.acknowledge,
    Act.DUTY_REPORTED: TaskReplay.say,
    Act.DUTY_INITIATIVE: TaskReplay.say,
    Act.BLOCKER_RAISED: TaskReplay.say,
    Act.DUTY_DELEGATED: TaskReplay.move,
    Act.DUTY_SUBMITTED: TaskReplay.move,
    Act.DUTY_RETURNED: TaskReplay.move,
    Act.DOSSIER_DRAFTED: TaskReplay.draft,
    Act.DUTY_ACCEPTED: TaskReplay.accept,
    Act.DUTY_HANDED_OVER: TaskReplay.hand_over,
    Act.PART_FOLLOWED: TaskReplay.follow,
    Act.TASK_REASSIGNED: TaskReplay.reassign,
    Act.TASK_PAUSED: TaskReplay.pause,
    Act.TASK_RESUMED: TaskReplay.pause,
    Act.CAUSE_PROPOSED: TaskReplay.cause,
    Act.CAUSE_CONFIRMED: TaskReplay.cause,
    Act.LATE_WORDS_CREDITED: TaskReplay.credit,
    Act.DEADLINE_MOVED: TaskReplay.postpone,
    Act.OPINION_ANSWERED: TaskReplay.reply,
    Act.OPINION_DRAFTED: TaskReplay.reply,
    Act.OPINION_SENT_BACK: TaskReplay.reply,
    Act.OPINION_LACKING: TaskReplay.reply,
    Act.OPINION_LATE: TaskReplay.late,
    Act.OPINION_SIGNED: TaskReplay.sign,
    Act.OPINION_SUPPLIED: TaskReplay.supply,
    Act.OPINION_DEEMED: TaskReplay.deem,
    Act.PERSON_ENTERED: TaskReplay.place,
    Act.PERSON_CORRECTED: TaskReplay.place,
    Act.PERSON_ADMITTED: TaskReplay.place,
    Act.PERSON_RETIRED: TaskReplay.retire,
    Act.PERSON_ERASED: TaskReplay.retire,
    Act.UNIT_ENTERED: TaskReplay.enter_unit,
    Act.UNIT_MOVED: TaskReplay.enter_unit,
    Act.UNIT_MERGED: TaskReplay.merge,
    Act.ABSENCE_ENTERED: TaskReplay.leave,
    Act.ABSENCE_ENDED: TaskReplay.be_back,
    Act.ABSENCE_GIVEN_UP: TaskReplay.be_back,
    Act.ABSENCE_PASSED: TaskReplay.be_back,
}
