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
    _menus()


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
