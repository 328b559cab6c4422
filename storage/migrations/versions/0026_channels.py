"""Several channels: what was heard is known of each, and by which a person wants to hear."""

import sqlalchemy as sa
from alembic import op

from domain.encoding import from_canonical
from storage.types import Moment

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    _hearings()
    _preferred_accounts()
    _channel_use()
    _menus()
    _silences()
    _file_links()


def _hearings() -> None:
    hearings = op.create_table(
        "hearings",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("since", Moment(), nullable=True),
        sa.Column("until", Moment(), nullable=True),
        sa.CheckConstraint("proof IN ('exact', 'sound', 'none')", name=op.f("ck_hearings_proof")),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_hearings")),
    )
    facts = sa.table("facts", sa.column("name"), sa.column("value"))
    connection = op.get_bind()
    until = connection.scalar(sa.select(facts.c.value).where(facts.c.name == "heard_until"))
    if until is not None:
        row = {"channel": "telegram", "proof": "exact", "since": None, "until": from_canonical(until)}
        connection.execute(sa.insert(hearings).values(row))
    connection.execute(sa.delete(facts).where(facts.c.name == "heard_until"))
    # Who reads Telegram is named by it from now on; nobody waits for the end of the lease.
    leases = sa.table("leases", sa.column("name"))
    connection.execute(sa.delete(leases).where(leases.c.name == "polling"))


def _preferred_accounts() -> None:
    op.add_column("accounts", sa.Column("preferred", sa.Boolean(), nullable=False, server_default=sa.false()))
    live = sa.text("preferred AND unlinked_at IS NULL")
    op.create_index(
        "uq_accounts_preferred", "accounts", ["person_id"], unique=True, sqlite_where=live, postgresql_where=live
    )


def _menus() -> None:
    op.create_table(
        "menus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("said_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_menus")),
    )
    op.create_index("ix_menus_chat", "menus", ["channel", "chat_id", "id"])


def _file_links() -> None:
    op.create_table(
        "file_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("dialogue", sa.Text(), nullable=False, server_default=""),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("fetches", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("used_at", Moment(), nullable=True),
        sa.CheckConstraint("purpose IN ('document', 'picture', 'hand_in')", name=op.f("ck_file_links_purpose")),
        sa.CheckConstraint("fetches BETWEEN 0 AND 10", name=op.f("ck_file_links_fetches")),
        sa.CheckConstraint("purpose = 'hand_in' OR used_at IS NULL", name=op.f("ck_file_links_used_to_hand_in")),
        sa.CheckConstraint("purpose <> 'hand_in' OR fetches = 0", name=op.f("ck_file_links_fetched")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_file_links_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_links")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_file_links_secret_hash")),
    )
    op.create_index(op.f("ix_file_links_account_id"), "file_links", ["account_id"])
    op.create_index("ix_file_links_expires", "file_links", ["expires_at"])
    op.create_table(
        "linked_files",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["file_links.id"], name=op.f("fk_linked_files_link_id")),
        sa.PrimaryKeyConstraint("link_id", name=op.f("pk_linked_files")),
    )


def _channel_use() -> None:
    op.create_table(
        "channel_use",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "month", name=op.f("pk_channel_use")),
    )


def _silences() -> None:
    op.add_column("duties", sa.Column("asked_again_at", Moment(), nullable=True))
    op.add_column("duties", sa.Column("undeemed_since", Moment(), nullable=True))
