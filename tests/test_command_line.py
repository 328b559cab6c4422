"""`python -m bot …`: whatever is wrong is said in words, without a traceback, and exits with 1 or 2."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.__main__ import app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a subcommand in an empty folder, with these settings."""
    monkeypatch.chdir(tmp_path)

    def run_there(*arguments: str, **settings: str) -> Result:
        return CliRunner().invoke(app, arguments, env={"TELEGRAM_BOT_TOKEN": "", "DATABASE_URL": "", **settings})

    return run_there


@pytest.mark.parametrize("token", ["", "1:abc"])
def test_a_port_in_use_is_said_with_what_to_do(run: Run, token: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = run(TELEGRAM_BOT_TOKEN=token, HTTP_PORT=port, TELEGRAM_API_BASE="http://127.0.0.1:9")
    assert result.exit_code == 1
    assert f"Không mở được cổng {port}" in result.stderr
    assert "HTTP_PORT" in result.stderr


def test_the_port_named_for_the_trial_is_the_one_complained_of(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = run("trial", "--port", port)
    assert (result.exit_code, f"cổng {port}" in result.stderr) == (1, True)


@pytest.mark.parametrize("level", ["info", "Info", "INFO", "debug"])
def test_the_level_of_the_log_is_taken_in_either_case(run: Run, level: str) -> None:
    assert run("check", LOG_LEVEL=level).exit_code == 0


def test_a_level_that_is_none_is_named(run: Run) -> None:
    result = run("check", LOG_LEVEL="loud")
    assert (result.exit_code, "LOG_LEVEL" in result.stdout) == (1, True)


def test_a_backup_of_nothing_is_refused_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    result = run("backup", "copy.db")
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert "Chưa có cơ sở dữ liệu" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_backup_into_a_folder_that_is_not_there_says_so(run: Run) -> None:
    assert run("migrate").exit_code == 0
    result = run("backup", "nowhere/copy.db")
    assert (result.exit_code, "Không có thư mục nowhere" in result.stderr) == (1, True)


def test_a_backup_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    assert run("migrate").exit_code == 0
    assert "Đã sao lưu vào copy.db" in run("backup", "copy.db").stdout
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT seq FROM journal_head").fetchall() == [(0,)]
    again = run("backup", "copy.db")
    assert (again.exit_code, "đã có" in again.stderr) == (1, True)


def test_an_export_is_of_the_time_that_a_report_reads(run: Run, tmp_path: Path) -> None:
    assert run("migrate").exit_code == 0
    for number, options in enumerate(
        (("--from", "2026-11-01", "--to", "2026-11-30"), ("--from", "tháng 11/2026", "--to", "quý IV/2026"))
    ):
        result = run("export", f"{number}.xlsx", *options)
        assert (result.exit_code, "Đã ghi" in result.stdout) == (0, True), result.stderr
    for options in (("--from", "hôm nọ"), ("--from", "tháng 11/2026", "--to", "tháng 10/2026"), ("--to", "31/11/2026")):
        result = run("export", "none.xlsx", *options)
        assert result.exit_code == 2
        assert options[-2] in result.stderr
        assert "tháng 11/2026" in result.stderr
    assert not (tmp_path / "none.xlsx").exists()
