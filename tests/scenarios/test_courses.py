"""Who held a case, to be looked at: the picture with the history, the file to print, one's own deadlines (M32, M33)."""

from __future__ import annotations

import io
import re

from docx import Document
from icalendar import Calendar as Ics

from bot.trial.state import ChatMessage
from tests.scenarios.cast import Player, World, moment


async def content_of(world: World, message: ChatMessage | None) -> bytes:
    """Of a picture or a document."""
    assert message is not None
    assert message.file_id is not None
    sent = await world.api.file(message.file_id)
    assert sent is not None
    return sent.content


async def test_the_history_comes_with_a_picture_of_who_held_it_and_as_a_file_to_print(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng")
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Nguyễn Văn An")
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    with world.changing_nothing():
        told = await an.is_told("/lichsu NV-1", "Ai giữ việc", "/lichsu NV-1 hồ sơ")
        assert an.labels(told) == ["Hồ sơ"]
        assert (await content_of(world, an.picture)).startswith(b"\x89PNG")
        await an.presses("Hồ sơ")
        an.receives("Hồ sơ theo dõi của NV-1", "gửi kèm")
        message = an.receives()
        assert message.file_name == "ho-so-NV-1.docx"
    document = Document(io.BytesIO(await content_of(world, message)))
    assert len(document.inline_shapes) == 1
    holders, journal = document.tables
    assert [row.cells[1].text for row in holders.rows[1:]] == [
        "đồng chí Phạm Văn Bình, Phòng Kinh tế",
        "đồng chí Nguyễn Văn An, Phòng Kinh tế",
    ]
    # Each number and hash is the one that an export of the whole journal has.
    stored = dict(world.stored("SELECT CAST(seq AS TEXT), hash FROM journal"))  # type: ignore[arg-type]
    extract = {row.cells[0].text: row.cells[3].text for row in journal.rows[1:]}
    assert extract
    assert extract.items() <= stored.items()
    head = world.stored("SELECT hash FROM journal_head")[0][0]
    assert any(str(head) in paragraph.text for paragraph in document.paragraphs)
    world.nothing_else_was_said()


async def test_only_what_one_may_see_is_in_the_picture_and_in_the_file(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions()
    world.binh.receives("YK-1")
    duc.receives("YK-1")
    await world.khanh.is_refused("/lichsu YK-1 hồ sơ", "Không tìm thấy việc YK-1")
    await duc.says("/lichsu YK-1 HO SO")
    duc.receives("Hồ sơ theo dõi của YK-1")
    document = Document(io.BytesIO(await content_of(world, duc.receives())))
    words = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    words += " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "Hoàng Minh Đức" in words
    assert "Phạm Văn Bình" not in words
    assert "Phòng Kinh tế" not in words
    world.nothing_else_was_said()


async def test_ones_own_deadlines_go_into_ones_own_calendar(world: World) -> None:
    clerk, an = world.clerk, world.an
    await an.is_told("/lich", "Đồng chí chưa giữ việc nào có hạn")
    await an.is_refused("/lịch sử NV-1", "/lich")
    await clerk.assigns()
    an.receives("NV-1")
    await clerk.assigns(Việc="Rà soát quy hoạch; đợt 2, xã An Bình", Hạn="10/12/2026", Chủ_trì="Phòng Tài nguyên")
    world.duc.receives("NV-2")
    with world.changing_nothing():
        first = await calendar_of(world, an)
    (event,) = first.events
    assert moment(7, 16, 30) == event.DTSTART
    assert event["SUMMARY"] == "NV-1 Báo cáo giải ngân vốn đầu tư công tháng 11 – chủ trì"
    assert [alarm.trigger for alarm in event.alarms.times] == [moment(4, 8)]
    # The deadline moves: the same event, counted on, so that the calendar moves it.
    await an.is_told("/giahan NV-1 17h ngày 11/12; chờ số liệu", "Đã gửi đề nghị gia hạn")
    clerk.receives("xin gia hạn")
    await clerk.presses("Duyệt")
    clerk.receives("Đã duyệt")
    an.receives("được duyệt")
    (moved,) = (await calendar_of(world, an)).events
    assert (moved["UID"], moved.DTSTART) == (event["UID"], moment(11, 17))
    assert moved["SEQUENCE"] > event["SEQUENCE"]
    # Another holds another's, and sees only that.
    (other,) = (await calendar_of(world, world.duc)).events
    assert re.search(r"NV-2 Rà soát quy hoạch; đợt 2, xã An Bình", other["SUMMARY"])
    assert moment(10, 17) == other.DTSTART
    world.nothing_else_was_said()


async def calendar_of(world: World, player: Player) -> Ics:
    await player.says("/lich")
    player.receives("1 việc có hạn", "lich-cua-toi.ics")
    message = player.receives()
    assert message.file_name == "lich-cua-toi.ics"
    return Ics.from_ical(await content_of(world, message))
