"""The rules of the office, its calendar, and the single values of the installation."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Integer,
    Table,
    Text,
    false,
)

from storage.tables.metadata import metadata
from storage.types import Moment

policies = Table(
    "policies",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("data", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

calendar_days = Table(
    "calendar_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    CheckConstraint("kind IN ('off', 'worked', 'half', 'plain')", name="kind"),
    Column("notice", Text, nullable=False, server_default=""),
    CheckConstraint("source IN ('base', 'office')", name="source"),
    Column("forecast", Boolean, nullable=False, server_default=false()),  # a holiday whose notice is not out yet
)

office_hours = Table(  # that differ from the default between two days, by season
    "office_hours",
    metadata,
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("hours", Text, nullable=False),
    Column("notice", Text, nullable=False, server_default=""),
    CheckConstraint("first <= last", name="forward"),
)

facts = Table(  # single values of the installation: revisions, up to when all has been heard
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
