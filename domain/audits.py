"""What must never be in an office that runs, and is looked for every hour all the same (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

AUDIT_EVERY = timedelta(hours=1)
LONGEST_UNTAKEN = timedelta(hours=1)  # a step that has come and is not taken
LONGEST_UNSENT = timedelta(minutes=15)  # a message that could go out
LEASE_LONG_OVER = timedelta(minutes=15)  # a message in the hands of a sender that is gone, and taken up by nobody


class Defect(StrEnum):
    NO_NEXT_STEP = "no_next_step"  # an open duty that nobody would ever be reminded of
    STEP_UNTAKEN = "step_untaken"  # its step has come long ago
    LEASE_OVER = "lease_over"
    NOTICE_LATE = "notice_late"
    NOTICE_ADRIFT = "notice_adrift"  # owed, by a message that is over
    JOURNAL_BROKEN = "journal_broken"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`first` is the id of one of them: a duty, a message, a notice; of the journal the entry's number."""

    defect: Defect
    count: int
    first: int
    fault: str = ""  # of the journal: what is wrong there
