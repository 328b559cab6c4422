"""The tables. Constraints hold what must never be, so that no program error can store it."""

from storage.tables.cases import cases, counters, files, past_assigners, recurrences, watchers, words
from storage.tables.clock import calendar_effects, calendar_reviews, hearings, leases, sheets
from storage.tables.duties import dossiers, duties, holdings, past_terms, statements, submissions
from storage.tables.journal import journal, journal_head
from storage.tables.links import file_links, linked_files
from storage.tables.metadata import metadata
from storage.tables.opinions import answers, deemed, reconciliations
from storage.tables.people import absences, accounts, delegations, invitations, memberships, people, units
from storage.tables.rules import calendar_days, facts, office_hours, policies
from storage.tables.traffic import (
    InboxState,
    MessageState,
    NoticeState,
    channel_use,
    dialogues,
    imported_files,
    inbox,
    menus,
    messages,
    notices,
    spreadsheets,
)

__all__ = [
    "InboxState",
    "MessageState",
    "NoticeState",
    "absences",
    "accounts",
    "answers",
    "calendar_days",
    "calendar_effects",
    "calendar_reviews",
    "cases",
    "channel_use",
    "counters",
    "deemed",
    "delegations",
    "dialogues",
    "dossiers",
    "duties",
    "facts",
    "file_links",
    "files",
    "hearings",
    "holdings",
    "imported_files",
    "inbox",
    "invitations",
    "journal",
    "journal_head",
    "leases",
    "linked_files",
    "memberships",
    "menus",
    "messages",
    "metadata",
    "notices",
    "office_hours",
    "past_assigners",
    "past_terms",
    "people",
    "policies",
    "reconciliations",
    "recurrences",
    "sheets",
    "spreadsheets",
    "statements",
    "submissions",
    "units",
    "watchers",
    "words",
]
