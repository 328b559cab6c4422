"""Who is erased is gone from everything: file names, what came in, the bytes of the database and its log (M52)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from actions.clock.audit import verify_journal
from tests.scenarios.cast import ECONOMY, Player, World, moment

NAME = "Nguyễn Văn An"
SPELLINGS = ("Nguyễn Văn An", "NGUYỄN VĂN AN", "Nguyen_Van_An", "NGUYEN VAN AN", "nguyenvanan", "Nguyen-Van-An")


def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(world.database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def bytes_on_disk(world: World) -> bytes:
    """The database and whatever SQLite keeps beside it, while the program has it open."""
    place = Path(world.database)
    return b"".join(one.read_bytes() for one in sorted(place.parent.glob(f"{place.name}*")))


def _reads(*players: Player) -> None:
    for player in players:
        player.read = len(player.said_by_bot())


async def _hands_in(world: World, **changed: str) -> None:
    await world.clerk.assigns(**changed)
    await world.an.says("/xong NV-1")
    await world.an.sends_file("Nguyen_Van_An.pdf", b"%PDF-1.4 report", "bao cao cua NGUYEN VAN AN")
    await world.clerk.says("/nghiemthu NV-1")
    _reads(world.clerk, world.an)


async def test_every_spelling_of_the_name_goes_and_the_number_with_it(world: World) -> None:
    clerk, an = world.clerk, world.an
    await _hands_in(world, Việc="Rà soát hồ sơ NGUYEN-VAN-AN đã lập", Nơi_nhận="đ/c NGUYỄN VĂN AN")
    await an.says("/canbo Nguyễn Văn An; Phòng lạ; Chuyên viên")
    await clerk.says("/giaoviec\nChủ trì: Phạm Văn Bình\nViệc: thay nguyen.van.an")
    assert any("Nguyen_Van_An.pdf" in str(row) for row in everything(world)["submissions"])
    await clerk.says("/xoacanbo Nguyễn Văn An; Nguyen Van An nghỉ hưu")
    assert "Đã xóa dữ liệu cá nhân" in clerk.said_by_bot()[-1].text
    for table, rows in everything(world).items():
        text = json.dumps([[str(value) for value in row] for row in rows], ensure_ascii=False)
        assert not [one for one in SPELLINGS if one.lower() in text.lower()], table
        if table in {"accounts", "inbox", "dialogues", "menus", "facts"}:
            assert not any(str(an.user_id) in map(str, row) for row in rows), table
    _reads(clerk)
    await clerk.is_told("/viec NV-1", "Rà soát hồ sơ (đã xóa) đã lập")
    assert (await verify_journal(world.program.office)).broken is None


async def test_what_was_set_aside_of_the_person_is_blanked(world: World) -> None:
    clerk, an = world.clerk, world.an
    await an.says("/viec")
    await clerk.says("/viec")
    _reads(clerk)
    said = json.dumps({"message": {"from": {"id": an.user_id}, "text": "đọc không được"}})
    about = json.dumps({"message": {"from": {"id": 1}, "text": "hỏi đ/c\nnguyễn văn an"}})
    other = json.dumps({"message": {"from": {"id": 10051}, "text": "chuyện khác"}})
    with closing(sqlite3.connect(world.database)) as connection, connection:
        columns = "channel, chat_id, received_at, said_at, secret, handled_at"
        connection.executemany(
            f"INSERT INTO inbox (update_id, raw, state, reason, {columns}) "
            f"SELECT ?, ?, 'failed', 'unreadable', {columns} FROM inbox ORDER BY id DESC LIMIT 1",
            [("x0", said), ("x1", about), ("x2", other)],
        )
    await clerk.is_told(f"/xoacanbo {NAME}; nghỉ hưu", "Đã xóa dữ liệu cá nhân")
    kept = world.stored("SELECT raw FROM inbox WHERE update_id IN ('x0', 'x1', 'x2') ORDER BY update_id")
    assert kept == [(None,), (None,), (other,)]


async def test_the_bytes_of_the_database_and_its_log_hold_the_name_no_more(world: World) -> None:
    await _hands_in(world, Việc=f"Báo cáo do {NAME} soạn")
    assert NAME.encode() in bytes_on_disk(world)
    await world.clerk.is_told(f"/xoacanbo {NAME}; nghỉ hưu", "Đã xóa dữ liệu cá nhân")
    left = bytes_on_disk(world)
    for one in (NAME, "Nguyen_Van_An", "nguyen van an", "NGUYEN VAN AN", "NGUYEN-VAN-AN"):
        assert one.encode() not in left, one


async def test_an_unread_circular_ends_and_other_open_work_still_refuses(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.says(f"/phobien\nNội dung: Quy chế làm việc\nGửi: {NAME}\nHạn: 16h30 ngày 07/12/2026")
    await clerk.presses("Gửi")
    _reads(clerk)
    await clerk.assigns()
    await clerk.is_refused(f"/xoacanbo {NAME}; nghỉ hưu", "còn giữ 1 việc đang mở: NV-1")
    await an.says("/xong NV-1 báo cáo")
    await clerk.says("/nghiemthu NV-1")
    _reads(clerk)
    await clerk.is_told(f"/xoacanbo {NAME}; nghỉ hưu", "Đã xóa dữ liệu cá nhân", "không phải đọc nữa: PB-1")
    assert world.stored("SELECT state FROM cases WHERE kind = 'circular'") == [("closed",)]
    await clerk.is_told("/lichsu PB-1", "kết thúc việc đọc: dữ liệu của người đọc đã được xóa")
    assert (await verify_journal(world.program.office)).broken is None


async def test_what_is_kept_of_oneself_is_handed_out_whole(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns()
    await an.says("/tiendo NV-1 đã xong ba phần")
    await an.says("/vuong NV-1 thiếu số liệu của xã; xin Văn phòng đôn đốc")
    await world.until(moment(8, 9))
    await an.says("/nguyennhan NV-1 khách quan; chờ số liệu")
    _reads(clerk)
    await clerk.asks_opinions(Hỏi=f"\n- {ECONOMY}: nguồn kinh phí")
    await binh.says(f"/phancong YK-1 {NAME}")
    await an.says("/ykien YK-1 có điều kiện; cần bổ sung nguồn kinh phí cấp huyện")
    _reads(an)
    await an.says("/toi")
    an.receives("đã xong ba phần", "thiếu số liệu của xã", "chờ số liệu", "cần bổ sung nguồn kinh phí cấp huyện")
    sent = next(message.file_id for message in an.said_by_bot() if message.file_name == "du-lieu-cua-toi.json")
    file = await world.api.file(sent or "")
    assert file is not None
    kept = json.loads(file.content)
    assert [one["text"] for one in kept["progress"]] == ["đã xong ba phần"]
    assert [(one["text"], one["proposal"]) for one in kept["blockers"]] == [
        ("thiếu số liệu của xã", "xin Văn phòng đôn đốc")
    ]
    assert [one["text"] for one in kept["causes"]] == ["chờ số liệu"]
    assert [(one["stance"], one["text"]) for one in kept["opinions"]] == [
        ("conditional", "cần bổ sung nguồn kinh phí cấp huyện")
    ]
