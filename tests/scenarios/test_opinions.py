"""Opinions: a stance, signed by the head, or silence that counts as consent with a name beside it (M19–M24, M26)."""

from __future__ import annotations

import hashlib

import pytest

from tests.scenarios.cast import World, docx, moment, xinykien

pytestmark = pytest.mark.on_every_channel
FILE_LATER = "a file comes behind its words there, and not with them"
HEARD_ONCE = (
    "what is said while nobody stands at the webhook is lost there, and no consent deemed (test_who_could_be_heard.py)"
)


async def test_one_unit_answers_and_the_other_lets_it_lie(world: World) -> None:
    clerk, binh, duc, khanh = world.clerk, world.binh, world.duc, world.khanh
    await clerk.asks_opinions()
    binh.receives("Phòng Kinh tế được lấy ý kiến", "nguồn kinh phí thực hiện", "Ban hành trong quý I/2027")
    duc.receives("Phòng Tài nguyên được lấy ý kiến", "mặc nhiên đồng ý", "Bước tiếp theo")

    await binh.presses("Đồng ý")
    binh.receives("Đã gửi ý kiến của Phòng Kinh tế cho YK-1: đồng ý")
    clerk.receives("Phòng Kinh tế đã trả lời đồng ý")
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công YK-1")
    khanh.receives(
        "Đồng chí được phân công dự thảo ý kiến của đơn vị", "quy hoạch liên quan", "thủ trưởng đơn vị sẽ ký"
    )
    await khanh.presses("Đã nhận")
    khanh.receives("Đã ghi nhận đồng chí nhận YK-1")

    await world.until(moment(3, 9))
    khanh.receives("Sắp đến hạn", "Bước tiếp theo: Thứ Hai 07/12/2026 08:00", "đồng chí Hoàng Minh Đức")
    duc.receives_nothing()
    await world.until(moment(7, 9))
    khanh.receives("Sắp hết hạn cho ý kiến")
    duc.receives(
        "Sắp hết hạn cho ý kiến", "thủ trưởng đơn vị chịu trách nhiệm", "Đang giữ việc: đồng chí Ngô Văn Khánh"
    )

    # No hour was named: the whole of the day belongs to the unit. The word goes out when the office opens.
    await world.until(moment(8, 23, 59))
    await clerk.is_told("/viec YK-1", "Phòng Tài nguyên", "Đang giữ: đồng chí Ngô Văn Khánh")
    await world.until(moment(9, 9))
    for player in (khanh, duc, clerk):
        player.receives(
            "Phòng Tài nguyên không có ý kiến chính thức đến hết hạn Thứ Ba 08/12/2026",
            "mặc nhiên đồng ý",
            "Người chịu trách nhiệm: đồng chí Hoàng Minh Đức",
            "Người đang giữ việc lúc hết hạn: đồng chí Ngô Văn Khánh",
            "Ghi nhận lúc hết ngày Thứ Ba 08/12/2026",
        )
    await clerk.is_told("/lichsu YK-1", "mặc nhiên đồng ý", "chịu trách nhiệm: đồng chí Hoàng Minh Đức", "đồng ý, đồng")
    world.nothing_else_was_said()


async def test_a_late_answer_is_kept_and_undoes_nothing(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="16h ngày 01/12/2026")
    duc.receives("YK-1")
    await world.until(moment(1, 9))
    # The day before lies before the asking: at half of the working time there is, the head is warned.
    duc.receives("Sắp hết hạn")
    duc.receives("chưa xác nhận")
    await world.until(moment(1, 16, 5))
    duc.receives("mặc nhiên đồng ý", "/ykien YK-1", "trả lời muộn")
    clerk.receives("mặc nhiên đồng ý")
    await duc.is_told("/ykien YK-1 không đồng ý; trái quy hoạch", "trả lời muộn", "không thay đổi")
    clerk.receives("trả lời muộn – không đồng ý (đồng chí Hoàng Minh Đức)", "không thay đổi")
    await clerk.is_told("/viec YK-1", "mặc nhiên đồng ý", "trả lời muộn: không đồng ý")
    world.nothing_else_was_said()


async def test_an_official_drafts_and_the_head_signs(world: World) -> None:
    clerk, duc, khanh = world.clerk, world.duc, world.khanh
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch")
    duc.receives("YK-1")
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công")
    khanh.receives("dự thảo ý kiến")
    await khanh.presses("Có điều kiện")
    khanh.receives("Xin gõ điều kiện và lý do của đơn vị cho YK-1", "Chưa có gì được gửi")
    duc.receives_nothing()
    await khanh.is_told(
        "bổ sung Điều 7", "Đã ghi dự thảo ý kiến YK-1: đồng ý có điều kiện", "chờ đồng chí Hoàng Minh Đức ký"
    )
    duc.receives("Đồng chí Ngô Văn Khánh đã dự thảo", "Lý do: bổ sung Điều 7", "thời hạn vẫn tính", "/ky YK-1")
    clerk.receives_nothing()
    await khanh.is_refused("/ky YK-1", "đang do đồng chí Hoàng Minh Đức giữ")
    await duc.presses("Ký")
    duc.receives("Đã gửi ý kiến của Phòng Tài nguyên cho YK-1: đồng ý có điều kiện")
    clerk.receives("Phòng Tài nguyên đã trả lời đồng ý có điều kiện")
    khanh.receives("YK-1", "dự thảo của đồng chí đã được ký", "Người làm: đồng chí Hoàng Minh Đức")
    await clerk.is_told("/lichsu YK-1", "đồng chí Ngô Văn Khánh dự thảo, đồng chí Hoàng Minh Đức ký", "bổ sung Điều 7")
    await duc.is_refused("/ykien YK-1 đồng ý", "đã có ý kiến chính thức")
    world.nothing_else_was_said()


async def test_the_head_corrects_the_draft(world: World) -> None:
    clerk, duc, khanh = world.clerk, world.duc, world.khanh
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch")
    duc.receives("YK-1")
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công")
    khanh.receives("dự thảo ý kiến")
    await khanh.is_told("/ykien YK-1 đồng ý", "Đã ghi dự thảo")
    duc.receives("Ý kiến dự thảo: đồng ý")
    await duc.presses("Sửa ý kiến")
    duc.receives("Xin gõ ý kiến của đơn vị cho YK-1")
    clerk.receives_nothing()
    await duc.is_told("không đồng ý; trái quy hoạch đã duyệt", "Đã gửi ý kiến", "không đồng ý")
    clerk.receives("đã trả lời không đồng ý")
    khanh.receives("đơn vị đã có ý kiến chính thức; dự thảo đồng chí trình ký không dùng nữa")
    await clerk.is_told("/lichsu YK-1", "dự thảo ý kiến đồng ý", "trả lời không đồng ý: trái quy hoạch đã duyệt")
    world.nothing_else_was_said()


async def test_a_stance_against_needs_its_reasons(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch")
    duc.receives("YK-1")
    for stance in ("có điều kiện", "không đồng ý", "không thuộc", "thiếu hồ sơ"):
        with world.changing_nothing():
            await duc.is_told(f"/ykien YK-1 {stance}", "YK-1", "/huy")
    await duc.is_told("/huy", "Đã bỏ, chưa có gì được ghi")
    await duc.is_refused("/ykien YK-1 cũng được", "không đúng", "đồng ý có điều kiện")
    await duc.is_refused("/ykien YK-1 đồng ý nhưng nên xem lại Điều 7", "không đúng")
    await duc.is_told("/ykien YK-1 đồng ý có điều kiện; bổ sung Điều 7", "đồng ý có điều kiện")
    clerk.receives("đồng ý có điều kiện")
    world.nothing_else_was_said()


async def test_a_missing_dossier_is_named_once_and_starts_the_clock_anew(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="16h ngày 04/12/2026")
    duc.receives("YK-1")
    await world.until(moment(1, 8))
    duc.receives("Sắp đến hạn")
    await duc.presses("Thiếu hồ sơ")
    duc.receives("YK-1", "/huy")
    await duc.is_told("bản đồ hiện trạng", "Đã báo đồng chí Lê Thị Hoa hồ sơ YK-1 còn thiếu")
    clerk.receives("Phòng Tài nguyên báo thiếu hồ sơ", "Còn thiếu: bản đồ hiện trạng", "/bosung YK-1")
    await world.until(moment(3, 9))
    clerk.receives("hồ sơ chờ bổ sung từ Thứ Ba 01/12/2026 08:00")
    await clerk.presses("Bổ sung hồ sơ")
    clerk.receives("Xin gõ nội dung đã bổ sung cho YK-1")
    # Mon 08:00 to Fri 16:00 was asked for; as much working time runs from Thu 09:00.
    await clerk.is_told("đã gửi bản đồ kèm công văn 77", "Hạn trả lời mới: Thứ Tư 09/12/2026 17:00")
    duc.receives("Hồ sơ đã được bổ sung", "đã gửi bản đồ kèm công văn 77", "Thứ Tư 09/12/2026 17:00")
    await duc.is_refused("/ykien YK-1 thiếu hồ sơ; còn thiếu nữa", "một lần")
    await duc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến")
    clerk.receives("đã trả lời đồng ý")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(FILE_LATER)
async def test_a_missing_dossier_is_supplied_as_a_file(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.sends_file("quy-che.docx", DRAFT, xinykien(Hỏi="\n- Phòng Tài nguyên: quy hoạch"))
    clerk.receives("Dondoc hiểu")
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    duc.receives("YK-1")
    await duc.is_told("/ykien YK-1 thiếu hồ sơ; bản đồ hiện trạng", "còn thiếu")
    clerk.receives("báo thiếu hồ sơ")
    await clerk.is_told("/bosung YK-1", "hoặc gửi tệp")
    await clerk.sends_file("ban-do.pdf", b"%PDF-1.7 ban do")
    clerk.receives("Đã báo bổ sung hồ sơ YK-1")
    duc.receives("Hồ sơ đã được bổ sung", "Tệp bổ sung: nhận bằng /viec YK-1")
    await duc.is_told("/viec YK-1", "quy-che.docx")
    assert [duc.receives().file_name for _ in range(2)] == ["quy-che.docx", "ban-do.pdf"]
    world.nothing_else_was_said()


async def test_where_no_deadline_is_named_it_is_seven_working_days(world: World) -> None:
    await world.clerk.says("/xinykien\nNội dung: Quy chế\nĐề xuất: Ban hành\nHỏi:\n- Phòng Tài nguyên: quy hoạch")
    world.clerk.receives("Hạn: Thứ Tư 09/12/2026 (17:00, hết ngày)")
    world.nothing_else_was_said()


async def test_a_deadline_on_a_day_off_is_refused_with_the_next_working_day(world: World) -> None:
    await world.clerk.is_refused(
        "/xinykien\nNội dung: Quy chế\nĐề xuất: Ban hành\nHỏi:\n- Phòng Tài nguyên: quy hoạch\nHạn: 05/12/2026",
        "không được rơi vào ngày nghỉ",
        "Thứ Hai 07/12/2026",
    )
    world.nothing_else_was_said()


async def test_a_unit_sees_its_own_answer_and_no_other(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    binh.receives("YK-1")
    duc.receives("YK-1")
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "Đã gửi ý kiến")
    clerk.receives("không đồng ý")
    for command in ("/lichsu YK-1", "/viec YK-1"):
        shown = await duc.is_told(command, "Phòng Tài nguyên")
        for foreign in ("Phòng Kinh tế", "không còn kinh phí", "Phạm Văn Bình", "không đồng ý"):
            assert foreign not in shown.text
        await binh.is_told(command, "Phòng Kinh tế", "không đồng ý")
    await world.khanh.is_refused("/lichsu YK-1", "Không tìm thấy việc YK-1")
    await world.inspector.is_told("/lichsu YK-1", "không còn kinh phí")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(HEARD_ONCE)
async def test_an_answer_given_while_the_bot_was_down_counts_from_when_it_was_given(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions(Hạn="16h ngày 02/12/2026")
    binh.receives("YK-1")
    duc.receives("YK-1")
    await world.until(moment(1, 9))
    binh.receives("Sắp hết hạn")
    duc.receives("Sắp hết hạn")
    await world.stops()
    # One types and one presses before the deadline; the bot comes back after it.
    await world.sleep_until(moment(2, 15, 59))
    await world.api.say(binh.user_id, "/ykien YK-1 không đồng ý; không còn kinh phí")
    pressed = duc.last
    assert pressed is not None
    await world.api.press(duc.user_id, pressed.message_id, "Đồng ý")
    await world.sleep_until(moment(3, 9))
    await world.starts()
    binh.receives("Đã gửi ý kiến của Phòng Kinh tế", "không đồng ý")
    duc.receives("Đã gửi ý kiến của Phòng Tài nguyên", "đồng ý")
    clerk.receives("đã trả lời không đồng ý", "đã trả lời đồng ý")
    await clerk.is_told("/lichsu YK-1", "(gửi lúc Thứ Tư 02/12/2026 15:59)", "(gửi lúc Thứ Ba 01/12/2026 09:00)")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(HEARD_ONCE)
async def test_an_answer_given_after_the_deadline_while_the_bot_was_down_is_late(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="16h ngày 02/12/2026")
    duc.receives("YK-1")
    await world.until(moment(1, 9))
    duc.receives("Sắp hết hạn")
    await world.stops()
    await world.sleep_until(moment(2, 16, 1))
    await world.api.say(duc.user_id, "/ykien YK-1 không đồng ý; trái quy hoạch")
    await world.sleep_until(moment(3, 9))
    await world.starts()
    duc.receives("trả lời muộn")
    clerk.receives("mặc nhiên đồng ý", "Tính từ Thứ Tư 02/12/2026 16:00", "trả lời muộn – không đồng ý")
    duc.receives("mặc nhiên đồng ý")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(HEARD_ONCE)
async def test_a_draft_that_is_not_signed_in_time_is_no_answer(world: World) -> None:
    clerk, duc, khanh = world.clerk, world.duc, world.khanh
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="16h ngày 02/12/2026")
    duc.receives("YK-1")
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công")
    khanh.receives("dự thảo ý kiến")
    await khanh.is_told("/ykien YK-1 không đồng ý; trái quy hoạch", "Đã ghi dự thảo")
    duc.receives("đã dự thảo")
    await world.until(moment(1, 9))
    duc.receives("Sắp hết hạn")
    await world.stops()
    await world.sleep_until(moment(2, 16, 1))
    await world.api.say(duc.user_id, "/ky YK-1")
    await world.sleep_until(moment(3, 9))
    await world.starts()
    duc.receives("không đồng ý cho YK-1 được lưu là trả lời muộn")
    duc.receives("mặc nhiên đồng ý", "Người chịu trách nhiệm: đồng chí Hoàng Minh Đức")
    clerk.receives("trả lời muộn – không đồng ý", "được ghi nhận mặc nhiên đồng ý với đề xuất")
    khanh.receives("mặc nhiên đồng ý; dự thảo của đồng chí không được ký trong hạn")
    world.nothing_else_was_said()


async def test_where_no_signature_is_wanted_the_officials_answer_is_the_units(world: World) -> None:
    clerk, duc, khanh = world.clerk, world.duc, world.khanh
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Ký="không")
    duc.receives("YK-1")
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công")
    khanh.receives("dự thảo ý kiến")
    await khanh.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến của Phòng Tài nguyên cho YK-1: đồng ý")
    clerk.receives("đã trả lời đồng ý")
    duc.receives("đã trả lời đồng ý")
    world.nothing_else_was_said()


async def test_every_stance_can_be_pressed(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    for number, (label, stance) in enumerate(
        (
            ("Có điều kiện", "đồng ý có điều kiện"),
            ("Không đồng ý", "không đồng ý"),
            ("Không thuộc chức năng", "không thuộc chức năng"),
        ),
        start=1,
    ):
        await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch")
        duc.receives(f"YK-{number}")
        await duc.presses(label, on=f"YK-{number}")
        duc.receives(f"YK-{number}", "Chưa có gì được gửi")
        clerk.receives_nothing()
        await duc.is_told("vì trái quy hoạch đã duyệt", f"YK-{number}: {stance}")
        clerk.receives(f"Phòng Tài nguyên đã trả lời {stance}")
        await clerk.is_told(f"/lichsu YK-{number}", "vì trái quy hoạch đã duyệt")
    binh.receives_nothing()
    world.nothing_else_was_said()


async def test_an_extension_of_an_opinion_is_asked_and_granted(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch")
    duc.receives("YK-1")
    await duc.is_told("/giahan YK-1 11/12/2026; chờ bản đồ", "Đã gửi đề nghị gia hạn YK-1")
    clerk.receives("xin gia hạn: YK-1", "Lý do: chờ bản đồ")
    await clerk.presses("Duyệt")
    clerk.receives("Đã duyệt gia hạn YK-1")
    duc.receives("được duyệt", "Thứ Sáu 11/12/2026")
    await world.until(moment(9, 9))
    duc.receives("Sắp đến hạn", "Thứ Sáu 11/12/2026")
    clerk.receives_nothing()
    await duc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến")
    clerk.receives("đã trả lời đồng ý")
    world.nothing_else_was_said()


DRAFT = docx("Dự thảo quy chế")
HASH = hashlib.sha256(DRAFT).hexdigest()


@pytest.mark.telegram_alone(FILE_LATER)
async def test_the_draft_is_kept_by_its_content_and_given_to_who_is_asked(world: World) -> None:
    clerk, duc, khanh = world.clerk, world.duc, world.khanh
    await clerk.sends_file("quy chế <1>.docx", DRAFT, xinykien(Hỏi="\n- Phòng Tài nguyên: quy hoạch"))
    clerk.receives("Dondoc hiểu", f"Dự thảo: quy chế <1>.docx, mã băm SHA-256 {HASH}")
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    duc.receives("Dự thảo: quy chế <1>.docx (nhận tệp: /viec YK-1)")
    await duc.is_told("/viec YK-1", f"Dự thảo: quy chế <1>.docx, mã băm SHA-256 {HASH}")
    sent = duc.receives()
    assert (sent.file_name, await duc.fetches(sent)) == ("quy chế <1>.docx", DRAFT)
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công")
    khanh.receives("dự thảo ý kiến", "Dự thảo: quy chế <1>.docx")
    assert world.stored("SELECT file_hash FROM cases") == [(HASH,)]
    ((entry,),) = world.stored("SELECT data FROM journal WHERE act = 'opinion.asked'")
    assert HASH in str(entry)
    assert "quy chế" not in str(entry)
    await world.binh.is_refused("/viec YK-1", "Không tìm thấy việc YK-1")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(FILE_LATER)
async def test_a_draft_with_a_request_that_is_asked_back_is_kept_and_with_a_refused_one_is_not(world: World) -> None:
    clerk = world.clerk
    await world.khanh.sends_file("quy-che.docx", DRAFT, xinykien(Hạn="tuần sau"))
    world.khanh.receives("không có thẩm quyền")
    assert world.stored("SELECT * FROM files") == []
    await clerk.sends_file("quy-che.docx", DRAFT, xinykien(Hạn="05/12/2026"))
    clerk.receives("không được rơi vào ngày nghỉ", "quy-che.docx")
    await clerk.is_told("04/12/2026", "Dondoc hiểu", "Dự thảo:")
    await clerk.sends_file("quy-che.docx", DRAFT, xinykien(Hạn="tuần sau"))
    clerk.receives("Ý đồng chí là", "quy-che.docx")
    await clerk.is_told("1", "Dondoc hiểu", "Dự thảo:")
    world.nothing_else_was_said()
