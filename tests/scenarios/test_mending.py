"""A form in which something is wrong: all of it is named at once, what is right is kept, and only the rest is asked
for, one thing at a time; nothing is sent again."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec, xinykien
from tests.scenarios.test_circulars import phobien

LATER = "16h30 ngày 04/12/2026"


async def test_everything_that_is_wrong_or_missing_is_named_at_once(world: World) -> None:
    form = giaoviec(
        Hạn="16h ngày 27/11/2026", Khẩn="gấp lắm", Phối_hợp="Phòng Tài nguyên, Phòng Tài chánh", Sản_phẩm=None
    )
    form += "\nGhi chú: làm ngay"
    await world.clerk.is_refused(
        form, "Ghi chú", "đã qua", "gấp lắm", "Phòng Tài chánh", "Còn thiếu: Sản phẩm", "không phải gửi lại"
    )
    await world.clerk.presses("Bỏ phần này")
    world.clerk.receives("Sản phẩm là gì?")
    await world.clerk.is_told("Báo cáo bằng văn bản", "đã qua", "Hạn khi nào?")
    await world.clerk.is_told(LATER, "thay Phòng Tài chánh bằng gì?")
    await world.clerk.is_told("Phòng Kinh tế", "gấp lắm")
    await world.clerk.presses("Hỏa tốc")
    told = world.clerk.receives("Dondoc hiểu", "Phòng Tài nguyên", "04/12/2026", "Hỏa tốc")
    assert "Phòng Tài chánh" not in told.text
    await world.clerk.presses("Giao việc")
    world.clerk.receives("Đã giao NV-1")


async def test_a_mistyped_key_is_taken_for_the_one_that_was_meant(world: World) -> None:
    await world.clerk.is_refused(giaoviec().replace("Sản phẩm:", "Sản phẩn:"), "«Sản phẩn»", "Sản phẩm")
    await world.clerk.presses("Sản phẩm")
    world.clerk.receives("Dondoc hiểu", "Báo cáo bằng văn bản")


async def test_a_line_of_no_key_goes_on_with_the_line_above(world: World) -> None:
    form = giaoviec().replace("Sản phẩm:", "Yêu cầu: gửi bản giấy\nSản phẩm:")
    await world.clerk.is_refused(form, "Dòng «Yêu cầu»")
    await world.clerk.presses("Ghi tiếp vào Việc")
    world.clerk.receives("Dondoc hiểu", "Yêu cầu: gửi bản giấy")


async def test_of_a_key_that_stands_twice_one_is_chosen(world: World) -> None:
    await world.clerk.is_refused(giaoviec() + "\nHạn: 18/12/2026", "Mục Hạn được ghi hai lần")
    await world.clerk.presses("18/12/2026")
    world.clerk.receives("Dondoc hiểu", "18/12/2026")


async def test_a_milestone_without_a_day_is_asked_for_alone(world: World) -> None:
    await world.clerk.is_refused(giaoviec(Mốc="\n- Dự thảo\n- Trình ký: 10/12/2026"), "Mốc", "«Trình ký»")
    await world.clerk.is_told("02/12/2026", "thay 10/12/2026")
    await world.clerk.is_told("04/12/2026", "Dondoc hiểu", "Dự thảo", "02/12/2026", "Trình ký", "04/12/2026")


async def test_the_reason_of_one_unit_that_is_asked(world: World) -> None:
    asked = "\n- Phòng Kinh tế: kinh phí\n- Phòng Tài nguyên"
    await world.clerk.is_refused(xinykien(Hỏi=asked, Ký="tùy"), "lý do", "Ký «tùy» không đúng")
    await world.clerk.is_told("quy hoạch", "Ký")
    await world.clerk.presses("có")
    world.clerk.receives("Dondoc hiểu", "quy hoạch", "kinh phí")
    await world.clerk.presses("Gửi")
    assert world.stored("SELECT count(*) FROM duties") == [(2,)]


async def test_a_circular_to_one_of_a_name_that_nobody_has(world: World) -> None:
    await world.clerk.is_refused(phobien(Gửi="Phòng Kinh tế; Phòng Tài chánh", Hạn="tuần sau"), "Tài chánh", "tuần sau")
    await world.clerk.presses("Bỏ phần này")
    world.clerk.receives("Hạn «tuần sau»", "Ý đồng chí là")
    await world.clerk.is_told("1", "Dondoc hiểu")


async def test_what_goes_up_with_a_line_of_no_part(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Phạm Văn Bình")
    world.binh.receives("NV-1")
    await world.binh.is_refused("/trinh NV-1\nCăn cứ: Điều 24\nChính kiếm: đề nghị điều chuyển vốn", "«Chính kiếm»")
    await world.binh.presses("Chính kiến")
    world.binh.receives("NV-1")
    assert world.stored("SELECT count(*) FROM words WHERE text LIKE '%điều chuyển vốn%'") >= [(1,)]


async def test_a_correction_of_which_one_value_is_wrong(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    form = "/sua NV-1\nViệc: Báo cáo mới\nHạn: 16h ngày 27/11/2026\nNhãn: gấp"
    await world.clerk.is_refused(form, "đã qua", "Nhãn «gấp» không đúng", "không phải gửi lại")
    await world.clerk.is_told(LATER, "gấp")
    await world.clerk.presses("khó")
    world.clerk.receives("NV-1", "Báo cáo mới")
    world.an.receives("NV-1")
    assert world.stored("SELECT title FROM cases") == [("Báo cáo mới",)]
    await world.khanh.is_refused(form, "Không tìm thấy việc NV-1")


async def test_a_relative_deadline_stays_the_moment_that_was_meant(world: World) -> None:
    await world.clerk.is_refused(giaoviec(Hạn="ngày mai", Sản_phẩm=None), "Còn thiếu: Sản phẩm", "01/12/2026")
