"""The life of a task beyond the main job: what is asked, granted, passed on, paused and set right (M6, M11–M18)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, giaoviec, moment

pytestmark = pytest.mark.on_every_channel
FILE_LATER = "a file comes behind its words there, and not with them"


async def test_a_refusal_is_decided_by_the_assigner_who_then_finds_another(world: World) -> None:
    """M14: formal, with reason; the holder holds until it is granted, then the assigner does."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    await world.an.presses("Từ chối")
    world.an.receives("lý do từ chối")
    await world.an.says("nội dung đã giao Phòng Tài nguyên")
    world.an.receives("Đã gửi đề nghị từ chối", "vẫn giữ việc")
    world.leader.receives("đề nghị từ chối", "nội dung đã giao Phòng Tài nguyên", "/duyet NV-1")
    world.binh.receives("đã đề nghị từ chối nhiệm vụ")
    await world.leader.presses("Duyệt")
    world.leader.receives("Đã duyệt từ chối", "/giaolai NV-1")
    world.an.receives("được duyệt", "Đồng chí không phải làm gì thêm")
    world.binh.receives("được duyệt")
    await world.leader.is_told("/giaolai NV-1 Ngô Văn Khánh; đúng chức năng", "Đã giao lại", "Ngô Văn Khánh")
    world.binh.receives("đã được giao lại cho đồng chí Ngô Văn Khánh")
    world.khanh.receives("Đồng chí được giao chủ trì")
    await world.khanh.presses("Đã nhận")
    world.khanh.receives("Đã ghi nhận")
    world.nothing_else_was_said()


async def test_a_transfer_goes_sideways_once_and_never_back(world: World) -> None:
    """M15: approved by the assigner; A→B→A is refused with the chain shown."""
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế")
    world.binh.receives("được giao chủ trì")
    await world.binh.is_told(
        "/chuyen NV-1 Phòng Tài nguyên; thuộc lĩnh vực đất đai", "Đã gửi đề nghị chuyển", "không thuộc chức năng"
    )
    world.clerk.receives("đề nghị chuyển việc", "Phòng Tài nguyên", "thuộc lĩnh vực đất đai")
    await world.clerk.is_told("/duyet NV-1", "Đã duyệt chuyển")
    world.binh.receives("được duyệt", "Hoàng Minh Đức")
    world.duc.receives("Phòng Tài nguyên được giao chủ trì")
    refused = await world.duc.is_refused(
        "/chuyen NV-1 Phòng Kinh tế; không phải việc của phòng", "quay lại nơi đã chuyển"
    )
    assert "Phạm Văn Bình (Phòng Kinh tế) → Hoàng Minh Đức (Phòng Tài nguyên) → Phòng Kinh tế" in refused.text
    world.nothing_else_was_said()


async def test_who_asks_for_a_direction_gets_it_or_it_is_known_with_whom_it_lies(world: World) -> None:
    """M16: the direction has a clock and a name."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="16h30 ngày 21/12/2026")
    world.an.receives("được giao chủ trì")
    await world.an.is_told("/xinchidao NV-1 Có tính các dự án chuyển tiếp không?", "Phạm Văn Bình")
    world.binh.receives("xin chỉ đạo", "Có tính các dự án chuyển tiếp không?", "Cho chỉ đạo")
    await world.until(moment(2, 8, 1))
    world.binh.receives("nội dung xin chỉ đạo chờ quyết định", "/chidao NV-1")
    await world.binh.presses("Cho chỉ đạo")
    world.binh.receives("Xin gõ ý kiến chỉ đạo")
    await world.binh.says("Chỉ tính dự án khởi công trong năm")
    world.binh.receives("Đã gửi ý kiến chỉ đạo")
    world.an.receives("cho chỉ đạo", "Chỉ tính dự án khởi công trong năm")
    world.nothing_else_was_said()


async def test_a_pause_stops_the_clock_and_what_was_left_is_left_when_it_goes_on(world: World) -> None:
    """Paused and resumed by the assigner with reason; nobody else can stop a clock."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    await world.an.presses("Đã nhận")
    world.an.receives("Đã ghi nhận")
    await world.an.is_refused("/tamdung NV-1 bận", "không có thẩm quyền")
    await world.until(moment(1, 8))
    await world.leader.is_told("/tamdung NV-1 chờ kết luận thanh tra", "Đã tạm dừng")
    world.an.receives("Tạm dừng", "chờ kết luận thanh tra")
    world.binh.receives("Tạm dừng")
    await world.until(moment(10, 8))
    await world.an.is_refused("/xong NV-1 báo cáo số 45", "tạm dừng")
    await world.leader.is_told("/tieptuc NV-1", "Thứ Tư 16/12/2026 16:30")
    world.an.receives("Tiếp tục thực hiện", "Thứ Tư 16/12/2026 16:30")
    world.binh.receives("Tiếp tục thực hiện")
    card = await world.an.is_told("/viec NV-1", "Thứ Tư 16/12/2026 16:30", "Hạn ban đầu: Thứ Hai 07/12/2026 16:30")
    assert "đang thực hiện" in card.text
    world.nothing_else_was_said()


async def test_a_wrong_assignment_is_set_right_and_both_sides_see_what_changed(world: World) -> None:
    """M2: the number of the document comes later; what was wrong is corrected, or the task withdrawn."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    await world.clerk.is_told("/vanban NV-1 1234/UBND-TH ngày 20/11/2026", "Văn bản: (trống) → 1234/UBND-TH")
    for player in (world.an, world.binh, world.leader):
        player.receives("sửa nội dung giao việc", "1234/UBND-TH", "20/11/2026")
    await world.leader.is_told(
        "/sua NV-1\nHạn: 16h30 ngày 09/12/2026\nSản phẩm: Báo cáo và phụ lục", "Thứ Tư 09/12/2026"
    )
    for player in (world.an, world.binh, world.clerk):
        player.receives("Thứ Hai 07/12/2026 16:30 → Thứ Tư 09/12/2026 16:30", "Báo cáo và phụ lục")
    await world.an.is_refused("/sua NV-1 Hạn: 22/12/2026", "không có thẩm quyền")
    await world.clerk.is_told("/thuhoi NV-1 giao nhầm người", "Đã thu hồi")
    for player in (world.an, world.binh, world.leader):
        player.receives("Đã thu hồi", "giao nhầm người")
    await world.an.is_refused("/xong NV-1 đã làm", "đã thu hồi")
    world.nothing_else_was_said()


async def test_a_case_goes_up_with_its_dossier_signed_by_the_head(world: World) -> None:
    """M18: four parts, what is missing is flagged; an official's proposal is signed by the head first."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    await world.an.is_told(
        "/trinh NV-1\nCăn cứ: Điều 24 Luật Đầu tư công\nChính kiến: điều chuyển vốn trước 15/12",
        "chuyển đồng chí Phạm Văn Bình ký",
        "Còn thiếu: thực tiễn, lý do vượt thẩm quyền",
    )
    world.binh.receives("trình đồng chí ký", "Điều 24 Luật Đầu tư công", "Thực tiễn: chưa nêu")
    await world.binh.presses("Ký")
    world.binh.receives("Đã trình NV-1 lên đồng chí Trần Quốc Hùng")
    world.an.receives("đã ký và trình lên đồng chí Trần Quốc Hùng", "tiếp tục giữ việc")
    world.leader.receives("Nguyễn Văn An soạn", "Phạm Văn Bình ký trình", "chưa nêu")
    await world.leader.presses("Duyệt")
    world.leader.receives("Đã duyệt nội dung trình")
    world.an.receives("Nội dung trình được duyệt")
    world.binh.receives("Nội dung trình được duyệt")
    await world.an.is_told("/viec NV-1", "Đang giữ: đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(FILE_LATER)
async def test_one_document_makes_a_task_for_each_lead(world: World) -> None:
    """M3: one message, several leads, one document; its number comes later for all of them."""
    await world.clerk.sends_file("cong-van.pdf", b"%PDF-1.7", giaoviec(Chủ_trì="\nPhòng Kinh tế\n- Ngô Văn Khánh"))
    world.clerk.receives("Dondoc hiểu 2 nhiệm vụ", "Chủ trì: Phòng Kinh tế", "Ngô Văn Khánh", "Tệp: cong-van.pdf")
    await world.clerk.presses("Giao việc")
    world.clerk.receives("Đã giao 2 nhiệm vụ", "NV-1 – Phòng Kinh tế", "NV-2 – đồng chí Ngô Văn Khánh")
    world.binh.receives("Phòng Kinh tế được giao chủ trì: NV-1", "Tệp: cong-van.pdf")
    world.khanh.receives("Đồng chí được giao chủ trì: NV-2")
    await world.clerk.is_told("/vanban NV-2 15/TB-UBND", "15/TB-UBND")
    world.khanh.receives("15/TB-UBND")
    world.duc.receives("15/TB-UBND")
    world.binh.receives("NV-1", "15/TB-UBND")
    await world.binh.is_told("/viec NV-1", "Văn bản: 15/TB-UBND")
    world.binh.receives()  # the file itself
    world.nothing_else_was_said()


async def test_a_task_comes_again_by_its_rule_and_before_a_day_off_it_is_due_earlier(world: World) -> None:
    """M6: monthly on the last day; January ends on a Sunday, so the second one is due on Friday the 29th."""
    await world.clerk.assigns(Hạn="17h ngày 31/12/2026", Lặp_lại="hằng tháng", Người_giao=None)
    world.an.receives("được giao chủ trì: NV-1")
    await world.clerk.is_told("/dinhky", "DK-1", "ngày làm việc cuối hằng tháng")
    await world.an.says("/xong NV-1 báo cáo số 45")
    world.an.receives("Đã nộp kết quả")
    world.clerk.receives("đã nộp kết quả")
    await world.clerk.says("/nghiemthu NV-1")
    world.clerk.receives("Đã nghiệm thu")
    world.an.receives("đã được nghiệm thu")
    world.binh.receives("đã được nghiệm thu")
    await world.until(moment(31, 12, month=12))
    again = world.an.receives("được giao chủ trì: NV-2", "Thứ Sáu 29/01/2027 17:00")
    assert "Báo cáo giải ngân" in again.text
    world.clerk.receives("đã giao NV-2", "DK-1")
    await world.clerk.is_told("/dinhky dừng DK-1; không còn yêu cầu", "Đã dừng")
    await world.clerk.is_told("/dinhky", "Không có nhiệm vụ định kỳ")


async def test_milestones_are_nudged_for_and_reached(world: World) -> None:
    """M6: a stage has its own day; when it is late the head hears."""
    stages = "\n- Dự thảo báo cáo: 16h30 ngày 02/12/2026\n- Xin ý kiến các phòng: 04/12/2026"
    await world.clerk.assigns(Mốc=stages)
    world.an.receives("Mốc 1: Dự thảo báo cáo – Thứ Tư 02/12/2026 16:30", "Mốc 2")
    await world.an.says("/nhan NV-1")
    world.an.receives("Đã ghi nhận")
    await world.until(moment(1, 8, 1))
    world.an.receives("Sắp đến mốc 1 «Dự thảo báo cáo»", "/tiendo NV-1 mốc 1")
    await world.an.is_told("/tiendo NV-1 mốc 1: đã xong dự thảo", "đạt mốc 1/2", "Mốc tiếp theo")
    await world.until(moment(3, 8, 1))
    world.an.receives("Sắp đến hạn")
    world.an.receives("Sắp đến mốc 2")
    await world.until(moment(7, 7, 31))
    world.an.receives("Sắp đến hạn")  # 08:00 of Friday, one working day before the deadline
    world.an.receives("Quá mốc 2")
    world.binh.receives("Quá mốc 2", "Đang giữ việc: đồng chí Nguyễn Văn An")
    await world.an.is_refused("/tiendo NV-1 mốc 3: xong", "có 2 mốc")


async def test_a_report_that_says_the_same_twice_ends_no_silence(world: World) -> None:
    """M11: silence is detected, and so is a report that repeats the last one."""
    await world.clerk.assigns(Hạn="29/01/2027")
    world.an.receives("được giao")
    await world.an.is_told("/tiendo NV-1 Đang tổng hợp số liệu của các đơn vị", "Đã ghi tiến độ")
    await world.until(moment(11, 8))
    await world.an.is_told("/tiendo NV-1 đang tổng hợp số liệu của các đơn vị.", "trùng với báo cáo Thứ Hai 30/11/2026")
    await world.until(moment(14, 8, 1))
    world.an.receives("Chưa có tiến độ từ Thứ Hai 30/11/2026")
    await world.an.is_told("/tiendo NV-1 Đã có số liệu của 8/8 đơn vị", "Đã ghi tiến độ")
    world.nothing_else_was_said()


async def test_a_blocker_carries_a_proposal_and_the_clock_goes_on(world: World) -> None:
    """M12, M54: it goes to office, assigner and head; conflicting law is its own kind."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao")
    await world.an.is_refused("/vuong NV-1 thiếu số liệu", "chưa đọc được", "/vuong NV-12")
    await world.an.is_told(
        "/vuong NV-1 hai nghị định khác nhau; xin ý kiến Bộ; quy định chồng chéo", "mâu thuẫn, chồng chéo"
    )
    for player in (world.clerk, world.leader, world.binh):
        player.receives("báo vướng mắc", "hai nghị định khác nhau", "Đề xuất: xin ý kiến Bộ")
    await world.an.is_told("/tiendo NV-1 sáng kiến: dùng chung một biểu mẫu", "Đã ghi sáng kiến")
    await world.leader.is_told("/lichsu NV-1", "báo vướng mắc do quy định mâu thuẫn", "nêu sáng kiến: dùng chung")
    world.nothing_else_was_said()


async def test_the_cause_of_a_delay_is_proposed_by_the_holder_and_confirmed_by_the_assigner(world: World) -> None:
    """M34: an outside cause counts only when confirmed."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="16h30 ngày 01/12/2026")
    world.an.receives("được giao")
    await world.an.is_refused("/nguyennhan NV-1 khách quan; mưa lũ", "không chậm hạn")
    await world.until(moment(1, 16, 0))
    for _ in world.an.unread():
        world.an.receives()
    await world.until(moment(2, 9))
    for player in (world.an, world.binh):
        while player.unread():
            player.receives()
    await world.an.is_told("/nguyennhan NV-1 khách quan; mưa lũ kéo dài", "đề nghị nguyên nhân", "khách quan")
    world.leader.receives("xác nhận nguyên nhân chậm", "mưa lũ kéo dài")
    await world.leader.presses("Xác nhận nguyên nhân")
    world.leader.receives("Đã xác nhận", "khách quan")
    world.an.receives("được xác nhận là khách quan")
    world.binh.receives("được xác nhận là khách quan")
    await world.leader.presses("Xác nhận nguyên nhân")
    world.leader.receives("đã được đồng chí Trần Quốc Hùng xác nhận")


async def test_a_citizens_complaint_is_closed_with_a_result_only(world: World) -> None:
    """M45."""
    await world.clerk.assigns(Nguồn="phản ánh kiến nghị")
    world.an.receives("Nguồn: phản ánh kiến nghị")
    await world.clerk.is_refused("/thuhoi NV-1 giao nhầm", "chỉ kết thúc khi có kết quả")
    await world.an.is_told("/xong NV-1 đã trả lời công dân tại công văn 77", "Đã nộp kết quả")
    world.clerk.receives("đã nộp kết quả")
    await world.clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    world.an.receives("được nghiệm thu")
    world.binh.receives("được nghiệm thu")
    world.nothing_else_was_said()


async def test_no_case_goes_up_while_an_objection_is_open(world: World) -> None:
    """M18, M25: what a unit objected to in an opinion asked for the task is settled first."""
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng")
    world.binh.receives("được giao chủ trì")
    await world.binh.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch liên quan", Cho_việc="NV-1")
    world.duc.receives("được lấy ý kiến")
    await world.duc.is_told("/ykien YK-1 không đồng ý; trái quy hoạch đã duyệt", "không đồng ý")
    world.binh.receives("không đồng ý")
    going_up = "/trinh NV-1\nChính kiến: ban hành ngay"
    await world.binh.is_refused(going_up, "chưa thống nhất ở YK-1", "/thongnhat YK-1")
    await world.binh.is_told(
        "/thongnhat YK-1 hai bên họp ngày 30/11, bỏ Điều 7 theo ý kiến của Phòng Tài nguyên", "thống nhất"
    )
    world.duc.receives("thống nhất")
    await world.binh.is_told(going_up, "Đã trình NV-1 lên đồng chí Trần Quốc Hùng")
    world.leader.receives("trình", "ban hành ngay")
    world.nothing_else_was_said()


async def test_while_another_request_waits_nobody_is_asked_for_a_better_reason(world: World) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("NV-1")
    await world.an.is_told("/giahan NV-1 25/12/2026; chờ số liệu", "Đã gửi đề nghị gia hạn")
    world.leader.receives("xin gia hạn")
    await world.an.is_refused("/chuyen NV-1 Phòng Tài nguyên; đang bận quá", "Đã có đề nghị chờ quyết định ở NV-1")
    world.nothing_else_was_said()


async def test_a_reason_that_is_no_ground_for_passing_work_on_is_asked_back(world: World) -> None:
    """M15: being busy is neither; what is typed next is the reason, and the month lists which work went where."""
    clerk, binh, duc, leader = world.clerk, world.binh, world.duc, world.leader
    await clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng", Hạn="18/12/2026")
    binh.receives("NV-1")
    asked = "/chuyen NV-1 Phòng Tài nguyên; đang bận quá"
    await binh.is_refused(
        asked, "Chưa gửi đề nghị chuyển NV-1 cho Phòng Tài nguyên", "không thuộc chức năng", "/giahan"
    )
    leader.receives_nothing()
    await binh.is_told("thuộc chức năng quản lý đất đai của Phòng Tài nguyên", "Đã gửi đề nghị chuyển NV-1")
    leader.receives("không thuộc chức năng", "Lý do: thuộc chức năng quản lý đất đai")
    await leader.is_told("/duyet NV-1", "Đã duyệt chuyển")
    duc.receives("NV-1")
    binh.receives("được duyệt")
    await duc.is_refused("/chuyen NV-1 UBND huyện; không thuộc chức năng của phòng", "vì vượt thẩm quyền")
    await duc.is_told("mức thu hồi vượt thẩm quyền của phòng", "Đã gửi đề nghị chuyển NV-1", "vượt thẩm quyền")
    leader.receives("vượt thẩm quyền")
    await leader.is_told("/duyet NV-1", "Đã duyệt chuyển")
    leader.read = len(leader.said_by_bot())
    await clerk.is_told(
        "/baocao tháng 11/2026",
        "Chuyển lên vì vượt thẩm quyền: 1\n• NV-1 «Báo cáo giải ngân vốn đầu tư công tháng 11»: "
        "Phòng Tài nguyên → UBND huyện, duyệt 30/11/2026",
        "Chuyển sang nơi khác vì không thuộc chức năng: 1\n• NV-1 «Báo cáo giải ngân vốn đầu tư công tháng 11»: "
        "Phòng Kinh tế → Phòng Tài nguyên, duyệt 30/11/2026",
    )


async def test_whose_delay_it_is_reads_its_cause_though_he_did_not_name_it(world: World) -> None:
    await world.clerk.assigns(Hạn="16h30 ngày 30/11/2026")
    await world.until(moment(30, 17, month=11))
    await world.an.says("/xong NV-1 Báo cáo số 12")
    await world.clerk.says("/nghiemthu NV-1")
    world.an.read = len(world.an.said_by_bot())
    await world.clerk.says("/nguyennhan NV-1 chủ quan; nộp muộn")
    world.an.receives("NV-1", "nguyên nhân chậm được xác nhận là chủ quan")
