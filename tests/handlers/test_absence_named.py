"""Wherever somebody is named as holding something, it is said until when they are away and who stands in (M30)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from domain.office.absences import Absence
from domain.office.chart import Chart
from tests.handlers import samples
from tests.handlers.samples.cases import BUSY, TASK
from tests.handlers.samples.cast import AN, BINH, CHART, DUC, KHANH, SCENE, at
from tests.handlers.samples.rendering import plain
from tests.handlers.samples.topics import by_name
from texts.office import units
from texts.reports import words
from texts.scene import Scene

SINCE, UNTIL = at(1, 0), at(12, 0)
AWAY = replace(
    CHART,
    absences=(
        Absence(id=1, person_id=AN, substitute_id=BINH, since=SINCE, until=UNTIL),
        Absence(id=2, person_id=DUC, substitute_id=KHANH, since=SINCE, until=UNTIL),
    ),
    moment=at(8),
)
NAME = "đồng chí (?:Nguyễn Văn An|Hoàng Minh Đức)"
HOLDS = re.compile(
    rf"(?i)(?:{NAME}(?: \([^()]*(?:\([^()]*\))?[^()]*\))? giữ\b(?! lúc))|(?:đang giữ(?: việc)?: {NAME})|"
    rf"(?:(?:chủ trì|phối hợp): [^(\n]*\({NAME}\b)"
)
# What was so at another moment: who held it then, to whom it went, what a report tells as of then.
PAST = re.compile(r"lúc hết hạn|duyệt chuyển việc|→ (?!nay)")
AS_OF_THEN = frozenset({"danh sách quá hạn, dài"})


def everything(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    for name, module in list(sys.modules.items()):
        if name.startswith(samples.__name__) and hasattr(module, "SCENE"):
            monkeypatch.setattr(module, "SCENE", replace(SCENE, chart=chart))
    return ((name, plain(html)) for name, html in by_name().items())


def test_every_sentence_that_names_a_holder_says_that_he_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    found, silent = 0, []
    for name, text in everything(AWAY, monkeypatch):
        for line in text.splitlines():
            if HOLDS.search(line) and not PAST.search(line) and name not in AS_OF_THEN:
                found += 1
                if "vắng đến 11/12" not in line:
                    silent.append(f"{name}: {line}")
    assert not silent, "\n".join(silent)
    assert found > 20, "there was something to look at"


def test_an_absence_is_named_briefly() -> None:
    scene = Scene(timezone=SCENE.timezone, chart=AWAY)
    assert scene.present(AN) == "đồng chí Nguyễn Văn An (vắng đến 11/12, đồng chí Phạm Văn Bình thay)"
    assert scene.present(BINH) == "đồng chí Phạm Văn Bình"
    assert scene.present(AN, "Phòng Kinh tế") == (
        "đồng chí Nguyễn Văn An (Phòng Kinh tế; vắng đến 11/12, đồng chí Phạm Văn Bình thay)"
    )
    alone = replace(AWAY, absences=(replace(AWAY.absences[0], substitute_id=None, until=at(12, 10)),))
    assert "vắng đến 10:00 12/12, chưa có người thay" in replace(scene, chart=alone).present(AN)
    next_year = replace(AWAY, absences=(replace(AWAY.absences[0], until=at(9, 0, month=1, year=2027)),))
    assert "vắng đến 08/01/2027" in replace(scene, chart=next_year).present(AN)
    assert scene.as_of(UNTIL).present(AN) == "đồng chí Nguyễn Văn An"


def test_the_sheet_to_print_says_it_in_plain_words() -> None:
    scene = Scene(timezone=SCENE.timezone, chart=AWAY)
    assert "Nguyễn Văn An (vắng đến 11/12, đồng chí Phạm Văn Bình thay)" in units.sheet_row(scene, BUSY, TASK)


def test_a_report_says_it_as_of_its_own_moment() -> None:
    scene = Scene(timezone=SCENE.timezone, chart=AWAY.at(at(20)))
    for day, away in ((8, True), (20, False)):
        told = SimpleNamespace(report=SimpleNamespace(at=at(day)))
        assert ("vắng đến 11/12" in words.holder(scene, told, AN)) == away  # type: ignore[arg-type]
