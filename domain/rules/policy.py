"""The rules of the office as data, with a version that a case keeps for its whole life (M8, M44, design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from domain.rules.bulletin_rules import DEFAULT_BULLETINS, EVERY_BULLETIN, BulletinKind, BulletinRules
from domain.rules.lengths import Urgency
from domain.rules.step_times import DEFAULT_RUNGS, StepTimes

# What says nothing in an answer (M21); typed with or without accents, the office makes the list longer.
EMPTY_PHRASES = (
    "thống nhất theo quy định",
    "thống nhất với dự thảo",
    "thống nhất",
    "nhất trí theo quy định",
    "nhất trí",
    "đồng ý theo quy định",
    "đồng ý có điều kiện",
    "hoàn toàn đồng ý",
    "không đồng ý",
    "chưa đồng ý",
    "đồng ý",
    "không nhất trí",
    "chưa nhất trí",
    "không thống nhất",
    "chưa thống nhất",
    "không tán thành",
    "tán thành",
    "có điều kiện",
    "không thuộc chức năng",
    "thiếu hồ sơ",
    "không có ý kiến gì khác",
    "không có ý kiến khác",
    "không có ý kiến gì thêm",
    "không có ý kiến",
    "thực hiện theo đúng quy định của pháp luật",
    "thực hiện đúng quy định của pháp luật",
    "thực hiện theo quy định của pháp luật",
    "thực hiện đúng pháp luật",
    "thực hiện đúng quy định",
    "thực hiện theo đúng quy định",
    "thực hiện theo quy định",
    "thực hiện nghiêm",
    "theo đúng quy định của pháp luật hiện hành",
    "theo quy định của pháp luật hiện hành",
    "theo quy định của pháp luật",
    "theo đúng quy định",
    "theo quy định hiện hành",
    "theo quy định",
    "đúng quy định của pháp luật",
    "đúng quy định",
    "đúng pháp luật",
    "đúng thẩm quyền",
    "theo thẩm quyền",
    "xem xét theo quy định",
    "xem xét quyết định",
    "xem xét",
    "cân nhắc kỹ",
    "rà soát kỹ",
    "chỉ đạo thực hiện",
    "hiện hành",
    "ok",
)


@dataclass(frozen=True, kw_only=True)
class Policy:
    version: int = 1
    rungs: Mapping[Urgency, StepTimes]
    opinion_before: tuple[int, int] = (3, 1)  # working days: the nudge; the nudge with the unit's head told
    opinion_days: int = 7  # where no deadline is named
    opinion_units: int = 10  # more units in one request need a reason (M20)
    opinion_rounds: int = 2  # more requests about one task, or one draft, need a reason (M19)
    empty_phrases: tuple[str, ...] = EMPTY_PHRASES
    circular_days: int = 3
    overdue_repeats: int = 5  # after them only the weekly list
    silence_repeats: int = 5  # after the superior heard of it; then only the head's weekly sheet
    sheets: BulletinRules = DEFAULT_BULLETINS  # what the bot says by itself, and when

    def to_data(self) -> dict[str, Any]:
        """The policy as plain JSON data."""
        return {
            "rungs": {urgency.value: rungs.to_data() for urgency, rungs in self.rungs.items()},
            "opinion_before": list(self.opinion_before),
            "opinion_days": self.opinion_days,
            "opinion_units": self.opinion_units,
            "opinion_rounds": self.opinion_rounds,
            "empty_phrases": list(self.empty_phrases),
            "circular_days": self.circular_days,
            "overdue_repeats": self.overdue_repeats,
            "silence_repeats": self.silence_repeats,
            "sheets": sorted(self.sheets.wanted),
            "review_day": self.sheets.review_day,
        }

    @classmethod
    def from_data(cls, version: int, data: Mapping[str, Any]) -> Self:
        first, second = data["opinion_before"]
        # Rules stored before a key was there are read with its default.
        return cls(
            version=version,
            rungs={
                Urgency(urgency): StepTimes.from_data(Urgency(urgency), row) for urgency, row in data["rungs"].items()
            },
            opinion_before=(first, second),
            opinion_days=data["opinion_days"],
            opinion_units=data.get("opinion_units", cls.opinion_units),
            opinion_rounds=data.get("opinion_rounds", cls.opinion_rounds),
            empty_phrases=tuple(data.get("empty_phrases", EMPTY_PHRASES)),
            circular_days=data["circular_days"],
            overdue_repeats=data["overdue_repeats"],
            silence_repeats=data.get("silence_repeats", cls.silence_repeats),
            sheets=BulletinRules(
                wanted=frozenset(map(BulletinKind, data.get("sheets", EVERY_BULLETIN))),
                review_day=data.get("review_day"),
            ),
        )


DEFAULT_POLICY = Policy(rungs=DEFAULT_RUNGS)
