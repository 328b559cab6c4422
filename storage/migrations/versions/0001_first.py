"""The first schema, spelled out: later changes of the tables are later migrations."""

import sqlalchemy as sa
from alembic import op

from storage.journal import GENESIS
from storage.schema import guard_journal
from storage.types import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'worked', 'half', 'plain')", name=op.f("ck_calendar_days_kind")),
        sa.CheckConstraint("source IN ('base', 'office')", name=op.f("ck_calendar_days_source")),
        sa.PrimaryKeyConstraint("day", "source", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "counters",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('task', 'opinion', 'circular')", name=op.f("ck_counters_kind")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_counters")),
    )
    op.create_table(
        "dialogues",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "chat_id", name=op.f("pk_dialogues")),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_files")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("update_id", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("handled_at", Moment(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.CheckConstraint("state <> 'stored' OR raw IS NOT NULL", name=op.f("ck_inbox_stored_has_raw")),
        sa.CheckConstraint("state IN ('stored', 'handled', 'failed')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "update_id", name=op.f("uq_inbox_channel_update_id")),
    )
    op.create_index(
        "ix_inbox_unanswered",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'stored'"),
        postgresql_where=sa.text("state = 'stored'"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_unit_id", sa.Integer(), nullable=True),
        sa.Column("actor_position", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_journal_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_case_id"), "journal", ["case_id"], unique=False)
    op.create_index(op.f("ix_journal_duty_id"), "journal", ["duty_id"], unique=False)
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_journal_head_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_folded"), "people", ["folded"], unique=False)
    op.create_table(
        "policies",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policies")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("folded", name=op.f("uq_units_folded")),
    )
    op.create_table(
        "words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("linked_at", Moment(), nullable=False),
        sa.Column("unlinked_at", Moment(), nullable=True),
        sa.Column("heard_at", Moment(), nullable=False),
        sa.Column("unreachable_at", Moment(), nullable=True),
        sa.Column("unreachable_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(unreachable_at IS NULL) = (unreachable_why IS NULL)", name=op.f("ck_accounts_unreachable_has_reason")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_person_id"), "accounts", ["person_id"], unique=False)
    op.create_index(
        "uq_accounts_live",
        "accounts",
        ["channel", "user_id"],
        unique=True,
        sqlite_where=sa.text("unlinked_at IS NULL"),
        postgresql_where=sa.text("unlinked_at IS NULL"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("draft_name", sa.Text(), nullable=False),
        sa.Column("draft_hash", sa.Text(), nullable=False),
        sa.Column("assigner_id", sa.Integer(), nullable=False),
        sa.Column("registrar_id", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("serves_case_id", sa.Integer(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("due_names_hour", sa.Boolean(), nullable=False),
        sa.Column("original_due_at", Moment(), nullable=False),
        sa.Column("original_names_hour", sa.Boolean(), nullable=False),
        sa.Column("signing", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_cases_closed_has_moment")),
        sa.CheckConstraint("kind IN ('task', 'opinion', 'circular')", name=op.f("ck_cases_kind")),
        sa.CheckConstraint("state IN ('open', 'closed', 'withdrawn')", name=op.f("ck_cases_state")),
        sa.CheckConstraint("urgency IN ('normal', 'urgent', 'very_urgent', 'flash')", name=op.f("ck_cases_urgency")),
        sa.ForeignKeyConstraint(["assigner_id"], ["people.id"], name=op.f("fk_cases_assigner_id")),
        sa.ForeignKeyConstraint(["policy_version"], ["policies.version"], name=op.f("fk_cases_policy_version")),
        sa.ForeignKeyConstraint(["registrar_id"], ["people.id"], name=op.f("fk_cases_registrar_id")),
        sa.ForeignKeyConstraint(["serves_case_id"], ["cases.id"], name=op.f("fk_cases_serves_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_cases_kind_number")),
    )
    op.create_index(op.f("ix_cases_assigner_id"), "cases", ["assigner_id"], unique=False)
    op.create_index(op.f("ix_cases_registrar_id"), "cases", ["registrar_id"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code_hash")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), server_default="", nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_memberships_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_person_id"), "memberships", ["person_id"], unique=False)
    op.create_index(
        "uq_memberships_present",
        "memberships",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("to_unit", sa.Boolean(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("held_since", Moment(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("due_names_hour", sa.Boolean(), nullable=False),
        sa.Column("act_by", Moment(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("restarted_at", Moment(), nullable=True),
        sa.Column("acknowledged_at", Moment(), nullable=True),
        sa.Column("progress_at", Moment(), nullable=True),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("wanted_at", Moment(), nullable=True),
        sa.Column("wanted_names_hour", sa.Boolean(), nullable=True),
        sa.Column("stepped_until", Moment(), nullable=False),
        sa.Column("next_step_at", Moment(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'decision') = (about_id IS NOT NULL)", name=op.f("ck_duties_decision_is_about_a_duty")
        ),
        sa.CheckConstraint("(phase = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_duties_closed_has_moment")),
        sa.CheckConstraint("(phase = 'closed') = (next_step_at IS NULL)", name=op.f("ck_duties_open_has_next_step")),
        sa.CheckConstraint("(phase = 'closed') = (outcome IS NOT NULL)", name=op.f("ck_duties_closed_has_outcome")),
        sa.CheckConstraint(
            "decision IN ('extension', 'refusal', 'transfer', 'direction')", name=op.f("ck_duties_decision")
        ),
        sa.CheckConstraint(
            "kind IN ('lead', 'coordinating', 'opinion', 'reading', 'decision')", name=op.f("ck_duties_kind")
        ),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'answered', 'deemed', 'read', 'granted', 'denied', 'ended', 'withdrawn')",
            name=op.f("ck_duties_outcome"),
        ),
        sa.CheckConstraint(
            "phase IN ('working', 'submitted', 'drafted', 'lacking', 'closed')", name=op.f("ck_duties_phase")
        ),
        sa.CheckConstraint("(wanted_at IS NULL) = (wanted_names_hour IS NULL)", name=op.f("ck_duties_wanted_is_whole")),
        sa.ForeignKeyConstraint(["about_id"], ["duties.id"], name=op.f("fk_duties_about_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_duties_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_duties_case_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["people.id"], name=op.f("fk_duties_holder_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_duties_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    op.create_index(op.f("ix_duties_about_id"), "duties", ["about_id"], unique=False)
    op.create_index(op.f("ix_duties_case_id"), "duties", ["case_id"], unique=False)
    op.create_index(
        "ix_duties_held",
        "duties",
        ["holder_id", "act_by"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_duties_next_step",
        "duties",
        ["next_step_at"],
        unique=False,
        sqlite_where=sa.text("next_step_at IS NOT NULL"),
        postgresql_where=sa.text("next_step_at IS NOT NULL"),
    )
    op.create_index(
        "uq_duties_lead",
        "duties",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'lead'"),
        postgresql_where=sa.text("kind = 'lead'"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by_clock", sa.Boolean(), nullable=False),
        sa.Column("spaced", sa.Boolean(), nullable=False),
        sa.Column("waits_for_opening", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("planned_at", Moment(), nullable=False),
        sa.Column("not_before", Moment(), nullable=False),
        sa.Column("queued_at", Moment(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("attempted_at", Moment(), nullable=True),
        sa.Column("first_attempt_at", Moment(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("platform_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL AND platform_id IS NOT NULL)",
            name=op.f("ck_messages_sent_has_proof"),
        ),
        sa.CheckConstraint(
            "(state IN ('sending', 'uncertain')) = (lease_until IS NOT NULL)", name=op.f("ck_messages_lease")
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'uncertain', 'failed', 'superseded', 'suppressed')",
            name=op.f("ck_messages_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('failed', 'superseded', 'suppressed') OR reason IS NOT NULL",
            name=op.f("ck_messages_end_has_reason"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('sending', 'uncertain', 'sent') OR attempt > 0", name=op.f("ck_messages_attempted")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_messages_account_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["people.id"], name=op.f("fk_messages_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(
        "ix_messages_leased",
        "messages",
        ["lease_until"],
        unique=False,
        sqlite_where=sa.text("lease_until IS NOT NULL"),
        postgresql_where=sa.text("lease_until IS NOT NULL"),
    )
    op.create_index(
        "ix_messages_open",
        "messages",
        ["recipient_id"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_messages_queued",
        "messages",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index("ix_messages_recipient", "messages", ["recipient_id", "attempted_at"], unique=False)
    op.create_table(
        "watchers",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_watchers_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_watchers_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "unit_id", name=op.f("pk_watchers")),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "stance IN ('agree', 'conditional', 'disagree', 'not_ours', 'lacking')", name=op.f("ck_answers_stance")
        ),
        sa.CheckConstraint("state IN ('draft', 'final', 'late', 'replaced')", name=op.f("ck_answers_state")),
        sa.CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name=op.f("ck_answers_signature_is_whole")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_answers_author_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_answers_duty_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["people.id"], name=op.f("fk_answers_signed_by_id")),
        sa.ForeignKeyConstraint(["words_id"], ["words.id"], name=op.f("fk_answers_words_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_duty_id"), "answers", ["duty_id"], unique=False)
    op.create_index(
        "uq_answers_final",
        "answers",
        ["duty_id"],
        unique=True,
        sqlite_where=sa.text("state = 'final'"),
        postgresql_where=sa.text("state = 'final'"),
    )
    op.create_table(
        "deemed",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("answerable_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["answerable_id"], ["people.id"], name=op.f("fk_deemed_answerable_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_deemed_duty_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["people.id"], name=op.f("fk_deemed_holder_id")),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_deemed")),
    )
    op.create_table(
        "holdings",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_holdings_forward")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_holdings_duty_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_holdings_person_id")),
        sa.PrimaryKeyConstraint("duty_id", "turn", name=op.f("pk_holdings")),
    )
    op.create_index(op.f("ix_holdings_person_id"), "holdings", ["person_id"], unique=False)
    op.create_index(
        "uq_holdings_present",
        "holdings",
        ["duty_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("planned_at", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state <> 'owed' OR message_id IS NOT NULL", name=op.f("ck_notices_owed_has_message")),
        sa.CheckConstraint("state IN ('owed', 'said', 'superseded', 'suppressed')", name=op.f("ck_notices_state")),
        sa.CheckConstraint(
            "state NOT IN ('superseded', 'suppressed') OR reason IS NOT NULL", name=op.f("ck_notices_end_has_reason")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notices_case_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_notices_duty_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_notices_message_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["people.id"], name=op.f("fk_notices_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_duty_id"), "notices", ["duty_id"], unique=False)
    op.create_index(op.f("ix_notices_message_id"), "notices", ["message_id"], unique=False)
    op.create_index(
        "uq_notices_of_duty",
        "notices",
        ["duty_id", "kind", "recipient_id", "slot"],
        unique=True,
        sqlite_where=sa.text("duty_id IS NOT NULL"),
        postgresql_where=sa.text("duty_id IS NOT NULL"),
    )
    op.create_index(
        "uq_notices_of_office",
        "notices",
        ["kind", "recipient_id", "slot"],
        unique=True,
        sqlite_where=sa.text("duty_id IS NULL"),
        postgresql_where=sa.text("duty_id IS NULL"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.CheckConstraint("words_id IS NOT NULL OR file_sha256 IS NOT NULL", name=op.f("ck_submissions_has_evidence")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_submissions_by_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_submissions_duty_id")),
        sa.ForeignKeyConstraint(["file_sha256"], ["files.sha256"], name=op.f("fk_submissions_file_sha256")),
        sa.ForeignKeyConstraint(["words_id"], ["words.id"], name=op.f("fk_submissions_words_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_index(op.f("ix_submissions_duty_id"), "submissions", ["duty_id"], unique=False)
    op.execute(sa.text("INSERT INTO journal_head (id, seq, hash) VALUES (1, 0, :hash)").bindparams(hash=GENESIS))
    guard_journal(op.get_bind())
