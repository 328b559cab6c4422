"""What all tables have in common: the names of constraints, and two kinds of them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Index,
    MetaData,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, kinds: type[StrEnum], name: str | None = None) -> CheckConstraint:
    values = ", ".join(f"'{member.value}'" for member in kinds)
    return CheckConstraint(f"{column} IN ({values})", name=name or column)


def of_open(name: str, *columns: str) -> Index:
    """An index that holds the open duties alone."""
    is_open = text("closed_at IS NULL")
    return Index(name, *columns, sqlite_where=is_open, postgresql_where=is_open)
