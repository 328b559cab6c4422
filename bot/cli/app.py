"""The command line of the contract. What a command does is read when it is called: to read all of it takes longer than
most commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    help="Dondoc: đôn đốc công việc qua Telegram và Zalo.",
    pretty_exceptions_enable=False,
)
journal_app = typer.Typer(help="The journal: verify it, write it out.")


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Without a subcommand: run the bot, or trial mode where no token is set."""
    if context.invoked_subcommand is None:
        from bot.cli import serve

        serve.run()


@app.command()
def trial(port: Annotated[int | None, typer.Option(help="The page's port.")] = None) -> None:
    """Trial mode: the bot on a platform of its own, with a page to play everybody and a clock to move."""
    from bot.cli import serve

    serve.run_trial_mode(port)


@app.command()
def check() -> None:
    """Say in plain words what is wrong with the settings, the database, the token."""
    from bot.cli import checking

    checking.run()


@app.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    from bot.cli import data

    data.migrate()


@app.command()
def backup(file: Path) -> None:
    """Copy the database into FILE while the bot runs; an existing file is not overwritten."""
    from bot.cli import data

    data.backup(file)


@app.command()
def restore(file: Path) -> None:
    """Put a backup in the place of the database, while the bot stands still; what stood there is kept beside it."""
    from bot.cli import data

    data.restore(file)


app.add_typer(journal_app, name="journal")


@journal_app.command()
def verify(
    anchor: Annotated[
        str | None, typer.Option(help="A hash posted on some day, as it was posted, or its first 16 characters.")
    ] = None,
    groups: Annotated[list[str] | None, typer.Argument(hidden=True, help="The groups behind its first.")] = None,
) -> None:
    """Recompute the whole chain; exit 1 and name the first broken entry."""
    from bot.cli import journal

    journal.verify([*([] if anchor is None else [anchor]), *(groups or [])])


@journal_app.command()
def export(file: Path) -> None:
    """Write every entry as a line of JSON."""
    from bot.cli import journal

    journal.export(file)


@app.command()
def invite(name: str) -> None:
    """Print a one-time code for a person, and its link where the bot's name is known."""
    from bot.cli import office

    office.invite(name)


@app.command("import")
def import_file(
    file: Path,
    as_person: Annotated[str | None, typer.Option("--as", help="Who imports; the office's first.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Say what would be done, and do nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also what has been imported before.")] = False,
) -> None:
    """Import units, people and tasks from FILE.xlsx, all or nothing; every bad cell is named."""
    from bot.cli import office

    office.import_file(file, by=as_person, preview=preview, again=again)


@app.command("export")
def export_file(
    file: Path,
    since: Annotated[
        str | None, typer.Option("--from", help="First day of assignment, or a time: 2026-11-01, tháng 11/2026.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day of assignment, or a time: 2026-11-30, quý IV/2026.")
    ] = None,
) -> None:
    """Export units, people and the tasks of a time to FILE.xlsx, in the columns of the import."""
    from bot.cli import office

    office.export_file(file, since=since, until=until)


@app.command()
def deadline(now: Annotated[str | None, typer.Option(help="Local moment, e.g. 2026-11-23T09:00.")] = None) -> None:
    """Read deadline phrases, one a line, from standard input."""
    from bot.cli import phrases

    phrases.read(now)


@app.command()
def simulate(days: Annotated[int, typer.Option(min=1, max=3660)] = 60) -> None:
    """Print the dated plan of every open duty, and when the bot next says something by itself."""
    from bot.cli import office

    office.simulate(days)
