"""Who works where, and how they are reached, away and signed for."""

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

from storage.tables.metadata import metadata
from storage.types import Moment

units = Table(
    "units",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("spelled", Text, nullable=False),  # the name as it is told from others
    Column("parent_id", Integer, ForeignKey("units.id")),  # of one that has ended: the unit into which it was merged
    Column("ended_at", Moment),
    Column("former", Text, nullable=False, server_default=""),  # the names that it had before, a line each
    Index(
        "uq_units_present",
        "spelled",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("group_of_id", Integer, ForeignKey("units.id"), unique=True),  # a unit's group is written to like a person
    Column("erased_at", Moment),
    Column("privacy_said_at", Moment),  # when it was said what is recorded about whoever uses the bot
    Column("privacy_read_at", Moment),
)

memberships = Table(  # where a person worked, as what, from when to when
    "memberships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("unit_id", Integer, ForeignKey("units.id")),
    Column("position", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("fields", Text, nullable=False, server_default=""),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Index(
        "uq_memberships_present",
        "person_id",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("chat_id", Text, nullable=False),
    Column("linked_at", Moment, nullable=False),
    Column("unlinked_at", Moment),
    Column("heard_at", Moment, nullable=False),
    Column("unreachable_at", Moment),
    Column("unreachable_why", Text),
    Column("preferred", Boolean, nullable=False, server_default=false()),  # before the one last heard from
    CheckConstraint("(unreachable_at IS NULL) = (unreachable_why IS NULL)", name="unreachable_has_reason"),
    Index(
        "uq_accounts_live",
        "channel",
        "user_id",
        unique=True,
        sqlite_where=text("unlinked_at IS NULL"),
        postgresql_where=text("unlinked_at IS NULL"),
    ),
    Index(
        "uq_accounts_preferred",
        "person_id",
        unique=True,
        sqlite_where=text("preferred AND unlinked_at IS NULL"),
        postgresql_where=text("preferred AND unlinked_at IS NULL"),
    ),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("code_hash", Text, nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

absences = Table(  # `due_at`: when it next begins or ends, taken by the clock; none when it is over. `left_alone_at`:
    # since when nobody stands in, for the right of who was named has ended
    "absences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("substitute_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Column("due_at", Moment),
    Column("left_alone_at", Moment),
    CheckConstraint("since < until", name="forward"),
    CheckConstraint("substitute_id <> person_id", name="by_another"),
    CheckConstraint("(ended_at IS NULL) = (due_at IS NOT NULL)", name="open_has_moment"),
    Index(
        "ix_absences_due",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)

delegations = Table(  # who signs for a head (KT.), in which fields; `due_at` as for absences
    "delegations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("head_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("unit_id", Integer, ForeignKey("units.id"), nullable=False),
    Column("fields", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("due_at", Moment),
    CheckConstraint("since < until", name="forward"),
    CheckConstraint("head_id <> person_id", name="to_another"),
    CheckConstraint("(ended_at IS NULL) = (due_at IS NOT NULL)", name="open_has_moment"),
    Index(
        "ix_delegations_due",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)
