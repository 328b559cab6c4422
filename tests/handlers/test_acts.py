"""Every act of the journal has its sentence, or is about no case: what is forgotten is named at start."""

from __future__ import annotations

import subprocess
import sys

from domain.acts import ABOUT_NO_CASE, ASKED, DENIED, GRANTED, Act
from domain.duties.duties import DecisionKind
from texts.duties.history import _ACTS, ON_FILE_ALONE

FORGOTTEN = """
import domain.acts
domain.acts.ABOUT_NO_CASE -= {domain.acts.Act.REPORT_MADE}
import texts.duties.history
"""


def test_an_act_is_said_in_one_way_or_is_about_no_case() -> None:
    assert sorted([*_ACTS, *ON_FILE_ALONE, *ABOUT_NO_CASE]) == sorted(Act)


def test_an_act_without_a_sentence_is_named_at_start() -> None:
    started = subprocess.run([sys.executable, "-c", FORGOTTEN], capture_output=True, text=True, check=False)
    assert started.returncode
    assert started.stderr.splitlines()[-1].endswith("no sentence in the history of a case for report.made")


def test_every_request_has_its_acts() -> None:
    assert set(ASKED) == set(GRANTED) == set(DecisionKind)
    assert set(DENIED) == set(DecisionKind) - {DecisionKind.DIRECTION}
