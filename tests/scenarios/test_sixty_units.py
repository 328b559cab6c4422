"""A request to sixty units of which thirty answer, in five ways, and thirty never do (M20–M26)."""

from __future__ import annotations

import asyncio
import io
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from docx import Document

from actions.office import accounts, people
from actions.order import Order
from channels.telegram.envelopes import CHANNEL
from domain.office.people import Role
from tests.scenarios.cast import AGENCY, Player, World, moment

ANSWERING, SILENT, EACH = 30, 30, 6
STANCES = ("đồng ý", "có điều kiện; bổ sung Điều 7", "không đồng ý; trái quy hoạch", "không thuộc; việc của ngành khác")
OUTCOMES = {
    "Đồng ý": 2 * EACH,  # six of them after their dossier was completed
    "Đồng ý có điều kiện": EACH,
    "Không đồng ý": EACH,
    "Không thuộc chức năng": EACH,
    "Mặc nhiên đồng ý": SILENT,
}


async def sixty_heads(world: World) -> list[Player]:
    """Sixty units more, each with a head who has an account."""
    office, now = world.program.office, world.clock.now()
    clerk = Order(now=now, said_at=now, via="test", sender_id=1)
    heads = []
    for number in range(1, ANSWERING + SILENT + 1):
        name, account = f"Trưởng số {number:02}", 2000 + number
        await world.api.add_person(account, name)
        await people.enter_unit(office, clerk, name=f"Đơn vị {number:02}", parent=AGENCY)
        head = await people.enter_person(
            office,
            clerk,
            name=name,
            unit=f"Đơn vị {number:02}",
            position="Trưởng đơn vị",
            roles=frozenset({Role.HEAD}),
        )
        await accounts.link_sample_account(
            office, clerk, person_id=head.person.id, channel=CHANNEL, user_id=str(account)
        )
        heads.append(world.add_player(f"u{number}", account, name))
    return heads


def form(heads: list[Player]) -> str:
    asked = "\n".join(f"- Đơn vị {number:02}: phần việc số {number}" for number in range(1, len(heads) + 1))
    return (
        "/xinykien\nNội dung: Dự thảo quy chế phối hợp\nĐề xuất: Ban hành trong quý I/2027\nVăn bản: 77/TTr-VP\n"
        f"Hạn: 08/12/2026\nHỏi:\n{asked}"
    )


def has_read_everything(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


async def asked_and_answered(world: World) -> bytes:
    """The whole of it; returns the summary that the requester is handed in the end."""
    clerk, heads = world.clerk, await sixty_heads(world)
    await clerk.is_refused(form(heads), "hỏi 60 đơn vị, quá 10 đơn vị", "Lý do:")
    await clerk.is_told(f"{form(heads)}\nLý do: quy chế áp dụng cho mọi đơn vị", "Dondoc hiểu")
    clerk.receives()  # sixty lines are more than one message
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    for number, head in enumerate(heads[:ANSWERING]):
        head.receives("được lấy ý kiến", f"phần việc số {number + 1}")
        if number < 4 * EACH:
            await head.is_told(f"/ykien YK-1 {STANCES[number // EACH]}", "Đã gửi ý kiến")
        else:
            await head.is_told("/ykien YK-1 thiếu hồ sơ; bản đồ hiện trạng", "còn thiếu")
    await world.until(moment(1, 9))
    for number in range(4 * EACH, ANSWERING):
        await clerk.says(f"/bosung YK-1 Đơn vị {number + 1:02}; đã gửi bản đồ")
        await heads[number].says("/ykien YK-1 đồng ý")
    await world.until(moment(9, 12))
    has_read_everything(world)
    await clerk.says("/tonghop YK-1")
    clerk.receives("Bản tổng hợp YK-1 ở tệp kèm theo")
    handed = clerk.receives()
    assert handed.file_name == "tong-hop-YK-1.docx"
    file = await world.api.file(handed.file_id or "")
    assert file is not None
    return file.content


async def test_each_ends_in_its_own_outcome_and_the_summary_shows_them(world: World) -> None:
    content = await asked_and_answered(world)
    recorded = Counter(
        world.stored(
            "SELECT duties.outcome, answers.stance FROM duties"
            " LEFT JOIN answers ON answers.duty_id = duties.id AND answers.state = 'final'"
        )
    )
    assert recorded == {
        ("deemed", None): SILENT,
        ("answered", "agree"): 2 * EACH,
        ("answered", "conditional"): EACH,
        ("answered", "disagree"): EACH,
        ("answered", "not_ours"): EACH,
    }
    assert world.stored("SELECT count(*), count(DISTINCT answerable_id) FROM deemed") == [(SILENT, SILENT)]
    (table,) = Document(io.BytesIO(content)).tables
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert (len(head), len(rows)) == (6, 60)
    assert Counter(row[2] for row in rows) == OUTCOMES
    for number, row in enumerate(rows, start=1):
        assert row[1] == f"Đơn vị {number:02}\n(phần việc số {number})"
        if row[2] == "Mặc nhiên đồng ý":
            assert f"Chịu trách nhiệm: đồng chí Trưởng số {number:02}" in row[5]
        else:
            assert f"Đồng chí Trưởng số {number:02} ký Thứ" in row[4]
    await world.clerk.is_told("/viec YK-1", "Đã có kết quả 60/60", "mặc nhiên đồng ý 30", "đồng ý 12")
    has_read_everything(world)
    await world.u3.is_refused("/tonghop YK-1", "không có thẩm quyền")
    world.nothing_else_was_said()


def convert(document: Path) -> None:
    """LibreOffice opens the document and writes what it shows as text beside it."""
    profile = f"-env:UserInstallation=file://{document.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]
    subprocess.run([*command, str(document.parent), str(document)], check=True, capture_output=True, timeout=120)


@pytest.mark.packages
async def test_libreoffice_opens_the_summary_and_shows_all_sixty(world: World, tmp_path: Path) -> None:
    (tmp_path / "tong-hop.docx").write_bytes(await asked_and_answered(world))
    await asyncio.to_thread(convert, tmp_path / "tong-hop.docx")
    shown = (tmp_path / "tong-hop.txt").read_text("utf-8")
    assert [number for number in range(1, 61) if f"Đơn vị {number:02}" not in shown] == []
    assert Counter(line for line in shown.splitlines() if line in OUTCOMES) == OUTCOMES
    has_read_everything(world)
    world.nothing_else_was_said()
