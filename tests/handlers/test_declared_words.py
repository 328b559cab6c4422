"""What is told has its words: what was forgotten is named at start."""

from __future__ import annotations

import subprocess
import sys

import pytest

FORGOTTEN = {
    "a notice": """
from dataclasses import dataclass
from domain.payloads.duties import OfAct

@dataclass(frozen=True, kw_only=True)
class ThankedNotice(OfAct, kind="thanked"):
    pass

import texts.notices.notices
""",
    "a step": """
import domain.ladder.steps as ladder
from enum import StrEnum

ladder.StepKind = StrEnum("StepKind", {**{one.name: one.value for one in ladder.StepKind}, "THANKED": "thanked"})
import texts.notices.step_words
""",
}
TWICE = """
from domain.payloads import kinds
from domain.payloads.payload import NoticePayload

class OtherNotice(NoticePayload, kind="step"):
    pass
"""


def last_line(program: str) -> str:
    started = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert started.returncode
    return started.stderr.splitlines()[-1]


@pytest.mark.parametrize("what", FORGOTTEN)
def test_what_has_no_words_is_named_at_start(what: str) -> None:
    assert last_line(FORGOTTEN[what]).endswith("of the kind thanked")


def test_two_notices_of_one_kind_do_not_start() -> None:
    assert last_line(TWICE).endswith("two notices of the kind step")
