"""What the bot says by itself: when each kind of sheet comes next."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "sheets",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("taken_until", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.CheckConstraint("kind IN ('anchor', 'month', 'week', 'day')", name=op.f("ck_sheets_kind")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_sheets")),
    )
    op.create_index(op.f("ix_deemed_recorded_at"), "deemed", ["recorded_at"])
