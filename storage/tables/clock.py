"""What the clock has to do, and who does it."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from domain.hearing import HearingProof
from domain.office.hours import CalendarEffect
from domain.rules.bulletin_rules import BulletinKind
from storage.tables.metadata import metadata, one_of
from storage.types import Moment

calendar_reviews = Table(  # a change of the calendar, until every open duty has been looked at
    "calendar_reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("begun_at", Moment, nullable=False),
    Column("prior", Text, nullable=False),  # what the calendar was made of until then
    Column("reached", Integer, nullable=False),  # the last duty looked at
    Column("finished_at", Moment),
    Index(
        "ix_calendar_reviews_open",
        "id",
        sqlite_where=text("finished_at IS NULL"),
        postgresql_where=text("finished_at IS NULL"),
    ),
)

calendar_effects = Table(  # what a change of the calendar means for a duty: told at its end, once to each person
    "calendar_effects",
    metadata,
    Column("review_id", Integer, ForeignKey("calendar_reviews.id"), primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    one_of("kind", CalendarEffect),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

hearings = Table(  # of each channel: from when to when all that was said by it has been stored
    "hearings",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("proof", Text, nullable=False),
    Column("since", Moment),
    Column("until", Moment),
    one_of("proof", HearingProof),
)

sheets = Table(  # what the bot says by itself; `due_at`: its next moment, none while the office does not want it
    "sheets",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("taken_until", Moment, nullable=False),  # up to when its moments have been taken
    Column("due_at", Moment),
    one_of("kind", BulletinKind),
)
