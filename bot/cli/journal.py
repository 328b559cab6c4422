"""The journal: verified, written out."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from actions.clock import audit
from actions.installation import Office
from bot.cli.app import app, with_office
from storage.journal import export_lines
from storage.journal_check import AnchorUnreadable, read_anchor
from texts.front import console

journal_app = typer.Typer(help="The journal: verify it, write it out.")
app.add_typer(journal_app, name="journal")


@journal_app.command()
def verify(
    anchor: Annotated[
        str | None, typer.Option(help="A hash posted on some day, as it was posted, or its first 16 characters.")
    ] = None,
    groups: Annotated[list[str] | None, typer.Argument(hidden=True, help="The groups behind its first.")] = None,
) -> None:
    """Recompute the whole chain; exit 1 and name the first broken entry."""
    try:
        posted = [*([] if anchor is None else [anchor]), *(groups or [])]
        looked_for = read_anchor(" ".join(posted)) if posted else None
    except AnchorUnreadable:
        print(console.ANCHOR_UNREADABLE, file=sys.stderr)
        raise typer.Exit(2) from None

    async def act(office: Office, _now: datetime) -> int:
        soundness = await audit.verify_journal(office, anchor=looked_for)
        print(console.journal_words(soundness))
        return 0 if soundness.broken is None else 1

    # A tampered database is looked at as it stands.
    with_office(act, prepared=False)


@journal_app.command()
def export(file: Path) -> None:
    """Write every entry as a line of JSON."""

    async def act(office: Office, _now: datetime) -> int:
        try:
            with file.open("x", encoding="utf-8") as out:
                async with office.database.reading() as connection:
                    async for entry in export_lines(connection):
                        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as wrong:
            print(console.not_written(file, wrong.strerror), file=sys.stderr)
            return 1
        return 0

    with_office(act, prepared=False)
