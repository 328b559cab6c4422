"""Duties: who held them, until when they were due, and what was said and handed in about them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
    text,
)

from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.statements import StatementKind
from storage.tables.metadata import metadata, of_open, one_of
from storage.types import Moment

duties = Table(
    "duties",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("unit_id", Integer, ForeignKey("units.id")),
    Column("to_unit", Boolean, nullable=False),
    Column("named_id", Integer, ForeignKey("people.id")),
    Column("holder_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("held_since", Moment, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("phase", Text, nullable=False),
    Column("outcome", Text),
    Column("due_at", Moment, nullable=False),
    Column("due_names_hour", Boolean, nullable=False),
    Column("act_by", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("restarted_at", Moment),
    Column("acknowledged_at", Moment),
    Column("progress_at", Moment),
    Column("submitted_at", Moment),
    Column("paused_at", Moment),  # the clock stands still since
    Column("due_since", Moment),  # of a deadline that was moved: what is set during a pause counts from its own moment
    Column("asked_again_at", Moment),  # the marked question went out (M23)
    Column("undeemed_since", Moment),  # silence is no consent: the office decides
    Column("closed_at", Moment),
    Column("extensions", Integer, nullable=False),
    Column("transfers", Integer, nullable=False, server_default="0"),
    Column("milestones", Text, nullable=False, server_default="[]"),
    Column("last_at", Moment),
    Column("last_names_hour", Boolean),
    Column("decision", Text),
    Column("about_id", Integer, ForeignKey("duties.id"), index=True),
    Column("asked_by_id", Integer, ForeignKey("people.id")),
    # The case's, kept beside each duty: what one person handed out is found without reading all their cases.
    Column("assigner_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("registrar_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("wanted_at", Moment),
    Column("wanted_names_hour", Boolean),
    Column("wanted_person_id", Integer, ForeignKey("people.id")),
    Column("wanted_unit_id", Integer, ForeignKey("units.id")),
    Column("upward", Boolean, nullable=False, server_default=false()),
    Column("stepped_until", Moment, nullable=False),
    Column("next_step_at", Moment),
    Column("reason", Text, nullable=False, server_default=""),  # why a unit is asked; why a decision is asked for
    Column("version", Integer, nullable=False),
    one_of("kind", DutyKind),
    one_of("phase", Phase),
    one_of("outcome", Outcome),
    one_of("decision", DecisionKind),
    CheckConstraint("(phase = 'closed') = (closed_at IS NOT NULL)", name="closed_has_moment"),
    CheckConstraint("(phase = 'closed') = (outcome IS NOT NULL)", name="closed_has_outcome"),
    CheckConstraint("(phase = 'closed') = (next_step_at IS NULL)", name="open_has_next_step"),
    CheckConstraint("(kind = 'decision') = (about_id IS NOT NULL)", name="decision_is_about_a_duty"),
    CheckConstraint("(wanted_at IS NULL) = (wanted_names_hour IS NULL)", name="wanted_is_whole"),
    CheckConstraint("(last_at IS NULL) = (last_names_hour IS NULL)", name="last_is_whole"),
    Index(
        "ix_duties_next_step",
        "next_step_at",
        sqlite_where=text("next_step_at IS NOT NULL"),
        postgresql_where=text("next_step_at IS NOT NULL"),
    ),
    of_open("ix_duties_held", "holder_id", "act_by", "assigner_id"),
    # What a change of the calendar is looked through by: open duties alone, however many have ended.
    of_open("ix_duties_open", "id"),
    # The lists, each in its order: cost follows the page that is read.
    of_open("ix_duties_asked", "asked_by_id"),
    Index(
        "ix_duties_asker",
        "asked_by_id",
        sqlite_where=text("asked_by_id IS NOT NULL"),
        postgresql_where=text("asked_by_id IS NOT NULL"),
    ),
    of_open("ix_duties_given", "assigner_id", "act_by"),
    of_open("ix_duties_registered", "registrar_id", "act_by"),
    of_open("ix_duties_of_unit", "unit_id", "act_by", "assigner_id"),
    of_open("ix_duties_pressing", "act_by"),
    of_open("ix_duties_backlog", "due_at", "phase"),
    of_open("ix_duties_given_longest", "assigner_id", "held_since"),
    of_open("ix_duties_registered_longest", "registrar_id", "held_since"),
    of_open("ix_duties_longest", "held_since"),
    # Exactly one lead (M4).
    Index(
        "uq_duties_lead",
        "case_id",
        unique=True,
        sqlite_where=text("kind = 'lead'"),
        postgresql_where=text("kind = 'lead'"),
    ),
)

holdings = Table(
    "holdings",
    metadata,
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("unit_id", Integer, ForeignKey("units.id")),  # which unit answered for the duty then
    Column("phase", Text, nullable=False, server_default=Phase.WORKING),
    Column("since", Moment, nullable=False),
    Column("acknowledged_at", Moment),
    Column("until", Moment),
    CheckConstraint("until IS NULL OR until >= since", name="forward"),
    one_of("phase", Phase),
    Index(
        "uq_holdings_present",
        "duty_id",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

past_terms = Table(  # the deadlines that a duty had before its present one, until when each was in force
    "past_terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), nullable=False, index=True),
    Column("until", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("names_hour", Boolean, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), nullable=False, index=True),
    Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id")),
    Column("file_sha256", Text, ForeignKey("files.sha256")),
    Column("file_name", Text),
    Column("more_files", Text, nullable=False, server_default="[]"),  # name and SHA-256 of each behind the first
    Column("album", Text, index=True),  # the platform's number of files that were sent together
    CheckConstraint("words_id IS NOT NULL OR file_sha256 IS NOT NULL", name="has_evidence"),
)

statements = Table(  # what is said about a duty beside its moves: progress, blockers, initiatives, causes
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Text),
    Column("by_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id"), nullable=False),
    Column("proposal_id", Integer, ForeignKey("words.id")),
    Column("confirmed_by_id", Integer, ForeignKey("people.id")),
    Column("confirmed_at", Moment),
    Column("beside", Boolean, nullable=False, server_default=false()),
    one_of("kind", StatementKind),
    CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmation_is_whole"),
    Index("ix_statements_duty", "duty_id", "kind", "at"),
    Index(
        "ix_statements_confirmed",
        "confirmed_at",
        sqlite_where=text("confirmed_at IS NOT NULL"),
        postgresql_where=text("confirmed_at IS NOT NULL"),
    ),
)

dossiers = Table(  # what a case goes up with (M18)
    "dossiers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), nullable=False, index=True),
    Column("author_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("basis_id", Integer, ForeignKey("words.id")),
    Column("practice_id", Integer, ForeignKey("words.id")),
    Column("position_id", Integer, ForeignKey("words.id"), nullable=False),
    Column("beyond_id", Integer, ForeignKey("words.id")),
    Column("signed_by_id", Integer, ForeignKey("people.id")),
    Column("signed_at", Moment),
    Column("for_head_id", Integer, ForeignKey("people.id")),
    Column("decision_id", Integer, ForeignKey("duties.id")),
    CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name="signature_is_whole"),
    CheckConstraint("(signed_by_id IS NULL) = (decision_id IS NULL)", name="signed_goes_up"),
    CheckConstraint("for_head_id IS NULL OR signed_by_id IS NOT NULL", name="signed_for_the_head"),
)
