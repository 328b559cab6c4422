"""Opinions: rounds and why there are more than allowed, empty phrases, deputies, objections settled."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.changing import change_checks
from storage.types import Moment

revision = "0004"
down_revision = "0002"

ANSWERS = {"state": "state IN ('draft', 'final', 'late', 'replaced', 'sent_back')"}


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
        cases.add_column(sa.Column("excess", sa.Text(), nullable=False, server_default=""))
    for column in ("serves_case_id", "file_hash", "document"):
        op.create_index(op.f(f"ix_cases_{column}"), "cases", [column], unique=False)
    with op.batch_alter_table("answers") as answers:
        answers.add_column(sa.Column("is_empty", sa.Boolean(), nullable=False, server_default=sa.false()))
        answers.add_column(sa.Column("by_deputy", sa.Boolean(), nullable=False, server_default=sa.false()))
    change_checks("answers", ANSWERS)
    op.create_table(
        "reconciliations",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "words_id IS NOT NULL OR file_sha256 IS NOT NULL", name=op.f("ck_reconciliations_has_minutes")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_reconciliations_duty_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_reconciliations_by_id")),
        sa.ForeignKeyConstraint(["words_id"], ["words.id"], name=op.f("fk_reconciliations_words_id")),
        sa.ForeignKeyConstraint(["file_sha256"], ["files.sha256"], name=op.f("fk_reconciliations_file_sha256")),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_reconciliations")),
    )
