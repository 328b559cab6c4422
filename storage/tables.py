"""The tables. Constraints hold what must never be, so that no program error can store it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from domain.duties.cases import CaseKind, CaseState, Label, Source
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.opinions import AnswerState, Stance
from domain.duties.statements import StatementKind
from domain.intake import Hindrance
from domain.office.hours import CalendarEffect
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.lengths import Urgency
from storage.types import Moment, RightColumn

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, kinds: type[StrEnum], name: str | None = None) -> CheckConstraint:
    values = ", ".join(f"'{member.value}'" for member in kinds)
    return CheckConstraint(f"{column} IN ({values})", name=name or column)


def _of_open(name: str, *columns: str) -> Index:
    """An index that holds the open duties alone."""
    is_open = text("closed_at IS NULL")
    return Index(name, *columns, sqlite_where=is_open, postgresql_where=is_open)


# People

units = Table(
    "units",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("spelled", Text, nullable=False),  # the name as it is told from others
    Column("parent_id", Integer, ForeignKey("units.id")),  # of one that has ended: the unit into which it was merged
    Column("ended_at", Moment),
    Column("former", Text, nullable=False, server_default=""),  # the names that it had before, a line each
    Index(
        "uq_units_present",
        "spelled",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("group_of_id", Integer, ForeignKey("units.id"), unique=True),  # a unit's group is written to like a person
    Column("erased_at", Moment),
    Column("privacy_said_at", Moment),  # when it was said what is recorded about whoever uses the bot
    Column("privacy_read_at", Moment),
)

memberships = Table(  # where a person worked, as what, from when to when
    "memberships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("unit_id", Integer, ForeignKey("units.id")),
    Column("position", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("fields", Text, nullable=False, server_default=""),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Index(
        "uq_memberships_present",
        "person_id",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("chat_id", Text, nullable=False),
    Column("linked_at", Moment, nullable=False),
    Column("unlinked_at", Moment),
    Column("heard_at", Moment, nullable=False),
    Column("unreachable_at", Moment),
    Column("unreachable_why", Text),
    CheckConstraint("(unreachable_at IS NULL) = (unreachable_why IS NULL)", name="unreachable_has_reason"),
    Index(
        "uq_accounts_live",
        "channel",
        "user_id",
        unique=True,
        sqlite_where=text("unlinked_at IS NULL"),
        postgresql_where=text("unlinked_at IS NULL"),
    ),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("code_hash", Text, nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

absences = Table(  # `due_at`: when it next begins or ends, taken by the clock; none when it is over. `left_alone_at`:
    # since when nobody stands in, for the right of who was named has ended
    "absences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("substitute_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Column("due_at", Moment),
    Column("left_alone_at", Moment),
    CheckConstraint("since < until", name="forward"),
    CheckConstraint("substitute_id <> person_id", name="by_another"),
    CheckConstraint("(ended_at IS NULL) = (due_at IS NOT NULL)", name="open_has_moment"),
    Index(
        "ix_absences_due",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)

delegations = Table(  # who signs for a head (KT.), in which fields; `due_at` as for absences
    "delegations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("head_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("unit_id", Integer, ForeignKey("units.id"), nullable=False),
    Column("fields", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("due_at", Moment),
    CheckConstraint("since < until", name="forward"),
    CheckConstraint("head_id <> person_id", name="to_another"),
    CheckConstraint("(ended_at IS NULL) = (due_at IS NOT NULL)", name="open_has_moment"),
    Index(
        "ix_delegations_due",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)

# The rules of the office

policies = Table(
    "policies",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("data", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

calendar_days = Table(
    "calendar_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    CheckConstraint("kind IN ('off', 'worked', 'half', 'plain')", name="kind"),
    Column("notice", Text, nullable=False, server_default=""),
    CheckConstraint("source IN ('base', 'office')", name="source"),
)

office_hours = Table(  # that differ from the default between two days, by season
    "office_hours",
    metadata,
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("hours", Text, nullable=False),
    Column("notice", Text, nullable=False, server_default=""),
    CheckConstraint("first <= last", name="forward"),
)

calendar_reviews = Table(  # a change of the calendar, until every open duty has been looked at
    "calendar_reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("begun_at", Moment, nullable=False),
    Column("prior", Text, nullable=False),  # what the calendar was made of until then
    Column("reached", Integer, nullable=False),  # the last duty looked at
    Column("finished_at", Moment),
    Index(
        "ix_calendar_reviews_open",
        "id",
        sqlite_where=text("finished_at IS NULL"),
        postgresql_where=text("finished_at IS NULL"),
    ),
)

calendar_effects = Table(  # what a change of the calendar means for a duty: told at its end, once to each person
    "calendar_effects",
    metadata,
    Column("review_id", Integer, ForeignKey("calendar_reviews.id"), primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    _one_of("kind", CalendarEffect),
)

facts = Table(  # single values of the installation: revisions, up to when all has been heard
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

sheets = Table(  # what the bot says by itself; `due_at`: its next moment, none while the office does not want it
    "sheets",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("taken_until", Moment, nullable=False),  # up to when its moments have been taken
    Column("due_at", Moment),
    _one_of("kind", BulletinKind),
)

# Cases and duties

words = Table(  # free text apart from the journal, so that it can be erased while its salted hash stays
    "words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("text", Text),
)

files = Table(  # evidence by content; its hash stands in the journal
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    _one_of("kind", CaseKind),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False, server_default=""),  # the title as it is searched
    Column("product", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_hash", Text, nullable=False, index=True),
    Column("more_files", Text, nullable=False, server_default="[]"),  # name and SHA-256 of each behind the first
    Column("assigner_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("registrar_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("urgency", Text, nullable=False),
    Column("field", Text),
    Column("document", Text, nullable=False, index=True),
    Column("document_day", Date),
    Column("subject", Text, nullable=False, server_default=""),
    Column("source", Text),
    Column("recipients", Text, nullable=False, server_default=""),
    Column("label", Text),
    Column("bundle_id", Integer, ForeignKey("cases.id"), index=True),
    Column("recurrence_id", Integer, ForeignKey("recurrences.id"), index=True),
    Column("serves_case_id", Integer, ForeignKey("cases.id"), index=True),
    Column("round", Integer, nullable=False, server_default="1"),
    Column("excess", Text, nullable=False, server_default=""),
    Column("policy_version", Integer, ForeignKey("policies.version"), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("due_names_hour", Boolean, nullable=False),
    Column("original_due_at", Moment, nullable=False),
    Column("original_names_hour", Boolean, nullable=False),
    Column("signing", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment, index=True),
    UniqueConstraint("kind", "number"),
    _one_of("kind", CaseKind),
    _one_of("state", CaseState),
    _one_of("urgency", Urgency),
    _one_of("source", Source),
    _one_of("label", Label),
    CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_moment"),
    Index("ix_cases_registered", "registrar_id", "id"),  # the latest of one registrar
)

watchers = Table(
    "watchers",
    metadata,
    Column("case_id", Integer, ForeignKey("cases.id"), primary_key=True),
    Column("unit_id", Integer, ForeignKey("units.id"), primary_key=True),
)

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
    Column("closed_at", Moment),
    Column("extensions", Integer, nullable=False),
    Column("transfers", Integer, nullable=False, server_default="0"),
    Column("milestones", Text, nullable=False, server_default="[]"),
    Column("last_at", Moment),
    Column("last_names_hour", Boolean),
    Column("decision", Text),
    Column("about_id", Integer, ForeignKey("duties.id"), index=True),
    Column("asked_by_id", Integer, ForeignKey("people.id")),
    # The case's, kept beside each duty: what one person handed out is found without reading every case of his.
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
    _one_of("kind", DutyKind),
    _one_of("phase", Phase),
    _one_of("outcome", Outcome),
    _one_of("decision", DecisionKind),
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
    _of_open("ix_duties_held", "holder_id", "act_by", "assigner_id"),
    # What a change of the calendar is looked through by: open duties alone, however many have ended.
    _of_open("ix_duties_open", "id"),
    # The lists, each in its order: cost follows the page that is read.
    _of_open("ix_duties_asked", "asked_by_id"),
    _of_open("ix_duties_given", "assigner_id", "act_by"),
    _of_open("ix_duties_registered", "registrar_id", "act_by"),
    _of_open("ix_duties_of_unit", "unit_id", "act_by", "assigner_id"),
    _of_open("ix_duties_pressing", "act_by"),
    _of_open("ix_duties_backlog", "due_at", "phase"),
    _of_open("ix_duties_given_longest", "assigner_id", "held_since"),
    _of_open("ix_duties_registered_longest", "registrar_id", "held_since"),
    _of_open("ix_duties_longest", "held_since"),
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
    _one_of("phase", Phase),
    Index(
        "uq_holdings_present",
        "duty_id",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

past_assigners = Table(  # who had given a case before its present assigner, until when
    "past_assigners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("assigner_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("until", Moment, nullable=False),
    # Given as the head of this unit, and passed on to somebody else while nobody heads it.
    Column("for_unit_id", Integer, ForeignKey("units.id"), index=True),
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
    Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id"), nullable=False),
    Column("proposal_id", Integer, ForeignKey("words.id")),
    Column("confirmed_by_id", Integer, ForeignKey("people.id")),
    Column("confirmed_at", Moment),
    Column("beside", Boolean, nullable=False, server_default=false()),
    _one_of("kind", StatementKind),
    CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmation_is_whole"),
    Index("ix_statements_duty", "duty_id", "kind", "at"),
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

recurrences = Table(  # tasks that come again by a rule (M6)
    "recurrences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("lead_days", Integer, nullable=False),
    Column("registrar_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("began_at", Moment, nullable=False),
    Column("next_at", Moment),
    Column("ended_at", Moment),
    CheckConstraint("(ended_at IS NULL) = (next_at IS NOT NULL)", name="open_has_next"),
    Index(
        "ix_recurrences_next",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("duty_id", Integer, ForeignKey("duties.id"), nullable=False, index=True),
    Column("stance", Text, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id")),
    Column("author_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("signed_by_id", Integer, ForeignKey("people.id")),
    Column("signed_at", Moment),
    Column("state", Text, nullable=False),
    Column("is_empty", Boolean, nullable=False, server_default=false()),
    Column("by_deputy", Boolean, nullable=False, server_default=false()),
    Column("signed_under", RightColumn),
    _one_of("stance", Stance),
    _one_of("state", AnswerState),
    CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name="signature_is_whole"),
    Index(
        "uq_answers_final",
        "duty_id",
        unique=True,
        sqlite_where=text("state = 'final'"),
        postgresql_where=text("state = 'final'"),
    ),
)

deemed = Table(  # who answers for a silence, and who held it at that moment (M23)
    "deemed",
    metadata,
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("answerable_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("holder_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False, index=True),
    Column("hearing", Text),  # unknown of what was recorded before it was asked
)

reconciliations = Table(  # how an objection was settled, with the minutes (M25)
    "reconciliations",
    metadata,
    Column("duty_id", Integer, ForeignKey("duties.id"), primary_key=True),
    Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("words_id", Integer, ForeignKey("words.id")),
    Column("file_sha256", Text, ForeignKey("files.sha256")),
    Column("file_name", Text),
    CheckConstraint("words_id IS NOT NULL OR file_sha256 IS NOT NULL", name="has_minutes"),
)

# What comes in


class InboxState(StrEnum):
    STORED = "stored"
    HANDLED = "handled"
    FAILED = "failed"  # set aside, for the reason beside it


inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("update_id", Text, nullable=False),
    Column("chat_id", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("raw", Text),
    Column("secret", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("done", Integer, nullable=False, server_default="0"),  # a bit for each of its commands that was carried out
    Column("handled_at", Moment),
    Column("answered_at", Moment),
    Column("reason", Text),  # why it was set aside
    UniqueConstraint("channel", "update_id"),
    _one_of("state", InboxState),
    _one_of("reason", Hindrance),
    CheckConstraint("state <> 'stored' OR raw IS NOT NULL", name="stored_has_raw"),
    Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'stored'"), postgresql_where=text("state = 'stored'")),
    Index(
        "ix_inbox_unanswered",
        "id",
        sqlite_where=text("answered_at IS NULL"),
        postgresql_where=text("answered_at IS NULL"),
    ),
    Index(
        "ix_inbox_set_aside",
        "reason",
        sqlite_where=text("reason IS NOT NULL"),
        postgresql_where=text("reason IS NOT NULL"),
    ),
)

dialogues = Table(  # what a chat has begun and not finished; survives a restart
    "dialogues",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
)

spreadsheets = Table(  # files of an import that wait for its confirmation
    "spreadsheets",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

imported_files = Table(  # files that have been imported, by their content
    "imported_files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("imported_at", Moment, nullable=False),
)

# What goes out


class MessageState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"  # the request left, the answer never came
    FAILED = "failed"
    SUPERSEDED = "superseded"
    SUPPRESSED = "suppressed"


messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("account_id", Integer, ForeignKey("accounts.id")),
    Column("state", Text, nullable=False),
    Column("by_clock", Boolean, nullable=False),
    Column("spaced", Boolean, nullable=False),
    Column("waits_for_opening", Boolean, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("promised_at", Moment, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("lease_until", Moment),
    Column("attempted_at", Moment),
    Column("first_attempt_at", Moment),
    Column("sent_at", Moment),
    Column("platform_id", Text),
    Column("reason", Text),
    _one_of("state", MessageState),
    CheckConstraint("(state IN ('sending', 'uncertain')) = (lease_until IS NOT NULL)", name="lease"),
    CheckConstraint("state NOT IN ('sending', 'uncertain', 'sent') OR attempt > 0", name="attempted"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL AND platform_id IS NOT NULL)", name="sent_has_proof"),
    CheckConstraint("state NOT IN ('failed', 'superseded', 'suppressed') OR reason IS NOT NULL", name="end_has_reason"),
    Index(
        "ix_messages_queued",
        "not_before",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_messages_leased",
        "lease_until",
        sqlite_where=text("lease_until IS NOT NULL"),
        postgresql_where=text("lease_until IS NOT NULL"),
    ),
    Index("ix_messages_recipient", "recipient_id", "attempted_at"),
    Index(  # the message that a word replies to
        "ix_messages_replied",
        "platform_id",
        "recipient_id",
        sqlite_where=text("platform_id IS NOT NULL"),
        postgresql_where=text("platform_id IS NOT NULL"),
    ),
    Index(
        "ix_messages_promised",
        "promised_at",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_messages_rank",
        "priority",
        "not_before",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_messages_spaced",
        "recipient_id",
        "attempted_at",
        sqlite_where=text("spaced = 1"),
        postgresql_where=text("spaced"),
    ),
    # Not partial: PostgreSQL would take the smallest index of what is queued, whatever it is ordered by.
    Index("ix_messages_open", "recipient_id", "state"),
)


class NoticeState(StrEnum):
    OWED = "owed"
    SAID = "said"
    SUPERSEDED = "superseded"  # a newer one of the same duty, or an act, made it needless
    SUPPRESSED = "suppressed"  # could not be said, with the reason


notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id")),
    Column("duty_id", Integer, ForeignKey("duties.id"), index=True),
    Column("kind", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("message_id", Integer, ForeignKey("messages.id"), index=True),
    _one_of("state", NoticeState),
    CheckConstraint("state NOT IN ('superseded', 'suppressed') OR reason IS NOT NULL", name="end_has_reason"),
    CheckConstraint("state <> 'owed' OR message_id IS NOT NULL", name="owed_has_message"),
    Index(
        "ix_notices_owed",
        "message_id",
        sqlite_where=text("state = 'owed'"),
        postgresql_where=text("state = 'owed'"),
    ),
    Index(
        "uq_notices_of_duty",
        "duty_id",
        "kind",
        "recipient_id",
        "slot",
        unique=True,
        sqlite_where=text("duty_id IS NOT NULL"),
        postgresql_where=text("duty_id IS NOT NULL"),
    ),
    Index(
        "uq_notices_of_office",
        "kind",
        "recipient_id",
        "slot",
        unique=True,
        sqlite_where=text("duty_id IS NULL"),
        postgresql_where=text("duty_id IS NULL"),
    ),
)

# The journal

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor_id", Integer),
    Column("actor_unit_id", Integer),
    Column("actor_position", Text),
    Column("via", Text, nullable=False),
    Column("case_id", Integer, index=True),
    Column("duty_id", Integer, index=True),
    Column("act", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("seq > 0", name="seq"),
)

journal_head = Table(  # kept beside the chain: a cut tail shows here
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id = 1", name="single"),
)
