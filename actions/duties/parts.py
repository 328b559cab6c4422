"""How the duties of a case are called where several may be meant: shown so, and found again by what is typed. The words
are parts of names, and so are known here, as the titles before a name are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.duties.duties import DecisionKind, Duty, DutyKind
from domain.names import Named, fold
from domain.office.chart import Chart
from domain.office.people import Unit

PARTS = {DutyKind.LEAD: "chủ trì", DutyKind.COORDINATING: "phối hợp"}
REQUESTS = {
    DecisionKind.EXTENSION: "gia hạn",
    DecisionKind.REFUSAL: "từ chối",
    DecisionKind.TRANSFER: "chuyển việc",
    DecisionKind.DIRECTION: "xin chỉ đạo",
    DecisionKind.SUBMISSION: "trình",
}
TITLE = "đ/c"
BETWEEN = " – "
_DASHES = str.maketrans(dict.fromkeys("–—‒‑−-", " "))
_TITLES = ("d/c ", "dong chi ")


class NamedBy(StrEnum):
    """By what a command names a part of a case."""

    ANY = "any"  # its unit, its people, its part, or all of it as a choice shows it
    UNIT = "unit"  # the same, but nobody's name alone: that is of somebody else
    CHOICE = "choice"  # only as a choice shows it, with its part: other names stand for somebody else


@dataclass(frozen=True, kw_only=True)
class DutyName:
    """What a duty may be called: how it is shown, a longer name where that is not enough, and what else may mean it,
    the likeliest first: its unit, its people and its part; the names that the unit had; what the unit has become."""

    duty: Duty
    short: str
    long: str
    others: tuple[tuple[str, ...], ...]


def called(chart: Chart, owed: Sequence[Duty]) -> tuple[DutyName, ...]:
    """The names of these duties, which are those of one case."""
    by_id = {duty.id: duty for duty in owed}
    return tuple(_called(chart, duty, by_id) for duty in owed)


def choices(chart: Chart, several: Sequence[Duty], owed: Sequence[Duty]) -> tuple[str, ...]:
    """What these several duties of a case are called, no two alike: by person and part, then by who holds or asked for
    it, and last by a number among those of that name."""
    known = {one.duty.id: one for one in called(chart, owed)}
    shown = [known[duty.id] for duty in several]
    short = [fold(one.short) for one in shown]
    long = [fold(one.long) for one in shown]
    return tuple(
        one.short
        if short.count(fold(one.short)) == 1
        else one.long
        if long.count(fold(one.long)) == 1
        else _numbered(one, tuple(known.values()))
        for one in shown
    )


def named(chart: Chart, typed: str, owed: Sequence[Duty], *, by: NamedBy = NamedBy.ANY) -> list[Duty]:
    """The duties of the case that the typed words may mean: those that are shown so before those that are only of that
    unit, person or part."""
    known = called(chart, owed)
    wanted = plainly(typed)
    if by is NamedBy.CHOICE:
        return _each_once(_shown([one for one in known if BETWEEN in one.short], wanted))
    shown = _shown(known, wanted)
    if shown:
        return _each_once(shown)
    if by is NamedBy.UNIT and fold(wanted) in {
        fold(plainly(name)) for one in known for name in _people(chart, one.duty)
    }:
        return []
    for place in range(len(known[0].others) if known else 0):
        found = Named((plainly(name), one.duty) for one in known for name in one.others[place]).fitting(wanted)
        if found:
            return _each_once(found)
    return []


def _shown(known: Sequence[DutyName], wanted: str) -> tuple[Duty, ...]:
    names = ((plainly(name), one.duty) for one in known for name in (one.short, one.long, _numbered(one, known)))
    return Named(names).fitting(wanted)


def _each_once(found: Sequence[Duty]) -> list[Duty]:
    return list({duty.id: duty for duty in found}.values())


def plainly(text: str) -> str:
    """Without what makes no difference in such a name: dashes, bullets, and the title before a person's."""
    words = text.translate(_DASHES).replace("•", " ").split()
    kept = []
    while words:
        title = next((one for one in _TITLES if fold(" ".join(words[: len(one.split())])) == one.strip()), None)
        if title is not None:
            words = words[len(title.split()) :]
            continue
        kept.append(words.pop(0))
    return " ".join(kept)


def _called(chart: Chart, duty: Duty, by_id: Mapping[int, Duty]) -> DutyName:
    about = by_id.get(duty.about_id or 0, duty)
    unit = chart.units.get(about.unit_id or 0)
    part, request = PARTS.get(about.kind), REQUESTS.get(duty.decision) if duty.decision is not None else None
    words = [word for word in (part, request) if word]
    party = unit.name if unit is not None and about.to_unit else _placed(chart, _owes(about))
    holder = _placed(chart, about.holder_id if duty is about else duty.asked_by_id or about.holder_id)
    long = f"{party} ({holder})" if duty is about else party
    by = [f"của {holder}"] if duty is not about else []
    return DutyName(
        duty=duty,
        short=BETWEEN.join([party, *words]),
        long=BETWEEN.join([long, *words, *by]),
        others=(
            (*_with_part(_parties(chart, duty, about, unit), words), *words, " ".join(words)),
            tuple(_with_part(unit.former if unit is not None else (), words)),
            tuple(_with_part([chart.heir_of(unit).name] if unit is not None else (), words)),
        ),
    )


def _with_part(parties: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    for party in parties:
        yield party
        for first in range(len(words)):
            yield f"{party} {' '.join(words[first:])}"
            yield f"{party} {words[first]}"
            yield f"{words[first]} {party}"


def _parties(chart: Chart, duty: Duty, about: Duty, unit: Unit | None) -> list[str]:
    """The unit by the name that it has or ended with, and everybody whose name may stand for the duty."""
    asked = _people(chart, duty) if duty is not about else []
    return [*([unit.name] if unit is not None else []), *_people(chart, about), *asked]


def _people(chart: Chart, duty: Duty) -> list[str]:
    """Who owes the duty, holds it or asked for it, by name and by name and unit."""
    asked_by = duty.asked_by_id if duty.kind is DutyKind.DECISION else None
    keys = dict.fromkeys((_owes(duty), duty.holder_id, asked_by or duty.holder_id))
    people = [chart.people[key] for key in keys if key in chart.people and chart.people[key].name]
    return [name for one in people for name in (one.name, _placed(chart, one.id))]


def _owes(duty: Duty) -> int:
    return duty.holder_id if duty.named_id is None else duty.named_id


def _placed(chart: Chart, person_id: int) -> str:
    person = chart.people.get(person_id)
    unit = chart.units.get(person.unit_id or 0) if person is not None else None
    name = f"{TITLE} {person.name}" if person is not None and person.name else f"{TITLE} (đã xóa dữ liệu)"
    return f"{name} ({unit.name})" if unit is not None else name


def _numbered(one: DutyName, known: Sequence[DutyName]) -> str:
    alike = sorted(other.duty.id for other in known if fold(other.long) == fold(one.long))
    return f"{one.long} ({alike.index(one.duty.id) + 1})"
