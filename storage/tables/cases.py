"""Cases, with the words and files that they are about."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from domain.duties.cases import CaseKind, CaseState, Label, Source
from domain.rules.lengths import Urgency
from storage.tables.metadata import metadata, one_of
from storage.types import Moment

words = Table(  # free text apart from the journal, so that it can be erased while its salted hash stays
    "words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("text", Text),
)

files = Table(  # evidence by content; its hash stands in the journal
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    one_of("kind", CaseKind),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False, server_default=""),  # the title as it is searched
    Column("product", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_hash", Text, nullable=False, index=True),
    Column("more_files", Text, nullable=False, server_default="[]"),  # name and SHA-256 of each behind the first
    Column("assigner_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("registrar_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("urgency", Text, nullable=False),
    Column("field", Text),
    Column("document", Text, nullable=False, index=True),
    Column("document_day", Date),
    Column("subject", Text, nullable=False, server_default=""),
    Column("source", Text),
    Column("recipients", Text, nullable=False, server_default=""),
    Column("label", Text),
    Column("bundle_id", Integer, ForeignKey("cases.id"), index=True),
    Column("recurrence_id", Integer, ForeignKey("recurrences.id"), index=True),
    Column("serves_case_id", Integer, ForeignKey("cases.id"), index=True),
    Column("round", Integer, nullable=False, server_default="1"),
    Column("excess", Text, nullable=False, server_default=""),
    Column("policy_version", Integer, ForeignKey("policies.version"), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("due_names_hour", Boolean, nullable=False),
    Column("original_due_at", Moment, nullable=False),
    Column("original_names_hour", Boolean, nullable=False),
    Column("signing", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment, index=True),
    UniqueConstraint("kind", "number"),
    one_of("kind", CaseKind),
    one_of("state", CaseState),
    one_of("urgency", Urgency),
    one_of("source", Source),
    one_of("label", Label),
    CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_moment"),
    Index("ix_cases_registered", "registrar_id", "id"),  # the latest of one registrar
)

watchers = Table(
    "watchers",
    metadata,
    Column("case_id", Integer, ForeignKey("cases.id"), primary_key=True),
    Column("unit_id", Integer, ForeignKey("units.id"), primary_key=True),
)

past_assigners = Table(  # who had given a case before its present assigner, until when
    "past_assigners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("assigner_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("until", Moment, nullable=False),
    # Given as the head of this unit, and passed on to somebody else while nobody heads it.
    Column("for_unit_id", Integer, ForeignKey("units.id"), index=True),
)

recurrences = Table(  # tasks that come again by a rule (M6)
    "recurrences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("lead_days", Integer, nullable=False),
    Column("registrar_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("began_at", Moment, nullable=False),
    Column("next_at", Moment),
    Column("ended_at", Moment),
    CheckConstraint("(ended_at IS NULL) = (next_at IS NOT NULL)", name="open_has_next"),
    Index(
        "ix_recurrences_next",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
)
