"""From what is typed behind /baocao to what is wanted: a time, what about, in which form. The parts come in any order;
what is no part of it is asked back, never left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from actions.finding import find_of_its_time, find_person, is_name_of_its_time
from actions.reports import MOST_DRAWN
from deadlines import DateQuestion, Interval, Reason
from deadlines.refusals import IntervalUnclear
from domain.names import fold
from domain.office.directory import Directory
from domain.office.people import Unit
from domain.refusals import Unreadable, ValueUnknown
from handlers.reports import queries
from handlers.reports.queries import Read, ReportQuery


def parse_wanted(text: str, chart: Directory, read: Read, *, command: str = "baocao") -> ReportQuery:
    """Raises Unreadable for what nobody could mean, IntervalUnclear for a time without one meaning, and what refuses an
    unknown name."""
    if len(text) > queries.LONGEST:
        raise Unreadable(command=command)
    return _Parsing(text, chart, read, command).whole()


class _Parsing:
    """The words of one command, taken from the left; of what may begin at a word the longest is taken."""

    def __init__(self, text: str, chart: Directory, read: Read, command: str) -> None:
        self.words = text.replace("\n", queries.END).replace(queries.END, f" {queries.END} ").split()
        self.folded = [fold(word).strip(",.") or word for word in self.words]
        self.chart, self.read, self.command = chart, read, command
        self.at = 0
        self.wanted = ReportQuery()
        self.rest: list[str] = []  # words side by side that nothing begins with

    def whole(self) -> ReportQuery:
        takers = (self._name, self._mark, self._keyed, self._rank, self._form, self._now, self._period)
        while self.at < len(self.words):
            if self.words[self.at] == queries.END or any(taker() for taker in takers):
                self.at += self.words[self.at : self.at + 1] == [queries.END]
                self._settle()
            else:
                if self.rest or self.folded[self.at] not in queries.SILENT:
                    self.rest.append(self.words[self.at])
                self.at += 1
        self._settle()
        return self.wanted

    # How many words what begins here takes; none where it does not begin

    def _name_length(self, start: int) -> int:
        most = min(queries.LONGEST_NAME, len(self.words) - start)
        return next(
            (size for size in range(most, 0, -1) if is_name_of_its_time(self.chart, self._text(start, size))), 0
        )

    def _phrase_length(self, start: int, phrases: Collection[str]) -> int:
        sizes = sorted({len(phrase.split()) for phrase in phrases}, reverse=True)
        return next((size for size in sizes if self._folded(start, size) in phrases), 0)

    def _period_length(self, start: int) -> int:
        if start >= len(self.words) or not _is_like_a_time(self.folded[start]):
            return 0
        most = 1
        while most < queries.LONGEST_PERIOD and start + most < len(self.words) and not self._begins(start + most):
            most += 1
        runs = range(most, 0, -1)
        return next((size for size in runs if isinstance(self.read(self._text(start, size)), Interval)), 0)

    def _begins(self, start: int) -> bool:
        """Whether something other than a time begins at this word."""
        if self.words[start] == queries.END or queries.MARKED.fullmatch(self.folded[start]):
            return True
        return bool(self._name_length(start) or self._phrase_length(start, queries.FIXED))

    def _free_length(self, start: int) -> int:
        """The words up to where anything begins."""
        end = start
        while end < len(self.words) and not (
            self._begins(end) or self._phrase_length(end, queries.NOW) or self._period_length(end)
        ):
            end += 1
        return end - start

    def _text(self, start: int, size: int) -> str:
        return " ".join(self.words[start : start + size]).strip(",")

    def _folded(self, start: int, size: int) -> str:
        return " ".join(self.folded[start : start + size])

    # What takes its words where it begins here

    def _name(self) -> bool:
        size = self._name_length(self.at)
        if size:
            self._about(self._text(self.at, size))
        return self._took(size)

    def _mark(self) -> bool:
        found = queries.MARKED.fullmatch(self.folded[self.at])
        if found is None:
            return False
        key = int(found["key"])
        if key not in (self.chart.units if found["kind"] == "u" else self.chart.people):
            raise Unreadable(command=self.command)
        self._narrow(queries.MARKS[found["kind"]], key)
        return self._took(1)

    def _keyed(self) -> bool:
        """A key with its value behind it."""
        size = self._phrase_length(
            self.at, {queries.FIELD, queries.ASSIGNER, queries.DOCUMENT, queries.SAMPLE, queries.SEED}
        )
        key, start = self._folded(self.at, size), self.at + size
        match key:
            case "linh vuc":
                return self._took(size + self._field(start))
            case "nguoi giao":
                return self._took(size + self._assigner(start))
            case "van ban":
                behind = self._document(start)
            case "mau":
                behind = self._number(start, "drawn", least=1, most=MOST_DRAWN)
            case "hat giong":
                behind = self._number(start, "seed", least=0, most=10**9)
            case _:
                return False
        return self._took(size + behind) if behind else False

    def _field(self, start: int) -> int:
        size = self._free_length(start)
        if not size:
            raise Unreadable(command=self.command)
        self._narrow("field", self._text(start, size))
        return size

    def _assigner(self, start: int) -> int:
        size = self._name_length(start) or self._free_length(start)
        if not size:
            raise Unreadable(command=self.command)
        self._narrow("assigner_id", find_person(self.chart, self._text(start, size)).id)
        return size

    def _document(self, start: int) -> int:
        skipped = 1 if self.folded[start : start + 1] == ["so"] else 0
        number = self._text(start + skipped, 1)
        if not any(map(str.isdigit, number)):
            return 0
        self._narrow("document", number)
        return skipped + 1

    def _number(self, start: int, name: str, *, least: int, most: int) -> int:
        written = self._folded(start, 1)
        if not written.isdecimal():
            return 0
        if len(written) > len(str(most)) or not least <= int(written) <= most:
            raise ValueUnknown(key="Số", value=written[:40], choices=(f"từ {least} đến {most}",))
        self._once(name, int(written))
        return 1

    def _rank(self) -> bool:
        """The rank of who assigned; or that everything is meant."""
        size = self._phrase_length(self.at, queries.RANKS)
        if size:
            self._narrow("rank", queries.RANKS[self._folded(self.at, size)])
        return self._took(size or self._phrase_length(self.at, queries.WHOLE))

    def _form(self) -> bool:
        size = self._phrase_length(self.at, queries.FORMS)
        if size:
            form = queries.FORMS[self._folded(self.at, size)]
            self.wanted = replace(self.wanted, forms=tuple(dict.fromkeys((*self.wanted.forms, form))))
        return self._took(size)

    def _now(self) -> bool:
        size = self._phrase_length(self.at, queries.NOW)
        if size:
            self._once("moment", True)
        return self._took(size)

    def _period(self) -> bool:
        """The longest run of words that means days; `tại` before it means how things stood at their end."""
        start = self.at + (self.folded[self.at] == queries.AT)
        size = self._period_length(start)
        if not size:
            return False
        self._alone(start, size)
        self._once("days", self.read(self._text(start, size)))
        if start > self.at:
            self._once("moment", True)
        return self._took(start - self.at + size)

    def _alone(self, start: int, size: int) -> None:
        """Raises IntervalUnclear where more words of a time follow: `30/11 - 01/11`, `tháng 10 11`."""
        end = start + size
        while end < len(self.words) and not self._begins(end):
            if self.folded[end] not in queries.SILENT and not _is_like_a_time(self.folded[end]):
                break
            end += 1
        if any(map(_is_like_a_time, self.folded[start + size : end])):
            phrase = self._text(start, end - start)
            read = self.read(phrase)
            raise IntervalUnclear(
                phrase=phrase,
                question=read if isinstance(read, DateQuestion) else DateQuestion(reason=Reason.AMBIGUOUS),
            )

    def _took(self, size: int) -> bool:
        self.at += size
        return size > 0

    # What has been found

    def _about(self, name: str) -> None:
        party = find_of_its_time(self.chart, name)
        self._narrow("unit_id" if isinstance(party, Unit) else "person_id", party.id)

    def _narrow(self, name: str, to: Any) -> None:
        """Narrow the report to one unit or person: of two units, or of two people, it would not be clear which."""
        if getattr(self.wanted.scope, name) not in {None, to}:
            raise Unreadable(command=self.command)
        self.wanted = replace(self.wanted, scope=replace(self.wanted.scope, **{name: to}))

    def _once(self, name: str, to: Any) -> None:
        if getattr(self.wanted, name) not in {None, to}:
            raise Unreadable(command=self.command)
        self.wanted = replace(self.wanted, **{name: to})

    def _settle(self) -> None:
        """The words left over are a time without one meaning, or a name that fits nobody: both are asked back."""
        words, self.rest = self.rest, []
        while words and fold(words[-1]) in queries.SILENT:
            words.pop()
        if not words:
            return
        phrase = " ".join(words).strip(",")
        read = self.read(phrase) if _is_like_a_time(fold(words[0])) else None
        if isinstance(read, DateQuestion):
            raise IntervalUnclear(phrase=phrase, question=read)
        self._about(phrase)


def _is_like_a_time(folded: str) -> bool:
    return folded in queries.TIME_WORDS or any(map(str.isdigit, folded))
