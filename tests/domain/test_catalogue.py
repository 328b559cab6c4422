"""A figure stands once in the catalogue: what holds it and what it is called must agree with it, or nothing starts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from domain.figures.catalogue import Figure, FigureOf, NearestRank, ShareOf, SumOf, figures_of
from domain.figures.figures import FOUR_BOXES, Boxes, OpinionFigures
from texts.reports.figures import FIGURES

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("figure", Figure)
def test_what_a_figure_follows_from_are_figures_of_the_same(figure: Figure) -> None:
    match figure.how:
        case SumOf(keys):
            assert all(Figure(key).of is figure.of and Figure(key).adds_up for key in keys)
        case ShareOf(part, whole):
            assert {Figure(part).of, Figure(whole).of} == {figure.of}
        case NearestRank(spread, _):
            assert Figure(spread).of is figure.of


def test_sums_and_shares_follow_the_rows() -> None:
    boxes = Boxes(done_on_time=3, done_late=2, open_on_time=5, open_overdue=4, cancelled=7)
    assert (boxes.done, boxes.fallen_due, boxes.total) == (5, 9, 14)
    assert (boxes.on_time_of_done, boxes.on_time_of_fallen_due) == (3 / 5, 3 / 9)
    assert [boxes.of(box) for box in FOUR_BOXES] == [3, 2, 5, 4]
    assert (Boxes().total, Boxes().on_time_of_done, Boxes().on_time_of_fallen_due) == (0, None, None)
    opinions = OpinionFigures(asked=4, in_time=1, deemed=2, still_open=1)
    assert (opinions.settled, opinions.answered_in_time) == (3, 1 / 3)


def test_no_two_figures_of_the_same_are_called_alike() -> None:
    for of in FigureOf:
        titles = [FIGURES[figure].title for figure in figures_of(of)]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (
            "domain/figures/figures.py",
            "    begun: int = 0\n",
            "    begun: int = 0\n    surprises: int = 0\n",
            "surprises",
        ),
        ("domain/figures/figures.py", "    early: int = 0\n", "", "early"),
        ("texts/reports/figures.py", "    Figure.EARLY: FigureWords(", "    Figure.BEGUN: FigureWords(", "early"),
    ],
    ids=["a number that is no figure", "a figure that nothing holds", "a figure without words"],
)
def test_what_is_forgotten_is_named_at_start(tmp_path: Path, file: str, before: str, after: str, said: str) -> None:
    shutil.copytree(ROOT / "domain", tmp_path / "domain")
    for name in ("texts/__init__.py", "texts/reports/__init__.py", "texts/reports/figures.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    whole = (tmp_path / file).read_text("utf-8")
    assert before in whole
    (tmp_path / file).write_text(whole.replace(before, after), "utf-8")
    started = "import domain.figures.reports, texts.reports.figures"
    done = subprocess.run([sys.executable, "-c", started], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]
