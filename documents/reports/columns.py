"""A column of a report's sheet: what stands in its cells, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class ColumnFormat(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # from 0 to 1
    DECIMAL = "decimal"  # hours of working time, points
    MOMENT = "moment"


NUMBER_FORMATS = {
    ColumnFormat.TEXT: "@",
    ColumnFormat.NUMBER: "#,##0",
    ColumnFormat.SHARE: "0.0%",
    ColumnFormat.DECIMAL: "#,##0.0",
    ColumnFormat.MOMENT: "dd/mm/yyyy hh:mm",
}
ALIGNED = {ColumnFormat.NUMBER: "center", ColumnFormat.MOMENT: "center"}


@dataclass(frozen=True, kw_only=True)
class ViewColumn(Generic[Row]):
    """A cell is what `value` gives, or the sum of the columns named, or the share of one in another. `totalled` adds
    the column up below, over the rows that the filter shows."""

    key: str
    title: str
    width: float
    look: ColumnFormat = ColumnFormat.TEXT
    value: Callable[[Row], Any] | None = None
    sum_of: tuple[str, ...] = ()
    share_of: tuple[str, str] | None = None
    totalled: bool = False
    turned: bool = False  # the header is written upwards: many narrow columns on one page


def quotient(of: float, by: float) -> float | str:
    """The share as a cell shows it: empty where there is nothing to divide by."""
    return of / by if by else ""
