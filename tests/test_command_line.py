"""`python -m bot …`: whatever is wrong is said in words, without a traceback, and exits with 1 or 2."""

from __future__ import annotations

import hashlib
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from actions.exchange.import_contents import Worksheet
from bot.cli import app
from documents.writing import export_to
from tests.handlers import workbooks

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


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    """An office with its database and a backup of it, after which something more was recorded."""
    assert run("migrate").exit_code == 0
    assert run("backup", "copy.db").exit_code == 0
    assert run("export", "later.xlsx").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "data" / "dondoc.db")) as now, now:
        now.execute("INSERT INTO facts VALUES ('since the backup', 'x')")
    return tmp_path


def contents(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "data" / "dondoc.db")) as now:
        return list(now.iterdump())


def test_a_backup_is_restored_and_what_it_replaces_is_kept(run: Run, kept: Path) -> None:
    result = run("restore", "copy.db")
    assert result.exit_code == 0, result.stderr
    assert "Đã phục hồi từ copy.db. Nhật ký nguyên vẹn" in result.stdout
    with sqlite3.connect(kept / "data" / "dondoc.db") as now:
        assert now.execute("SELECT count(*) FROM facts WHERE name = 'since the backup'").fetchall() == [(0,)]
        (entry,) = now.execute("SELECT data FROM journal WHERE act = 'backup.restored'").fetchall()
    assert hashlib.sha256((kept / "copy.db").read_bytes()).hexdigest() in entry[0]
    (aside,) = (kept / "data").glob("dondoc-before-*.db")
    with sqlite3.connect(aside) as before:
        assert before.execute("SELECT count(*) FROM facts WHERE name = 'since the backup'").fetchall() == [(1,)]
    assert run("journal", "verify").exit_code == 0
    assert not list((kept / "data").glob("*restoring*"))


def test_where_the_disk_has_spoilt_the_database_a_backup_takes_its_place(run: Run, kept: Path) -> None:
    place = kept / "data" / "dondoc.db"
    place.write_bytes(b"spoilt" * 1000)
    result = run("restore", "copy.db")
    assert result.exit_code == 0, result.stderr
    (aside,) = (kept / "data").glob("dondoc-before-*.db")
    assert aside.read_bytes() == b"spoilt" * 1000
    assert run("journal", "verify").exit_code == 0


def test_a_database_without_its_head_row_is_replaced(run: Run, kept: Path) -> None:
    with closing(sqlite3.connect(kept / "data" / "dondoc.db")) as now, now:
        for (trigger,) in now.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            now.execute(f"DROP TRIGGER {trigger}")
        now.execute("DELETE FROM journal_head")
    assert run("restore", "copy.db").exit_code == 0
    assert run("journal", "verify").exit_code == 0


def test_what_is_restored_stays_where_and_whose_the_database_was(run: Run, kept: Path) -> None:
    place, disk = kept / "data" / "dondoc.db", kept / "another disk"
    disk.mkdir()
    place.rename(disk / "real.db").chmod(0o600)
    place.symlink_to(disk / "real.db")
    assert run("restore", "copy.db").exit_code == 0
    assert place.is_symlink()
    assert place.stat().st_mode & 0o777 == 0o600
    assert {one.name for one in (kept).glob("copy.db*")} == {"copy.db"}, "nothing is left beside the backup"
    assert run("journal", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("", "Không có tệp wrong.db"),
        ("no database", "không phải cơ sở dữ liệu SQLite"),
        ("CREATE TABLE other (id)", "không phải bản sao lưu của Dondoc"),
        ("UPDATE alembic_version SET version_num = '9999'", "phiên bản Dondoc mới hơn"),
        ("UPDATE journal_head SET hash = 'x'", "Nhật ký KHÔNG nguyên vẹn"),
    ],
)
def test_what_is_no_sound_backup_is_refused_and_changes_nothing(run: Run, kept: Path, spoil: str, said: str) -> None:
    wrong = kept / "wrong.db"
    match spoil:
        case "":
            pass
        case "no database":
            wrong.write_text("a letter")
        case _:
            if not spoil.startswith("CREATE"):
                shutil.copy(kept / "copy.db", wrong)
            with closing(sqlite3.connect(wrong)) as copy:
                for (trigger,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    copy.execute(f"DROP TRIGGER {trigger}")
                copy.execute(spoil)
                copy.commit()
    before = contents(kept)
    result = run("restore", "wrong.db")
    assert (result.exit_code, said in result.stderr) == (1, True), result.stderr
    assert "Chưa thay đổi gì" in result.stderr
    assert contents(kept) == before
    assert not list((kept / "data").glob("*restoring*"))


def test_while_the_bot_runs_nothing_is_restored(run: Run, kept: Path) -> None:
    with closing(sqlite3.connect(kept / "data" / "dondoc.db")) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("SELECT count(*) FROM facts").fetchone()
        result = run("restore", "copy.db")
    assert (result.exit_code, "đang mở cơ sở dữ liệu" in result.stderr) == (1, True), result.stderr
    assert not list((kept / "data").glob("dondoc-before-*"))


def test_postgresql_is_restored_by_its_own_tools(run: Run, kept: Path) -> None:
    result = run("restore", "copy.db", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert (result.exit_code, "pg_restore" in result.stderr) == (1, True)


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


def test_a_name_with_other_accents_is_nobody_on_the_command_line_either(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "office.xlsx"
    people = {"Lê Văn An": "văn phòng, thủ trưởng", "Lê Văn Ân": "văn phòng"}
    rows = {
        Worksheet.UNITS: [{"name": "Văn phòng"}],
        Worksheet.PEOPLE: [{"name": name, "unit": "Văn phòng", "roles": roles} for name, roles in people.items()],
        Worksheet.TASKS: [{"lead": "Lê Văn Ân", "title": "Việc", "product": "Báo cáo", "deadline": "13/12/2027"}],
    }
    with office.open("wb") as file:
        export_to(file, rows)
    refused = run("import", str(office), "--as", "Lê Vạn Ân")
    assert (refused.exit_code, "Không có cán bộ nào tên Lê Vạn Ân" in refused.stderr) == (1, True), refused.stderr
    done = run("import", str(office), "--as", "Lê Văn Ân")
    assert done.exit_code == 0, done.stderr
    assert run("invite", "LÊ VĂN ÂN").exit_code == 0
    nobody = run("invite", "Lê Văn Ẩn")
    assert (nobody.exit_code, "Lê Văn Ân (Văn phòng)" in nobody.stderr) == (1, True), nobody.stderr
    either = run("invite", "le van an")
    assert (either.exit_code, "Có nhiều người tên le van an" in either.stderr) == (1, True), either.stderr


LIKE_WORDS = "TIMEZONE=Asia/Ho_Chi_Minh\nAGENCY_NAME=Huyện Bình Chánh\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258", "latin-1"])
@pytest.mark.parametrize("command", [("check",), ("migrate",), ("import", "x.xlsx"), ("trial",), ()])
def test_a_file_of_settings_in_another_encoding_is_named(
    run: Run, tmp_path: Path, encoding: str, command: tuple[str, ...]
) -> None:
    words = LIKE_WORDS if encoding.startswith("utf") else "AGENCY_NAME=Qu\xe2n\n"
    (tmp_path / ".env").write_bytes(words.encode(encoding))
    result = run(*command, LOG_LEVEL="loud")
    assert result.exit_code in {1, 2}
    assert ".env: không phải văn bản UTF-8" in result.output
    assert "LOG_LEVEL" in result.output, "and what else is wrong, at once"


def test_a_file_of_settings_may_be_marked_as_utf_8(run: Run, tmp_path: Path) -> None:
    """Notepad puts three bytes before the first name, which was then no setting of ours."""
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfLOG_LEVEL=loud\n")
    assert "LOG_LEVEL" in run("check").output


def test_what_is_set_and_changes_nothing_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# TOKEN=x\nTELEGRAM_TOKEN=1:abc\nexport Admin_Ids=12\nHTTP_PORT=0\nLOG_LEVEL=\n")
    (tmp_path / "token").write_text("1:abc")
    result = run("check", WEBHOOK_URL="https://dondoc.vn/hook", WEBHOOK_SECRET="a", ZALO_USERS="80")
    noted = [line.removeprefix("LƯU Ý ").partition(":")[0] for line in result.output.splitlines() if "LƯU Ý" in line]
    assert sorted(noted) == ["ADMIN_IDS", "TELEGRAM_TOKEN", "WEBHOOK_SECRET", "WEBHOOK_URL", "ZALO_USERS"]
    assert result.exit_code == 0, "a word, not a fault"


def test_it_is_named_in_the_log_at_start(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = run(HTTP_PORT=str(other.getsockname()[1]), ADMIN_IDS="12", LOG_FORMAT="json")
    noted = [line for line in result.stderr.splitlines() if "setting_without_effect" in line]
    assert len(noted) == 1, "without a token it is trial mode, which knows nobody"
    assert '"ADMIN_IDS"' in noted[0]
    assert '"in_trial"' in noted[0]


def test_a_secret_in_a_file_and_settings_that_say_the_default_are_no_matter(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_API_BASE=https://api.telegram.org\nWEBHOOK_URL=\n")
    (tmp_path / "token").write_text("1:abc")
    noted = run("check", TELEGRAM_BOT_TOKEN_FILE=str(tmp_path / "token"), TELEGRAM_PROXY="http://127.0.0.1:9").output
    assert "LƯU Ý" not in noted


WRONG_FOR_ZALO = {
    "ZALO_BOT_TOKEN": "1:a/../b",
    "ZALO_API_BASE": "bot-api.zaloplatforms.com",
    "ZALO_WEBHOOK_SECRET": "ngắn",
    "ZALO_MONTHLY_MESSAGES": "0",
    "ZALO_USERS": "many",
}


def test_all_that_is_wrong_for_zalo_is_named_at_once_and_no_value_repeated(run: Run) -> None:
    result = run("check", TELEGRAM_BOT_TOKEN_FILE="nowhere", ZALO_WEBHOOK_URL="http://dondoc.vn/z", **WRONG_FOR_ZALO)
    assert result.exit_code == 1
    named = {line.removeprefix("SAI   cấu hình – ").partition(":")[0] for line in result.output.splitlines()}
    assert named == {*WRONG_FOR_ZALO, "ZALO_WEBHOOK_URL", "TELEGRAM_BOT_TOKEN_FILE"}
    assert not any(value in result.output for value in ("1:a/../b", "ngắn", "http://dondoc.vn/z"))


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("https://dondoc.vn/hook-1f", True),
        ("http://127.0.0.1:8080/hook", True),
        ("https://dondoc.vn", False),
        ("https://dondoc.vn/", False),
        ("https://dondoc.vn/hook?a=1", False),
        ("https://ai@dondoc.vn/hook", False),
        ("https://[", False),
    ],
)
@pytest.mark.parametrize("name", ["WEBHOOK_URL", "ZALO_WEBHOOK_URL"])
def test_a_webhook_has_an_address_and_a_path(run: Run, name: str, url: str, is_good: bool) -> None:
    result = run("check", **{name: url, name.replace("URL", "SECRET"): "mat-khau-dai"})
    assert (f"SAI   cấu hình – {name}: " in result.output) != is_good


def test_each_webhook_has_a_path_of_its_own(run: Run) -> None:
    urls = {"WEBHOOK_URL": "https://dondoc.vn/hook", "ZALO_WEBHOOK_URL": "https://dondoc.vn/hook"}
    result = run("check", **urls, WEBHOOK_SECRET="a", ZALO_WEBHOOK_SECRET="mat-khau-dai")
    assert "SAI   cấu hình – ZALO_WEBHOOK_URL: " in result.output


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("http://proxy.example.vn", True),
        ("https://ai:mat@proxy.example.vn:3128/", True),
        ("socks5://10.0.0.5:1080", True),
        ("socks5h://ai:mat@[::1]:1080", True),
        ("socks5://10.0.0.5", False),
        ("socks4://10.0.0.5:1080", False),
        ("10.0.0.5:1080", False),
    ],
)
@pytest.mark.parametrize("name", ["TELEGRAM_PROXY", "ZALO_PROXY"])
def test_a_proxy_is_an_address_that_can_be_used(run: Run, name: str, url: str, is_good: bool) -> None:
    assert (f"SAI   cấu hình – {name}: " in run("check", **{name: url}).output) != is_good


@pytest.mark.parametrize(
    ("name", "secret", "is_good"),
    [
        ("WEBHOOK", "", False),
        ("WEBHOOK", "a", True),
        ("WEBHOOK", "a" * 256, True),
        ("WEBHOOK", "a" * 257, False),
        ("WEBHOOK", "a.b", False),
        ("WEBHOOK", "mật-khẩu", False),
        ("ZALO_WEBHOOK", "", False),
        ("ZALO_WEBHOOK", "a" * 7, False),
        ("ZALO_WEBHOOK", "a" * 8, True),
        ("ZALO_WEBHOOK", "a" * 256, True),
        ("ZALO_WEBHOOK", "a" * 257, False),
        ("ZALO_WEBHOOK", "a b c d e", False),
        ("ZALO_WEBHOOK", "mật-khẩu-dài", False),
    ],
)
def test_a_webhook_has_a_secret_that_its_platform_takes(run: Run, name: str, secret: str, is_good: bool) -> None:
    result = run("check", **{f"{name}_URL": "https://dondoc.vn/z", f"{name}_SECRET": secret})
    assert (f"SAI   cấu hình – {name}_SECRET: " in result.output) != is_good


def test_a_bot_on_zalo_without_an_address_for_files_is_told_what_that_means(run: Run) -> None:
    told = "PUBLIC_URL: chưa đặt"
    assert told in run("check", ZALO_BOT_TOKEN="1:abc").output
    assert told not in run("check", ZALO_BOT_TOKEN="1:abc", PUBLIC_URL="https://dondoc.example.vn").output
    assert told not in run("check").output


def test_a_folder_in_the_place_of_the_settings_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    result = run("check")
    assert (result.exit_code, ".env: " in result.output) == (1, True)


@pytest.mark.parametrize("content", ["1:abc".encode("utf-16"), b"\xff\xfe\x00", "mật".encode("utf-16-le")])
def test_a_secret_in_another_encoding_is_named(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    result = run("check", TELEGRAM_BOT_TOKEN_FILE=str(tmp_path / "token"))
    assert (result.exit_code, "TELEGRAM_BOT_TOKEN_FILE: không phải" in result.output) == (1, True)


@pytest.mark.parametrize("now", ["9999-12-31T23:59", "0001-01-01T00:00", "9998-06-01T08:00", "2100-01-01T00:00"])
def test_a_moment_of_no_calendar_is_named(run: Run, now: str) -> None:
    result = run("deadline", "--now", now)
    assert (result.exit_code, "năm từ 1950 đến 2090" in result.output) == (2, True)


def test_a_stray_cell_and_a_bad_one_on_the_command_line(run: Run, tmp_path: Path) -> None:
    stray = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    (tmp_path / "bad.xlsx").write_bytes(
        workbooks.of_tasks(workbooks.task(deadline=workbooks.number(2958465, 2)), stray)
    )
    result = run("import", "bad.xlsx")
    assert result.exit_code == 1
    assert "Nhiệm vụ, dòng 2, cột Hạn: " in result.stderr
    assert "quá xa" in result.stderr


@pytest.mark.parametrize("content", [b"", b"a;b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_spreadsheet_is_named_on_the_command_line(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.xlsx").write_bytes(content)
    result = run("import", "bad.xlsx")
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert "XLSX" in result.stderr


PLACES: dict[Worksheet, list[dict[str, object]]] = {
    Worksheet.UNITS: [{"name": "UBND xã"}],
    Worksheet.PEOPLE: [
        {"name": "Lê Thị Hoa", "unit": "UBND xã", "roles": "văn phòng"},
        {"name": "Phạm Văn Bình", "unit": "UBND xã", "roles": "thủ trưởng"},
    ],
    Worksheet.TASKS: [],
}


def tasks_of(*documents: str) -> list[dict[str, object]]:
    task = {"lead": "UBND xã", "title": "Kiểm kê", "product": "Biểu", "deadline": "14/12/2030"}
    return [{**task, "document": document} for document in documents]


def stored(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "dondoc.db")) as now:
        return now.execute(query).fetchall()


def test_a_preview_says_what_would_be_done_and_does_nothing(run: Run, tmp_path: Path) -> None:
    export_to(tmp_path / "new.xlsx", {**PLACES, Worksheet.TASKS: tasks_of("1/UBND")})
    for _ in range(2):
        result = run("import", "new.xlsx", "--preview")
        assert result.exit_code == 0, result.stderr
        for said in ("1 đơn vị mới, 2 cán bộ mới, 1 nhiệm vụ", "UBND xã: 1 việc", "Người giao: đồng chí Lê Thị Hoa"):
            assert said in result.stdout
        assert stored(tmp_path, "SELECT count(*) FROM units UNION ALL SELECT count(*) FROM cases") == [(0,), (0,)]


def test_what_was_imported_before_is_refused_unless_it_is_meant(run: Run, tmp_path: Path) -> None:
    export_to(tmp_path / "new.xlsx", {**PLACES, Worksheet.TASKS: tasks_of("1/UBND")})
    assert run("import", "new.xlsx").exit_code == 0
    again = run("import", "new.xlsx")
    assert (again.exit_code, "Đúng tệp này đã được nhập" in again.stderr, "--again" in again.stderr) == (1, True, True)
    assert run("import", "new.xlsx", "--preview").exit_code == 0
    export_to(tmp_path / "more.xlsx", {**PLACES, Worksheet.TASKS: tasks_of("2/UBND", "1/UBND")})
    row = run("import", "more.xlsx")
    assert (row.exit_code, "1 dòng nhiệm vụ đã có" in row.stderr, "dòng 3" in row.stderr) == (1, True, True)
    assert stored(tmp_path, "SELECT count(*) FROM cases") == [(1,)]
    assert run("import", "more.xlsx", "--again", "--as", "Lê Thị Hoa").exit_code == 0
    assert stored(tmp_path, "SELECT count(*) FROM cases") == [(3,)]
    told = "SELECT name FROM notices JOIN people ON people.id = recipient_id WHERE kind = 'imported'"
    assert stored(tmp_path, told) == [("Lê Thị Hoa",)] * 2, "in whose name it was done is told"


def test_a_file_without_an_end_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.office.imports.SIZE_LIMIT", 1_000_000)
    result = run("import", "/dev/zero")
    assert (result.exit_code, "quá lớn" in result.stderr) == (1, True)
