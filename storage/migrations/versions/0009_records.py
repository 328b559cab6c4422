"""What reports are made of: in which phase and for which unit each holder had a duty, and which deadlines it has had."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0009"
down_revision = "0008"

PHASES = "'working', 'submitted', 'drafted', 'lacking', 'paused', 'freed', 'closed'"


def upgrade() -> None:
    op.add_column("duties", sa.Column("upward", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("holdings") as holdings:
        holdings.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        holdings.add_column(sa.Column("phase", sa.Text(), nullable=False, server_default="working"))
        holdings.add_column(sa.Column("acknowledged_at", Moment(), nullable=True))
        holdings.create_foreign_key(op.f("fk_holdings_unit_id"), "units", ["unit_id"], ["id"])
        holdings.create_check_constraint(op.f("ck_holdings_phase"), f"phase IN ({PHASES})")
    op.create_table(
        "past_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("names_hour", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_past_terms_duty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_terms")),
    )
    op.create_index(op.f("ix_past_terms_duty_id"), "past_terms", ["duty_id"])
    op.create_index(op.f("ix_cases_closed_at"), "cases", ["closed_at"])
    _fill_in()


def _fill_in() -> None:
    """As well as the tables so far tell it: the present interval exactly, an earlier one as handed in where something
    was handed in at its beginning, else as work; of the past deadlines the first."""
    op.execute(
        "UPDATE duties SET upward = (1 = 1) WHERE decision = 'transfer' AND EXISTS (SELECT 1 FROM journal"
        " WHERE journal.duty_id = duties.about_id AND journal.act = 'transfer.asked'"
        """ AND journal.data LIKE '%"way":"up"%' AND journal.data LIKE '%"decision":' || duties.id || ',%')"""
    )
    op.execute("UPDATE holdings SET unit_id = (SELECT unit_id FROM duties WHERE duties.id = holdings.duty_id)")
    op.execute(
        "UPDATE holdings SET phase = 'submitted' WHERE EXISTS (SELECT 1 FROM submissions JOIN duties"
        " ON duties.id = submissions.duty_id WHERE submissions.duty_id = holdings.duty_id"
        " AND submissions.at = holdings.since AND duties.kind IN ('lead', 'coordinating'))"
    )
    present = "FROM duties WHERE duties.id = holdings.duty_id AND duties.turn = holdings.turn"
    op.execute(
        f"UPDATE holdings SET phase = (SELECT phase {present}), acknowledged_at = (SELECT acknowledged_at {present})"  # noqa: S608  # no words from outside
        f" WHERE until IS NULL AND EXISTS (SELECT 1 {present})"
    )
    op.execute(
        "INSERT INTO past_terms (duty_id, until, due_at, names_hour)"
        " SELECT duties.id, duties.opened_at, cases.original_due_at, cases.original_names_hour"
        " FROM duties JOIN cases ON cases.id = duties.case_id"
        " WHERE duties.kind <> 'decision' AND duties.due_at <> cases.original_due_at"
    )
