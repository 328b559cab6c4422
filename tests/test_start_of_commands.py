"""A command reads what it needs: to read the whole program takes longer than most commands take."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What takes long to be read and belongs to the running bot, to papers, pictures and spreadsheets, or to migrations.
HEAVY = {"aiohttp", "alembic", "docx", "handlers", "matplotlib", "numpy", "openpyxl", "telegram", "xlsxwriter"}


def read_by(*arguments: str, folder: Path, settings: dict[str, str] | None = None) -> set[str]:
    """The top packages that a command has read when it ends."""
    code = (
        "import atexit, sys; from bot.cli import app\n"
        "atexit.register(lambda: print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr))\n"
        f"app({list(arguments)!r})"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **(settings or {})},
        input="30/6/2027\n",
        capture_output=True,
        text=True,
        check=False,
    )
    return set(ended.stderr.splitlines()[-1].split())


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """Of an installation with a database."""
    found = {"DATABASE_URL": f"sqlite:///{tmp_path}/dondoc.db"}
    read_by("migrate", folder=tmp_path, settings=found)
    return found


def test_help_reads_no_database(tmp_path: Path) -> None:
    read = read_by("--help", folder=tmp_path)
    assert not read & (HEAVY | {"sqlalchemy", "actions", "storage", "domain"})


@pytest.mark.parametrize("command", [("check",), ("journal", "verify")])
def test_a_look_at_the_database_reads_that_alone(
    command: tuple[str, ...], tmp_path: Path, settings: dict[str, str]
) -> None:
    read = read_by(*command, folder=tmp_path, settings=settings)
    assert "sqlalchemy" in read
    assert not read & HEAVY


def test_a_deadline_is_read_without_the_bot(tmp_path: Path) -> None:
    read = read_by("deadline", folder=tmp_path)
    assert "deadlines" in read
    assert not read & HEAVY
