"""Column types on which both databases agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, DateTime, Row, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeDecorator, TypeEngine

from domain.borrowing import Borrowed
from domain.encoding import canonical, from_canonical

AnyRow = Row[*tuple[Any, ...]]
E = TypeVar("E", bound=StrEnum)


def by_value(kind: type[E]) -> dict[str, E]:
    """The members by what is stored of them: asked one by one the enumeration takes ten times as long."""
    return {one.value: one for one in kind}


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String(27) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        text = canonical(value)
        return text if dialect.name == "sqlite" else from_canonical(text)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Instead of `process_result_value`: a report reads some hundred thousand moments."""
        return _from_text if dialect.name == "sqlite" else _from_server


class RightColumn(TypeDecorator[Borrowed]):
    """By whose right something was signed, as JSON; empty for one's own."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Borrowed | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value.to_data())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Borrowed | None:
        return None if value is None else Borrowed.from_data(json.loads(value))


class later(ColumnElement[datetime]):  # reads as the function that it is in SQL
    """A moment in the database so much later."""

    inherit_cache = False
    type = Moment()

    def __init__(self, moment: ColumnElement[datetime], span: timedelta) -> None:
        self.moment, self.seconds = moment, int(span.total_seconds())


@compiles(later)
def _later(element: later, compiler: SQLCompiler, **more: Any) -> str:
    return f"({compiler.process(element.moment, **more)} + INTERVAL '{element.seconds} seconds')"


@compiles(later, "sqlite")
def _later_as_text(element: later, compiler: SQLCompiler, **more: Any) -> str:
    moment = compiler.process(element.moment, **more)
    return f"(strftime('%Y-%m-%dT%H:%M:%f', {moment}, '+{element.seconds} seconds') || '000Z')"


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _from_server(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def files_text(files: Sequence[tuple[str, str]]) -> str:
    """Names and hashes as a row keeps them."""
    return json.dumps([list(one) for one in files], ensure_ascii=False)


def files_of(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, digest) for name, digest in json.loads(text))
