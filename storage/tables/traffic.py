"""What comes in and what goes out."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from domain.intake import Hindrance
from storage.tables.metadata import metadata, one_of
from storage.types import Moment


class InboxState(StrEnum):
    STORED = "stored"
    HANDLED = "handled"
    FAILED = "failed"  # set aside, for the reason beside it


inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("update_id", Text, nullable=False),
    Column("chat_id", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("raw", Text),
    Column("secret", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("done", Integer, nullable=False, server_default="0"),  # a bit for each of its commands that was carried out
    Column("handled_at", Moment),
    Column("answered_at", Moment),
    Column("reason", Text),  # why it was set aside
    UniqueConstraint("channel", "update_id"),
    one_of("state", InboxState),
    one_of("reason", Hindrance),
    CheckConstraint("state <> 'stored' OR raw IS NOT NULL", name="stored_has_raw"),
    Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'stored'"), postgresql_where=text("state = 'stored'")),
    Index("ix_inbox_chat", "chat_id", "id"),
    Index(
        "ix_inbox_unanswered",
        "id",
        sqlite_where=text("answered_at IS NULL"),
        postgresql_where=text("answered_at IS NULL"),
    ),
    Index(
        "ix_inbox_set_aside",
        "reason",
        sqlite_where=text("reason IS NOT NULL"),
        postgresql_where=text("reason IS NOT NULL"),
    ),
)

dialogues = Table(  # what a chat has begun and not finished; survives a restart
    "dialogues",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
)

menus = Table(  # the last messages of the bot in chats without buttons, and what each offered; survives a restart
    "menus",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("chat_id", Text, nullable=False),
    Column("options", Text, nullable=False),  # label and data of each, by number
    Column("rest", Text, nullable=False),  # of those that have no number, for want of room
    Column("begun_at", Moment, nullable=False),
    Column("said_at", Moment),  # by the platform's clock; null while nobody knows whether it arrived
    Index("ix_menus_chat", "channel", "chat_id", "id"),
)

channel_use = Table(  # messages that went out, or may have, by a channel that allows so many a month
    "channel_use",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("month", Text, primary_key=True),  # YYYY-MM by the office's calendar
    Column("sent", Integer, nullable=False),
    Column("told", Integer, nullable=False),  # per cent of which the office was told
)

spreadsheets = Table(  # files of an import that wait for its confirmation
    "spreadsheets",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

imported_files = Table(  # files that have been imported, by their content
    "imported_files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("imported_at", Moment, nullable=False),
)


class MessageState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"  # the request left, the answer never came
    FAILED = "failed"
    SUPERSEDED = "superseded"
    SUPPRESSED = "suppressed"


messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("account_id", Integer, ForeignKey("accounts.id")),
    Column("state", Text, nullable=False),
    Column("by_clock", Boolean, nullable=False),
    Column("spaced", Boolean, nullable=False),
    Column("waits_for_opening", Boolean, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("promised_at", Moment, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("lease_until", Moment),
    Column("attempted_at", Moment),
    Column("first_attempt_at", Moment),
    Column("sent_at", Moment),
    Column("platform_id", Text),
    Column("reason", Text),
    one_of("state", MessageState),
    CheckConstraint("(state IN ('sending', 'uncertain')) = (lease_until IS NOT NULL)", name="lease"),
    CheckConstraint("state NOT IN ('sending', 'uncertain', 'sent') OR attempt > 0", name="attempted"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL AND platform_id IS NOT NULL)", name="sent_has_proof"),
    CheckConstraint("state NOT IN ('failed', 'superseded', 'suppressed') OR reason IS NOT NULL", name="end_has_reason"),
    Index(
        "ix_messages_queued",
        "not_before",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_messages_leased",
        "lease_until",
        sqlite_where=text("lease_until IS NOT NULL"),
        postgresql_where=text("lease_until IS NOT NULL"),
    ),
    Index("ix_messages_recipient", "recipient_id", "attempted_at"),
    Index(  # the message that a word replies to
        "ix_messages_replied",
        "platform_id",
        "recipient_id",
        sqlite_where=text("platform_id IS NOT NULL"),
        postgresql_where=text("platform_id IS NOT NULL"),
    ),
    Index(
        "ix_messages_promised",
        "promised_at",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_messages_rank",
        "priority",
        "not_before",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_messages_spaced",
        "recipient_id",
        "attempted_at",
        sqlite_where=text("spaced = 1"),
        postgresql_where=text("spaced"),
    ),
    # Not partial: PostgreSQL would take the smallest index of what is queued, whatever it is ordered by.
    Index("ix_messages_open", "recipient_id", "state"),
)


class NoticeState(StrEnum):
    OWED = "owed"
    SAID = "said"
    SUPERSEDED = "superseded"  # a newer one of the same duty, or an act, made it needless
    SUPPRESSED = "suppressed"  # could not be said, with the reason


notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id")),
    Column("duty_id", Integer, ForeignKey("duties.id"), index=True),
    Column("kind", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("message_id", Integer, ForeignKey("messages.id"), index=True),
    one_of("state", NoticeState),
    CheckConstraint("state NOT IN ('superseded', 'suppressed') OR reason IS NOT NULL", name="end_has_reason"),
    CheckConstraint("state <> 'owed' OR message_id IS NOT NULL", name="owed_has_message"),
    Index(
        "ix_notices_owed",
        "message_id",
        sqlite_where=text("state = 'owed'"),
        postgresql_where=text("state = 'owed'"),
    ),
    Index(
        "uq_notices_of_duty",
        "duty_id",
        "kind",
        "recipient_id",
        "slot",
        unique=True,
        sqlite_where=text("duty_id IS NOT NULL"),
        postgresql_where=text("duty_id IS NOT NULL"),
    ),
    Index(
        "uq_notices_of_office",
        "kind",
        "recipient_id",
        "slot",
        unique=True,
        sqlite_where=text("duty_id IS NULL"),
        postgresql_where=text("duty_id IS NULL"),
    ),
)
