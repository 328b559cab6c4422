"""What may be asked of a report, and the words that ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from deadlines import DateQuestion, Interval
from domain.figures.scopes import Scope
from domain.names import fold
from texts.reports.forms import OTHERWISE, RANKS_TYPED, TYPED, ReportForm

LONGEST = 300  # characters
LONGEST_PERIOD = 12  # words
LONGEST_NAME = 20
FORMS = {fold(word): form for form in ReportForm for word in (TYPED[form], *OTHERWISE.get(form, ()))}
RANKS = {fold(word): rank for rank, word in RANKS_TYPED.items()}
WHOLE = frozenset({"toan co quan", "ca co quan", "tat ca"})
NOW = frozenset({"nay", "hien nay", "bay gio", "tai thoi diem nay", "thoi diem nay", "hien tai"})
AT, FIELD, ASSIGNER, DOCUMENT, SAMPLE, SEED = "tai", "linh vuc", "nguoi giao", "van ban", "mau", "hat giong"
FIXED = frozenset({*FORMS, *RANKS, *WHOLE, FIELD, ASSIGNER, DOCUMENT, SAMPLE, SEED})
SILENT = frozenset({"cua", "ve", "cho", "va", "kem", "gui", "bang", "ban", "theo", "-", "–", ","})
# What a time begins with; anything else is not tried, for trying costs.
TIME_WORDS = frozenset(
    """thang quy qui nam tuan tu ngay hom nua dau cuoi trong den thu mung mong chu giua ca ky""".split()  # noqa: SIM905
)
MARKED = re.compile(r"(?P<kind>[upg])#(?P<key>\d{1,9})")  # a unit, a person, an assigner behind a button
MARKS = {"u": "unit_id", "p": "person_id", "g": "assigner_id"}
END = ";"
Read = Callable[[str], Interval | DateQuestion]


@dataclass(frozen=True, kw_only=True)
class ReportQuery:
    """`days` is None where no time was named; `moment` says that how things stood at the end of those days, or stand
    now, is wanted and not what went on in them; `drawn` is how many tasks are to be drawn for inspection."""

    days: Interval | None = None
    moment: bool | None = None
    scope: Scope = field(default_factory=Scope)
    forms: tuple[ReportForm, ...] = ()
    drawn: int | None = None
    seed: int | None = None
