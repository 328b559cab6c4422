"""Counting: what belongs to one group of a report is added up in its tally, and becomes its figures (M35–M42)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from domain.figures.figures import Boxes, Figures, Group, Grouping, OpinionFigures, Spread
from domain.figures.records import Box
from domain.figures.scopes import Attribution, Key, Keys


class TallyCount(StrEnum):
    """What is counted one by one; each is a field of Figures."""

    CARRIED_OVER = "carried_over"
    BEGUN = "begun"
    SELF_JUDGED = "self_judged"
    EARLY = "early"
    PAUSED = "paused"
    WAITING = "waiting"
    DAYS_LATE = "days_late"
    OWN_CAUSES = "own_causes"
    OUTSIDE_CAUSES = "outside_causes"
    EXTENSIONS_ASKED = "extensions_asked"
    EXTENSIONS_GRANTED = "extensions_granted"
    TRANSFERS_UP = "transfers_up"
    TRANSFERS_SIDEWAYS = "transfers_sideways"
    REFUSALS = "refusals"
    RETURNS = "returns"
    SILENCES = "silences"
    BLOCKERS = "blockers"
    CONFLICTING_LAW = "conflicting_law"
    INITIATIVES = "initiatives"
    PROTECTED = "protected"


class OpinionCount(StrEnum):
    """What is counted of opinions; each is a field of OpinionFigures."""

    ASKED = "asked"
    IN_TIME = "in_time"
    DEEMED = "deemed"
    STILL_OPEN = "still_open"
    WITHDRAWN = "withdrawn"
    LATE_ANSWERS = "late_answers"
    EMPTY = "empty"
    NOT_OURS = "not_ours"
    LACKING = "lacking"


class Duration(StrEnum):
    """What takes time; each is a Spread of Figures, or of OpinionFigures."""

    HANDLING = "handling"
    ACKNOWLEDGING = "acknowledging"
    ACCEPTING = "accepting"
    DECIDING = "deciding"
    ANSWERING = "answering"


@dataclass(kw_only=True)
class Tally:
    """What has been counted for one group so far."""

    boxes: Counter[Box] = field(default_factory=Counter)
    parts: Counter[Box] = field(default_factory=Counter)  # of coordinating units
    counts: Counter[TallyCount] = field(default_factory=Counter)
    opinions: Counter[OpinionCount] = field(default_factory=Counter)
    times: defaultdict[Duration, list[timedelta]] = field(default_factory=lambda: defaultdict(list))
    asking: timedelta = timedelta()
    asked_about: timedelta = timedelta()

    def figures(self) -> Figures:
        spreads = {taken: spread_of(times) for taken, times in self.times.items()}
        none = Spread()
        return Figures(
            boxes=boxes_of(self.boxes),
            coordinating=boxes_of(self.parts),
            handling=spreads.get(Duration.HANDLING, none),
            acknowledging=spreads.get(Duration.ACKNOWLEDGING, none),
            accepting=spreads.get(Duration.ACCEPTING, none),
            deciding=spreads.get(Duration.DECIDING, none),
            asking=self.asking,
            asked_about=self.asked_about,
            opinions=OpinionFigures(
                time_to_answer=spreads.get(Duration.ANSWERING, none),
                **{count.value: number for count, number in self.opinions.items()},
            ),
            **{count.value: number for count, number in self.counts.items()},
        )


def boxes_of(counted: Counter[Box]) -> Boxes:
    return Boxes(**{box.value: number for box, number in counted.items()})


def spread_of(times: Iterable[timedelta]) -> Spread:
    """By nearest rank: each figure is a length of time that really was."""
    ordered = sorted(times)
    if not ordered:
        return Spread()
    return Spread(
        count=len(ordered), median=nearest_rank(ordered, percent=50), ninth_decile=nearest_rank(ordered, percent=90)
    )


def nearest_rank(ordered: list[timedelta], *, percent: int) -> timedelta:
    """The least of them that at least so many of a hundred do not exceed."""
    return ordered[-(-len(ordered) * percent // 100) - 1]


class Tallies:
    """The tallies of a report: the whole, and each group of each grouping. What lies outside the scope is in none."""

    def __init__(self, keys: Keys) -> None:
        self.whole = Tally()
        self._keys = keys
        self._groups = {grouping: defaultdict[Key, Tally](Tally) for grouping in Grouping}
        self._found: dict[tuple[int, int | None, int], tuple[Tally, ...]] = {}

    def tallies(self, whose: Attribution) -> tuple[Tally, ...]:
        """Every tally to which this is counted."""
        mark = (whose.person_id, whose.unit_id, whose.case.id)
        if mark not in self._found:
            self._found[mark] = self._find(whose) if self._keys.admit(whose) else ()
        return self._found[mark]

    def _find(self, whose: Attribution) -> tuple[Tally, ...]:
        return (self.whole, *(self._groups[grouping][key] for grouping, key in self._keys.of(whose).items()))

    def count(self, whose: Attribution, what: TallyCount, number: int = 1) -> None:
        for tally in self.tallies(whose):
            tally.counts[what] += number

    def count_opinion(self, whose: Attribution, what: OpinionCount) -> None:
        for tally in self.tallies(whose):
            tally.opinions[what] += 1

    def take(self, whose: Attribution, what: Duration, time: timedelta) -> None:
        for tally in self.tallies(whose):
            tally.times[what].append(time)

    def groups(self) -> dict[Grouping, tuple[Group, ...]]:
        """By key in its order, what has none at the end."""
        return {
            grouping: tuple(
                Group(key=key, figures=tallies[key].figures())
                for key in sorted(tallies, key=lambda key: (key is None, _ordered(key)))
            )
            for grouping, tallies in self._groups.items()
        }


def _ordered(key: Key) -> tuple[int, str]:
    return (key, "") if isinstance(key, int) else (0, key or "")
