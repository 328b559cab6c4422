"""What the units asked have answered, silence, and objections settled."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
    text,
)

from domain.duties.opinions import AnswerState, Stance
from storage.tables.metadata import metadata, one_of
from storage.types import Moment, RightColumn

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), nullable=False, index=True),
    Column("stance", Text, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id")),
    Column("author_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("said_at", Moment, nullable=False),
    Column("signed_by_id", Integer, ForeignKey("people.id")),
    Column("signed_at", Moment),
    Column("state", Text, nullable=False),
    Column("is_empty", Boolean, nullable=False, server_default=false()),
    Column("by_deputy", Boolean, nullable=False, server_default=false()),
    Column("signed_under", RightColumn),
    one_of("stance", Stance),
    one_of("state", AnswerState),
    CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name="signature_is_whole"),
    Index(
        "ix_answers_late",
        "signed_at",
        "said_at",
        sqlite_where=text("state = 'late'"),
        postgresql_where=text("state = 'late'"),
    ),
    Index(
        "ix_answers_not_ours",
        "duty_id",
        sqlite_where=text("stance = 'not_ours'"),
        postgresql_where=text("stance = 'not_ours'"),
    ),
    Index(
        "uq_answers_final",
        "duty_id",
        unique=True,
        sqlite_where=text("state = 'final'"),
        postgresql_where=text("state = 'final'"),
    ),
)

deemed = Table(  # who answers for a silence, and who held it at that moment (M23)
    "deemed",
    metadata,
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("answerable_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("holder_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False, index=True),
    Column("hearing", Text),  # unknown of what was recorded before it was asked
)

reconciliations = Table(  # how an objection was settled, with the minutes (M25)
    "reconciliations",
    metadata,
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id")),
    Column("file_sha256", Text, ForeignKey("files.sha256")),
    Column("file_name", Text),
    CheckConstraint("words_id IS NOT NULL OR file_sha256 IS NOT NULL", name="has_minutes"),
)
