"""What is asked of a task at the wrong moment, by the wrong person or without what it needs is refused in words that
say why, and nothing on record changes (M6, M11–M18, M34, M45, M53)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World

BY_THE_HOLDER = {
    "/vuong NV-1 thiếu số liệu": ("chưa đọc được", "/vuong NV-12"),
    "/nguyennhan NV-1 khách quan; mưa lũ": ("không chậm hạn",),
    "/nguyennhan NV-1 tại trời; mưa lũ": ("chủ quan", "khách quan"),
    "/tiendo NV-1 mốc 3: xong": ("mốc",),
    "/giahan NV-1 03/12/2026; chờ số liệu": ("Thứ Hai 07/12/2026 16:30",),
    "/chuyen NV-1 Nguyễn Văn An; bận": ("Nguyễn Văn An",),
    "/chuyen NV-1 Phòng Nội vụ; đúng chức năng": ("Phòng Nội vụ",),
    "/chuyen NV-1 Phòng Tài nguyên": ("lý do",),
    "/trinh NV-1\nCăn cứ: Điều 24": ("Chính kiến",),
    "/duyet NV-1": ("NV-1",),
    "/khongduyet NV-1 không": ("NV-1",),
    "/chidao NV-1 làm đi": ("NV-1",),
    "/ky NV-1": ("NV-1",),
    "/thuhoi NV-1 giao nhầm": ("không có thẩm quyền",),
    "/tamdung NV-1 bận": ("không có thẩm quyền",),
    "/tieptuc NV-1": ("không có thẩm quyền",),
    "/giaolai NV-1 Ngô Văn Khánh; bận": ("không có thẩm quyền",),
    "/sua NV-1 Hạn: 22/12/2026": ("không có thẩm quyền",),
    "/vanban NV-1 12/UBND": ("không có thẩm quyền",),
    "/dutdiem NV-1 22/12/2026; tồn đọng": ("không có thẩm quyền",),
    "/nghiemthu NV-1": ("NV-1",),
    "/tralai NV-1 chưa đạt": ("NV-1",),
}

BY_THE_ASSIGNER = {
    "/tieptuc NV-1": ("NV-1",),
    "/nghiemthu NV-1": ("NV-1",),
    "/duyet NV-1": ("NV-1",),
    "/chidao NV-1 làm đi": ("NV-1",),
    "/giaolai NV-1 Nguyễn Văn An; vẫn vậy": ("Nguyễn Văn An",),
    "/giaolai NV-1 Ngô Văn Khánh": ("lý do",),
    "/sua NV-1 Việc: Báo cáo giải ngân vốn đầu tư công tháng 11": ("NV-1",),
    "/sua NV-1 Hạn: 16h ngày 27/11/2026": ("đã qua",),
    "/sua NV-1 Ghi chú: nhanh": ("«Ghi chú»",),
    "/dutdiem NV-1 22/12/2026; tồn đọng": ("chưa quá hạn",),
    "/xong NV-1 đã làm": ("Nguyễn Văn An",),
    "/phancong NV-1 Nguyễn Văn An": ("NV-1",),
}


@pytest.mark.parametrize("by", ["an", "leader"])
async def test_a_move_that_is_not_his_now_is_refused(world: World, by: str) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    moves = BY_THE_HOLDER if by == "an" else BY_THE_ASSIGNER
    for typed, parts in moves.items():
        await getattr(world, by).is_refused(typed, *parts)
    world.nothing_else_was_said()


async def test_a_paused_task_is_neither_worked_on_nor_given_away(world: World) -> None:
    """A transfer asked for before the pause is not granted during it: the clock would start behind the pause."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    await world.an.is_told("/chuyen NV-1 Phòng Tài nguyên; đúng chức năng", "Đã gửi đề nghị chuyển")
    world.leader.receives("đề nghị chuyển việc")
    world.binh.receives("đề nghị chuyển")
    await world.leader.is_told("/tamdung NV-1 chờ kết luận", "Đã tạm dừng")
    world.an.receives("Tạm dừng")
    world.binh.receives("Tạm dừng")
    for typed in ("/xong NV-1 đã làm", "/tiendo NV-1 gần xong", "/giahan NV-1 18/12/2026; chờ", "/tuchoi NV-1 bận"):
        await world.an.is_refused(typed, "tạm dừng")
    for typed in ("/duyet NV-1", "/giaolai NV-1 Ngô Văn Khánh; gấp", "/tamdung NV-1 lần nữa"):
        await world.leader.is_refused(typed, "tạm dừng")
    await world.leader.is_told("/tieptuc NV-1", "Đã cho tiếp tục")
    world.an.receives("Tiếp tục")
    world.binh.receives("Tiếp tục")
    await world.leader.is_told("/duyet NV-1", "Đã duyệt chuyển")
    world.duc.receives("được giao chủ trì")
    world.an.receives("được duyệt")
    world.binh.receives("được duyệt")
    world.nothing_else_was_said()


async def test_what_was_handed_in_is_judged_before_it_is_given_away(world: World) -> None:
    """M14, M17: An asked to be freed and then did the work; granting the request would take the result away."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    await world.an.is_told("/tuchoi NV-1 không đúng chức năng", "Đã gửi đề nghị từ chối")
    world.leader.receives("đề nghị từ chối")
    world.binh.receives("đề nghị từ chối")
    await world.an.is_told("/xong NV-1 báo cáo số 45", "Đã nộp kết quả")
    world.leader.receives("đã nộp kết quả")
    await world.leader.is_refused("/duyet NV-1", "NV-1")
    await world.leader.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    world.an.receives("được nghiệm thu")
    world.binh.receives("được nghiệm thu")
    world.nothing_else_was_said()


async def test_an_opinion_asked_for_a_task_is_withdrawn_with_it(world: World) -> None:
    """Nobody is held to have consented, by silence, to what serves nothing any more."""
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng")
    world.binh.receives("được giao chủ trì")
    await world.binh.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch liên quan", Cho_việc="NV-1")
    world.duc.receives("được lấy ý kiến")
    await world.leader.is_told("/thuhoi NV-1 không còn cần", "Đã thu hồi")
    world.duc.receives("Đã thu hồi", "YK-1", "không còn cần")
    world.binh.receives("NV-1", "YK-1")
    await world.duc.is_refused("/ykien YK-1 đồng ý", "thu hồi")
    world.nothing_else_was_said()


async def test_a_part_that_was_handed_in_waits_with_whoever_leads_by_then(world: World) -> None:
    """M4, M17: the lead goes to another, and with it what the coordinating unit has handed in to be accepted."""
    await world.clerk.assigns(Chủ_trì="Nguyễn Văn An", Phối_hợp="Phòng Tài nguyên", Người_giao="Trần Quốc Hùng")
    world.an.receives("được giao chủ trì")
    world.duc.receives("phối hợp")
    await world.duc.is_told("/xong NV-1 số liệu đất đai", "Đã nộp kết quả")
    world.an.receives("đã nộp kết quả")
    await world.leader.is_told("/giaolai NV-1 Phạm Văn Bình; việc khó", "Đã giao lại")
    world.an.receives("giao lại")
    given = world.binh.receives("được giao chủ trì")
    if "đã nộp kết quả" not in given.text:
        world.binh.receives("đã nộp kết quả")
    world.duc.receives("kết quả đồng chí nộp nay chờ đồng chí Phạm Văn Bình nghiệm thu")
    await world.binh.is_told("/nghiemthu NV-1 Phòng Tài nguyên", "Đã nghiệm thu")
    world.duc.receives("được nghiệm thu")
    await world.an.is_told("/lichsu NV-1", "chuyển phần phối hợp đã nộp sang")
    world.nothing_else_was_said()


async def test_a_unit_that_is_misspelt_is_asked_about_and_not_taken_for_the_whole(world: World) -> None:
    """What was meant for the part of one unit is never done to the task itself."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng", Phối_hợp="Phòng Tài nguyên")
    world.an.receives("được giao chủ trì")
    world.duc.receives("được giao phối hợp")
    await world.an.is_told("/xong NV-1 Báo cáo số 45/BC-KT", "nghiệm thu")
    world.leader.receives("đã nộp kết quả")
    await world.leader.is_refused("/nghiemthu NV-1 Phòng Tài nguyêm", "Phòng Tài nguyên")
    await world.leader.is_refused("/tralai NV-1 Phòng Tài nguyêm; thiếu biểu 03", "Phòng Tài nguyên")
    await world.leader.is_refused("/nghiemthu NV-1 phần của anh Đức", "phần của anh Đức")
    world.nothing_else_was_said()
