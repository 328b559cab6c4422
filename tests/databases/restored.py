"""A database of an earlier schema, brought to the present one, and all that the program says of it and from it.

The dump is SQL in text, packed. In it are the office and, in tables of their own, the chats of the platform.
"""

from __future__ import annotations

import io
import lzma
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from docx import Document
from python_calamine import CalamineWorkbook
from sqlalchemy import insert, select, text

from actions.clock import audit
from bot.clock import StandingClock
from bot.trial.state import ChatMessage
from bot.trial.telegram import BotApi
from storage.database import Database
from storage.tables import metadata
from storage.trial import TrialStore
from tests.copies import migrated
from tests.scenarios.cast import HANOI, TOKEN, Player, World, opened, served
from texts.front import console, upkeep

FOLDER = Path(__file__).parent
SENT = re.compile(r"• [^:]* \d\d:\d\d: hệ thống đã gửi tới ")
KILLED_AT = datetime(2026, 12, 25, 21, 40, tzinfo=HANOI)  # a Friday night
BEGUN_AGAIN = KILLED_AT + timedelta(minutes=10)  # what the dead process had in hand is nobody's any more
MONDAY = datetime(2026, 12, 28, 9, 0, tzinfo=HANOI)
AHEAD = timedelta(days=7)  # how far plans are printed
# Of the journal's head: chats are handled side by side, so that its newest entries stand in no certain order.
HASH = re.compile(r"\b[0-9a-f]{16}\b|\b(?:[0-9a-f]{4} ){3}[0-9a-f]{4}\b")

CLERK, CHAIR, VICE, INSPECTOR, FINANCE, SECOND, BUILDING, EDUCATION, OFFICIAL = (
    *("Dương Ngọc Tâm", "Hồ Quốc Giang", "Lê Minh Dũng", "Nguyễn Hữu Mai", "Bùi Kim Hà"),
    *("Bùi Thị Phúc", "Ngô Đức Hà", "Bùi Thu Hà", "Hoàng Thanh Sơn"),
)
WHOLE = ("tháng 9/2026", "tháng 10/2026", "tháng 11/2026", "quý IV/2026", "năm 2026", "tại 15/11/2026")
SCOPES = (
    *("Sở Tài chính", "Sở Xây dựng và Môi trường", "Sở Nông nghiệp và Môi trường", "Hoàng Thanh Sơn"),
    *("lĩnh vực đất đai", "cấp lãnh đạo", "người giao Hồ Quốc Giang", "quá hạn", "biểu dương", "công khai"),
    *("vướng mắc", "mẫu 9 hạt giống 7", "xlsx", "docx"),
)
QUESTIONS: tuple[tuple[str, str], ...] = (
    *((CLERK, f"/lichsu {code}") for code in ("NV-91", "NV-93", "YK-37", "NV-20", "NV-90")),
    *((CLERK, f"/baocao {span}") for span in WHOLE),
    *((CLERK, f"/baocao tháng 11/2026 {scope}") for scope in SCOPES),
    *((CLERK, f"/baocao quý IV/2026 {scope}") for scope in ("Sở Y tế", "lĩnh vực tài chính")),
    *((CHAIR, f"/baocao năm 2026 {scope}") for scope in ("Vũ Kim Bình docx", "Sở Tài chính xlsx")),
    *((head, "/baocao tháng 11/2026") for head in (FINANCE, BUILDING)),
    *((head, "/donvi") for head in (FINANCE, BUILDING, EDUCATION)),
    *((one, "/viec") for one in (CLERK, CHAIR, FINANCE, SECOND, BUILDING, EDUCATION, OFFICIAL)),
    *((one, "/toi năm 2026") for one in (OFFICIAL, EDUCATION)),
    *((CLERK, f"/dagiao tất cả {which}".strip()) for which in ("", "quá hạn", "giữ lâu nhất")),
    *((CLERK, f"/viec {code}") for code in ("NV-91", "YK-37", "PB-5", "NV-1", "YK-1")),
    *((CLERK, asked) for asked in ("/dutdiem", "/tonghop YK-37", "/dinhky", "/lichnghi", "/quydinh", "/vangmat")),
)


def unpacked(schema: str, folder: Path) -> Path:
    """The dump as a database file, of its own schema still."""
    file = folder / f"{schema}.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(lzma.decompress((FOLDER / f"{schema}.sql.xz").read_bytes()).decode())
    return file


async def copied(source: str, target: str) -> None:
    """The rows of a migrated SQLite database in an empty one of PostgreSQL, whose counters go on behind them."""
    await migrated(target)
    old, new = Database(source), Database(target)
    async with old.reading() as reading, new.writing() as writing:
        await writing.execute(text("SET session_replication_role = replica"))  # rows refer to later ones
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in await reading.execute(select(table))]
            await writing.execute(table.delete())
            if rows:
                await writing.execute(insert(table), rows)
            if (key := table.autoincrement_column) is not None:
                counter = f"pg_get_serial_sequence('{table.name}', '{key.name}')"
                await writing.execute(text(f"SELECT setval({counter}, max({key.name})) FROM {table.name}"))
    await old.close()
    await new.close()


@asynccontextmanager
async def lived_on(address: str, platform: Path) -> AsyncIterator[World]:
    """The program is started on the database minutes after it was killed; the platform's chats stand in `platform`."""
    clock = StandingClock(BEGUN_AGAIN)
    store = await TrialStore.open(platform)
    api = await BotApi.load(store, clock, TOKEN)
    async with served(api) as network, AsyncExitStack() as stay:
        program = await stay.enter_async_context(opened(network.address, address, clock))
        world = World(api=api, program=program, clock=clock, network=network, database=platform, stay=stay)
        for chat in sorted(api.chats.values(), key=lambda one: one.id):
            player = world.add_player(chat.name, chat.id, chat.name)
            player.read = len(player.said_by_bot())
        yield world
    await store.close()


async def told(world: World) -> AsyncIterator[tuple[str, str]]:
    """What the database holds, what was carried on from it, and what is answered about it: title and text of each."""
    office = world.program.office
    yield "python -m bot journal verify", upkeep.journal_words(await audit.verify_journal(office))
    chart, plans = await audit.simulate(office, BEGUN_AGAIN, BEGUN_AGAIN + AHEAD)
    yield "python -m bot simulate", "\n".join(console.plan_words(HANOI, chart, plans))
    await world.program.worker.recall("telegram")
    await world.program.worker.drain()  # what it had stored, before what the platform still has
    await world.step()
    for title, words in _said(world):
        yield f"{title}, {BEGUN_AGAIN:%d/%m %H:%M}", words
    await world.until(MONDAY)
    for title, words in _said(world):
        yield f"{title}, {MONDAY:%d/%m %H:%M}", words
    for name, question in QUESTIONS:
        await world.players[name].says(question)
        answers = world.players[name].unread()
        world.players[name].read += len(answers)
        for number, answer in enumerate(answers, start=1):
            yield f"{name}: {question} – {number}", _shown(answer)
            async for sheet, cells in _cells(world, answer):
                yield f"{name}: {question} – {sheet}", cells


def _said(world: World) -> Iterator[tuple[str, str]]:
    """Whatever each has been told and not read."""
    for player in world.players.values():
        unread = player.unread()
        player.read += len(unread)
        if unread:
            yield player.name, "\n---\n".join(map(_shown, unread))


def _shown(message: ChatMessage) -> str:
    labels = " · ".join(Player.labels(message))
    file = f"[{message.file_name}]" if message.file_name else ""
    words = HASH.sub("…", in_order(message.text))
    return "\n".join(part for part in (words, file, f"[{labels}]" if labels else "") if part)


def in_order(text: str) -> str:
    """What a history tells of one moment's sending, which goes to several chats side by side, in the order of names."""
    parts = groupby(text.split("\n"), key=lambda line: found[0] if (found := SENT.match(line)) else None)
    return "\n".join("\n".join(sorted(lines) if moment else lines) for moment, lines in parts)


async def _cells(world: World, message: ChatMessage) -> AsyncIterator[tuple[str, str]]:
    """What stands in a file that came with the message: of each page by its name, row by row."""
    if message.is_picture or not message.file_id:
        return
    file = await world.api.file(message.file_id)
    assert file is not None
    if message.file_name and message.file_name.endswith(".xlsx"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            yield name, "\n".join(" | ".join(str(cell) for cell in row).rstrip(" |") for row in rows)
    elif message.file_name and message.file_name.endswith(".docx"):
        paper = Document(io.BytesIO(file.content))
        yield "văn bản", "\n".join(one.text for one in paper.paragraphs if one.text)
        for number, table in enumerate(paper.tables, start=1):
            yield f"bảng {number}", "\n".join(" | ".join(cell.text for cell in row.cells) for row in table.rows)
