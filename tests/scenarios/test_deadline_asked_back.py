"""A deadline is never guessed (promise 4): what has no single meaning is asked back, with buttons."""

from __future__ import annotations

from tests.scenarios.cast import World, xinykien

FORM = "/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Rà soát\nSản phẩm: Danh sách\nHạn: {deadline}"


async def test_a_bare_period_is_asked_back_and_a_button_answers(world: World) -> None:
    await world.clerk.says(FORM.format(deadline="tuần sau"))
    asked = world.clerk.receives("Hạn «tuần sau»", "Ý đồng chí là:", "1. Thứ")
    (label, _), *_ = asked.buttons[0]
    await world.clerk.presses(label)
    world.clerk.receives("Dondoc hiểu nhiệm vụ như sau", f"Hạn: {label}")
    world.nothing_else_was_said()


async def test_the_number_of_a_suggestion_can_be_typed(world: World) -> None:
    await world.clerk.says(FORM.format(deadline="tuần sau"))
    world.clerk.receives("Ý đồng chí là:")
    await world.clerk.says("1")
    world.clerk.receives("Dondoc hiểu nhiệm vụ như sau")
    world.nothing_else_was_said()


async def test_an_extension_to_a_day_off_is_confirmed_first(world: World) -> None:
    await world.clerk.says(FORM.format(deadline="10/12/2026"))
    world.clerk.receives("Dondoc hiểu")
    await world.clerk.presses("Giao việc")
    world.clerk.receives("Đã giao NV-1")
    world.an.receives("được giao chủ trì")
    await world.an.says("/giahan NV-1 12/12/2026; chờ số liệu")
    world.an.receives("là ngày nghỉ", "gõ 1")
    await world.an.says("1")
    world.an.receives("Đã gửi đề nghị gia hạn NV-1 đến Thứ Bảy 12/12/2026")
    world.clerk.receives("xin gia hạn", "Thứ Bảy 12/12/2026")
    world.nothing_else_was_said()


async def test_the_deadline_of_an_opinion_request_is_asked_back_too(world: World) -> None:
    await world.clerk.says(xinykien(Hạn="tuần sau"))
    asked = world.clerk.receives("Hạn «tuần sau»", "Ý đồng chí là:")
    (label, _), *_ = asked.buttons[0]
    await world.clerk.presses(label)
    world.clerk.receives("Dondoc hiểu yêu cầu lấy ý kiến như sau", f"Hạn: {label}")
    world.nothing_else_was_said()


async def test_a_new_deadline_typed_behind_the_button_is_asked_back_too(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.an.presses("Xin gia hạn")
    world.an.receives("Xin gõ hạn mới")
    await world.an.says("15/12 hoặc 16/12; chờ số liệu")
    asked = world.an.receives("Hạn «15/12 hoặc 16/12»", "1. Thứ Ba 15/12/2026", "2. Thứ Tư 16/12/2026")
    (second, _), *_ = asked.buttons[1]
    await world.an.presses(second)
    world.an.receives("Đã gửi đề nghị gia hạn NV-1 đến Thứ Tư 16/12/2026")
    world.clerk.receives("xin gia hạn", "Lý do: chờ số liệu")
    world.nothing_else_was_said()


async def test_an_extension_asked_in_one_line_is_asked_back_by_number(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.an.is_told("/giahan NV-1 tuần sau; chờ số liệu", "Ý đồng chí là:")
    await world.an.is_told("1", "Đã gửi đề nghị gia hạn NV-1 đến Thứ Sáu 11/12/2026")
    world.clerk.receives("xin gia hạn")
    world.nothing_else_was_said()
