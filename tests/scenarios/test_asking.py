"""Asking no more than is needed, answers that say something, whose word counts, and objections settled before the case
goes up (M19–M22, M25, M26)."""

from __future__ import annotations

import hashlib

from actions.installation import Office
from storage import cases, opinions
from tests.scenarios.cast import World, giaoviec, moment, xinykien

ONE = "\n- Phòng Tài nguyên: quy hoạch"


async def test_only_units_concerned_are_asked_and_not_our_function_is_an_answer(world: World) -> None:
    """M20: a reason for each; more than the rule of the office allows needs a reason of its own."""
    clerk, duc = world.clerk, world.duc
    await clerk.is_refused(xinykien(Hỏi="\n- Phòng Tài nguyên"), "Còn thiếu nội dung hoặc lý do")
    await clerk.is_told("/quydinh Số đơn vị mỗi lần lấy ý kiến: 1", "Đã đổi quy định", "bản quy định số 2")
    await clerk.is_refused(xinykien(), "hỏi 2 đơn vị, quá 1 đơn vị", "Lý do:")
    await clerk.is_told(
        xinykien(Lý_do="quy chế của cả hai ngành"), "Lý do vượt giới hạn của cơ quan: quy chế của cả hai"
    )
    await clerk.presses("Hủy")
    clerk.receives("Đã bỏ")
    await clerk.asks_opinions(Hỏi=ONE)
    duc.receives("Liên quan đến đơn vị: quy hoạch")
    await duc.is_told("/ykien YK-1 không thuộc; thuộc Phòng Kinh tế", "không thuộc chức năng")
    clerk.receives("không thuộc chức năng")
    assert world.stored("SELECT stance, state FROM answers") == [("not_ours", "final")]
    world.nothing_else_was_said()


async def test_rounds_about_one_task_are_counted_and_its_clock_goes_on(world: World) -> None:
    """M19: a round is another request about the same task; standing alone, about the same draft."""
    clerk, duc, an = world.clerk, world.duc, world.an
    await clerk.assigns()
    an.receives("NV-1")
    for number in (1, 2):
        await clerk.asks_opinions(Hỏi=ONE, Cho_việc="NV-1", Văn_bản="77/TTr-VP")
        duc.receives(f"YK-{number}")
    await clerk.is_refused(xinykien(Hỏi=ONE, Cho_việc="NV-1"), "lần lấy ý kiến thứ 3", "quá 2 lần")
    await clerk.asks_opinions(Hỏi=ONE, Cho_việc="NV-1", Lý_do="dự thảo đã thay đổi")
    duc.receives("YK-3")
    await clerk.asks_opinions(Hỏi=ONE, Văn_bản="77/TTr-VP")  # stands alone: its first round
    duc.receives("YK-4")
    await clerk.is_refused(xinykien(Hỏi=ONE, Cho_việc="YK-4"), "YK-4 không phải nhiệm vụ")
    assert world.stored("SELECT round, excess FROM cases WHERE kind = 'opinion' ORDER BY number") == [
        (1, ""),
        (2, ""),
        (3, "dự thảo đã thay đổi"),
        (1, ""),
    ]
    await an.is_told("/viec NV-1", "Hạn: Thứ Hai 07/12/2026 16:30")
    world.nothing_else_was_said()


async def test_an_answer_that_says_nothing_is_sent_back_once(world: World) -> None:
    """M21: what is missing is said; insisted upon it is kept with a flag."""
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi=ONE)
    duc.receives("YK-1")
    await duc.is_told(
        "/ykien YK-1 không đồng ý; đề nghị thực hiện đúng pháp luật", "chưa được gửi", "lý do cụ thể", "Hạn vẫn tính"
    )
    clerk.receives_nothing()
    await duc.is_told("trái quy hoạch đã duyệt", "Đã gửi ý kiến của Phòng Tài nguyên", "không đồng ý")
    told = clerk.receives("không đồng ý")
    assert "chưa nêu lý do" not in told.text
    await clerk.is_told("/lichsu YK-1", "câu chữ chung chung nên được đề nghị nêu rõ", "trái quy hoạch đã duyệt")
    world.nothing_else_was_said()


async def test_who_insists_on_saying_nothing_is_flagged(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    binh.receives("YK-1")
    duc.receives("YK-1")
    await duc.is_told("/ykien YK-1 có điều kiện; theo quy định", "chưa được gửi", "điều kiện cụ thể")
    await duc.presses("Giữ nguyên ý kiến")
    duc.receives("Đã gửi ý kiến của Phòng Tài nguyên", "chưa nêu lý do cụ thể")
    clerk.receives("đồng ý có điều kiện (chưa nêu lý do cụ thể)")
    for said in ("chưa được gửi", "chưa nêu lý do cụ thể"):  # typed twice is insisting as well
        await binh.is_told("/ykien YK-1 đồng ý; thống nhất theo quy định", said)
    clerk.receives("Phòng Kinh tế đã trả lời đồng ý (chưa nêu lý do cụ thể)")
    await clerk.is_told("/viec YK-1", "theo quy định", "chưa nêu lý do cụ thể")
    world.nothing_else_was_said()


async def test_the_office_makes_the_list_of_empty_phrases_longer(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await duc.is_refused("/quydinh Câu chung chung: phối hợp chặt chẽ", "không có thẩm quyền")
    await clerk.is_told("/quydinh cau chung chung: phối hợp chặt chẽ", "Đã đổi quy định Câu chung chung: 52 câu")
    await clerk.is_refused("/quydinh Câu chung chung: Phối hợp chặt chẽ", "không có gì thay đổi")
    await clerk.is_refused("/quydinh Số lần lấy ý kiến: nhiều", "từ 1 đến 20")
    await clerk.is_refused("/quydinh Màu: xanh", "Quy định", "Số lần lấy ý kiến")
    await clerk.asks_opinions(Hỏi=ONE)
    duc.receives("YK-1")
    await duc.is_told("/ykien YK-1 có điều kiện; đề nghị phối hợp chặt chẽ", "chưa được gửi")
    await clerk.is_told("/quydinh Câu chung chung: - phối hợp chặt chẽ", "51 câu")
    await clerk.is_told("/quydinh", "Số ngày cho ý kiến: 7", "bản số 3")
    world.nothing_else_was_said()


async def test_a_deputys_answer_is_flagged_and_does_not_close(world: World) -> None:
    """M22: what is asked of a head is answered by the head."""
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí")
    binh.receives("YK-1")
    await binh.is_told("/phancong YK-1 Đỗ Thị Cúc", "Đã phân công")
    cuc.receives("dự thảo ý kiến")
    await cuc.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "Đã ghi dự thảo", "phó ký")
    clerk.receives_nothing()
    binh.receives("Đỗ Thị Cúc đã dự thảo", "không đồng ý (phó ký)")
    await cuc.is_refused("/ky YK-1", "đang do đồng chí Phạm Văn Bình giữ")
    await binh.presses("Ký")
    binh.receives("Đã gửi ý kiến")
    clerk.receives("Phòng Kinh tế đã trả lời không đồng ý (phó ký)", "/thongnhat YK-1")
    cuc.receives("dự thảo của đồng chí đã được ký")
    world.nothing_else_was_said()


async def unreconciled(office: Office, task: str) -> list[str]:
    async with office.database.reading() as connection:
        case = await cases.case_by_code(connection, task)
        assert case is not None
        return await opinions.unreconciled_for(connection, case.id)


async def test_objections_are_settled_with_minutes_before_the_case_goes_up(world: World) -> None:
    """M25: how, with whom, with what minutes; the unit that objected is told."""
    clerk, binh, duc, an, office = world.clerk, world.binh, world.duc, world.an, world.program.office
    await clerk.assigns()
    an.receives("NV-1")
    await clerk.asks_opinions(Cho_việc="NV-1")
    for player in (binh, duc):
        player.receives("YK-1")
    assert await unreconciled(office, "NV-1") == []
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "Đã gửi ý kiến")
    clerk.receives("không đồng ý", "/thongnhat YK-1")
    await duc.is_told("/ykien YK-1 có điều kiện; bỏ khoản 3 Điều 7", "Đã gửi ý kiến")
    clerk.receives("đồng ý có điều kiện", "/thongnhat YK-1")
    assert await unreconciled(office, "NV-1") == ["YK-1"]

    await clerk.is_refused("/thongnhat YK-1 đã họp", "YK-1 Phòng Kinh tế", "YK-1 Phòng Tài nguyên")
    await binh.is_refused("/thongnhat YK-1 đã họp", "không có thẩm quyền")
    await clerk.is_told(
        "/thongnhat YK-1 Phòng Tài nguyên; tiếp thu, bỏ khoản 3; họp với đồng chí Đức; biên bản số 15/BB",
        "Đã ghi việc thống nhất với Phòng Tài nguyên",
        "Còn phải thống nhất với: Phòng Kinh tế",
    )
    duc.receives("đã ghi việc thống nhất ý kiến của Phòng Tài nguyên", "biên bản số 15/BB", "Nếu không đúng")
    assert await unreconciled(office, "NV-1") == ["YK-1"]
    await clerk.sends_file("bien-ban.pdf", b"bien ban hop", "/thongnhat YK-1 bố trí vốn năm 2027; họp ngày 02/12")
    clerk.receives("Đã ghi việc thống nhất với Phòng Kinh tế", "Không còn ý kiến khác nào")
    binh.receives("đã ghi việc thống nhất", "bố trí vốn năm 2027")
    assert await unreconciled(office, "NV-1") == []
    assert world.stored("SELECT file_sha256 FROM reconciliations WHERE file_sha256 IS NOT NULL") == [
        (hashlib.sha256(b"bien ban hop").hexdigest(),)
    ]
    await clerk.is_refused("/thongnhat YK-1 họp lần nữa", "không có ý kiến khác nào")
    await clerk.is_told("/viec YK-1", "đã thống nhất Thứ Hai 30/11/2026 08:00", "tệp bien-ban.pdf")
    await clerk.is_told("/lichsu YK-1", "ghi việc thống nhất ý kiến của đơn vị: tiếp thu, bỏ khoản 3")
    await an.is_refused("/thongnhat NV-1 họp", "không có ý kiến khác nào")
    world.nothing_else_was_said()


async def test_one_meeting_settles_every_objection(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    for player in (binh, duc):
        player.receives("YK-1")
        await player.is_told("/ykien YK-1 không đồng ý; trái Nghị định 30", "Đã gửi ý kiến")
        clerk.receives("không đồng ý")
    await clerk.is_told("/thongnhat YK-1", "Xin gõ việc thống nhất ở YK-1", "tất cả")
    await clerk.is_told("tất cả; bỏ Điều 7; họp ngày 02/12; biên bản số 15", "Phòng Kinh tế, Phòng Tài nguyên")
    for player in (binh, duc):
        player.receives("biên bản số 15")
    world.nothing_else_was_said()


async def test_the_requester_sees_at_a_glance_who_has_answered_what(world: World) -> None:
    """M26: and who asked nothing of it sees nothing of it."""
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    binh.receives("YK-1")
    duc.receives("YK-1")
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "Đã gửi ý kiến")
    clerk.receives("không đồng ý")
    await world.until(moment(1, 9))
    duc.receives("chưa xác nhận")
    await clerk.is_told(
        "/viec YK-1",
        "Đã có kết quả 1/2: không đồng ý 1; còn chờ 1",
        "Phòng Tài nguyên – Đang giữ: đồng chí Hoàng Minh Đức từ Thứ Hai 30/11/2026 08:00 (chưa xác nhận)",
        "Phòng Kinh tế – không đồng ý: không còn kinh phí – đồng chí Phạm Văn Bình ký",
        "cần thống nhất trước khi trình",
    )
    # One press for all who are waited for, once a day, on record.
    await clerk.presses("Đôn đốc")
    clerk.receives("Hoàng Minh Đức")
    duc.receives("YK-1", "đôn đốc")
    await clerk.is_refused("/dondoc YK-1", "hôm nay đã được đôn đốc")
    await clerk.is_told("/lichsu YK-1", "đôn đốc")
    await clerk.presses("Bản tổng hợp", on="Đã có kết quả")
    clerk.receives("Bản tổng hợp YK-1 ở tệp kèm theo")
    assert clerk.receives().file_name == "tong-hop-YK-1.docx"
    await duc.is_refused("/tonghop YK-1", "không có thẩm quyền")
    await world.inspector.is_told("/viec YK-1", "không còn kinh phí")
    await world.an.is_refused("/tonghop YK-1", "Không tìm thấy việc YK-1")
    await clerk.is_refused("/tonghop NV-1", "Không tìm thấy việc NV-1")
    world.nothing_else_was_said()


async def test_a_task_has_no_summary(world: World) -> None:
    await world.clerk.says(giaoviec())
    world.clerk.receives("Dondoc hiểu")
    await world.clerk.presses("Giao việc")
    world.clerk.receives("Đã giao")
    world.an.receives("NV-1")
    await world.clerk.is_refused("/tonghop NV-1", "không có thẩm quyền")
    world.nothing_else_was_said()
