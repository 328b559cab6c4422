"""How far somebody has come with the questions of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.office.people import Person
from domain.permissions import Relation
from domain.refusals import FormFault
from domain.rights import relations_to_office
from handlers.dialogues.form_steps import Guide, GuideStep, QuestionKind
from handlers.dialogues.questions import Option
from handlers.reading.received import KeptFile


@dataclass(frozen=True, kw_only=True)
class FaultyPiece:
    """What of a fault is kept while it is asked about: its `piece`, `place`, `before`."""

    piece: str = ""
    place: int | None = None
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a guide has come. `at` is the key asked for, `asked` counts the questions put, so that a button of an
    earlier one is known; `options` are what the buttons stand for; `about` the unit whose reason is asked for; `update`
    the word that was taken last: after a crash it may come again, and is not the answer to the next question. Where a
    form was sent, `only` are the keys that are asked for, `typed` what was written for them, `piece` the part of it
    that is asked for now, and `head` what stands before the form in the command `run_as`."""

    command: str
    at: str
    answers: Mapping[str, str] = field(default_factory=dict)
    asked: int = 0
    options: tuple[Option, ...] = ()
    about: str = ""
    file: KeptFile | None = None  # as a guide of former days kept its only one
    files: tuple[KeptFile, ...] = ()
    only: tuple[str, ...] = ()
    update: int | None = None
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    piece: FaultyPiece = FaultyPiece()
    head: str = ""
    run_as: str = ""

    def answering(self, value: str, **changed: Any) -> Progress:
        return replace(self, answers={**self.answers, self.at: value}, **changed)

    def without(self, key: str, **changed: Any) -> Progress:
        return replace(self, answers={name: value for name, value in self.answers.items() if name != key}, **changed)

    @property
    def fault(self) -> FormFault:
        """What of the key is asked for now, without the reason."""
        return FormFault(key=self.at, piece=self.piece.piece, place=self.piece.place, before=self.piece.before)


def steps_for(guide: Guide, sender: Person | None) -> tuple[GuideStep, ...]:
    """The questions in order; nobody is asked what only the office may say."""
    is_office = sender is not None and Relation.OFFICE in relations_to_office(sender)
    return tuple(step for step in guide.steps if is_office or not step.office_only)


def missing(steps: Sequence[GuideStep], progress: Progress) -> list[str]:
    return [step.key for step in steps if not step.optional and not progress.answers.get(step.key)]


def place(steps: Sequence[GuideStep], progress: Progress) -> tuple[int, int] | None:
    """Which of how many required questions this is, None for an optional one."""
    required = [step.key for step in steps if not step.optional]
    return (required.index(progress.at) + 1, len(required)) if progress.at in required else None


def step_back(steps: Sequence[GuideStep], progress: Progress) -> Progress:
    """The question before; of a list the whole list is asked for anew."""
    if progress.about:
        return replace(progress, about="")
    keys = [step.key for step in steps]
    before = keys[max(keys.index(progress.at) - 1, 0)]
    return progress.without(before, at=before)


def form_text(guide: Guide, progress: Progress) -> str:
    """The one message that says the same."""
    order = {step.key: step for step in guide.steps}
    lines = [
        f"{key}:\n{progress.answers[key]}" if step.kind is QuestionKind.ASKED else f"{key}: {progress.answers[key]}"
        for key, step in order.items()
        if progress.answers.get(key)
    ]
    # What a form may hold and no question asks for, such as milestones.
    lines += [f"{key}:\n{value}" for key, value in progress.answers.items() if value and key not in order]
    return "\n".join(lines)
