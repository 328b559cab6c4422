"""Báo cáo: what was done in time and what was not, told in the chat, as files and as lists, to each what is theirs to
see (M35–M42, M54)."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from tests.scenarios.cast import Player, World, moment
from tests.scenarios.test_clearing import heard_out

pytestmark = pytest.mark.on_every_channel

ECONOMY, LAND = "Phòng Kinh tế", "Phòng Tài nguyên"


@pytest.fixture
async def december(world: World) -> World:
    """One task in each box and one withdrawn; it is Thursday, the third of December, nine o'clock."""
    clerk, an = world.clerk, world.an
    await clerk.assigns(Việc="Xong đúng hạn", Hạn="16h30 ngày 02/12/2026", Lĩnh_vực="đầu tư công")
    await clerk.assigns(Việc="Xong quá hạn", Hạn="16h30 ngày 01/12/2026", Lĩnh_vực="đất đai")
    await clerk.assigns(Việc="Còn quá hạn", Hạn="16h30 ngày 01/12/2026", Chủ_trì=ECONOMY)
    await clerk.assigns(Việc="Còn trong hạn", Hạn="16h30 ngày 18/12/2026", Chủ_trì=LAND)
    await clerk.assigns(Việc="Đã thu hồi", Hạn="16h30 ngày 18/12/2026")
    await world.until(moment(1, 9))
    await clerk.says("/thuhoi NV-5 giao nhầm người")
    await an.says("/vuong NV-2 chưa có bản đồ; đề nghị Văn phòng đôn đốc")
    await an.says("/xong NV-1 Báo cáo số 45/BC-KT")
    await clerk.says("/nghiemthu NV-1")
    await world.until(moment(2, 10))
    await an.says("/xong NV-2 Báo cáo số 46/BC-KT")
    await clerk.says("/nghiemthu NV-2")
    await world.until(moment(3, 9))
    heard_out(world)
    return world


async def file_of(player: Player, name: str) -> bytes:
    """The file that comes next, by its name."""
    handed = player.receives()
    assert handed.file_name == name
    return await player.fetches(handed)


@pytest.mark.telegram_alone("files come as links in the answer there (test_files_by_links.py)")
async def test_the_month_in_few_lines_as_picture_and_as_files_that_are_on_record(december: World) -> None:
    clerk = december.clerk
    with december.changing_nothing():
        shown = await clerk.is_told(
            "/baocao tháng 12/2026",
            "Thời gian: tháng 12 năm 2026\nPhạm vi: toàn cơ quan\nSố liệu tính đến: Thứ Năm 03/12/2026 09:00",
            "Tổng số: 4 nhiệm vụ\n• Hoàn thành đúng hạn: 1\n• Hoàn thành quá hạn: 1\n• Đang thực hiện, trong hạn: 1\n"
            "• Đang thực hiện, quá hạn: 1\nCộng: 1 + 1 + 1 + 1 = 4. Đã thu hồi: 1",
            "Đúng hạn trong số đã hoàn thành: 1/2 (50%)",
            "Đúng hạn trong số phải hoàn thành (đã xong, và quá hạn chưa xong): 1/3 (33,3%)",
            "1. Phòng Kinh tế: 1 quá hạn trong 3 nhiệm vụ",
            "Vướng mắc đã báo: 1",
            "/baocao tháng 12/2026 xlsx",
        )
        assert clerk.picture is not None
    assert clerk.labels(shown)[1:4] == ["Bảng tính XLSX", "Văn bản DOCX", "Danh sách quá hạn"]
    await clerk.presses("Bảng tính XLSX")
    clerk.receives("Tệp gửi kèm: bao-cao-thang-12-2026.xlsx", "Mã băm của tệp đã ghi vào nhật ký")
    sheets = await file_of(clerk, "bao-cao-thang-12-2026.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheets)).get_sheet_by_name("Danh sách").to_python()
    assert {str(cell) for row in rows for cell in row} >= {"NV-1", "NV-2", "NV-3", "NV-4", "NV-5"}
    await clerk.presses("Văn bản DOCX")
    clerk.receives("bao-cao-thang-12-2026.docx")
    paper = await file_of(clerk, "bao-cao-thang-12-2026.docx")
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(paper)).paragraphs)
    assert "tháng 12 năm 2026" in text.casefold()
    recorded = [
        json.loads(str(data)) for (data,) in december.stored("SELECT data FROM journal WHERE act='report.made'")
    ]
    assert [one["files"] for one in recorded] == [
        {"xlsx": hashlib.sha256(sheets).hexdigest()},
        {"docx": hashlib.sha256(paper).hexdigest()},
    ]
    december.nothing_else_was_said()


@pytest.mark.telegram_alone("another's button cannot be pressed where there are none (test_numbered_menus.py)")
async def test_a_head_reads_of_his_unit_alone_and_an_official_of_himself(december: World) -> None:
    duc, binh, an = december.duc, december.binh, december.an
    own = await duc.is_told(
        "/baocao", "Phạm vi: Phòng Tài nguyên và các đơn vị trực thuộc", "Tổng số: 1 nhiệm vụ", "trong hạn: 1"
    )
    assert ECONOMY not in own.text
    assert duc.picture is not None
    for asked in ("/baocao tháng 12/2026 Phòng Kinh tế", "/baocao UBND huyện", "/baocao năm 2026 Nguyễn Văn An"):
        await duc.is_refused(asked, "không có thẩm quyền")
    await binh.is_told(
        "/baocao tháng 12/2026", "Điểm tiến độ của đơn vị", "/100 – ", "3 sản phẩm của 2 người", "chậm 2/3"
    )
    await an.is_refused("/baocao", "không có thẩm quyền")
    await binh.is_told(
        "/baocao năm 2026 Nguyễn Văn An",
        "Số liệu cá nhân",
        "Tổng số: 2 nhiệm vụ",
        "NV-2 Xong quá hạn",
        "Căn cứ bảo vệ: Vướng mắc đã báo: chưa có bản đồ",
        "việc đánh giá, xếp loại do người có thẩm quyền quyết định",
    )
    await an.is_told("/toi tháng 12/2026", "Số liệu cá nhân", "Tổng số: 2 nhiệm vụ", "Điểm tiến độ theo tháng")
    await an.is_refused("/toi Phạm Văn Bình", "/toi tháng 11/2026")
    await _anothers_button_gives_him_nothing(december)
    december.nothing_else_was_said()


async def _anothers_button_gives_him_nothing(december: World) -> None:
    clerk, duc = december.clerk, december.duc
    await clerk.is_told("/baocao Phòng Kinh tế", "Tổng số: 3 nhiệm vụ")
    assert clerk.picture is not None
    data = next(data for row in clerk.said_by_bot()[-2].buttons for label, data in row if label == "Danh sách quá hạn")
    await duc.says("/viec")
    shown = duc.receives()
    with december.changing_nothing():
        await december.api.press_data(duc.user_id, duc.user_id, shown.message_id, data)
        await december.step()
        duc.receives("không có thẩm quyền")
    await clerk.presses("Danh sách quá hạn")
    clerk.receives("1 quá hạn trong 3 nhiệm vụ", "NV-3 Còn quá hạn", "Phạm Văn Bình giữ từ")


async def test_a_sample_that_can_be_drawn_again_lists_and_what_is_asked_back(december: World) -> None:
    inspector = december.inspector
    await inspector.is_told("/baocao nay", "Tình trạng tại thời điểm 09:00 ngày 03/12/2026", "Quá hạn: 1/2 (50%)")
    assert inspector.picture is not None
    first = await inspector.is_told("/baocao tháng 12/2026 mẫu 2 hạt giống 7", "2 trong 5 nhiệm vụ, hạt giống 7")
    again = await inspector.is_told("/baocao mẫu 2 hạt giống 7 tháng này", "2 trong 5 nhiệm vụ")
    assert first.text == again.text
    recorded = december.stored("SELECT data FROM journal WHERE act='report.made'")
    assert [json.loads(str(data))["seed"] for (data,) in recorded] == [7, 7]
    await _lists(december.clerk)
    await _unclear(december.clerk)
    december.nothing_else_was_said()


async def _lists(clerk: Player) -> None:
    await clerk.is_told("/baocao tháng 12/2026 Phòng Tài nguyên biểu dương", "Chưa có đơn vị, cá nhân nào")
    await clerk.is_told("/baocao lĩnh vực đầu tư công tháng này biểu dương", "Nguyễn Văn An: 1/1 đúng hạn")
    await clerk.is_told("/baocao công khai", "Không có nhiệm vụ chậm nào mà nguyên nhân chủ quan đã được xác nhận")
    await clerk.is_told("/baocao vướng mắc", "1 nhiệm vụ có vướng mắc", "NV-2", "chưa có bản đồ")
    await clerk.is_refused("/baocao lĩnh vực giáo dục", "Chọn một trong", "đầu tư công", "đất đai")


async def _unclear(clerk: Player) -> None:
    await clerk.is_refused("/baocao tháng 13/2026", "chưa chắc «tháng 13/2026» là những ngày nào")
    await clerk.is_refused("/baocao năm 2027", "chưa bắt đầu")
    await clerk.is_told("/baocao tháng 1/2026", "Không có nhiệm vụ nào trong phạm vi và thời gian này")
    await clerk.is_told("/baocao tháng 1/2026 ảnh", "Không có nhiệm vụ nào nên không có ảnh")
    await clerk.is_told("/baocao tháng 12/2026 Phòng Tài nguyen quá hạn", "Không có nhiệm vụ nào quá hạn")
    await clerk.is_told("/baocao tháng 12/2026 Phòng Kinh quá hạn", "Không có cán bộ hay đơn vị nào tên Phòng Kinh")
    await clerk.presses("Phòng Kinh tế")
    clerk.receives("1 quá hạn trong 3 nhiệm vụ", "NV-3")


async def test_a_unit_that_ended_is_named_for_its_time_and_a_former_name_for_the_unit(world: World) -> None:
    clerk = world.clerk
    await clerk.assigns()
    await clerk.says("/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12")
    await clerk.presses("Sáp nhập")
    await clerk.says("/doiten Phòng Tài nguyên; Phòng Nông nghiệp; Quyết định 56")
    for player in world.players.values():
        player.read = len(player.said_by_bot())
    await clerk.is_told(
        "/baocao tháng 11/2026 Phòng Kinh tế",
        "Phạm vi: Phòng Kinh tế (đã sáp nhập vào Phòng Nông nghiệp từ 30/11/2026) và các đơn vị trực thuộc",
        "Từ ngày sáp nhập: việc mới tính cho Phòng Nông nghiệp (/baocao tháng 11/2026 Phòng Nông nghiệp)",
        "Tổng số: 1 nhiệm vụ",
    )
    await clerk.is_told(
        "/baocao tháng 11/2026 phong tai nguyen",
        "Phạm vi: Phòng Nông nghiệp (trước đây là Phòng Tài nguyên) và các đơn vị trực thuộc",
    )
    await world.until(moment(1, 9))
    for player in world.players.values():
        player.read = len(player.said_by_bot())
    await clerk.is_told(
        "/baocao tháng 12/2026 Phòng Kinh tế", "Kỳ này sau ngày sáp nhập: việc mới tính cho Phòng Nông nghiệp"
    )
    await clerk.is_told("/donvi Phòng Kinh tế", "đã sáp nhập hoặc đổi tên")


async def test_a_cause_confirmed_after_the_month_stands_where_it_was_confirmed(world: World) -> None:
    """November keeps its 75; December names the task, the month, and 75 → 100."""
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.assigns(Hạn="16h30 ngày 30/11/2026", Người_giao="Trần Quốc Hùng")
    await world.until(moment(30, 17, month=11))
    await an.says("/xong NV-1 Báo cáo số 12")
    await leader.says("/nghiemthu NV-1")
    await an.says("/nguyennhan NV-1 khách quan; mưa lũ kéo dài")
    await world.until(moment(2, 9))
    before = await leader_reads(world, "/baocao tháng 11/2026 Phòng Kinh tế")
    assert "11/2026: 75/100" in before
    await leader.says("/nguyennhan NV-1 khách quan")
    assert await leader_reads(world, "/baocao tháng 11/2026 Phòng Kinh tế") == before
    after = await leader_reads(world, "/baocao tháng 12/2026 Phòng Kinh tế")
    told = (
        "tháng 11/2026, Nguyễn Văn An: nguyên nhân khách quan, xác nhận 02/12/2026; điểm tiến độ của sản phẩm 75 → 100"
    )
    assert "Xác nhận sau khi tháng đã chốt" in after
    assert "NV-1 «" in after
    assert told in after
    heard_out(world)
    await an.says("/toi tháng 12/2026")
    assert any(told in one.text for one in an.unread())


async def test_each_cause_is_that_of_who_was_late_and_stands_later_in_every_file(world: World) -> None:
    """Who leads judged the part of the other unit; what that one proposes is the cause of their own delay."""
    leader, an, duc = world.leader, world.an, world.duc
    await world.clerk.assigns(Hạn="16h30 ngày 30/11/2026", Người_giao="Trần Quốc Hùng", Phối_hợp=LAND)
    await world.until(moment(30, 17, month=11))
    await duc.says("/xong NV-1 Báo cáo số 13")
    await an.says("/xong NV-1 Báo cáo số 12")
    await leader.says("/nghiemthu NV-1")
    heard_out(world)
    await an.says("/nguyennhan NV-1 khách quan; mưa lũ")
    leader.receives("Nguyễn Văn An đề nghị xác nhận nguyên nhân chậm: NV-1", "/nguyennhan NV-1 khách quan")
    await duc.says("/nguyennhan NV-1 khách quan; mất điện")
    part = "(phần phối hợp của Phòng Tài nguyên)"
    leader.receives(f"xác nhận nguyên nhân chậm {part}: NV-1", f"/nguyennhan NV-1 {LAND}; khách quan")
    await world.until(moment(2, 9))
    heard_out(world)
    await leader.is_told(f"/nguyennhan NV-1 {LAND}; khách quan", "Đã xác nhận")
    duc.receives(f"nguyên nhân chậm {part} được xác nhận là khách quan")
    await leader.is_told("/nguyennhan NV-1 khách quan", "Đã xác nhận")
    heard_out(world)
    await an.is_told("/toi tháng 12/2026", "Nguyễn Văn An: nguyên nhân khách quan", "75 → 100")
    heard_out(world)
    await leader.says("/baocao tháng 12/2026 xlsx")
    leader.receives("Tệp gửi kèm")
    book = CalamineWorkbook.from_filelike(io.BytesIO(await file_of(leader, "bao-cao-thang-12-2026.xlsx")))
    rows = book.get_sheet_by_name("Xác nhận sau").to_python()[-2:]  # the first confirmed before the next
    assert [[row[3], *row[-2:]] for row in rows] == [["Hoàng Minh Đức", "75", "100"], ["Nguyễn Văn An", "75", "100"]]


async def leader_reads(world: World, typed: str) -> str:
    """The report as it is told."""
    heard_out(world)
    await world.leader.says(typed)
    return "\n".join(one.text for one in world.leader.unread())
