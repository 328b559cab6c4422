"""Logs name what went wrong and where, and never in words that somebody may have written."""

from __future__ import annotations

import json

import pytest
import structlog

from bot.logs import set_up_logs

NAME = "Nguyễn Văn Ân"


@pytest.mark.parametrize("style", ["json", "console"])
def test_an_exceptions_own_words_are_in_no_log(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        set_up_logs("INFO", style)
        _stumble()
    finally:
        structlog.configure(**before)
    said = capsys.readouterr().err
    assert NAME not in said
    assert "ValueError" in said
    assert "KeyError" in said
    assert "_look_up" in said
    if style == "json":
        assert json.loads(said)["event"] == "walk_stumbled"


def _stumble() -> None:
    try:
        _look_up()
    except ValueError:
        structlog.get_logger().exception("walk_stumbled", walk="tick")


def _look_up() -> None:
    try:
        {}[NAME]
    except KeyError as wrong:
        raise ValueError(f"no such person: {NAME}") from wrong
