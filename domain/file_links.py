"""A link by which a file goes where the messenger carries none: what it is for, how long and how often it serves."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class LinkPurpose(StrEnum):
    DOCUMENT = "document"  # a file is fetched by whom it was made for
    PICTURE = "picture"  # a picture is fetched by the messenger, which shows it
    HAND_IN = "hand_in"  # a file is handed in, once


class FileFault(StrEnum):
    """Why a file is not taken."""

    UNKNOWN_KIND = "unknown_kind"  # by its name it is none of those that are handed in, or a program
    OTHER_CONTENT = "other_content"  # it is not what its name says


LINK_LIFE = timedelta(minutes=30)
MOST_FETCHES = 10  # previews and phones fetch more than once
LARGEST_FILE_MB = 20  # that is handed in: what a messenger that carries files lets a bot have
LARGEST_FILE = LARGEST_FILE_MB * 1_000_000  # bytes
