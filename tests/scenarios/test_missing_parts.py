"""A form that lacks something: all of it is named at once, only that is asked for, and nothing is sent again."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec, xinykien


async def test_two_parts_of_a_task_are_asked_for_one_after_the_other(world: World) -> None:
    form = giaoviec(Sản_phẩm=None, Hạn=None, Phối_hợp="Phòng Tài nguyên", Mốc="\n- Dự thảo: 04/12/2026")
    await world.clerk.is_refused(form, "Còn thiếu: Sản phẩm, Hạn", "không phải gửi lại", "Nguyễn Văn An")
    await world.clerk.is_told("Báo cáo bằng văn bản", "Đã ghi")
    told = await world.clerk.is_told("16h30 ngày 07/12/2026", "Dondoc hiểu", "Dự thảo", "Phòng Tài nguyên")
    assert "Báo cáo bằng văn bản" in told.text
    await world.clerk.presses("Giao việc")
    world.clerk.receives("Đã giao NV-1")


async def test_an_opinion_asked_of_nobody(world: World) -> None:
    await world.clerk.is_refused(xinykien(Hỏi=None, Đề_xuất=None), "Còn thiếu: Đề xuất, Hỏi", "không phải gửi lại")
    await world.clerk.says("Ban hành trong quý I/2027")
    await world.clerk.says("Phòng Kinh tế: nguồn kinh phí")
    await world.clerk.says("tiếp tục")
    assert "Dondoc hiểu" in world.clerk.said_by_bot()[-1].text
    await world.clerk.presses("Gửi")
    assert world.stored("SELECT proposal FROM cases") == [("Ban hành trong quý I/2027",)]


async def test_the_file_of_a_form_that_lacks_something_is_not_sent_again(world: World) -> None:
    await world.clerk.sends_file("chi-dao.pdf", b"%PDF-1.7", giaoviec(Hạn=None))
    world.clerk.receives("Còn thiếu: Hạn", "chi-dao.pdf")
    await world.clerk.is_told("16h30 ngày 07/12/2026", "Dondoc hiểu", "chi-dao.pdf")


async def test_who_may_not_assign_is_asked_for_nothing(world: World) -> None:
    await world.an.is_refused(giaoviec(Hạn=None), "không có thẩm quyền")


async def test_what_goes_up_without_a_position(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Phạm Văn Bình")
    world.binh.receives("NV-1")
    await world.binh.is_refused(
        "/trinh NV-1\nCăn cứ: Điều 24\nThực tiễn: 3 dự án chậm", "Còn thiếu: Chính kiến", "không phải gửi lại"
    )
    await world.binh.is_told("đề nghị điều chuyển vốn trước ngày 15 tháng 12", "NV-1")
    assert world.stored("SELECT count(*) FROM journal WHERE act LIKE 'dossier.%'") >= [(1,)]
    assert world.stored("SELECT count(*) FROM words WHERE text LIKE '%3 dự án chậm%'") >= [(1,)]
