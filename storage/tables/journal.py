"""The journal."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    Table,
    Text,
)

from storage.tables.metadata import metadata

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor_id", Integer),
    Column("actor_unit_id", Integer),
    Column("actor_position", Text),
    Column("via", Text, nullable=False),
    Column("case_id", Integer, index=True),
    Column("duty_id", Integer, index=True),
    Column("act", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("seq > 0", name="seq"),
)

journal_head = Table(  # kept beside the chain: a cut tail shows here
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id = 1", name="single"),
)
