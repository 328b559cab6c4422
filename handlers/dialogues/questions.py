"""One question of a guide: how its answer is read into the value of a form's key, and what is offered beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.dialogues import guides
from actions.finding import described, find_person, find_person_or_unit, find_unit
from actions.visible_case import find_case
from deadlines import Reading, read_deadline
from deadlines.refusals import DeadlineUnclear
from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, CaseKind, require_length, require_working_day
from domain.duties.charge import accountable_for
from domain.office.directory import Directory
from domain.office.people import Person
from domain.refusals import (
    DeadlineOnDayOff,
    Refusal,
    SeveralPeople,
    UnitAskedTwice,
    UnknownPerson,
    UnknownUnit,
    ValueUnknown,
)
from handlers.desk import Call, scene, scene_of
from handlers.dialogues.form_steps import GuideStep, QuestionKind
from handlers.reading.names import listed
from handlers.reading.typing import parse_choice, parse_code, parse_items
from handlers.reading.when import deadline
from texts.front.deadlines import deadline_label, deadline_words

MOST_OFFERED = 6


LISTS = frozenset({QuestionKind.UNITS, QuestionKind.PARTIES, QuestionKind.ASKED})  # answered until the sender goes on


@dataclass(frozen=True, kw_only=True)
class Option:
    """What can be pressed: `text` is what it stands for, as if it had been typed."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PartialAnswer:
    """The value of the key so far; `about` names the unit whose reason is still asked for, `unread` why the rest could
    not be taken."""

    value: str
    about: str = ""
    unread: Refusal | None = None


async def read(call: Call, step: GuideStep, text: str, *, so_far: str = "", about: str = "") -> PartialAnswer:
    """What the text means as the answer of this step, on one line for the form. Raises whatever refuses it."""
    match step.kind:
        case QuestionKind.PARTY | QuestionKind.PERSON:
            taken = PartialAnswer(value=await _named(call, step, one_line(text)))
        case QuestionKind.UNITS | QuestionKind.PARTIES:
            taken = await _several(call, step, text, so_far)
        case QuestionKind.ASKED:
            taken = await _asked(call, text, so_far, about)
        case QuestionKind.DEADLINE:
            taken = PartialAnswer(value=await _deadline(call, step, text))
        case QuestionKind.CHOICE:
            taken = PartialAnswer(value=parse_choice(step.key, text, dict.fromkeys(step.options)))
        case QuestionKind.CASE:
            taken = PartialAnswer(value=await _case(call, text))
        case _:
            taken = PartialAnswer(value=one_line(text, step.limit))
    return taken


def one_line(text: str, limit: int = LABEL_LIMIT) -> str:
    """The value in one line, so that nothing of it looks like the next line of a form. Raises TooLong."""
    line = " ".join(text.split())
    require_length(line, limit)
    return line


async def _named(call: Call, step: GuideStep, name: str) -> str:
    chart = await _chart(call)
    found = find_person_or_unit(chart, name) if step.kind is QuestionKind.PARTY else find_person(chart, name)
    return described(chart, found) if isinstance(found, Person) else _unit(chart, found.name, kind=CaseKind.TASK)


async def _chart(call: Call) -> Directory:
    async with call.office.look(call.order) as view:
        return view.chart


def _unit(chart: Directory, name: str, *, kind: CaseKind) -> str:
    """The name of a unit that can be given this."""
    unit = find_unit(chart, name)
    accountable_for(chart, unit, kind=kind)
    return unit.name


def _reader(chart: Directory, name: str) -> str:
    found = find_person_or_unit(chart, name)
    return described(chart, found) if isinstance(found, Person) else found.name


async def _several(call: Call, step: GuideStep, text: str, so_far: str) -> PartialAnswer:
    """Those named beside those before; what is no name is asked about after the others were taken."""
    chart, taken = await _chart(call), [name for name in so_far.split("; ") if name]
    unread: Refusal | None = None
    for name in await listed(call, one_line("; ".join(text.splitlines()), TITLE_LIMIT)):
        try:
            taken.append(
                _unit(chart, name, kind=CaseKind.TASK) if step.kind is QuestionKind.UNITS else _reader(chart, name)
            )
        except Refusal as refusal:
            unread = unread or refusal
    return PartialAnswer(value="; ".join(dict.fromkeys(taken)), unread=unread)


async def _asked(call: Call, text: str, so_far: str, about: str) -> PartialAnswer:
    """`UNIT: why it is concerned`, the reason in the same line or as the next answer."""
    chart, lines = await _chart(call), so_far.splitlines()
    if about:
        return PartialAnswer(value="\n".join((*lines, f"- {about}: {one_line(text, TITLE_LIMIT)}")))
    for item in parse_items(text):
        name, _, reason = item.partition(":")
        unit = _unit(chart, one_line(name), kind=CaseKind.OPINION)
        if any(line.startswith(f"- {unit}: ") for line in lines):
            raise UnitAskedTwice(name=unit)
        if not reason.strip():
            return PartialAnswer(value="\n".join(lines), about=unit)
        lines.append(f"- {unit}: {one_line(reason, TITLE_LIMIT)}")
    return PartialAnswer(value="\n".join(lines))


async def _deadline(call: Call, step: GuideStep, text: str) -> str:
    """Spelled out, so that it stays the same moment whenever the form is read."""
    read_as = await deadline(call, " ".join(text.split()))
    async with call.office.look(call.order) as view:
        if step.working_only:
            require_working_day(read_as, view.calendar)
        return scene_of(view).deadline(read_as)


async def _case(call: Call, text: str) -> str:
    code, _ = parse_code("viec", text)
    async with call.office.look(call.order) as view:
        return (await find_case(view, code)).case.code


async def options(call: Call, step: GuideStep, answers: Mapping[str, str]) -> list[Option]:
    """What can be pressed beside the question; what has been taken already is left out."""
    if step.kind is QuestionKind.DEADLINE:
        return await _deadlines(call, step)
    offered: Sequence[str] = step.options
    if step.gives is not None:
        offered = await guides.offered_parties(call.office, call.order, kind=step.gives, limit=MOST_OFFERED * 2)
    used = {name for value in answers.values() for name in _names_in(value)}
    fresh = [name for name in offered if step.gives is None or name not in used]
    return [Option(label=name, text=name) for name in fresh[:MOST_OFFERED]]


def _names_in(value: str) -> list[str]:
    return [line.removeprefix("- ").partition(": ")[0] for line in value.replace("; ", "\n").splitlines()]


async def _deadlines(call: Call, step: GuideStep) -> list[Option]:
    """The usual phrases with the moment that each means now; those that mean none now, or a day off, are left out."""
    async with call.office.look(call.order) as view:
        calendar = view.calendar
    found: dict[str, Option] = {}
    for phrase in step.options:
        means = read_deadline(phrase, now=call.order.now, calendar=calendar, sent_at=call.order.said_at)
        if isinstance(means, Reading) and means.day_off is None:
            words = deadline_words(means)
            found.setdefault(words, Option(label=deadline_label(phrase, means), text=words))
    return list(found.values())


async def instead_of(call: Call, refusal: Refusal) -> list[Option]:
    """What may have been meant by an answer that was refused."""
    match refusal:
        case SeveralPeople() | ValueUnknown():
            texts: Sequence[str] = refusal.choices
        case UnknownPerson() | UnknownUnit():
            texts = refusal.similar
        case DeadlineUnclear():
            texts = [deadline_words(reading) for reading in refusal.question.suggestions]
        case DeadlineOnDayOff():
            texts = [(await scene(call)).moment(refusal.suggested_at)]
        case _:
            texts = ()
    return [Option(label=text, text=text) for text in texts]
