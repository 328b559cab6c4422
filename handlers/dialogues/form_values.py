"""The values of a form, each read part by part: what a part means, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.duties.tasks import leads_named, require_ahead, require_few_milestones
from actions.finding import find_person, find_unit
from actions.opinions.circulars import named_in
from actions.visible_case import find_case
from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, Deadline, require_length, require_working_day
from domain.refusals import FormFault, MilestoneAfterDeadline, ReasonMissing, Refusal, UnitAskedTwice, Unreadable
from handlers.desk import Call, scene_of
from handlers.dialogues.form_steps import GuideStep, QuestionKind
from handlers.reading.names import listed
from handlers.reading.repeats import parse_repeats
from handlers.reading.sources import parse_document, parse_label, parse_source
from handlers.reading.typing import parse_choice, parse_code, parse_items
from handlers.reading.when import deadline

MOST_WRONG = 10  # parts of one value: behind them it is not read on


@dataclass(frozen=True, kw_only=True)
class Parts:
    """How a list is parted, and put together again."""

    parts: Callable[[str], list[str]]
    joined: Callable[[list[str]], str]


def _by_semicolons(value: str) -> list[str]:
    return [part.strip() for item in parse_items(value) for part in item.split(";") if part.strip()]


def _lines(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


NAMES = Parts(parts=_by_semicolons, joined="; ".join)
ITEMS = Parts(parts=parse_items, joined=_lines)
NAMED = frozenset({QuestionKind.PARTY, QuestionKind.UNITS, QuestionKind.PARTIES})
PARTED = {
    QuestionKind.PARTY: NAMES,
    QuestionKind.UNITS: NAMES,
    QuestionKind.PARTIES: NAMES,
    QuestionKind.ASKED: ITEMS,
    QuestionKind.STAGES: ITEMS,
}


async def read_values(call: Call, step: GuideStep, value: str, *, due: str | None) -> tuple[str, list[FormFault]]:
    """The value, each moment in it spelled out so that it stays the same, and what is wrong with it. `due` is the
    deadline of the whole, before which its stages end."""
    parted = PARTED.get(step.kind)
    parts = [value] if parted is None else parted.parts(value)
    if step.kind is QuestionKind.UNITS:  # only commas between names part them
        parts = [name for part in parts for name in await listed(call, part)]
    read, faults = _Reading(call=call, step=step, due=due, seen=set()), list[FormFault]()
    try:
        if step.kind is QuestionKind.STAGES:
            require_few_milestones(len(parts))
    except Refusal as why:
        return value, [FormFault(key=step.key, why=why)]
    for place, part in enumerate(parts):
        if len(faults) == MOST_WRONG:
            break
        try:
            parts[place] = await read.part(part)
        except Refusal as why:
            faults.append(_fault(step, part, place, why))
    return (parts[0] if parted is None else parted.joined(parts)), faults


def _fault(step: GuideStep, part: str, place: int, why: Refusal) -> FormFault:
    """A fault; of the part only what the refusal names, where it names something."""
    named = getattr(why, "name", None) or getattr(why, "phrase", None)
    piece = named if isinstance(named, str) and named in part and not isinstance(why, UnitAskedTwice) else part
    if isinstance(why, MilestoneAfterDeadline):
        piece = part.partition(":")[2].strip()
    lacks_the_rest = step.kind in {QuestionKind.ASKED, QuestionKind.STAGES} and isinstance(
        why, ReasonMissing | Unreadable
    )
    before = f"{part.strip(' :')}: " if lacks_the_rest else ""
    return FormFault(key=step.key, why=why, piece=piece, place=place, before=before)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    call: Call
    step: GuideStep
    due: str | None
    seen: set[int]

    async def part(self, part: str) -> str:
        """The same, as it stays. Raises why it cannot be taken."""
        match self.step.kind:
            case QuestionKind.DEADLINE:
                return await self._moment(part, working_only=self.step.working_only)
            case QuestionKind.STAGES:
                return await self._stage(part)
            case QuestionKind.CASE:
                return await self._case(part)
            case (
                QuestionKind.PARTY
                | QuestionKind.PERSON
                | QuestionKind.UNITS
                | QuestionKind.PARTIES
                | QuestionKind.ASKED
            ):
                await self._names(part)
            case _:
                await self._words(part)
        return part

    async def _names(self, part: str) -> None:
        async with self.call.office.look(self.call.order) as view:
            chart = view.chart
        match self.step.kind:
            case QuestionKind.PARTY:
                leads_named(chart, part)
            case QuestionKind.PERSON:
                find_person(chart, part)
            case QuestionKind.UNITS:
                find_unit(chart, part)
            case QuestionKind.PARTIES:
                named_in(chart, part)
            case _:
                name, _, reason = part.partition(":")
                unit = find_unit(chart, name.strip())
                if unit.id in self.seen:
                    raise UnitAskedTwice(name=unit.name)
                self.seen.add(unit.id)
                if not reason.strip():
                    raise ReasonMissing
                require_length(reason.strip(), TITLE_LIMIT)

    async def _words(self, part: str) -> None:
        step, words = self.step, " ".join(part.split())
        if step.kind is QuestionKind.DOCUMENT:
            document = parse_document(words)
            require_length(document.number, LABEL_LIMIT)
            require_length(document.subject, TITLE_LIMIT)
        elif step.kind is QuestionKind.REPEATS:
            parse_repeats(part, first=self.call.order.now.date())
        elif step.kind is QuestionKind.CHOICE and step.key == "Nguồn":
            parse_source(part)
        elif step.kind is QuestionKind.CHOICE and step.key == "Nhãn":
            parse_label(part)
        elif step.kind is QuestionKind.CHOICE:
            parse_choice(step.key, part, dict.fromkeys(step.options))
        else:
            require_length(words, step.limit)

    async def _moment(self, phrase: str, *, working_only: bool = False) -> str:
        read_as = await deadline(self.call, phrase)
        require_ahead(read_as, self.call.order.now)
        async with self.call.office.look(self.call.order) as view:
            if working_only:
                require_working_day(read_as, view.calendar)
            return scene_of(view).deadline(read_as)

    async def _stage(self, part: str) -> str:
        title, _, phrase = (piece.strip() for piece in part.partition(":"))
        if not title or not phrase:
            raise Unreadable(command="mốc")
        require_length(title, LABEL_LIMIT)
        read_as = await deadline(self.call, phrase)
        require_ahead(read_as, self.call.order.now)
        due = await self._due()
        if due is not None and read_as.moment > due.moment:
            raise MilestoneAfterDeadline(title=title, due_at=read_as.moment)
        async with self.call.office.look(self.call.order) as view:
            return f"{title}: {scene_of(view).deadline(read_as)}"

    async def _due(self) -> Deadline | None:
        """The deadline of the whole, where that has been read."""
        return await deadline(self.call, self.due) if self.due else None

    async def _case(self, part: str) -> str:
        code, _ = parse_code("viec", part)
        async with self.call.office.look(self.call.order) as view:
            return (await find_case(view, code)).case.code
