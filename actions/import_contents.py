"""What a spreadsheet brings: its sheets row by row, and what is wrong with a cell (M3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from actions.assignments import Assignment
from domain.people import Role
from domain.refusals import Refusal


class Sheet(StrEnum):
    UNITS = "units"
    PEOPLE = "people"
    TASKS = "tasks"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitRow:
    """`row` counts as the spreadsheet does: 1 is the line of titles."""

    row: int
    name: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    row: int
    name: str
    unit: str
    position: str = ""
    roles: frozenset[Role] = frozenset({Role.OFFICIAL})
    fields: tuple[str, ...] = ()
    moved: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """`number` is that of a task exported before: one that is there already is not entered again."""

    row: int
    assignment: Assignment
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one cell, by the key of its column."""

    sheet: Sheet
    row: int
    column: str
    refusal: Refusal


@dataclass(kw_only=True)
class Contents:
    """What was read of the file, and what could not be."""

    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
