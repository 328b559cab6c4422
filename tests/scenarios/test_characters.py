"""Characters that are none, or only steer a printer, keep no document from being made."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from documents.characters import printable
from documents.layout import line, page
from handlers.reading.typing import clean
from tests.scenarios.cast import World

UNPRINTABLE = "\uffff\ufffe\ufdd0\U0001ffff\x00\x07\x0b\x1f"
TITLE = f"Báo cáo{UNPRINTABLE} giải ngân"


async def documents_of(world: World) -> list[bytes]:
    """The case file, the unit's sheet and the report, as they are sent."""
    files = []
    for asks in ("/lichsu NV-1 hồ sơ", "/donvi Phòng Kinh tế; in", "/baocao tháng 11/2026 docx", "/baocao xlsx"):
        await world.clerk.says(asks)
        names = [one for one in world.clerk.said_by_bot() if one.file_id and not one.is_picture]
        assert names, asks
        kept = await world.api.file(str(names[-1].file_id))
        assert kept is not None
        files.append(kept.content)
    return files


def opened(files: list[bytes]) -> None:
    for content in files[:-1]:
        Document(io.BytesIO(content))
    CalamineWorkbook.from_filelike(io.BytesIO(files[-1]))


async def test_they_are_taken_out_when_they_are_read(world: World) -> None:
    await world.clerk.assigns(Việc=TITLE)
    assert world.stored("SELECT title FROM cases") == [("Báo cáo giải ngân",)]
    await world.an.sends_file(f"bao{UNPRINTABLE}-cao\n45.pdf", b"%PDF", "/xong NV-1")
    assert world.stored("SELECT file_name FROM submissions") == [("bao -cao 45.pdf",)]  # one of them ends a line
    opened(await documents_of(world))


async def test_what_is_stored_already_is_printed_without_them(world: World) -> None:
    await world.clerk.assigns()
    await world.an.is_told("/tiendo NV-1 đang làm", "NV-1")
    dirty = "\uffff\ufffe\x07"
    with closing(sqlite3.connect(world.database)) as connection:
        connection.execute("UPDATE cases SET title = title || ?, file_name = ?", (dirty, f"van{dirty}ban.pdf"))
        connection.execute("UPDATE words SET text = text || ?", (dirty,))
        connection.execute("UPDATE units SET name = name || ?", (dirty,))
        connection.commit()
    await world.stops()
    await world.starts()
    opened(await documents_of(world))


ANYTHING = st.text(st.characters(codec="utf-8"))


@given(ANYTHING)
def test_whatever_is_typed_can_be_printed(text: str) -> None:
    assert printable(clean(text)) == clean(text)


@given(ANYTHING)
def test_whatever_is_stored_can_be_printed(text: str) -> None:
    document = page(across=False)
    line(document, printable(text))
    assert printable(printable(text)) == printable(text)
