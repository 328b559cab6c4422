"""The journal: verified, written out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.cli.frame import with_database
from storage.database import Database
from storage.journal import export_lines
from storage.journal_check import AnchorUnreadable, read_anchor
from storage.journal_check import verify as verify_chain
from texts.front import upkeep


def verify(posted: Sequence[str]) -> None:
    """A tampered database is looked at as it stands; `posted` is an anchor, in as many groups as it was typed."""
    try:
        looked_for = read_anchor(" ".join(posted)) if posted else None
    except AnchorUnreadable:
        print(upkeep.ANCHOR_UNREADABLE, file=sys.stderr)
        raise typer.Exit(2) from None

    async def act(database: Database) -> int:
        async with database.reading() as connection:
            soundness = await verify_chain(connection, anchor=looked_for)
        print(upkeep.journal_words(soundness))
        return 0 if soundness.broken is None else 1

    with_database(act)


def export(file: Path) -> None:
    async def act(database: Database) -> int:
        try:
            with file.open("x", encoding="utf-8") as out:
                async with database.reading() as connection:
                    async for entry in export_lines(connection):
                        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as wrong:
            print(upkeep.not_written(file, wrong.strerror), file=sys.stderr)
            return 1
        return 0

    with_database(act)
