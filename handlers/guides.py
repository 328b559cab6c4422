"""What a guide is: the questions that make a command's form, and how far somebody has come with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT
from domain.duties import DutyKind
from domain.people import Person
from domain.refusals import Fault
from domain.rights import Permission, Relation, relations_to_office
from handlers.questions import Kind, Option, Step
from handlers.received import KeptFile
from handlers.repeats import CHOICES
from handlers.repeats import KEY as REPEATS
from handlers.texts.words import LABEL_NAMES, SOURCES, URGENCIES

SOON = ("17h ngày mai", "cuối tuần này", "5 ngày làm việc", "cuối tháng này")
LATER = ("3 ngày làm việc", "5 ngày làm việc", "7 ngày làm việc", "10 ngày làm việc")
PRODUCTS = ("Báo cáo bằng văn bản", "Tờ trình", "Kế hoạch", "Dự thảo văn bản")
URGENCY = Step(key="Khẩn", kind=Kind.CHOICE, optional=True, options=tuple(URGENCIES.values()))
DOCUMENT = Step(key="Văn bản", optional=True, limit=LABEL_LIMIT)
ORIGIN = Step(key="Văn bản", kind=Kind.DOCUMENT, optional=True, limit=LABEL_LIMIT + TITLE_LIMIT)
FIELD = Step(key="Lĩnh vực", optional=True, limit=LABEL_LIMIT)
SOURCE = Step(key="Nguồn", kind=Kind.CHOICE, optional=True, options=tuple(SOURCES.values()))
LABEL = Step(key="Nhãn", kind=Kind.CHOICE, optional=True, options=tuple(LABEL_NAMES.values()))
RECIPIENTS = Step(key="Nơi nhận", optional=True, limit=WORDS_LIMIT)
ASSIGNER = Step(key="Người giao", kind=Kind.PERSON, optional=True, office_only=True)


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A command's questions in order, and the acts of which its sender must be allowed one. `unasked` are what its form
    may hold beside them; `names_all` says that a key written without a value lacks it."""

    steps: tuple[Step, ...]
    permissions: tuple[Permission, ...] = ()
    unasked: tuple[Step, ...] = ()
    names_all: bool = False

    def step(self, key: str) -> Step:
        """The step of the key; of none, the one that asks what a line is meant as."""
        return next((one for one in (*self.steps, *self.unasked) if one.key == key), Step(key=key, kind=Kind.LINE))


GUIDES: dict[str, Guide] = {
    "giaoviec": Guide(
        permissions=(Permission.ASSIGN, Permission.ASSIGN_IN_UNIT),
        steps=(
            Step(key="Chủ trì", kind=Kind.PARTY, gives=DutyKind.LEAD),
            Step(key="Việc"),
            Step(key="Sản phẩm", options=PRODUCTS),
            Step(key="Hạn", kind=Kind.DEADLINE, options=SOON),
            ASSIGNER,
            Step(key="Phối hợp", kind=Kind.UNITS, optional=True, gives=DutyKind.COORDINATING),
            ORIGIN,
            URGENCY,
            Step(key="Theo dõi", kind=Kind.UNITS, optional=True, gives=DutyKind.COORDINATING),
            FIELD,
            SOURCE,
            LABEL,
            Step(key=REPEATS, kind=Kind.REPEATS, optional=True, options=CHOICES, limit=LABEL_LIMIT),
            RECIPIENTS,
        ),
        unasked=(Step(key="Mốc", kind=Kind.STAGES, optional=True),),
    ),
    "xinykien": Guide(
        permissions=(Permission.ASK_OPINION,),
        steps=(
            Step(key="Nội dung"),
            Step(key="Đề xuất"),
            Step(key="Hỏi", kind=Kind.ASKED, gives=DutyKind.OPINION),
            Step(key="Hạn", kind=Kind.DEADLINE, optional=True, options=LATER, working_only=True),
            ASSIGNER,
            Step(key="Cho việc", kind=Kind.CASE, optional=True),
            DOCUMENT,
            URGENCY,
            Step(key="Ký", kind=Kind.CHOICE, optional=True, options=("có", "không")),
        ),
        unasked=(Step(key="Lý do", optional=True),),
    ),
    "phobien": Guide(
        permissions=(Permission.CIRCULATE, Permission.CIRCULATE_IN_UNIT),
        steps=(
            Step(key="Nội dung"),
            Step(key="Gửi", kind=Kind.PARTIES, gives=DutyKind.READING),
            Step(key="Hạn", kind=Kind.DEADLINE, optional=True, options=LATER),
            DOCUMENT,
            URGENCY,
        ),
    ),
}
# What is asked for only where a form was sent and something of it is wrong or missing.
FORMS: dict[str, Guide] = GUIDES | {
    "trinh": Guide(
        steps=(
            Step(key="Căn cứ", optional=True, limit=WORDS_LIMIT),
            Step(key="Thực tiễn", optional=True, limit=WORDS_LIMIT),
            Step(key="Chính kiến", limit=WORDS_LIMIT),
            Step(key="Vượt thẩm quyền", optional=True, limit=WORDS_LIMIT),
        ),
    ),
    "sua": Guide(
        steps=(
            Step(key="Việc", optional=True),
            Step(key="Sản phẩm", optional=True, options=PRODUCTS),
            Step(key="Hạn", kind=Kind.DEADLINE, optional=True, options=SOON),
            URGENCY,
            FIELD,
            ORIGIN,
            SOURCE,
            RECIPIENTS,
            LABEL,
            Step(key="Người giao", kind=Kind.PERSON, optional=True),
        ),
        names_all=True,
    ),
}


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
    def fault(self) -> Fault:
        """What of the key is asked for now, without the reason."""
        return Fault(key=self.at, piece=self.piece.piece, place=self.piece.place, before=self.piece.before)

    @property
    def step(self) -> Step:
        return FORMS[self.command].step(self.at)


def steps_for(command: str, sender: Person | None) -> tuple[Step, ...]:
    """The questions in order; nobody is asked what only the office may say."""
    is_office = sender is not None and Relation.OFFICE in relations_to_office(sender)
    return tuple(step for step in FORMS[command].steps if is_office or not step.office_only)


def missing(steps: Sequence[Step], progress: Progress) -> list[str]:
    return [step.key for step in steps if not step.optional and not progress.answers.get(step.key)]


def place(steps: Sequence[Step], progress: Progress) -> tuple[int, int] | None:
    """Which of how many required questions this is, None for an optional one."""
    required = [step.key for step in steps if not step.optional]
    return (required.index(progress.at) + 1, len(required)) if progress.at in required else None


def step_back(steps: Sequence[Step], progress: Progress) -> Progress:
    """The question before; of a list the whole list is asked for anew."""
    if progress.about:
        return replace(progress, about="")
    keys = [step.key for step in steps]
    before = keys[max(keys.index(progress.at) - 1, 0)]
    return progress.without(before, at=before)


def form_text(progress: Progress) -> str:
    """The one message that says the same."""
    order = {step.key: step for step in FORMS[progress.command].steps}
    lines = [
        f"{key}:\n{progress.answers[key]}" if step.kind is Kind.ASKED else f"{key}: {progress.answers[key]}"
        for key, step in order.items()
        if progress.answers.get(key)
    ]
    # What a form may hold and no question asks for, such as milestones.
    lines += [f"{key}:\n{value}" for key, value in progress.answers.items() if value and key not in order]
    return "\n".join(lines)
