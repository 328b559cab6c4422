"""A backup is on record, and whoever was erased since is erased again when it is restored, or `check` says so (M52)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from typer.testing import CliRunner

from actions.exchange.import_contents import Worksheet
from actions.installation import Office
from actions.office.personal import Erased, erase_person
from actions.order import Order
from bot.cli import app
from bot.clock import SystemClock
from documents.writing import export_to
from storage.database import Database

Run = Callable[..., Result]
NAME = "Lê Văn An"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a subcommand in a folder with an office of two people, and a backup of it."""
    monkeypatch.chdir(tmp_path)

    def run_there(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, env={"TELEGRAM_BOT_TOKEN": "", "DATABASE_URL": ""})

    roles = {NAME: "chuyên viên", "Trần Thị Bé": "văn phòng, thủ trưởng"}
    rows = {
        Worksheet.UNITS: [{"name": "Văn phòng"}],
        Worksheet.PEOPLE: [{"name": name, "unit": "Văn phòng", "roles": role} for name, role in roles.items()],
        Worksheet.TASKS: [{"lead": NAME, "title": "Việc", "product": "Báo cáo", "deadline": "13/12/2027"}],
    }
    with (tmp_path / "office.xlsx").open("wb") as file:
        export_to(file, rows)
    assert run_there("migrate").exit_code == 0
    done = run_there("import", "office.xlsx")
    assert done.exit_code == 0, done.stderr
    assert run_there("backup", "copy.db").exit_code == 0
    return run_there


def stored(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "dondoc.db")) as connection:
        return connection.execute(query).fetchall()


def erase(folder: Path) -> Erased:
    """The office erases the person, whose task has been withdrawn by who answers for the database."""
    ((clerk,),) = stored(folder, "SELECT id FROM people WHERE name <> 'Lê Văn An' AND group_of_id IS NULL")
    with closing(sqlite3.connect(folder / "data" / "dondoc.db")) as connection, connection:
        connection.execute("UPDATE duties SET holder_id = ?", (clerk,))

    async def act() -> Erased:
        database = Database(f"sqlite:///{folder}/data/dondoc.db")
        now = SystemClock().now()
        try:
            office = Office(database, timezone=ZoneInfo("Asia/Ho_Chi_Minh"))
            order = Order(now=now, said_at=now, via="cli", sender_id=int(str(clerk)))
            return await erase_person(office, order, name=NAME, reason="nghỉ hưu")
        finally:
            await database.close()

    return asyncio.run(act())


def names(folder: Path) -> list[tuple[object, ...]]:
    return stored(folder, f"SELECT name FROM people WHERE name = '{NAME}'")


def test_a_backup_is_on_record_and_named_when_somebody_is_erased(run: Run, tmp_path: Path) -> None:
    ((data,),) = stored(tmp_path, "SELECT data FROM journal WHERE act = 'backup.made'")
    assert '"head":{' in str(data)
    (backup,) = erase(tmp_path).backups
    assert backup.file == "copy.db"
    assert run("journal", "verify").exit_code == 0


def test_who_was_erased_since_is_erased_in_what_is_restored(run: Run, tmp_path: Path) -> None:
    erase(tmp_path)
    assert names(tmp_path) == []
    result = run("restore", "copy.db")
    assert result.exit_code == 0, result.stderr
    assert "Đã xóa lại dữ liệu của 1 người" in result.stdout
    assert "còn giữ NV-1" in result.stdout
    assert names(tmp_path) == []
    assert NAME.encode() not in (tmp_path / "data" / "dondoc.db").read_bytes()
    ((data,),) = stored(tmp_path, "SELECT data FROM journal WHERE act = 'person.erased'")
    assert '"again":' in str(data)
    assert run("journal", "verify").exit_code == 0
    assert "LƯU Ý" not in run("check").stdout


def test_where_it_cannot_be_known_who_was_erased_check_says_so(run: Run, tmp_path: Path) -> None:
    erase(tmp_path)
    for one in (tmp_path / "data").glob("dondoc.db*"):
        one.unlink()
    (tmp_path / "data" / "dondoc.db").write_bytes(b"spoilt" * 1000)
    result = run("restore", "copy.db")
    assert result.exit_code == 0, result.stderr
    assert "không biết ai đã được xóa dữ liệu" in result.stdout
    assert len(names(tmp_path)) == 1
    assert "LƯU Ý dữ liệu phục hồi lúc" in run("check").stdout


def test_a_backup_of_another_office_erases_nobody_by_number(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data" / "dondoc.db").rename(tmp_path / "other.db")
    for one in (tmp_path / "data").glob("dondoc.db*"):
        one.unlink()
    assert run("import", "office.xlsx").exit_code == 0
    erase(tmp_path)
    result = run("restore", "other.db")
    assert result.exit_code == 0, result.stderr
    assert "không biết ai đã được xóa dữ liệu" in result.stdout
    assert len(names(tmp_path)) == 1


def test_a_database_from_before_deleting_meant_overwriting_is_written_anew(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "data" / "dondoc.db"
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE forgotten (text)")
        connection.executemany("INSERT INTO forgotten VALUES (?)", [(f"{number} {NAME}",) for number in range(1000)])
        connection.execute("DROP TABLE forgotten")
    assert run("migrate").exit_code == 0
    assert NAME.encode() in place.read_bytes()
    assert erase(tmp_path).traceless
    assert NAME.encode() not in place.read_bytes()
    assert stored(tmp_path, "PRAGMA user_version") == [(1,)]


def test_what_a_copy_offers_by_number_is_offered_no_more_when_it_is_restored(run: Run, tmp_path: Path) -> None:
    """Since the copy was made other messages may have been said, of which it knows nothing."""
    database = tmp_path / "data" / "dondoc.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO menus (channel, chat_id, options, rest, begun_at, said_at) "
            "VALUES ('test', 'a', '[]', '[]', '2026-11-30T01:00:00.000000Z', '2026-11-30T01:00:00.000000Z')"
        )
    assert run("backup", "later.db").exit_code == 0
    assert run("restore", "later.db").exit_code == 0
    assert stored(tmp_path, "SELECT count(*) FROM menus") == [(0,)]
