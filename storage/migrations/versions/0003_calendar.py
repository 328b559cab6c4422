"""The working calendar: the notice behind each day, office hours by season, and what a change means for open duties."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("calendar_days", sa.Column("notice", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "office_hours",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint("first <= last", name=op.f("ck_office_hours_forward")),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_office_hours")),
    )
    op.create_table(
        "calendar_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("prior", sa.Text(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_reviews")),
    )
    op.create_index(
        "ix_calendar_reviews_open",
        "calendar_reviews",
        ["id"],
        unique=False,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_index(
        "ix_duties_open",
        "duties",
        ["id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "calendar_effects",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('moved', 'on_day_off', 'replanned')", name=op.f("ck_calendar_effects_kind")),
        sa.ForeignKeyConstraint(["review_id"], ["calendar_reviews.id"], name=op.f("fk_calendar_effects_review_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_calendar_effects_duty_id")),
        sa.PrimaryKeyConstraint("review_id", "duty_id", name=op.f("pk_calendar_effects")),
    )
