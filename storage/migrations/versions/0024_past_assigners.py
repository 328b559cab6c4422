"""A case may pass from one assigner to the next; who gave it before stays on record."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "past_assigners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("assigner_id", sa.Integer(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("for_unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_past_assigners_case_id")),
        sa.ForeignKeyConstraint(["assigner_id"], ["people.id"], name=op.f("fk_past_assigners_assigner_id")),
        sa.ForeignKeyConstraint(["for_unit_id"], ["units.id"], name=op.f("fk_past_assigners_for_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_assigners")),
    )
    op.create_index(op.f("ix_past_assigners_case_id"), "past_assigners", ["case_id"])
    op.create_index(op.f("ix_past_assigners_for_unit_id"), "past_assigners", ["for_unit_id"])
