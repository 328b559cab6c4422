"""The documents say what the code does: rights, settings, commands, deadline phrases, the journal's format."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Settings
from deadlines import DateQuestion, read_deadline
from deadlines.readings import Reason
from domain.acts import Act
from domain.journal.entry import Entry
from domain.permissions import RIGHTS, Permission, Relation
from handlers.front.commands import COMMANDS
from storage.calendars import EnteredCalendar, calendar_of
from storage.database import Database
from storage.holidays import public_days
from storage.journal import append, export_lines
from tests.copies import Databases

ROOT = Path(__file__).parent.parent
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SETTINGS = [name.upper() for name in Settings.model_fields]
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "SECURITY.md",
        *ROOT.glob("docs/**/*.md"),
    ]
)


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def test_the_table_of_rights_is_the_codes() -> None:
    rows = [cells(line) for line in page("docs/rights.md").split("\n## ")[0].splitlines() if line.startswith("|")]
    relations = rows[0][1:]
    written = {
        act: {relation for relation, mark in zip(relations, marks, strict=True) if mark} for act, *marks in rows[2:]
    }
    assert written == {act.value: {relation.value for relation in has} for act, has in RIGHTS.items()}


@pytest.mark.parametrize("permission", Permission)
def test_every_act_names_its_commands(permission: Permission) -> None:
    rows = page("docs/rights.md").split("## The acts")[1].partition("\nBeside the table")[0]
    assert f"`{permission}`" in rows


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_is_explained(relation: Relation) -> None:
    assert f"`{relation}`" in page("docs/rights.md").split("## The relations")[1]


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("where", [".env.example", "README.md"])
def test_every_setting_is_named(name: str, where: str) -> None:
    assert re.search(rf"(?<![A-Z_]){name}(?![A-Z_])", page(where))


def test_the_example_settings_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)  # type: ignore[call-arg]
    written = re.findall(r"^([A-Z_]+)=", page(".env.example"), re.MULTILINE)
    assert sorted(written) == sorted(SETTINGS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_guide_names_every_command(command: str) -> None:
    guide, _, _ = page("docs/guide.md").partition("\n## Chưa có")
    assert re.search(rf"/{command}\b", guide)


def test_the_guide_promises_no_command_that_is_not_there() -> None:
    guide, _, missing = page("docs/guide.md").partition("\n## Chưa có")
    assert set(re.findall(r"(?<![\w/])/([a-z]+)\b", guide)) <= set(COMMANDS)
    assert not set(re.findall(r"`/([a-z]+)`", missing)) & set(COMMANDS)


PHRASES = re.findall(r"`([^`]+)` → `([^`]+)`", page("docs/deadline-rules.md"))


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_deadline_is_read_as_written(phrase: str, expected: str) -> None:
    years = range(2025, 2031)
    calendar = calendar_of(public_days(years), EnteredCalendar(), HANOI)
    found = read_deadline(phrase, now=datetime(2026, 11, 23, 9, 0, tzinfo=HANOI), calendar=calendar)
    said = f"? {found.reason}" if isinstance(found, DateQuestion) else f"{found.moment:%Y-%m-%dT%H:%M}"
    assert said == expected


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_for_asking_is_explained(reason: Reason) -> None:
    assert f"| `{reason}` |" in page("docs/deadline-rules.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        linked = path.parent / name if name else path
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings are given where it is shown."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.fixture
async def export(sqlite_databases: Databases, migrated_sqlite: str) -> list[str]:
    """A small journal as `python -m bot journal export` writes it, with every kind of value."""
    database = Database(sqlite_databases.copy(migrated_sqlite))
    at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    async with database.writing() as connection:
        await append(connection, [Entry(at=at, act=Act.STEP_TAKEN, via="clock", data={"told": [1, 2], "step": None})])
        position = 'Trưởng phòng "Kinh tế"\\\n\t'
        for number in range(4):
            entry = Entry(at=at, act=Act.DUTY_REPORTED, via="telegram", actor_id=number, actor_position=position)
            await append(connection, [entry])
    async with database.reading() as connection:
        lines = [json.dumps(line, ensure_ascii=False) async for line in export_lines(connection)]
    await database.close()
    return lines


@pytest.fixture
def verifier() -> Any:
    (code,) = re.findall(r"```python\n(.*?)```", page("docs/journal.md"), re.DOTALL)
    names: dict[str, Any] = {"__name__": "verifier"}
    exec(code, names)
    return names["check"]


def test_the_documented_verifier_accepts_an_export(export: list[str], verifier: Any) -> None:
    assert verifier(export) is None
    assert verifier(export, json.loads(export[2])["hash"]) is None


def test_the_documented_verifier_finds_what_was_falsified(export: list[str], verifier: Any) -> None:
    last = json.loads(export[-1])["hash"]
    assert verifier(export[:2] + export[3:]) == "entry 3 is missing"
    assert (
        verifier([*export[:3], export[3].replace(Act.DUTY_REPORTED, Act.DUTY_ACCEPTED), export[4]])
        == "entry 4 was changed"
    )
    assert "end was cut" in verifier(export[:-1], last)


def test_the_journals_page_explains_every_act_and_no_other() -> None:
    rows = [cells(line)[0] for line in page("docs/journal.md").split("## The acts")[1].splitlines()[4:]]
    listed = [act for row in rows for act in re.findall(r"[a-z_]+\.[a-z_]+", row)]
    assert sorted(listed) == sorted(Act)
