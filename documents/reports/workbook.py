"""A report as a spreadsheet: one sheet for each view, the whole first (M35–M42)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from actions.reports import FinishedReport
from documents.reports import groups
from documents.reports import lists as report_lists
from documents.reports.columns import ColumnFormat, quotient
from documents.reports.groups import COUNTS, OPINIONS, hours
from documents.reports.views import FIRST_ROW, Pages, SheetView, height, share_formula
from documents.writing import WorkbookWriter
from domain.figures.catalogue import Added, Figure
from domain.figures.figures import FOUR_BOXES, Figures, Spread
from domain.figures.records import Box
from domain.figures.reports import Report
from texts.reports import summary as texts
from texts.reports import words as rw
from texts.reports.figures import BOXES, FIGURES
from texts.reports.views import LIST, SUMMARY
from texts.scene import Scene

WIDTHS = (44, 11, 12, 12, 62)


def workbook(scene: Scene, told: FinishedReport, *, agency: str = "") -> bytes:
    """The file's content. Moments stand in it as dates of the office's time zone, lengths as hours of working time."""
    made = io.BytesIO()
    book = WorkbookWriter(made, keeps_rows=True)  # names and units come again and again: kept, each is stored once
    book.describe(title=SUMMARY.title, author=rw.bounded(agency, 200), created=told.report.at)
    counted = f"{rw.counted(scene, told.report)} Phạm vi: {rw.about(scene, told.scope)}."
    pages = Pages(book, timezone=scene.timezone, counted=counted, agency=agency)
    lists = list(report_lists.views(scene, told))
    _Summary(pages, told.report, lists[0]).write()
    for view in (*groups.views(scene, told), *lists):
        pages.add(view)
    book.close()
    return made.getvalue()


class _Summary:
    """The first sheet, written from above: what can be counted in the list is a formula over it."""

    def __init__(self, pages: Pages, report: Report, everything: SheetView[report_lists.Numbered]) -> None:
        self._pages, self._report, self._list = pages, report, everything
        self._sheet = pages.sheet(SUMMARY.name, SUMMARY.title, SUMMARY.note, frozen_rows=0)
        self._sheet.set_portrait()
        self._sheet.fit_to_pages(1, 1)
        self._row = 3
        for index, width in enumerate(WIDTHS):
            self._sheet.set_column(index, index, width)

    def write(self) -> None:
        whole = self._report.whole
        self._boxes()
        self._counts(whole)
        self._spreads(
            {
                Figure.HANDLING: whole.handling,
                Figure.ACKNOWLEDGING: whole.acknowledging,
                Figure.ACCEPTING: whole.accepting,
                Figure.DECIDING: whole.deciding,
                Figure.TIME_TO_ANSWER: whole.opinions.time_to_answer,
            }
        )
        self._asking()
        self._coordinating()
        self._opinions()

    def _titles(self, titles: Sequence[str]) -> None:
        self._row += 1
        for index, title in enumerate(titles):
            self._sheet.write_string(self._row, index, title, self._pages.header)
        self._sheet.set_row(self._row, 18)
        self._row += 1

    def _line(self, title: str, value: Any, said: str, look: ColumnFormat = ColumnFormat.NUMBER) -> None:
        self._sheet.write_string(self._row, 0, title, self._pages.label)
        self._pages.put(self._sheet, self._row, 1, value, look)
        self._explain(said)
        self._row += 1

    def _explain(self, said: str) -> None:
        for index in (2, 3):
            self._sheet.write_blank(self._row, index, None, self._pages.label)
        self._sheet.write_string(self._row, 4, said, self._pages.explained)
        self._sheet.set_row(self._row, height([(said, WIDTHS[4])]))

    def _formula(self, figure: Figure, formula: str, value: float, *, of: tuple[int, float] | None = None) -> int:
        """A computed line; `of` is the row and value of its denominator. Returns its row."""
        title, said, _ = FIGURES[figure]
        row, number = self._row, self._pages.cells[ColumnFormat.NUMBER]
        self._sheet.write_string(row, 0, title, self._pages.strong)
        self._sheet.write_formula(row, 1, formula, number, value)
        self._explain(said)
        if of is not None:
            below, total = of
            self._sheet.write_formula(row, 2, f"=B{below + 1}", number, total)
            share = self._pages.cells[ColumnFormat.SHARE]
            self._sheet.write_formula(
                row, 3, share_formula(f"B{row + 1}", f"C{row + 1}"), share, quotient(value, total)
            )
        self._row += 1
        return row

    def _reach(self, key: str) -> str:
        """The cells of a column of the list."""
        letter = xl_col_to_name([column.key for column in self._list.columns].index(key))
        last = FIRST_ROW + max(len(self._list.rows), 1)
        return f"'{LIST.name}'!${letter}${FIRST_ROW + 1}:${letter}${last}"

    def _boxes(self) -> None:
        boxes, reach = self._report.whole.boxes, self._reach("box")
        self._titles(texts.BOX_TITLES)
        first = self._row
        for box in FOUR_BOXES:
            self._formula(Figure(box), f'=COUNTIFS({reach},"{BOXES[box]}")', boxes.of(box), of=(first + 4, boxes.total))
        self._formula(Figure.TOTAL, f"=SUM(B{first + 1}:B{first + 4})", boxes.total)
        self._formula(Figure.CANCELLED, f'=COUNTIFS({reach},"{BOXES[Box.CANCELLED]}")', boxes.cancelled)
        done = self._formula(Figure.DONE, f"=SUM(B{first + 1}:B{first + 2})", boxes.done)
        fallen_due = self._formula(Figure.FALLEN_DUE, f"=SUM(B{first + 1}:B{first + 2},B{first + 4})", boxes.fallen_due)
        for figure, row, denominator in (
            (Figure.ON_TIME_OF_DONE, done, boxes.done),
            (Figure.ON_TIME_OF_FALLEN_DUE, fallen_due, boxes.fallen_due),
        ):
            self._formula(figure, f"=B{first + 1}", boxes.done_on_time, of=(row, denominator))

    def _counts(self, whole: Figures) -> None:
        self._titles(texts.COUNTS_TITLES)
        for figure in COUNTS:
            if figure is Figure.DAYS_LATE:
                self._formula(figure, f"=SUM({self._reach('days_late')})", whole.days_late)
            else:
                self._line(FIGURES[figure].title, getattr(whole, figure), FIGURES[figure].counted)

    def _spreads(self, spreads: Mapping[Figure, Spread]) -> None:
        self._titles(texts.SPREAD_TITLES)
        for figure, spread in spreads.items():
            self._line(FIGURES[figure].alone, spread.count, FIGURES[figure].counted)
            self._pages.put(self._sheet, self._row - 1, 2, hours(spread.median), ColumnFormat.DECIMAL)
            self._pages.put(self._sheet, self._row - 1, 3, hours(spread.ninth_decile), ColumnFormat.DECIMAL)

    def _asking(self) -> None:
        """Its share of the time in which the tasks were open (M19)."""
        asking, about = hours(self._report.whole.asking) or 0, hours(self._report.whole.asked_about) or 0
        self._titles(texts.ASKING_TITLES)
        self._line(FIGURES[Figure.ASKING].alone, asking, FIGURES[Figure.ASKING].counted, ColumnFormat.DECIMAL)
        row = self._row - 1
        self._pages.put(self._sheet, row, 2, about, ColumnFormat.DECIMAL)
        share = self._pages.cells[ColumnFormat.SHARE]
        self._sheet.write_formula(row, 3, share_formula(f"B{row + 1}", f"C{row + 1}"), share, quotient(asking, about))

    def _coordinating(self) -> None:
        boxes = self._report.whole.coordinating
        self._titles(texts.COORDINATING_TITLES)
        first = self._row
        for box in FOUR_BOXES:
            value, total = boxes.of(box), boxes.total
            self._line(BOXES[box], value, "")
            self._sheet.write_formula(
                self._row - 1, 2, f"=SUM(B${first + 1}:B${first + 4})", self._pages.cells[ColumnFormat.NUMBER], total
            )
            self._sheet.write_formula(
                self._row - 1,
                3,
                share_formula(f"B{self._row}", f"C{self._row}"),
                self._pages.cells[ColumnFormat.SHARE],
                quotient(value, total),
            )

    def _opinions(self) -> None:
        opinions = self._report.whole.opinions
        self._titles(texts.OPINION_TITLES)
        rows = {}
        for figure in OPINIONS:
            if isinstance(figure.how, Added):
                rows[figure] = self._row + 1
                self._line(FIGURES[figure].title, getattr(opinions, figure), FIGURES[figure].counted)
        in_time, deemed, settled = f"=B{rows[Figure.IN_TIME]}", f"+B{rows[Figure.DEEMED]}", opinions.settled
        below = self._formula(Figure.SETTLED, in_time + deemed, settled)
        self._formula(Figure.ANSWERED_IN_TIME, in_time, opinions.in_time, of=(below, settled))
