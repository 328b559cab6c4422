"""What a command asks for: the steps of its form, each with how its answer is read and what is offered beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT
from domain.duties.duties import DutyKind
from domain.names import fold
from texts.words import LABEL_NAMES, SOURCES, URGENCIES


class QuestionKind(StrEnum):
    PARTY = "party"  # a person, or a unit and so its head
    PERSON = "person"
    UNITS = "units"  # several units, one after the other or in one list
    PARTIES = "parties"  # several people and units
    ASKED = "asked"  # several units, each with the reason why it is concerned
    TEXT = "text"
    DEADLINE = "deadline"
    CHOICE = "choice"  # one of a few words
    CASE = "case"  # a case code
    DOCUMENT = "document"  # number, day and subject
    REPEATS = "repeats"
    STAGES = "stages"  # milestones, each with its deadline
    LINE = "line"  # of a form, and of no key of it


@dataclass(frozen=True, kw_only=True)
class GuideStep:
    """`key` is the form's. `gives` says which duty its answer will owe: who lately got such a one is offered."""

    key: str
    kind: QuestionKind = QuestionKind.TEXT
    optional: bool = False
    limit: int = TITLE_LIMIT
    options: tuple[str, ...] = ()
    gives: DutyKind | None = None
    working_only: bool = False  # a deadline on a day off is refused
    office_only: bool = False


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
    """A command's questions in order. `unasked` are what its form may hold beside them, `spellings` other names of its
    keys; `names_all` says that a key written without a value lacks it."""

    steps: tuple[GuideStep, ...]
    unasked: tuple[GuideStep, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    names_all: bool = False

    @property
    def keys(self) -> dict[str, str]:
        """The key for each of its spellings, folded."""
        return {fold(one.key): one.key for one in (*self.steps, *self.unasked)} | {
            fold(spelling): key for spelling, key in self.spellings.items()
        }

    def step(self, key: str) -> GuideStep:
        """The step of the key; of none, the one that asks what a line is meant as."""
        return next(
            (one for one in (*self.steps, *self.unasked) if one.key == key), GuideStep(key=key, kind=QuestionKind.LINE)
        )
