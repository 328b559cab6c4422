"""Tasks: where they come from, what is said about them, what they go up with, how they come again."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.changing import change_checks
from storage.types import Moment

revision = "0002"
down_revision = "0001"

CASES = {
    "source": "source IN ('document', 'conclusion', 'oral', 'complaint')",
    "label": "label IN ('new', 'hard', 'pilot')",
}
DUTIES = {
    "phase": "phase IN ('working', 'submitted', 'drafted', 'lacking', 'paused', 'freed', 'closed')",
    "decision": "decision IN ('extension', 'refusal', 'transfer', 'direction', 'submission')",
    "last_is_whole": "(last_at IS NULL) = (last_names_hour IS NULL)",
}


def upgrade() -> None:
    op.create_table(
        "recurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("registrar_id", sa.Integer(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (next_at IS NOT NULL)", name=op.f("ck_recurrences_open_has_next")),
        sa.ForeignKeyConstraint(["registrar_id"], ["people.id"], name=op.f("fk_recurrences_registrar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurrences")),
    )
    op.create_index(op.f("ix_recurrences_registrar_id"), "recurrences", ["registrar_id"], unique=False)
    op.create_index(
        "ix_recurrences_next",
        "recurrences",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    _change_cases()
    _change_duties()
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.CheckConstraint("kind IN ('progress', 'blocker', 'initiative', 'cause')", name=op.f("ck_statements_kind")),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_statements_confirmation_is_whole")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_statements_duty_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_statements_by_id")),
        sa.ForeignKeyConstraint(["words_id"], ["words.id"], name=op.f("fk_statements_words_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["words.id"], name=op.f("fk_statements_proposal_id")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["people.id"], name=op.f("fk_statements_confirmed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index("ix_statements_duty", "statements", ["duty_id", "kind", "at"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("basis_id", sa.Integer(), nullable=True),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("beyond_id", sa.Integer(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("for_head_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name=op.f("ck_dossiers_signature_is_whole")),
        sa.CheckConstraint("(signed_by_id IS NULL) = (decision_id IS NULL)", name=op.f("ck_dossiers_signed_goes_up")),
        sa.CheckConstraint(
            "for_head_id IS NULL OR signed_by_id IS NOT NULL", name=op.f("ck_dossiers_signed_for_the_head")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_dossiers_duty_id")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_dossiers_author_id")),
        sa.ForeignKeyConstraint(["basis_id"], ["words.id"], name=op.f("fk_dossiers_basis_id")),
        sa.ForeignKeyConstraint(["practice_id"], ["words.id"], name=op.f("fk_dossiers_practice_id")),
        sa.ForeignKeyConstraint(["position_id"], ["words.id"], name=op.f("fk_dossiers_position_id")),
        sa.ForeignKeyConstraint(["beyond_id"], ["words.id"], name=op.f("fk_dossiers_beyond_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["people.id"], name=op.f("fk_dossiers_signed_by_id")),
        sa.ForeignKeyConstraint(["for_head_id"], ["people.id"], name=op.f("fk_dossiers_for_head_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["duties.id"], name=op.f("fk_dossiers_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
    )
    op.create_index(op.f("ix_dossiers_duty_id"), "dossiers", ["duty_id"], unique=False)


def _change_cases() -> None:
    op.alter_column("cases", "draft_name", new_column_name="file_name")
    op.alter_column("cases", "draft_hash", new_column_name="file_hash")
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("document_day", sa.Date(), nullable=True))
        cases.add_column(sa.Column("subject", sa.Text(), nullable=False, server_default=""))
        cases.add_column(sa.Column("source", sa.Text(), nullable=True))
        cases.add_column(sa.Column("recipients", sa.Text(), nullable=False, server_default=""))
        cases.add_column(sa.Column("label", sa.Text(), nullable=True))
        cases.add_column(sa.Column("bundle_id", sa.Integer(), nullable=True))
        cases.add_column(sa.Column("recurrence_id", sa.Integer(), nullable=True))
        cases.create_foreign_key(op.f("fk_cases_bundle_id"), "cases", ["bundle_id"], ["id"])
        cases.create_foreign_key(op.f("fk_cases_recurrence_id"), "recurrences", ["recurrence_id"], ["id"])
    change_checks("cases", CASES)
    op.create_index(op.f("ix_cases_bundle_id"), "cases", ["bundle_id"], unique=False)
    op.create_index(op.f("ix_cases_recurrence_id"), "cases", ["recurrence_id"], unique=False)


def _change_duties() -> None:
    with op.batch_alter_table("duties") as duties:
        duties.add_column(sa.Column("transfers", sa.Integer(), nullable=False, server_default="0"))
        duties.add_column(sa.Column("milestones", sa.Text(), nullable=False, server_default="[]"))
        duties.add_column(sa.Column("last_at", Moment(), nullable=True))
        duties.add_column(sa.Column("last_names_hour", sa.Boolean(), nullable=True))
        duties.add_column(sa.Column("wanted_person_id", sa.Integer(), nullable=True))
        duties.add_column(sa.Column("wanted_unit_id", sa.Integer(), nullable=True))
        duties.create_foreign_key(op.f("fk_duties_wanted_person_id"), "people", ["wanted_person_id"], ["id"])
        duties.create_foreign_key(op.f("fk_duties_wanted_unit_id"), "units", ["wanted_unit_id"], ["id"])
    change_checks("duties", DUTIES)
