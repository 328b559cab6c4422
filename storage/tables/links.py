"""Links by which files go where a messenger carries none."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from domain.file_links import MOST_FETCHES, LinkPurpose
from storage.tables.metadata import metadata, one_of
from storage.types import Moment

file_links = Table(  # known by the hash of its secret alone; of an account, and so dead where that is linked no more
    "file_links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("secret_hash", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("dialogue", Text, nullable=False, server_default=""),  # of handing in: what the chat had begun
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("fetches", Integer, nullable=False, server_default="0"),
    Column("used_at", Moment),  # when a file was handed in
    one_of("purpose", LinkPurpose),
    CheckConstraint(f"fetches BETWEEN 0 AND {MOST_FETCHES}", name="fetches"),
    CheckConstraint("purpose = 'hand_in' OR used_at IS NULL", name="used_to_hand_in"),
    CheckConstraint("purpose <> 'hand_in' OR fetches = 0", name="fetched"),
    Index("ix_file_links_expires", "expires_at"),
)

linked_files = Table(  # what a link gives, or what was handed in by it, until it has served
    "linked_files",
    metadata,
    Column("link_id", Integer, ForeignKey("file_links.id"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
