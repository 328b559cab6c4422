"""How long what is no part of the record is kept (M52). The record itself, the journal and what proves a sending, has
no end here."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Leftover(StrEnum):
    """What has served, by what becomes of it."""

    DIALOGUES = "dialogues"  # what a chat began and never finished: deleted
    MENUS = "menus"  # what a message offered where there are no buttons: deleted
    SPREADSHEETS = "spreadsheets"  # the file of an import that was not confirmed: deleted
    WORDS_SET_ASIDE = "words_set_aside"  # the text of what could not be handled: blanked
    INBOX = "inbox"  # that something was received, its text blanked long since: deleted
    INVITATIONS = "invitations"  # used or run out: deleted
    FILE_LINKS = "file_links"  # run out, their files gone before: deleted
    ACCOUNTS = "accounts"  # the platform's numbers of an account that is linked no more: blanked


KEPT: dict[Leftover, timedelta] = {
    Leftover.DIALOGUES: timedelta(days=7),
    Leftover.MENUS: timedelta(days=7),
    Leftover.SPREADSHEETS: timedelta(days=2),
    Leftover.WORDS_SET_ASIDE: timedelta(days=30),
    Leftover.INBOX: timedelta(days=90),
    Leftover.INVITATIONS: timedelta(days=30),
    Leftover.FILE_LINKS: timedelta(days=14),
    Leftover.ACCOUNTS: timedelta(days=90),
}
