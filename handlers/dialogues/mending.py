"""What is wrong in a form that was sent: the question about a piece of it, and the answer put in that piece's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.names import fold
from domain.refusals import FormFault, KeyTwice, KeyUnknown
from handlers.desk import Call, scene
from handlers.dialogues import forms
from handlers.dialogues.form_steps import QuestionKind
from handlers.dialogues.form_values import NAMED, PARTED, read_values
from handlers.dialogues.guides import FaultyPiece, Progress, missing
from handlers.dialogues.questions import Option, instead_of, one_line
from handlers.reading.typing import bare_value
from texts.front import guides as texts


async def asked(call: Call, progress: Progress, told: FormFault | None) -> tuple[Progress, list[Option], str]:
    """What is asked now, as it stands in the progress; what may have been meant; and why, in words, where that was not
    told already."""
    typed, fault = progress.typed.get(progress.at, ()), told
    if fault is None:
        fault = await forms.fault_of(call, progress.command, progress.at, typed, progress.answers)
    if len(typed) == 1:
        fault = forms.at_its_place(_kind(call, progress), typed[0], fault)
        if fault.piece == typed[0] and not fault.before:
            fault = replace(fault, piece="", place=None)
    offered = await _offered(call, progress, typed, fault)
    piece = FaultyPiece(piece=fault.piece, place=fault.place, before=fault.before)
    labels = [one.label for one in offered]
    if told is not None:
        return replace(progress, piece=piece), offered, texts.choices(labels)
    why = texts.refused(await scene(call), fault.why, labels) if fault.why else ""
    return replace(progress, piece=piece), offered, why


def _kind(call: Call, progress: Progress) -> QuestionKind:
    return call.form_of(progress.command).step(progress.at).kind


async def _offered(call: Call, progress: Progress, typed: Sequence[str], fault: FormFault) -> list[Option]:
    if isinstance(fault.why, KeyTwice):
        return [Option(label=one_line(value, len(value)), text=value) for value in typed]
    if isinstance(fault.why, KeyUnknown):
        return [Option(label=words, text=words) for words in _meanings(call, progress, fault.why, typed[0])]
    meant = [] if fault.why is None else await instead_of(call, fault.why)
    if fault.why is None or not typed or not _is_of_several(_kind(call, progress), typed[0]):
        return meant
    return [*meant, Option(label=texts.LEFT_OUT, text=texts.LEFT_OUT)]


def _is_of_several(kind: QuestionKind, value: str) -> bool:
    return kind in PARTED and len(PARTED[kind].parts(value)) > 1


def _meanings(call: Call, progress: Progress, why: KeyUnknown, above: str) -> list[str]:
    """What the line may be: the value of the key that it nearly names, or of one that is missing, more of the line
    above, or nothing."""
    lacking = [key for key in missing(call.form_of(progress.command).steps, progress) if key not in progress.typed]
    keys = [why.similar] if why.similar else lacking
    step = call.form_of(progress.command).step(above)
    goes_on = [texts.more_of(above)] if above in progress.answers and step.kind is QuestionKind.TEXT else []
    return [*keys, *goes_on, texts.LEFT_OUT]


async def mended(call: Call, progress: Progress, answer: str) -> Progress:
    """After the answer: the value is kept if nothing else is wrong with it, else the next thing of it is asked."""
    typed = progress.typed[progress.at]
    if _kind(call, progress) is QuestionKind.LINE:
        return await _line(call, progress, typed[0], answer)
    if len(typed) > 1 and answer in typed:
        return await _settled(call, progress, progress.at, answer)
    kind, fault = _kind(call, progress), progress.fault
    if fold(answer) == fold(texts.LEFT_OUT):
        answer = ""
    elif kind not in PARTED or fault.place is not None:  # nothing may look like the next line of the form
        answer = ("; " if kind in NAMED else " ").join(answer.splitlines())
    return await _settled(call, progress, progress.at, forms.mended(kind, typed[0], fault, answer))


async def _settled(call: Call, progress: Progress, key: str, value: str) -> Progress:
    """The progress with this value of the key: read, or still to be asked for."""
    typed, step = (
        {name: given for name, given in progress.typed.items() if name != key},
        call.form_of(progress.command).step(key),
    )
    if not value.strip():
        rest = tuple(name for name in progress.only if name != key or not step.optional)
        return replace(progress.without(key), typed=typed, only=rest, piece=FaultyPiece())
    value, faults = await read_values(call, step, value, due=progress.answers.get("Hạn"))
    only = progress.only if key in progress.only else (*progress.only, key)
    if faults:
        return replace(progress.without(key), typed={**typed, key: (value,)}, only=only, piece=FaultyPiece())
    return replace(progress, answers={**progress.answers, key: value}, typed=typed, only=only, piece=FaultyPiece())


async def _line(call: Call, progress: Progress, above: str, answer: str) -> Progress:
    """A line that was of no key is now of one, or goes on with the line above, or is left out. Any other answer leaves
    it as it is: it is asked again."""
    line = progress.at
    without = replace(
        progress,
        typed={name: given for name, given in progress.typed.items() if name != line},
        only=tuple(key for key in progress.only if key != line),
        piece=FaultyPiece(),
    )
    if fold(answer) == fold(texts.LEFT_OUT):
        return without
    if above and fold(answer) == fold(texts.more_of(above)) and above in progress.answers:
        return await _settled(call, without, above, f"{progress.answers[above]}; {line}")
    guide = call.form_of(progress.command)
    key = next((one.key for one in (*guide.steps, *guide.unasked) if fold(one.key) == fold(answer)), None)
    if key is None:
        return progress
    value = bare_value(line)
    before = (progress.answers[key],) if progress.answers.get(key) else progress.typed.get(key, ())
    if not before:
        return await _settled(call, without, key, value)
    only = without.only if key in without.only else (*without.only, key)
    return replace(without.without(key), typed={**without.typed, key: (*before, value)}, only=only)
