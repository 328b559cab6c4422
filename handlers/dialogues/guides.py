"""What a guide is: the questions that make a command's form, and how far somebody has come with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT
from domain.duties.duties import DutyKind
from domain.office.people import Person
from domain.refusals import FormFault
from domain.rights import Permission, Relation, relations_to_office
from handlers.dialogues.questions import GuideStep, Option, QuestionKind
from handlers.reading.received import KeptFile
from handlers.reading.repeats import CHOICES
from handlers.reading.repeats import KEY as REPEATS
from texts.words import LABEL_NAMES, SOURCES, URGENCIES

SOON = ("17h ngày mai", "cuối tuần này", "5 ngày làm việc", "cuối tháng này")
LATER = ("3 ngày làm việc", "5 ngày làm việc", "7 ngày làm việc", "10 ngày làm việc")
PRODUCTS = ("Báo cáo bằng văn bản", "Tờ trình", "Kế hoạch", "Dự thảo văn bản")
URGENCY = GuideStep(key="Khẩn", kind=QuestionKind.CHOICE, optional=True, options=tuple(URGENCIES.values()))
DOCUMENT = GuideStep(key="Văn bản", optional=True, limit=LABEL_LIMIT)
ORIGIN = GuideStep(key="Văn bản", kind=QuestionKind.DOCUMENT, optional=True, limit=LABEL_LIMIT + TITLE_LIMIT)
FIELD = GuideStep(key="Lĩnh vực", optional=True, limit=LABEL_LIMIT)
SOURCE = GuideStep(key="Nguồn", kind=QuestionKind.CHOICE, optional=True, options=tuple(SOURCES.values()))
LABEL = GuideStep(key="Nhãn", kind=QuestionKind.CHOICE, optional=True, options=tuple(LABEL_NAMES.values()))
RECIPIENTS = GuideStep(key="Nơi nhận", optional=True, limit=WORDS_LIMIT)
ASSIGNER = GuideStep(key="Người giao", kind=QuestionKind.PERSON, optional=True, office_only=True)


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A command's questions in order, and the acts of which its sender must be allowed one. `unasked` are what its form
    may hold beside them; `names_all` says that a key written without a value lacks it."""

    steps: tuple[GuideStep, ...]
    permissions: tuple[Permission, ...] = ()
    unasked: tuple[GuideStep, ...] = ()
    names_all: bool = False

    def step(self, key: str) -> GuideStep:
        """The step of the key; of none, the one that asks what a line is meant as."""
        return next(
            (one for one in (*self.steps, *self.unasked) if one.key == key), GuideStep(key=key, kind=QuestionKind.LINE)
        )


GUIDES: dict[str, Guide] = {
    "giaoviec": Guide(
        permissions=(Permission.ASSIGN, Permission.ASSIGN_IN_UNIT),
        steps=(
            GuideStep(key="Chủ trì", kind=QuestionKind.PARTY, gives=DutyKind.LEAD),
            GuideStep(key="Việc"),
            GuideStep(key="Sản phẩm", options=PRODUCTS),
            GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, options=SOON),
            ASSIGNER,
            GuideStep(key="Phối hợp", kind=QuestionKind.UNITS, optional=True, gives=DutyKind.COORDINATING),
            ORIGIN,
            URGENCY,
            GuideStep(key="Theo dõi", kind=QuestionKind.UNITS, optional=True, gives=DutyKind.COORDINATING),
            FIELD,
            SOURCE,
            LABEL,
            GuideStep(key=REPEATS, kind=QuestionKind.REPEATS, optional=True, options=CHOICES, limit=LABEL_LIMIT),
            RECIPIENTS,
        ),
        unasked=(GuideStep(key="Mốc", kind=QuestionKind.STAGES, optional=True),),
    ),
    "xinykien": Guide(
        permissions=(Permission.ASK_OPINION,),
        steps=(
            GuideStep(key="Nội dung"),
            GuideStep(key="Đề xuất"),
            GuideStep(key="Hỏi", kind=QuestionKind.ASKED, gives=DutyKind.OPINION),
            GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, optional=True, options=LATER, working_only=True),
            ASSIGNER,
            GuideStep(key="Cho việc", kind=QuestionKind.CASE, optional=True),
            DOCUMENT,
            URGENCY,
            GuideStep(key="Ký", kind=QuestionKind.CHOICE, optional=True, options=("có", "không")),
        ),
        unasked=(GuideStep(key="Lý do", optional=True),),
    ),
    "phobien": Guide(
        permissions=(Permission.CIRCULATE, Permission.CIRCULATE_IN_UNIT),
        steps=(
            GuideStep(key="Nội dung"),
            GuideStep(key="Gửi", kind=QuestionKind.PARTIES, gives=DutyKind.READING),
            GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, optional=True, options=LATER),
            DOCUMENT,
            URGENCY,
        ),
    ),
}
# What is asked for only where a form was sent and something of it is wrong or missing.
FORMS: dict[str, Guide] = GUIDES | {
    "trinh": Guide(
        steps=(
            GuideStep(key="Căn cứ", optional=True, limit=WORDS_LIMIT),
            GuideStep(key="Thực tiễn", optional=True, limit=WORDS_LIMIT),
            GuideStep(key="Chính kiến", limit=WORDS_LIMIT),
            GuideStep(key="Vượt thẩm quyền", optional=True, limit=WORDS_LIMIT),
        ),
    ),
    "sua": Guide(
        steps=(
            GuideStep(key="Việc", optional=True),
            GuideStep(key="Sản phẩm", optional=True, options=PRODUCTS),
            GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, optional=True, options=SOON),
            URGENCY,
            FIELD,
            ORIGIN,
            SOURCE,
            RECIPIENTS,
            LABEL,
            GuideStep(key="Người giao", kind=QuestionKind.PERSON, optional=True),
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
    def fault(self) -> FormFault:
        """What of the key is asked for now, without the reason."""
        return FormFault(key=self.at, piece=self.piece.piece, place=self.piece.place, before=self.piece.before)

    @property
    def step(self) -> GuideStep:
        return FORMS[self.command].step(self.at)


def steps_for(command: str, sender: Person | None) -> tuple[GuideStep, ...]:
    """The questions in order; nobody is asked what only the office may say."""
    is_office = sender is not None and Relation.OFFICE in relations_to_office(sender)
    return tuple(step for step in FORMS[command].steps if is_office or not step.office_only)


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


def form_text(progress: Progress) -> str:
    """The one message that says the same."""
    order = {step.key: step for step in FORMS[progress.command].steps}
    lines = [
        f"{key}:\n{progress.answers[key]}" if step.kind is QuestionKind.ASKED else f"{key}: {progress.answers[key]}"
        for key, step in order.items()
        if progress.answers.get(key)
    ]
    # What a form may hold and no question asks for, such as milestones.
    lines += [f"{key}:\n{value}" for key, value in progress.answers.items() if value and key not in order]
    return "\n".join(lines)
