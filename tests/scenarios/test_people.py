"""The office looks after its people: the board, paper, the unreached, groups, erasing, import (M3, M31, M46, M52)."""

from __future__ import annotations

import io

from docx import Document

from actions.clock.audit import verify_journal
from actions.exchange.import_contents import Worksheet
from documents.writing import export_to
from tests.scenarios.cast import World, moment


async def test_a_head_sees_his_unit_and_prints_it(world: World) -> None:
    clerk, binh, an, khanh = world.clerk, world.binh, world.an, world.khanh
    await clerk.assigns()
    an.receives("được giao chủ trì")
    await binh.is_told("/donvi", "Phòng Kinh tế", "1 phần việc", "Chưa xác nhận (1)", "đồng chí Nguyễn Văn An giữ từ")
    await binh.is_told("/donvi in", "Phiếu theo dõi")
    sheet = binh.receives("")
    assert sheet.file_name == "phong-kinh-te.docx"
    file = await world.api.file(sheet.file_id or "")
    assert file is not None
    row = Document(io.BytesIO(file.content)).tables[0].rows[1]
    assert [cell.text for cell in row.cells][2:4] == ["chủ trì", "Nguyễn Văn An"]
    await binh.is_refused("/donvi Phòng Tài nguyên", "không có thẩm quyền")
    await khanh.is_refused("/donvi", "không có thẩm quyền")
    await world.leader.is_told("/donvi Phòng Tài nguyên", "Phòng Tài nguyên", "0 phần việc")
    world.nothing_else_was_said()


async def test_what_is_reported_on_paper_is_the_reporters_act_and_marked(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("được giao chủ trì")
    await clerk.is_told("/ghigiay Nguyễn Văn An; /nhan NV-1", "Ghi theo giấy của đồng chí Nguyễn Văn An", "Đã ghi nhận")
    await clerk.is_told("/ghigiay Nguyễn Văn An; tiendo NV-1 xong một nửa", "Đã ghi tiến độ")
    await clerk.is_told("/lichsu NV-1", "đồng chí Nguyễn Văn An (báo trên giấy, đồng chí Lê Thị Hoa ghi) xác nhận")
    await clerk.is_refused("/ghigiay Nguyễn Văn An; /giaoviec", "không ghi theo giấy được")
    await clerk.is_refused("/ghigiay Nguyễn Văn An; /tiendo NV-1", "/tiendo")
    await clerk.is_refused("/ghigiay Ngô Văn Khánh; /nhan NV-1", "Không tìm thấy việc")
    await world.binh.is_refused("/ghigiay Nguyễn Văn An; /nhan NV-1", "không có thẩm quyền")
    world.nothing_else_was_said()


async def test_a_person_is_erased_and_the_journal_holds(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Việc="Báo cáo do Nguyễn Văn An soạn")
    an.receives("được giao chủ trì")
    await clerk.is_refused("/xoacanbo Nguyễn Văn An; nghỉ hưu", "còn giữ 1 việc đang mở: NV-1")
    await an.is_told("/tiendo NV-1 Nguyễn Văn An đã xong một nửa", "Đã ghi")
    await an.is_told("/xong NV-1 báo cáo", "Đã nộp kết quả")
    await clerk.says("/nghiemthu NV-1")
    clerk.read = len(clerk.said_by_bot())
    an.read = len(an.said_by_bot())
    binh.read = len(binh.said_by_bot())
    await an.is_told("/toi", "Dữ liệu Dondoc lưu về đồng chí", "Số lần giữ việc: 1")
    an.read = len(an.said_by_bot())
    await clerk.is_told("/xoacanbo Nguyễn Văn An; nghỉ hưu", "Đã xóa dữ liệu cá nhân của Nguyễn Văn An")
    await clerk.is_told("/lichsu NV-1", "đồng chí (đã xóa dữ liệu)", "nội dung đã xóa")
    for table, rows in world.on_record().items():
        assert not any("Nguyễn Văn An" in str(row) for row in rows), table
    assert world.stored("SELECT count(*) FROM accounts WHERE user_id = '1005'") == [(0,)]
    await an.is_refused("/viec", "chưa được liên kết")
    assert (await verify_journal(world.program.office)).broken is None
    world.leader.read = len(world.leader.said_by_bot())
    world.nothing_else_was_said()


async def test_the_office_hears_each_morning_whom_nobody_reaches(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Bùi Văn Xa; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    await clerk.says("/giaoviec\nChủ trì: Bùi Văn Xa\nViệc: Trực\nSản phẩm: Sổ trực\nHạn: 16h30 ngày 28/12/2026")
    clerk.receives("chưa nhắn được cho đồng chí Bùi Văn Xa", "/moi")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao")
    world.binh.read = len(world.binh.said_by_bot())
    await world.until(moment(1, 8, 30))
    listed = next(message for message in clerk.unread() if "chưa nhắn được" in message.text)
    assert "Đồng chí Bùi Văn Xa: 1 việc" in listed.text


async def test_a_units_group_hears_without_details(world: World) -> None:
    clerk, binh, an = world.clerk, world.binh, world.an
    await world.api.add_group(-77, "Nhóm Phòng Kinh tế")

    async def in_group(user_id: int, text: str) -> str:
        await world.api.say_in_group(-77, user_id, text)
        await world.step()
        return [message for message in world.api.messages(-77) if message.from_bot][-1].text

    assert "không có thẩm quyền" in await in_group(an.user_id, "/nhom Phòng Kinh tế")
    assert "nhắn riêng" in await in_group(an.user_id, "/viec")
    assert "từ nay là nhóm của Phòng Kinh tế" in await in_group(binh.user_id, "/nhom Phòng Kinh tế")
    await clerk.assigns(Hạn="16h30 ngày 02/12/2026")
    await world.until(moment(2, 16, 45))
    told = [message.text for message in world.api.messages(-77) if message.from_bot][-1]
    assert told.startswith("Phòng Kinh tế có việc quá hạn: NV-1.")
    assert "giải ngân" not in told
    assert "Nguyễn Văn An" not in told
    assert "không còn là nhóm" in await in_group(binh.user_id, "/nhom Phòng Kinh tế; hủy")
    binh.read = len(binh.said_by_bot())
    await binh.is_refused("/nhom Phòng Kinh tế", "trong nhóm")


async def test_an_office_is_imported_by_chat(world: World) -> None:
    clerk = world.clerk
    await world.binh.is_refused("/nhapfile", "không có thẩm quyền")
    await clerk.is_told("/nhapfile", "mẫu nhập")
    clerk.read = len(clerk.said_by_bot())
    made = io.BytesIO()
    rows = {
        Worksheet.UNITS: [{"name": "Phòng Mới", "parent": "UBND huyện"}],
        Worksheet.PEOPLE: [{"name": "Cao Thị Mới", "unit": "Phòng Mới", "roles": "thủ trưởng"}],
        Worksheet.TASKS: [
            {"lead": "Nguyễn Văn An", "title": f"Việc {number}", "product": "Báo cáo", "deadline": "14/12/2026"}
            for number in range(3)
        ],
    }
    export_to(made, rows)
    with world.changing_nothing():
        await clerk.sends_file("sai.xlsx", made.getvalue()[:200])
    clerk.receives("Tệp XLSX bị hỏng", "gửi lại")
    await clerk.sends_file("nhap.xlsx", made.getvalue())
    clerk.receives("Xem trước khi nhập", "1 đơn vị mới, 1 cán bộ mới, 3 nhiệm vụ", "Phòng Kinh tế: 3 việc")
    await clerk.presses("Nhập")
    clerk.receives("Đã nhập: 1 đơn vị, 1 cán bộ, 3 nhiệm vụ")
    world.an.receives("Đồng chí vừa được giao 3 việc", "1. NV-1 Việc 0", "3. NV-3 Việc 2")
    world.nothing_else_was_said()
