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
from documents.reports.groups import COUNTS, hours
from documents.reports.views import FIRST_ROW, Pages, SheetView, height, share_formula
from documents.writing import WorkbookWriter
from domain.figures.figures import Report, Spread
from domain.figures.records import Box
from texts.reports import summary as texts
from texts.reports import words as rw
from texts.reports.views import FIGURE_TITLES, LIST, SUMMARY
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
        self._titles(texts.COUNTS_TITLES)
        for key in COUNTS:
            if key == "days_late":
                reach = self._reach(key)
                self._formula(FIGURE_TITLES[key], f"=SUM({reach})", whole.days_late, of=None, said=texts.COUNTED[key])
            else:
                self._line(FIGURE_TITLES[key], getattr(whole, key), texts.COUNTED[key])
        self._spreads(
            {
                "handling": whole.handling,
                "acknowledging": whole.acknowledging,
                "accepting": whole.accepting,
                "deciding": whole.deciding,
                "time_to_answer": whole.opinions.time_to_answer,
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

    def _formula(self, title: str, formula: str, value: float, *, of: tuple[int, float] | None, said: str) -> int:
        """A computed line; `of` is the row and value of its denominator. Returns its row."""
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
        total = first + 4
        for box in (Box.DONE_ON_TIME, Box.DONE_LATE, Box.OPEN_ON_TIME, Box.OPEN_OVERDUE):
            self._formula(
                rw.BOXES[box],
                f'=COUNTIFS({reach},"{rw.BOXES[box]}")',
                rw.of_box(boxes, box),
                of=(total, boxes.total),
                said=texts.BOXES[box],
            )
        self._formula(FIGURE_TITLES["total"], f"=SUM(B{first + 1}:B{total})", boxes.total, of=None, said=texts.TOTAL)
        self._formula(
            rw.BOXES[Box.CANCELLED],
            f'=COUNTIFS({reach},"{rw.BOXES[Box.CANCELLED]}")',
            boxes.cancelled,
            of=None,
            said=texts.BOXES[Box.CANCELLED],
        )
        done = self._formula(
            FIGURE_TITLES["done"], f"=SUM(B{first + 1}:B{first + 2})", boxes.done, of=None, said=texts.DONE
        )
        fallen_due = self._formula(
            FIGURE_TITLES["fallen_due"],
            f"=SUM(B{first + 1}:B{first + 2},B{first + 4})",
            boxes.fallen_due,
            of=None,
            said=texts.FALLEN_DUE,
        )
        for key, row, denominator in (
            ("on_time_of_done", done, boxes.done),
            ("on_time_of_fallen_due", fallen_due, boxes.fallen_due),
        ):
            self._formula(
                FIGURE_TITLES[key], f"=B{first + 1}", boxes.done_on_time, of=(row, denominator), said=texts.RATES[key]
            )

    def _spreads(self, spreads: Mapping[str, Spread]) -> None:
        self._titles(texts.SPREAD_TITLES)
        for key, spread in spreads.items():
            self._line(texts.SPREADS[key], spread.count, texts.COUNTED[key])
            self._pages.put(self._sheet, self._row - 1, 2, hours(spread.median), ColumnFormat.DECIMAL)
            self._pages.put(self._sheet, self._row - 1, 3, hours(spread.ninth_decile), ColumnFormat.DECIMAL)

    def _asking(self) -> None:
        """Its share of the time in which the tasks were open (M19)."""
        asking, about = hours(self._report.whole.asking) or 0, hours(self._report.whole.asked_about) or 0
        self._titles(texts.ASKING_TITLES)
        self._line(texts.ASKING, asking, texts.COUNTED["asking"], ColumnFormat.DECIMAL)
        row = self._row - 1
        self._pages.put(self._sheet, row, 2, about, ColumnFormat.DECIMAL)
        share = self._pages.cells[ColumnFormat.SHARE]
        self._sheet.write_formula(row, 3, share_formula(f"B{row + 1}", f"C{row + 1}"), share, quotient(asking, about))

    def _coordinating(self) -> None:
        boxes = self._report.whole.coordinating
        self._titles(texts.COORDINATING_TITLES)
        first = self._row
        for box in (Box.DONE_ON_TIME, Box.DONE_LATE, Box.OPEN_ON_TIME, Box.OPEN_OVERDUE):
            value, total = rw.of_box(boxes, box), boxes.total
            self._line(rw.BOXES[box], value, "")
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
        for key, said in texts.OPINIONS.items():
            self._line(FIGURE_TITLES[key], getattr(opinions, key), said)
        rows = {key: self._row - len(texts.OPINIONS) + index + 1 for index, key in enumerate(texts.OPINIONS)}
        settled = opinions.in_time + opinions.deemed
        below = self._formula(
            FIGURE_TITLES["settled"], f"=B{rows['in_time']}+B{rows['deemed']}", settled, of=None, said=texts.SETTLED
        )
        self._formula(
            FIGURE_TITLES["answered_in_time"],
            f"=B{rows['in_time']}",
            opinions.in_time,
            of=(below, settled),
            said=texts.RATES["answered_in_time"],
        )
