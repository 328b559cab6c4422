"""What the journal tells of opinions and people, and what every entry says in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.duties.cases import Deadline
from domain.journal.entry import Entry
from tests.oracle.replay_model import Leave, Owed, Plea, ReplayedCase, Reply, Work


class Replay:
    """Everything that the entries read so far have told."""

    def __init__(self, words: Mapping[int, str | None]) -> None:
        self.words = words
        self.cases: dict[int, ReplayedCase] = {}
        self.duties: dict[int, Owed] = {}
        self.pleas: dict[int, Plea] = {}
        self.works: dict[int, list[Work]] = {}
        self.parents: dict[int, int | None] = {}
        self.leaves: dict[int, list[Leave]] = {}
        self._leave: dict[int, Leave] = {}

    # What an entry says

    def text(self, entry: Entry, name: str) -> str:
        word = entry.data.get("words", {}).get(name)
        return "" if word is None else self.words[word["id"]] or ""

    def duty(self, entry: Entry) -> Owed:
        assert entry.duty_id is not None
        return self.duties[entry.duty_id]

    # Opinions

    def reply(self, entry: Entry) -> None:
        owed, what = self.duty(entry), entry.act.partition(".")[2]
        at = acted_of(entry, owed.now.since)
        if what in {"answered", "drafted", "lacking"}:
            for earlier in owed.replies:
                earlier.state = "replaced" if earlier.state == "draft" else earlier.state
        signed = at if what in {"answered", "lacking"} else None
        said = said_of(entry) if what == "late" else at
        state = {"answered": "final", "drafted": "draft", "lacking": "replaced"}.get(what, what)
        is_empty = entry.data.get("is_empty", False)
        owed.replies.append(
            Reply(
                stance=entry.data["stance"],
                state=state,
                by=actor_of(entry),
                said=said,
                signed=signed,
                is_empty=is_empty,
            )
        )
        if what in {"answered", "drafted", "lacking"} or (what == "sent_back" and entry.actor_id == owed.now.person):
            owed.acknowledge(at)
        if what == "answered":
            owed.close(at, "answered")
        elif what in {"drafted", "lacking"}:
            owed.hand(at, entry.data["holder"], what)

    def sign(self, entry: Entry) -> None:
        owed = self.duty(entry)
        at = acted_of(entry, owed.now.since)
        draft = next(one for one in owed.replies if one.state == "draft")
        draft.signed = at
        owed.acknowledge(at)
        if draft.stance == "lacking":
            draft.state = "replaced"
            owed.hand(at, owed.case.assigner, "lacking")
        else:
            draft.state = "final"
            owed.close(at, "answered")

    def late(self, entry: Entry) -> None:
        if "answer" not in entry.data:
            self.reply(entry)
            return
        draft = next(one for one in self.duty(entry).replies if one.state == "draft")
        draft.state, draft.signed = "late", said_of(entry)

    def supply(self, entry: Entry) -> None:
        owed = self.duty(entry)
        owed.hand(entry.at, entry.data["holder"], "working")
        owed.restarted = entry.at
        owed.set(due_of(entry.data), entry.at)

    def deem(self, entry: Entry) -> None:
        owed = self.duty(entry)
        owed.close(max(datetime.fromisoformat(entry.data["at"]), owed.now.since), "deemed")
        owed.answerable = entry.data["answerable"]

    # People

    def place(self, entry: Entry) -> None:
        roles = frozenset(entry.data.get("roles", ["office"]))
        fields = tuple(entry.data.get("fields", ()))
        work = Work(unit=entry.data.get("unit"), roles=roles, since=entry.at, fields=fields)
        self.works.setdefault(entry.data["person"], []).append(work)

    def retire(self, entry: Entry) -> None:
        gone = Work(unit=None, roles=frozenset(), since=entry.at)
        self.works.setdefault(entry.data["person"], []).append(gone)

    def enter_unit(self, entry: Entry) -> None:
        self.parents[entry.data["unit"]] = entry.data["parent"]

    def merge(self, entry: Entry) -> None:
        self.parents[entry.data["unit"]] = entry.data["into"]

    def leave(self, entry: Entry) -> None:
        since, until = (datetime.fromisoformat(entry.data[name]) for name in ("since", "until"))
        found = self._leave[entry.data["absence"]] = Leave(since=since, until=until)
        self.leaves.setdefault(entry.data["person"], []).append(found)

    def be_back(self, entry: Entry) -> None:
        leave = self._leave[entry.data["absence"]]
        leave.until = max(leave.since, min(leave.until, entry.at))


def due_of(data: Mapping[str, Any]) -> Deadline:
    return Deadline(moment=datetime.fromisoformat(data["due_at"]), names_hour=data["names_hour"])


def said_of(entry: Entry) -> datetime:
    said = entry.data.get("said_at")
    return entry.at if said is None else datetime.fromisoformat(said)


def acted_of(entry: Entry, held_since: datetime) -> datetime:
    """What was said while the program was down counts from then, but not before the ball came."""
    return max(held_since, min(said_of(entry), entry.at))


def actor_of(entry: Entry) -> int:
    assert entry.actor_id is not None
    return entry.actor_id
