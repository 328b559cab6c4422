"""Registering by dialogue: one question at a time, by buttons or by words, then the preview of the form (M1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.finding import find_person
from actions.order import Order
from channels.telegram.envelopes import CHANNEL
from handlers.desk import Call, Desk, FileUse
from handlers.front import commands, pressing
from handlers.front.commands import COMMANDS
from tests.scenarios.cast import World, moment

FIRST = "Ai chủ trì?"


async def test_a_task_is_registered_by_words_alone(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.is_told("/giaoviec", "Giao việc – câu 1/4", FIRST, "/huy để thôi", "mẫu")
    await clerk.is_told("nguyen van an", "câu 2/4", "Chủ trì: Nguyễn Văn An (Phòng Kinh tế)", "Việc gì?")
    await clerk.is_told("Rà soát\nHạn: 1/1/2027", "câu 3/4", "Việc: Rà soát Hạn: 1/1/2027", "Sản phẩm là gì?")
    await clerk.is_told("Danh mục khu đất", "câu 4/4", "Hạn khi nào?")
    await clerk.is_told("16h30 ngày 07/12", "không bắt buộc", "Hạn: Thứ Hai 07/12/2026 16:30", "Người giao là ai?")
    await clerk.is_told("tran quoc hung", "Người giao: Trần Quốc Hùng (UBND huyện)", "Đơn vị nào phối hợp?")
    await clerk.is_told("phong tai nguyen", "Phối hợp: Phòng Tài nguyên", "Còn ai nữa")
    await clerk.is_told("tiếp tục", "văn bản?")
    await clerk.is_told("bỏ qua", "Độ khẩn?")
    await clerk.is_told("khan", "Khẩn: Khẩn", "theo dõi?")
    preview = await clerk.is_told(
        "xong",
        "Dondoc hiểu nhiệm vụ như sau",
        "Chủ trì: đồng chí Nguyễn Văn An",
        "Việc: Rà soát Hạn: 1/1/2027",
        "Hạn: Thứ Hai 07/12/2026 16:30",
        "Độ khẩn: Khẩn",
        "Người giao: đồng chí Trần Quốc Hùng",
        "Phối hợp: Phòng Tài nguyên",
    )
    assert "Giao việc" in clerk.labels(preview)
    await clerk.is_told("giao việc", "Đã giao NV-1")
    an.receives("Đồng chí được giao chủ trì")
    world.duc.receives("phối hợp")
    world.nothing_else_was_said()


async def test_a_task_is_registered_by_buttons_wherever_there_are_some(world: World) -> None:
    leader = world.leader
    await leader.assigns()
    world.an.receives("NV-1")
    await leader.says("/giaoviec")
    asked = leader.receives(FIRST)
    assert leader.labels(asked)[0] == "Nguyễn Văn An (Phòng Kinh tế)"  # to whom the last one was given
    await leader.presses("Phòng Kinh tế")
    leader.receives("Chủ trì: Phòng Kinh tế", "Việc gì?")
    await leader.is_told("Rà soát quỹ đất", "Sản phẩm là gì?")
    await leader.presses("Báo cáo bằng văn bản")
    asked = leader.receives("Hạn khi nào?")
    assert "17h ngày mai (Thứ Ba 01/12)" in leader.labels(asked)
    await leader.presses("17h ngày mai (Thứ Ba 01/12)")
    leader.receives("Hạn: Thứ Ba 01/12/2026 17:00", "phối hợp")
    # What is a unit is taken, what is none is asked about.
    await leader.is_told("Phòng Tài nguyên, Phòng Thuế", "Phòng Thuế", "Phối hợp: Phòng Tài nguyên", "Còn ai nữa")
    await leader.presses("Xong, xem trước")
    leader.receives("Dondoc hiểu nhiệm vụ như sau", "Phòng Kinh tế (đồng chí Phạm Văn Bình)")
    await leader.presses("Giao việc")
    leader.receives("Đã giao NV-2")
    world.binh.receives("NV-2")
    world.duc.receives("NV-2")
    world.nothing_else_was_said()


async def test_a_deadline_is_pressed_on_a_calendar(world: World) -> None:
    clerk = world.clerk
    await _up_to_the_deadline(world)
    await clerk.presses("Chọn ngày")
    clerk.receives_nothing()  # the calendar stands in the place of the question
    shown = clerk.said_by_bot()[-1]
    assert "trong ngoặc là ngày nghỉ" in shown.text
    labels = clerk.labels(shown)
    assert "Tháng 11/2026" in labels
    assert "30" in labels  # today, before 17:00
    assert "29" not in labels, "gone by"
    await clerk.presses("·")
    clerk.receives_nothing()
    await clerk.presses("▶")
    labels = clerk.labels(clerk.said_by_bot()[-1])
    assert {"Tháng 12/2026", "◀", "▶", "4", "(5)", "(6)"} <= set(labels)
    await clerk.presses("4")
    clerk.receives("Hạn: Thứ Sáu 04/12/2026 (17:00, hết ngày)", "không bắt buộc")
    world.nothing_else_was_said()


async def _up_to_the_deadline(world: World) -> None:
    for word in ("/giaoviec", "Nguyễn Văn An", "Rà soát", "Danh mục"):
        await world.clerk.is_told(word)


async def test_a_deadline_that_is_not_clear_is_asked_back_inside(world: World) -> None:
    clerk = world.clerk
    await _up_to_the_deadline(world)
    await clerk.is_told("chọn ngày", "trong ngoặc là ngày nghỉ", "câu 4/4")
    asked = await clerk.is_refused("tuần sau", "Hạn «tuần sau»", "câu 4/4", "Hạn khi nào?")
    label = clerk.labels(asked)[0]
    await clerk.presses(label)
    clerk.receives(f"Hạn: {label}", "không bắt buộc")
    await clerk.is_told("quay lại", "câu 4/4", "Hạn khi nào?")
    await clerk.is_refused("27/11/2026", "đã qua", "Hạn khi nào?")
    await clerk.is_told("7/12", "Hạn: Thứ Hai 07/12/2026", "không bắt buộc")
    world.nothing_else_was_said()


async def test_a_wrong_answer_is_explained_and_the_same_asked_again(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/giaoviec", FIRST)
    await clerk.is_refused("Mai Thị Đào", "Không có cán bộ hay đơn vị nào tên Mai Thị Đào", "câu 1/4", FIRST)
    asked = await clerk.is_refused("An", "Nguyễn Văn An (Phòng Kinh tế)", FIRST)
    assert "Nguyễn Văn An (Phòng Kinh tế)" in clerk.labels(asked)
    await clerk.is_refused(
        "Nguyễn Văn Am", "Không có cán bộ hay đơn vị nào tên Nguyễn Văn Am", "1. Nguyễn Văn An", FIRST
    )
    await clerk.is_told("1", "Việc gì?")
    await clerk.is_refused("x" * 501, "quá giới hạn 500", "câu 2/4", "Việc gì?")
    await clerk.is_refused("xong", "Câu này chưa dùng được xong", "Việc gì?")
    await clerk.is_told("Rà soát", "câu 3/4")
    world.nothing_else_was_said()


async def test_one_goes_back_step_by_step_and_forward_again(world: World) -> None:
    clerk = world.clerk
    await _up_to_the_deadline(world)
    await clerk.presses("Quay lại")
    clerk.receives("câu 3/4", "Việc: Rà soát")
    await clerk.presses("Quay lại")
    back = clerk.receives("câu 2/4", "Việc gì?")
    assert "Việc: Rà soát" not in back.text
    await clerk.is_told("Đo đạc", "Việc: Đo đạc", "câu 3/4")
    await clerk.is_told("2", "Sản phẩm: Tờ trình", "câu 4/4")
    world.nothing_else_was_said()


async def test_a_button_of_an_earlier_question_answers_nothing(world: World) -> None:
    leader = world.leader
    await leader.is_told("/giaoviec", FIRST)
    await leader.is_told("Nguyễn Văn An", "Việc gì?")
    with world.changing_nothing():
        await leader.presses("Phòng Kinh tế")
        again = leader.receives("thuộc câu đã qua nên không có gì thay đổi", "Chủ trì: Nguyễn Văn An", "Việc gì?")
        await leader.is_told("/huy", "Đã bỏ, chưa có gì được ghi")
        await world.api.press(leader.user_id, again.message_id, "Quay lại")
        await world.step()
        leader.receives("lựa chọn không còn tác dụng")
    await leader.is_told("/giaoviec", FIRST)
    with world.changing_nothing():
        await leader.presses("Quay lại")  # of the guide that was left
        leader.receives("lựa chọn không còn tác dụng")
    world.nothing_else_was_said()


async def test_a_guide_survives_a_restart_and_lapses(world: World) -> None:
    clerk = world.clerk
    await _up_to_the_deadline(world)
    await world.is_down_until(moment(30, 10, month=11))
    await clerk.presses("Quay lại")
    clerk.receives("câu 3/4", "Chủ trì: Nguyễn Văn An (Phòng Kinh tế)", "Việc: Rà soát")
    await world.until(moment(30, 15, month=11))
    await clerk.is_refused("Danh mục khu đất", "chưa hiểu tin này", "đã quá thời gian chờ")
    world.nothing_else_was_said()


async def test_an_answer_that_comes_again_after_a_crash_is_not_the_next_answer(world: World) -> None:
    """The process died between keeping the answer and answering: the same word is handled once more."""
    clerk, office = world.clerk, world.program.office
    await clerk.is_told("/giaoviec", FIRST)
    async with office.look(Order(now=world.clock.now(), said_at=world.clock.now(), via="test")) as view:
        sender = find_person(view.chart, clerk.name)
    ask = Call(
        desk=Desk(office=office, commands=COMMANDS),
        order=Order(now=world.clock.now(), said_at=world.clock.now(), via=CHANNEL, sender_id=sender.id, inbox_id=4711),
        channel=CHANNEL,
        chat_id=str(clerk.user_id),
        user_id=str(clerk.user_id),
        sender=sender,
        text="Phòng Kinh tế",
    )
    first, again = await commands.run_text(ask), await commands.run_text(ask)
    assert "câu 2/4" in first.text
    assert (again.text, again.buttons) == (first.text, first.buttons)
    assert "Chủ trì: Phòng Kinh tế" in again.text
    pressed = replace(ask, text="", order=replace(ask.order, inbox_id=4712))
    (back,) = (button for row in again.buttons for button in row if button.label == "Quay lại")
    first_press = await pressing.run_press(pressed, back.data)
    assert first_press is not None
    assert await pressing.run_press(pressed, back.data) == first_press
    world.nothing_else_was_said()


async def test_nobody_is_led_to_what_he_may_not_do(world: World) -> None:
    await world.khanh.is_refused("/giaoviec", "không có thẩm quyền")
    await world.khanh.is_refused("/xinykien", "không có thẩm quyền")
    binh = world.binh
    asked = await binh.is_told("/giaoviec", FIRST)
    assert binh.labels(asked)[:2] == ["Đỗ Thị Cúc (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Kinh tế)"]
    for word in ("Ngô Văn Khánh", "Đo đạc", "Bản đồ", "7/12"):
        shown = await binh.is_told(word)
    assert "Người giao" not in shown.text  # only the office assigns on another's behalf
    await binh.is_refused("xong", "không có thẩm quyền", "câu 1/4", FIRST)
    await binh.is_told("Nguyễn Văn An", "không bắt buộc", "phối hợp")
    await binh.is_told("xem trước", "Dondoc hiểu nhiệm vụ", "đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()


async def test_the_form_can_be_had_at_once(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/giaoviec", FIRST)
    await clerk.is_told("mẫu", "Xin gửi theo mẫu sau", "Chủ trì: Nguyễn Văn An")
    await clerk.is_told("Nguyễn Văn An", "Việc gì?")
    world.nothing_else_was_said()


async def test_opinions_are_asked_unit_by_unit_each_with_its_reason(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/xinykien", "Lấy ý kiến – câu 1/3", "nội dung")
    await clerk.is_told("Dự thảo quy chế", "câu 2/3", "Đề xuất của nơi hỏi là gì?")
    asked = await clerk.is_told("Ban hành trong quý I/2027", "câu 3/3", "Hỏi đơn vị nào?")
    assert {"Phòng Kinh tế", "Phòng Tài nguyên"} <= set(clerk.labels(asked))
    await clerk.presses("Phòng Kinh tế")
    clerk.receives("Vì sao hỏi Phòng Kinh tế?")
    await clerk.is_told("nguồn kinh phí", "- Phòng Kinh tế: nguồn kinh phí", "Còn ai nữa")
    await clerk.is_refused("phong kinh te", "Phòng Kinh tế được ghi hai lần")
    await clerk.is_told("Phòng Tài nguyên: quy hoạch: bản mới", "- Phòng Tài nguyên: quy hoạch: bản mới")
    await clerk.is_told("tiếp tục", "Hạn trả lời khi nào?", "7 ngày làm việc")
    await clerk.is_refused("05/12/2026", "không được rơi vào ngày nghỉ", "Hạn trả lời khi nào?")
    await clerk.presses("Thứ Hai 07/12/2026 17:00")
    clerk.receives("Hạn: Thứ Hai 07/12/2026 17:00", "Người hỏi là ai?")
    await world.api.send_file(clerk.user_id, "du-thao.docx", b"ban thao")
    await world.step()
    clerk.receives("Đã nhận tệp du-thao.docx", "Người hỏi là ai?")
    await clerk.presses("Xong, xem trước")
    clerk.receives("Dondoc hiểu yêu cầu lấy ý kiến", "du-thao.docx, mã băm SHA-256", "– Phòng Tài nguyên")
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    world.binh.receives("YK-1", "nguồn kinh phí")
    world.duc.receives("YK-1", "quy hoạch: bản mới")
    world.nothing_else_was_said()


async def test_a_file_that_the_command_does_not_take_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "xinykien", replace(COMMANDS["xinykien"], files=FileUse.NONE))
    clerk = world.clerk
    await clerk.is_told("/xinykien", "câu 1/3")
    with world.changing_nothing():
        await clerk.sends_file("van-ban.pdf", b"noi dung", "Dự thảo quy chế")
        clerk.receives("Tệp vừa gửi chưa được nhận", "câu 2/3", "Nội dung: Dự thảo quy chế")
    world.nothing_else_was_said()
