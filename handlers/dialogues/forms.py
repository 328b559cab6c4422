"""From what was written in a form to its values: what can be read is kept, and all the rest is named at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from actions.visible_case import find_case
from deadlines.refusals import DeadlineUnclear
from domain.refusals import (
    DeadlineInThePast,
    DeadlineNotLater,
    DeadlineOnDayOff,
    FormFault,
    FormUnclear,
    KeyTwice,
    KeyUnknown,
    NotATask,
    Refusal,
    TooManyRounds,
    TooManyUnits,
)
from handlers.desk import Call
from handlers.dialogues.form_steps import Guide, QuestionKind
from handlers.dialogues.form_values import PARTED, read_values
from handlers.reading.typing import StrangeLine, parse_form, similar_key

MOST_NAMED = 10  # of what is wrong: more are told one after the other


@dataclass(frozen=True, kw_only=True)
class CheckedForm:
    """A form in which nothing is wrong or missing: its values as written, and as they stay the same whenever read."""

    command: str
    guide: Guide
    text: str
    values: Mapping[str, str]
    lasting: Mapping[str, str]

    @contextmanager
    def asked_again(self) -> Iterator[Mapping[str, str]]:
        """What is refused of a value further on is asked for as well. Raises FormUnclear in the place of such a one."""
        try:
            yield self.values
        except Refusal as why:
            fault = self._fault(why)
            if fault is None:
                raise
            kept = {key: value for key, value in self.lasting.items() if key != fault.key}
            typed = {fault.key: (self.lasting[fault.key],)} if fault.key in self.lasting else {}
            raise FormUnclear(command=self.command, text=self.text, faults=(fault,), values=kept, typed=typed) from why

    def _fault(self, why: Refusal) -> FormFault | None:
        """The value of which it speaks; None where it is not about what was written."""
        match why:
            case DeadlineInThePast() | DeadlineOnDayOff() | DeadlineNotLater() | DeadlineUnclear():
                return FormFault(key="Hạn", why=why)
            case TooManyUnits() | TooManyRounds():
                return FormFault(key="Lý do", why=why)
            case NotATask():
                return FormFault(key="Cho việc", why=why)
        name = getattr(why, "name", "")
        if not isinstance(name, str) or not name:
            return None
        for step in (*self.guide.steps, *self.guide.unasked):
            if (
                step.kind in {*PARTED, QuestionKind.PERSON}
                and name.casefold() in self.lasting.get(step.key, "").casefold()
            ):
                return FormFault(key=step.key, why=why, piece=name)
        return None


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What has been seen of a form so far."""

    values: dict[str, str] = field(default_factory=dict)
    lasting: dict[str, str] = field(default_factory=dict)
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[FormFault] = field(default_factory=list)


async def read_form(call: Call, text: str, *, command: str, code: str | None = None) -> CheckedForm:
    """The form of the command, each value read. Raises FormUnclear, and of a case what finding its `code` raises."""
    guide, found = call.form_of(command), _Found()
    written = parse_form(text, guide.keys)
    for line in written.strange:
        found.faults.append(FormFault(key=line.text, why=_unknown(line)))
        found.typed[line.text] = (line.above,)
    for step in (*guide.steps, *guide.unasked):
        await _read_key(call, guide, step.key, written.values.get(step.key), found)
    if not found.faults:
        return CheckedForm(command=command, guide=guide, text=text, values=found.values, lasting=found.lasting)
    if code is not None:
        async with call.office.look(call.order) as view:
            await find_case(view, code)
    raise FormUnclear(command=command, text=text, faults=tuple(found.faults), values=found.lasting, typed=found.typed)


async def _read_key(call: Call, guide: Guide, key: str, written: Sequence[str] | None, found: _Found) -> None:
    step = guide.step(key)
    different = tuple(dict.fromkeys(one for one in written or () if one))
    if (
        step.kind in PARTED and step.kind is not QuestionKind.PARTY and different
    ):  # a second list goes on with the first
        different = ("\n".join(different),)
    if not different:
        if not step.optional or (written is not None and guide.names_all):
            found.faults.append(FormFault(key=key))
    elif len(different) > 1:
        found.faults.append(FormFault(key=key, why=KeyTwice(key=key)))
        found.typed[key] = different
    else:
        value, faults = await read_values(call, step, different[0], due=found.values.get("Hạn"))
        if faults:
            found.faults.extend(faults[: max(MOST_NAMED - len(found.faults), 1)])
            found.typed[key] = (value,)
        else:
            found.values[key], found.lasting[key] = different[0], value


def _unknown(line: StrangeLine) -> KeyUnknown:
    key, colon, _ = line.text.partition(":")
    return KeyUnknown(key=key[:40] if colon else line.text[:40], similar=line.similar or None)


async def fault_of(call: Call, command: str, key: str, typed: Sequence[str], values: Mapping[str, str]) -> FormFault:
    """Why this, as it was written, is asked for: the first thing that is wrong of it."""
    guide = call.form_of(command)
    step = guide.step(key)
    if step.kind is QuestionKind.LINE:
        keys = {one.key.casefold(): one.key for one in guide.steps}
        line = StrangeLine(text=key, above=typed[0], similar=similar_key(key, keys))
        return FormFault(key=key, why=_unknown(line))
    if len(typed) > 1:
        return FormFault(key=key, why=KeyTwice(key=key))
    _, faults = await read_values(call, step, typed[0], due=values.get("Hạn"))
    return faults[0] if faults else FormFault(key=key)


def mended(kind: QuestionKind, value: str, fault: FormFault, answer: str) -> str:
    """The value, the answer in the place of the piece that was wrong; without an answer that piece is left out."""
    if kind not in PARTED or fault.place is None:
        return _in_place(value, fault, answer)
    items = PARTED[kind].parts(value)
    if not answer:
        del items[fault.place]
    else:
        items[fault.place] = _in_place(items[fault.place], fault, answer)
    return PARTED[kind].joined(items)


def _in_place(item: str, fault: FormFault, answer: str) -> str:
    new = answer if not fault.before or ":" in answer else fault.before + answer
    if not fault.piece:
        return new
    return re.sub(rf"(?<!\w){re.escape(fault.piece)}(?!\w)", lambda _: new, item, count=1, flags=re.IGNORECASE)


def at_its_place(kind: QuestionKind, value: str, fault: FormFault) -> FormFault:
    """The same, with the place of the list in which its piece stands."""
    if fault.place is not None or kind not in PARTED:
        return fault
    items = PARTED[kind].parts(value)
    holding = (place for place, item in enumerate(items) if fault.piece and fault.piece.casefold() in item.casefold())
    return replace(fault, place=next(holding, None))
