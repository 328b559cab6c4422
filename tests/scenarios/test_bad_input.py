"""What is wrong or unclear gets a sentence that says what to do, and nothing on record changes (promises 4, 5)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, giaoviec, moment, xinykien

FORM = ("Chủ trì", "Việc", "Sản phẩm", "Hạn")

REFUSED = {
    "an unknown person is met with those he may be": (
        giaoviec(Chủ_trì="Nguyễn Văn Ăn Thị"),
        ("Không có cán bộ hay đơn vị nào tên Nguyễn Văn Ăn Thị", "1. Nguyễn Văn An", "gõ số thứ tự"),
    ),
    "an unknown unit": (giaoviec(Phối_hợp="Phòng Kinh tê 2"), ("Không có đơn vị nào", "Phòng Kinh tế")),
    "a deadline that has passed": (giaoviec(Hạn="16h ngày 27/11/2026"), ("đã qua", "ví dụ")),
    "a deadline that can mean two moments": (giaoviec(Hạn="tuần sau"), ("Hạn «tuần sau»", "ví dụ")),
    "a deadline that is none": (giaoviec(Hạn="càng sớm càng tốt"), ("Hạn «càng sớm càng tốt»", "ví dụ")),
    "a date that does not exist": (giaoviec(Hạn="31/11/2026"), ("không có trong lịch", "ngày/tháng/năm")),
    "a weekday that contradicts its date": (giaoviec(Hạn="thứ Hai 08/12/2026"), ("không khớp nhau",)),
    "a missing product": (
        giaoviec(Sản_phẩm=None),
        ("Còn thiếu: Sản phẩm", "Chưa có gì được ghi", "Chủ trì:", "không phải gửi lại"),
    ),
    "an empty product": (giaoviec(Sản_phẩm="   "), ("Còn thiếu: Sản phẩm",)),
    "a form with nothing in it": ("/giaoviec\nChủ trì:", ("Còn thiếu: Chủ trì, Việc, Sản phẩm, Hạn",)),
    "an unknown key": (giaoviec(Ghi_chú="làm ngay nhé"), ("Dòng «Ghi chú» chưa rõ thuộc mục nào", "gửi lại")),
    "an unknown key between others": (
        giaoviec().replace("Sản phẩm:", "Yêu cầu: gửi bản giấy\nSản phẩm:"),
        ("Dòng «Yêu cầu»",),
    ),
    "a mistyped key": (giaoviec().replace("Sản phẩm:", "Sản phẩn:"), ("«Sản phẩn»", "Sản phẩm")),
    "a line before any key": (giaoviec().replace("/giaoviec\n", "/giaoviec\nlàm ngay nhé\n"), ("«làm ngay nhé»",)),
    "a source that is none": (giaoviec(Nguồn="nghe nói"), ("Nguồn «nghe nói» không đúng", "phản ánh kiến nghị")),
    "a label that is none": (giaoviec(Nhãn="gấp"), ("Nhãn «gấp» không đúng", "thí điểm")),
    "a rule of repetition that is none": (giaoviec(Lặp_lại="thỉnh thoảng"), ("Lặp lại «thỉnh thoảng» không đúng",)),
    "a rule that would come every second": (giaoviec(Lặp_lại="FREQ=SECONDLY"), ("không đúng", "hằng tháng")),
    "more milestones than are kept": (
        giaoviec(Mốc="\n" + "\n".join(f"- Mốc {number}: thứ Sáu tuần sau" for number in range(60))),
        ("nhiều nhất 20 mốc",),
    ),
    "a rule that would never come": (
        giaoviec(Lặp_lại="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        ("không đúng", "hằng tháng"),
    ),
    "a milestone without a day": (giaoviec(Mốc="\n- Dự thảo báo cáo"), ("chưa đọc được", "Mốc:")),
    "a milestone after the deadline": (giaoviec(Mốc="\n- Trình ký: 10/12/2026"), ("«Trình ký»", "sau hạn")),
    "a document of a day that is none": (giaoviec(Văn_bản="12/UBND ngày 31/11/2026"), ("Văn bản «ngày 31/11/2026»",)),
    "two leads of which one is nobody": (giaoviec(Chủ_trì="Phòng Kinh tế\nPhòng Xây dựng"), ("Không có",)),
    "one lead of a name that nobody has": (giaoviec(Chủ_trì="Sở Xây dựng và Giao thông"), ("Không có",)),
    "a key that stands twice": (giaoviec() + "\nHạn: 18/12/2026", ("Mục Hạn được ghi hai lần",)),
    "an urgency that is none": (giaoviec(Khẩn="gấp lắm"), ("Khẩn «gấp lắm» không đúng", "Hỏa tốc")),
    "a title of 4,096 characters": (
        giaoviec(Việc="d" * (4096 - len(giaoviec(Việc="")))),
        ("ký tự, quá giới hạn 500", "rút gọn"),
    ),
    "a document number of 201 characters": (giaoviec(Văn_bản="1" * 201), ("dài 201 ký tự, quá giới hạn 200",)),
    "an opinion on a document number of 201 characters": (
        xinykien(Văn_bản="1" * 201),
        ("dài 201 ký tự, quá giới hạn 200",),
    ),
    "an opinion asked of nobody": (xinykien(Hỏi=None), ("Còn thiếu: Hỏi",)),
    "an opinion asked without a reason": (xinykien(Hỏi="\n- Phòng Kinh tế"), ("lý do",)),
    "a unit asked twice": (
        xinykien(Hỏi="\n- Phòng Kinh tế: kinh phí\n- phong kinh te: nhân lực"),
        ("Phòng Kinh tế được ghi hai lần",),
    ),
    "a signature neither wanted nor not": (xinykien(Ký="tùy"), ("Ký «tùy» không đúng", "có", "không")),
    "no code where one belongs": ("/nhan việc của tôi", ("/nhan NV-12",)),
    "half a code": ("/xong NV-", ("/xong NV-12",)),
    "an unknown command": ("/lamviec ngay", ("chưa có lệnh /lamviec", "/trogiup")),
    "a plain word": ("em chào anh ạ", ("chưa hiểu tin này và chưa ghi gì", "/viec", "/trogiup")),
    "nothing to leave": ("/huy", ("Không có việc nào đang nhập dở", "/viec")),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_is_refused_with_what_to_do(world: World, what: str) -> None:
    text, parts = REFUSED[what]
    await world.clerk.is_refused(text, *parts)
    world.nothing_else_was_said()


async def test_namesakes_are_never_guessed_between(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told(
        "/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; người khác", "Đã thêm: Nguyễn Văn An"
    )
    await clerk.is_refused(
        giaoviec(), "Có nhiều người tên", "Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)"
    )
    await clerk.is_told(giaoviec(Chủ_trì="nguyen van an (phong tai nguyen)"), "Nguyễn Văn An (Chuyên viên, Phòng Tài")
    world.nothing_else_was_said()


COMMANDS = (
    *("/viec CODE", "/lichsu CODE", "/nhan CODE", "/tiendo CODE gần xong", "/xong CODE xong", "/nghiemthu CODE"),
    *("/phancong CODE Nguyễn Văn An", "/giahan CODE 18/12/2026; bận", "/tralai CODE chưa đạt", "/duyet CODE"),
    *("/khongduyet CODE không", "/ykien CODE đồng ý", "/ky CODE", "/bosung CODE đã gửi"),
)


async def test_a_foreign_code_and_one_that_never_was_get_the_same_answer(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    for command in COMMANDS:
        foreign = await world.khanh.is_refused(command.replace("CODE", "NV-1"))
        unknown = await world.khanh.is_refused(command.replace("CODE", "NV-2"))
        assert foreign.text.replace("NV-1", "NV-2") == unknown.text, command
        assert foreign.buttons == unknown.buttons
    world.nothing_else_was_said()


async def test_a_button_is_of_no_use_to_anybody_else(world: World) -> None:
    await world.clerk.assigns()
    shown = world.an.receives("NV-1")
    everything = [data for row in shown.buttons for _, data in row]
    for data in everything:
        with world.changing_nothing():
            await world.api.press_data(world.stranger.user_id, world.an.user_id, shown.message_id, data)
            await world.step()
            world.stranger.receives("chưa được liên kết", "Văn phòng", "/start")
            await world.api.press_data(world.khanh.user_id, world.an.user_id, shown.message_id, data)
            await world.step()
            world.khanh.receives("Không tìm thấy việc NV-1")
    world.nothing_else_was_said()


FORGED = (
    "nhan:999999:1",
    "nhan:1",
    "nhan:1:1:1:1",
    "rm:1:1",
    "draft:ok:00",
    "draft:xoa:00",
    "x" * 64,
    "nhan:-1:1",
    "::",
)


async def test_a_forged_button_does_nothing(world: World) -> None:
    await world.clerk.assigns()
    shown = world.an.receives("NV-1")
    for data in FORGED:
        with world.changing_nothing():
            await world.api.press_data(world.an.user_id, world.an.user_id, shown.message_id, data)
            await world.step()
            world.an.receives("Gõ /viec")
    world.nothing_else_was_said()


async def test_another_of_the_same_unit_presses_in_vain(world: World) -> None:
    await world.clerk.assigns()
    shown = world.an.receives("NV-1")
    for label in ("Đã nhận", "Tiến độ", "Hoàn thành", "Xin gia hạn"):
        data = next(data for row in shown.buttons for text, data in row if text == label)
        with world.changing_nothing():
            await world.api.press_data(world.cuc.user_id, world.an.user_id, shown.message_id, data)
            await world.step()
            world.cuc.receives("Không tìm thấy việc NV-1")
    world.nothing_else_was_said()


async def test_an_edited_command_is_not_carried_out(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    said = await world.api.say(world.an.user_id, "xin chào")
    await world.step()
    world.an.receives("chưa hiểu")
    with world.changing_nothing():
        await world.api.edit(world.an.user_id, said, "/nhan NV-1")
        await world.step()
        world.an.receives("không thực hiện lệnh đã sửa", "gửi lại thành một tin mới")
    world.nothing_else_was_said()


async def test_in_a_group_the_bot_answers_only_that_it_wants_to_be_written_to(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.api.add_group(-100777, "Phòng Kinh tế")
    with world.changing_nothing():
        await world.api.say_in_group(-100777, world.an.user_id, "/nhan NV-1")
        await world.step()
    (answer,) = [message for message in world.api.messages(-100777) if message.from_bot]
    assert "nhắn riêng cho Dondoc" in answer.text
    assert "NV-1" not in answer.text
    world.nothing_else_was_said()


async def test_commands_in_every_spelling(world: World) -> None:
    an = world.an
    await world.clerk.assigns()
    an.receives("NV-1")
    for command in (
        "/nhận NV-1",
        "/NHAN nv-1",
        "/nhan@dondoc_bot NV 1",
        "/nhan  nv–1",
        "\u200f/nhan\u200b NV-1 ",
        "/nhan NV.1",
    ):
        await an.is_told(command, "NV-1", "nhận")
    with world.changing_nothing():
        await an.says("/nhan@another_bot NV-1")
        an.receives_nothing()
    world.nothing_else_was_said()


async def test_a_long_report_is_kept_whole_or_refused(world: World) -> None:
    an, clerk = world.an, world.clerk
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_refused("/tiendo NV-1 " + "đ" * 4000, "Nội dung dài 4000 ký tự, quá giới hạn 2000", "tệp gửi kèm")
    await an.is_told("/tiendo NV-1 " + "đ" * 2000, "Đã ghi tiến độ")
    await clerk.is_told("/lichsu NV-1", "đđđ")
    world.nothing_else_was_said()


HOSTILE = '<b>Rà soát</b> & "kê khai" <script>alert(1)</script> <a href="tg://user?id=1">x</a> 5 < 7'


async def test_what_looks_like_markup_is_shown_as_it_was_typed(world: World) -> None:
    clerk, an, binh, duc = world.clerk, world.an, world.binh, world.duc
    await clerk.says(giaoviec(Việc=HOSTILE, Sản_phẩm=HOSTILE, Văn_bản=HOSTILE, Lĩnh_vực=HOSTILE))
    clerk.receives(f"Việc: {HOSTILE}", f"Sản phẩm: {HOSTILE}", f"Văn bản: {HOSTILE}", f"Lĩnh vực: {HOSTILE}")
    await clerk.presses("Giao việc")
    clerk.receives(HOSTILE)
    an.receives(f"NV-1 – {HOSTILE}", f"Sản phẩm: {HOSTILE}")
    await an.is_told("/viec", HOSTILE[:79])
    await an.is_told(f"/tiendo NV-1 {HOSTILE}", "Đã ghi tiến độ")
    await an.is_told(f"/giahan NV-1 18/12/2026; {HOSTILE}", "Đã gửi đề nghị")
    clerk.receives(f"Lý do: {HOSTILE}")
    await clerk.is_told(f"/khongduyet NV-1 {HOSTILE}", "không duyệt")
    an.receives(f"Lý do: {HOSTILE}")
    await an.is_told(f"/xong NV-1 {HOSTILE}", "Đã nộp")
    clerk.receives(HOSTILE)
    await clerk.is_told(f"/tralai NV-1 {HOSTILE}", "Đã trả lại")
    an.receives(f"Lý do: {HOSTILE}")
    told = await clerk.is_told("/lichsu NV-1", f"báo cáo tiến độ: {HOSTILE}", "xin gia hạn đến")
    assert told.text.count(HOSTILE) >= 6
    await clerk.is_told(f"/moi {HOSTILE}", HOSTILE)
    await clerk.is_told(f"/donvimoi {HOSTILE}", HOSTILE)
    await clerk.is_told(f"/{HOSTILE}", "chưa có lệnh")
    await clerk.asks_opinions(Nội_dung=HOSTILE, Đề_xuất=HOSTILE, Hỏi=f"\n- Phòng Tài nguyên: {HOSTILE}")
    duc.receives(f"YK-1 – {HOSTILE}", f"Đề xuất của nơi hỏi: {HOSTILE}", f"Liên quan đến đơn vị: {HOSTILE}")
    await duc.is_told(f"/ykien YK-1 thiếu hồ sơ; {HOSTILE}", "còn thiếu")
    clerk.receives(f"Còn thiếu: {HOSTILE}")
    binh.receives_nothing()
    world.nothing_else_was_said()


async def test_signs_that_cannot_be_seen_change_nothing_and_emoji_stay(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns(Chủ_trì="Nguyễn\u200b Văn\u200d An\u202e", Việc="Báo cáo 📊 tháng\u2066 11\u200f ✅")
    an.receives("NV-1 – Báo cáo 📊 tháng 11 ✅")
    await an.is_refused("👍", "chưa hiểu tin này và chưa ghi gì")
    await an.is_told("/tiendo NV-1 👍👍🏽 đang làm", "Đã ghi tiến độ")
    await clerk.is_told("/lichsu NV-1", "👍👍🏽 đang làm")
    assert not any(sign in str(world.stored("SELECT * FROM cases")) for sign in "\u200b\u200d\u202e\u2066\u200f")
    world.nothing_else_was_said()


async def test_a_command_in_the_middle_of_a_dialogue_leaves_it_open(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/xong NV-1", "Chưa có gì được nộp")
    await an.is_told("/viec", "1 việc đang chờ đồng chí")
    await an.is_told("/huy", "Đã bỏ, chưa có gì được ghi")
    await an.is_refused("Báo cáo số 45", "chưa hiểu tin này và chưa ghi gì")
    await an.is_told("/xong NV-1", "Chưa có gì được nộp")
    await an.is_told("/tiendo NV-1 gần xong", "Đã ghi tiến độ")
    await an.is_told("Báo cáo số 45", "Đã nộp kết quả NV-1")
    clerk.receives("đã nộp kết quả")
    world.nothing_else_was_said()


async def test_a_wrong_completion_says_so_and_is_asked_for_again(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/giahan NV-1", "Xin gõ hạn mới và lý do")
    await an.is_refused("tuần sau; chờ số liệu", "Hạn «tuần sau»")
    with world.changing_nothing():
        await an.is_told("12/12/2026; chờ số liệu", "Thứ Bảy 12/12/2026 là ngày nghỉ")
    await an.is_told("18/12/2026; chờ số liệu", "Đã gửi đề nghị gia hạn")
    clerk.receives("xin gia hạn")
    world.nothing_else_was_said()


async def test_a_deadline_on_a_day_off_is_pointed_out_before_confirming(world: World) -> None:
    await world.clerk.says(giaoviec(Hạn="05/12/2026"))
    world.clerk.receives("Xin lưu ý", "hạn rơi vào ngày nghỉ; hạn vẫn giữ nguyên nếu đồng chí xác nhận")
    await world.clerk.is_told("hủy", "Đã bỏ")
    assert world.clock.now() < moment(5)
    world.nothing_else_was_said()


async def test_the_moment_chosen_takes_the_place_of_the_deadline_and_of_nothing_else(world: World) -> None:
    await world.clerk.says(giaoviec(Việc="Lịch công tác tuần sau", Hạn="tuần sau"))
    asked = world.clerk.receives("Hạn «tuần sau»")
    (label, _), *_ = asked.buttons[0]
    await world.clerk.presses(label)
    world.clerk.receives("Việc: Lịch công tác tuần sau", f"Hạn: {label}")
    world.nothing_else_was_said()


async def test_a_file_that_belongs_to_nothing_is_not_kept(world: World) -> None:
    with world.changing_nothing():
        await world.an.sends_file("bao-cao.pdf", b"noi dung")
        world.an.receives("chưa hiểu tin này và chưa ghi gì")
        await world.an.sends_file("bao-cao.pdf", b"noi dung", "gửi anh")
        world.an.receives("chưa hiểu tin này và chưa ghi gì")
    world.nothing_else_was_said()


async def test_a_very_long_message_that_is_no_command(world: World) -> None:
    await world.an.is_refused("kính gửi anh " * 315, "chưa hiểu tin này và chưa ghi gì")
    world.nothing_else_was_said()


async def test_a_stranger_learns_nothing_and_changes_nothing(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    for text in ("/viec", "/viec NV-1", "/lichsu NV-1", "/nhan NV-1", giaoviec(), "xin chào", "/lamviec"):
        await world.stranger.is_refused(text, "chưa được liên kết", "Văn phòng", "/start")
    with world.changing_nothing():
        await world.stranger.sends_file("x.pdf", b"x", "/xong NV-1")
        world.stranger.receives("chưa được liên kết")
    world.nothing_else_was_said()
