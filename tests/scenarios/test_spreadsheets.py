"""A spreadsheet sent by chat: what is wrong is named, the next file is waited for, and nothing ends the bot (M3)."""

from __future__ import annotations

import os
import signal

import pytest

from actions.aside import SIDE
from tests.handlers.workbooks import number, of_tasks, task, text
from tests.scenarios.cast import World, giaoviec


async def send(world: World, content: bytes, *parts: str) -> str:
    """The clerk sends a file in which tasks stand, and is answered so."""
    world.clerk.read = len(world.clerk.said_by_bot())
    await world.clerk.sends_file("viec.xlsx", content)
    said = "\n".join(message.text for message in world.clerk.unread())
    world.clerk.read = len(world.clerk.said_by_bot())
    for part in parts:
        assert part in said, f"{part!r} is not in\n{said}"
    return said


async def enter(world: World, content: bytes, *parts: str) -> None:
    """The same, a preview, and it is confirmed."""
    await send(world, content, "Xem trước", *parts)
    await world.clerk.presses("Nhập")
    world.clerk.receives("Đã nhập", *parts)


async def test_a_stray_cell_in_the_last_corner_ends_nothing(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    stray = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    await enter(world, of_tasks(task(), stray), "1 nhiệm vụ", "XFD1048576", "không đọc")
    world.an.receives("NV-1")


async def test_three_hundred_megabytes_in_a_cell_are_a_bad_cell(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    content = of_tasks(task(title=text("x" * 300_000_000)))
    assert len(content) < 400_000
    await send(world, content, "1 chỗ cần sửa", "dòng 2, cột Việc", "quá giới hạn")


async def test_after_a_refused_file_the_next_one_is_read_without_the_command(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    with world.changing_nothing():
        await send(world, of_tasks(task(deadline=number(5.1))), "5.1", "không phải ngày", "không phải gõ lại lệnh")
        await send(world, b"Viec;Han", "CSV")
        await send(world, of_tasks(task())[:-100], "bị hỏng")
        await world.clerk.is_told("tệp đây nhé", "không phải XLSX")
    await enter(world, of_tasks(task()), "1 nhiệm vụ")
    world.an.receives("NV-1")


async def test_a_refused_file_that_came_with_the_command_waits_for_the_next_too(world: World) -> None:
    await world.clerk.sends_file("viec.xlsx", b"Viec;Han", "/nhapfile")
    world.clerk.receives("CSV")
    await enter(world, of_tasks(task()), "1 nhiệm vụ")
    world.an.receives("NV-1")


async def test_a_day_off_and_hidden_rows_are_said_with_what_was_entered(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    hidden = task(deadline="13/12/2026").replace("<row ", '<row hidden="1" ')
    await enter(world, of_tasks(task(), hidden), "2 nhiệm vụ", "dòng 3", "ẩn", "Chủ Nhật 13/12/2026 (cuối tuần)")
    world.an.receives("2 việc")


async def test_vv_is_said_once(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    await enter(world, of_tasks(task(document="12/UBND", subject="V/v giải ngân vốn")), "1 nhiệm vụ")
    world.an.receives("NV-1")
    card = await world.an.is_told("/viec NV-1", "V/v giải ngân vốn")
    assert "V/v V/v" not in card.text


async def test_a_row_marked_secret_is_refused_and_not_kept(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    with world.changing_nothing():
        await send(world, of_tasks(task(title="Kế hoạch phòng thủ (TUYỆT MẬT)")), "dấu mật", "dòng 2")


async def test_the_process_that_reads_may_be_killed_and_the_next_file_is_read(world: World) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    await send(world, of_tasks(task(deadline="")), "bắt buộc")
    assert SIDE.number is not None
    os.kill(SIDE.number, signal.SIGKILL)
    await enter(world, of_tasks(task()), "1 nhiệm vụ")
    world.an.receives("NV-1")


async def test_a_reading_that_takes_too_long_is_said_and_everybody_else_is_served(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.clerk.is_told("/nhapfile", "mẫu nhập")
    monkeypatch.setattr(SIDE, "seconds", 0.0)
    before = SIDE.deaths.total()
    with world.changing_nothing():
        await send(world, of_tasks(task()), "kéo dài quá lâu", "chia nhỏ")
    assert SIDE.deaths.total() == before + 1
    await world.leader.says(giaoviec())
    world.leader.receives("Dondoc hiểu")
    monkeypatch.undo()
    await enter(world, of_tasks(task()), "1 nhiệm vụ")
    world.an.receives("NV-1")
