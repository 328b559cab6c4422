"""A name that is not quite right is asked about; one with other accents is another name, on every road."""

from __future__ import annotations

import io

from actions.exchange.import_contents import Worksheet
from documents.writing import export_to
from tests.scenarios.cast import World, giaoviec, xinykien


async def test_a_slip_is_asked_about_before_anything_is_shown(world: World) -> None:
    clerk = world.clerk
    asked = await clerk.is_refused(
        giaoviec(Chủ_trì="Nguyễn Văn Am", Phối_hợp="Phòng Tài nguyn, Văn phòng"),
        "Không có cán bộ hay đơn vị nào tên Nguyễn Văn Am",
        "1. Nguyễn Văn An (Phòng Kinh tế)",
    )
    assert clerk.labels(asked)[0] == "Nguyễn Văn An (Phòng Kinh tế)"
    await clerk.presses("Nguyễn Văn An (Phòng Kinh tế)")
    clerk.receives("Không có đơn vị nào tên Phòng Tài nguyn")
    await clerk.is_told("1", "Chủ trì: đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế)")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1")
    world.an.receives("Đồng chí được giao chủ trì")
    world.duc.receives("Phòng Tài nguyên được giao phối hợp")
    world.leader.receives("Văn phòng", "phối hợp")
    world.nothing_else_was_said()


async def test_two_who_may_be_meant_are_asked_between_by_buttons(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; người khác", "Đã thêm")
    asked = await clerk.is_refused(giaoviec(Chủ_trì="Nguyễn Văn Am"), "Ý đồng chí là:", "1. Nguyễn Văn An (Phòng")
    assert {"Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)"} <= set(clerk.labels(asked))
    await clerk.presses("Nguyễn Văn An (Phòng Tài nguyên)")
    clerk.receives("Chủ trì: đồng chí Nguyễn Văn An (Chuyên viên, Phòng Tài nguyên)")
    await clerk.is_told("giao việc", "Đã giao NV-1")
    world.nothing_else_was_said()


async def test_everywhere_else_even_a_slip_is_asked_about(world: World) -> None:
    binh = world.binh
    await world.leader.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("được giao chủ trì")
    asked = await binh.is_refused("/phancong NV-1 Nguyễn Văn Am", "Không có cán bộ nào tên Nguyễn Văn Am")
    assert binh.labels(asked)[0] == "Nguyễn Văn An (Phòng Kinh tế)"
    await binh.is_told("1", "Đã phân công NV-1 cho đồng chí Nguyễn Văn An")
    world.an.receives("phân công")
    with world.changing_nothing():
        await binh.presses("Nguyễn Văn An (Phòng Kinh tế)")
        binh.receives("lựa chọn không còn tác dụng")
    world.nothing_else_was_said()


async def test_a_name_typed_behind_a_button_is_asked_about_as_well(world: World) -> None:
    binh = world.binh
    await world.leader.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("được giao chủ trì")
    await binh.is_told("/phancong NV-1", "Xin gõ họ tên")
    await binh.is_refused("anh An", "Ý đồng chí là:", "1. Nguyễn Văn An (Phòng Kinh tế)")
    await binh.is_told("nguyen van an (phong kinh te)", "Đã phân công NV-1")
    world.an.receives("phân công")
    world.nothing_else_was_said()


async def test_units_asked_for_their_opinion_are_matched_alike(world: World) -> None:
    clerk = world.clerk
    await clerk.says(xinykien(Hỏi="\n- Phòng Kinh tếe: kinh phí\n- Tài nguyên: quy hoạch"))
    clerk.receives("Không có đơn vị nào tên Phòng Kinh tếe", "1. Phòng Kinh tế")
    await clerk.is_told("1", "Không có đơn vị nào tên Tài nguyên", "1. Phòng Tài nguyên")
    await clerk.presses("Phòng Tài nguyên")
    clerk.receives("Dondoc hiểu yêu cầu lấy ý kiến", "– Phòng Kinh tế", "– Phòng Tài nguyên")
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    world.binh.receives("YK-1")
    world.duc.receives("YK-1")
    world.nothing_else_was_said()


async def test_a_unit_with_commas_in_its_name_is_one_unit(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/donvimoi Phòng Lao động, Thương binh và Xã hội; UBND huyện", "Đã thêm đơn vị")
    await clerk.says(giaoviec(Phối_hợp="Phòng Lao động, Thương binh và Xã hội, Phòng Tài nguyên"))
    clerk.receives("Phối hợp: Phòng Lao động, Thương binh và Xã hội (đồng chí Trần", "Phối hợp: Phòng Tài nguyên")
    world.nothing_else_was_said()


async def test_a_deadline_and_a_name_are_asked_back_one_after_the_other(world: World) -> None:
    clerk = world.clerk
    await clerk.is_refused(
        giaoviec(Chủ_trì="An", Hạn="tuần sau"), "Không có cán bộ hay đơn vị nào tên An", "Hạn «tuần sau»", "1. "
    )
    await clerk.is_told("Nguyễn Văn An (Phòng Kinh tế)", "Hạn «tuần sau»", "Ý đồng chí là:")
    await clerk.is_told("1", "Dondoc hiểu nhiệm vụ như sau", "đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()


OTHERS = (("Nguyễn Văn Ân", "Nguyễn Văn An (Phòng Kinh tế)"), ("Trần Quốc Hưng", "Trần Quốc Hùng (UBND huyện)"))


async def test_with_other_accents_a_name_is_nobodys_and_asked_about(world: World) -> None:
    clerk = world.clerk
    for typed, meant in OTHERS:
        asked = await clerk.is_refused(giaoviec(Chủ_trì=typed), f"nào tên {typed}", f"1. {meant}")
        assert clerk.labels(asked)[0] == meant
        await clerk.is_refused(giaoviec(Người_giao=typed), f"nào tên {typed}", f"1. {meant}")
    await clerk.is_refused(
        giaoviec(Phối_hợp="Phòng Kinh tê"), "Không có đơn vị nào tên Phòng Kinh tê", "1. Phòng Kinh tế"
    )
    await clerk.is_refused(xinykien(Hỏi="\n- Phòng Kinh Tệ: vốn"), "tên Phòng Kinh Tệ", "1. Phòng Kinh tế")
    await clerk.is_refused("/phobien\nNội dung: Quy chế\nGửi: Nguyễn Vân An", "tên Nguyễn Vân An", "1. Nguyễn Văn An")
    for typed in ("nguyen van an", "NGUYỄN VĂN AN", "Nguyen Văn An", "đồng chí nguyễn văn an"):
        await clerk.says(giaoviec(Chủ_trì=typed))
        clerk.receives("Chủ trì: đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế)")
    world.nothing_else_was_said()


async def test_a_typed_accent_means_itself_in_every_command(world: World) -> None:
    clerk, binh, an = world.clerk, world.binh, world.an
    await world.leader.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("được giao chủ trì")
    for player, command in (
        (clerk, "/moi Nguyễn Văn Ân"),
        (clerk, "/thulienket Nguyễn Văn Ân"),
        (clerk, "/xoacanbo Nguyễn Văn Ân; nghỉ hưu"),
        (clerk, "/ghigiay Nguyễn Văn Ân; /nhan NV-1"),
        (world.leader, "/giaolai NV-1 Nguyễn Văn Ân; điều chỉnh"),
        (binh, "/phancong NV-1 Nguyễn Văn Ân"),
        (binh, "/chuyen NV-1 Nguyễn Văn Ân; không thuộc chức năng"),
        (binh, "/uyquyen Nguyễn Văn Ân; mọi việc; 01/12/2026 - 02/12/2026"),
        (an, "/vangmat 01/12/2026 - 02/12/2026; Nguyễn Vân An"),
        (clerk, "/baocao tháng 11/2026 Nguyễn Văn Ân"),
        (clerk, "/dagiao tất cả Nguyễn Văn Ân"),
    ):
        await player.is_refused(command, "Không có cán bộ", "1. Nguyễn Văn An (Phòng Kinh tế)")
    for player, command in (
        (clerk, "/canbo Mai Thị Lan; Phòng Kinh tê; Văn thư; chuyên viên"),
        (clerk, "/donvimoi Tổ Một; Phòng Kinh tê"),
        (clerk, "/donvi Phòng Kinh tê"),
        (clerk, "/baocao tháng 11/2026 Phòng Kinh tê"),
        (clerk, "/sapnhap Phòng Kinh tê; Phòng Tài nguyên; QĐ 12"),
        (world.leader, "/dagiao Phòng Kinh tê"),
    ):
        await player.is_refused(command, "Phòng Kinh tê", "1. Phòng Kinh tế")
    world.nothing_else_was_said()


async def test_two_whose_names_differ_in_their_accents_work_in_one_unit(world: World) -> None:
    clerk, binh = world.clerk, world.binh
    await clerk.is_told(
        "/canbo Nguyễn Văn Ân; Phòng Kinh tế; Chuyên viên; chuyên viên",
        "Đã thêm: Nguyễn Văn Ân",
        "Đơn vị này đã có Nguyễn Văn An",
        "tên cũ Nguyễn Văn An",
    )
    await clerk.is_told("/canbo Nguyễn Văn Ân; Phòng Kinh tế; Kế toán; chuyên viên", "Đã cập nhật: Nguyễn Văn Ân")
    await clerk.is_told("/canbo NGUYỄN VĂN AN; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã cập nhật")
    assert world.stored(
        "SELECT count(*) FROM people WHERE name LIKE 'N%n An' OR name LIKE 'N%n Ân' OR name LIKE '%AN'"
    ) == [(2,)]
    await clerk.says(giaoviec(Chủ_trì="Nguyễn Văn Ân"))
    clerk.receives("Chủ trì: đồng chí Nguyễn Văn Ân (Kế toán")
    await clerk.is_refused(giaoviec(Chủ_trì="nguyen van an"), "Có nhiều người tên nguyen van an")
    await clerk.is_refused("nguyen van an (phong kinh te)", "Có nhiều người tên nguyen van an")
    await clerk.is_told("Nguyễn Văn Ân (phòng kinh tế)", "Chủ trì: đồng chí Nguyễn Văn Ân (Kế toán")
    await world.leader.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("được giao chủ trì")
    await binh.is_told("/phancong NV-1 Nguyễn Văn Ân", "Đã phân công NV-1 cho đồng chí Nguyễn Văn Ân")
    world.nothing_else_was_said()


async def test_a_misspelt_name_is_set_right_by_naming_the_former_one(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told(
        "/canbo Nguyễn Văn Ân; Phòng Kinh tế; Chuyên viên; chuyên viên; tên cũ Nguyễn Văn An",
        "Đã cập nhật: Nguyễn Văn Ân",
    )
    await clerk.is_refused(giaoviec(Chủ_trì="Nguyễn Vạn Ân"), "1. Nguyễn Văn Ân (Phòng Kinh tế)")
    await clerk.is_refused(
        "/canbo Đỗ Thị Cúc; Phòng Kinh tế; Chuyên viên; chuyên viên; tên cũ Nguyễn Văn Ân",
        "đã có người khác tên Đỗ Thị Cúc",
    )
    await world.an.is_told("/start", "Xin chào đồng chí Nguyễn Văn Ân")
    world.nothing_else_was_said()


async def test_in_a_spreadsheet_other_accents_are_a_bad_cell(world: World) -> None:
    clerk = world.clerk
    made = io.BytesIO()
    task = {"title": "Việc", "product": "Báo cáo", "deadline": "14/12/2026"}
    rows: dict[Worksheet, list[dict[str, object]]] = {
        Worksheet.UNITS: [],
        Worksheet.PEOPLE: [{"name": "Mai Thị Lan", "unit": "Phòng Kinh tê"}],
        Worksheet.TASKS: [
            {"lead": "Nguyễn Văn Ân", **task},
            {"lead": "Nguyễn Văn An", "assigner": "Trần Quốc Hưng", **task},
            {"lead": "Nguyễn Văn An", "coordinating": "Phòng Tài nguyến", **task},
            {"lead": "Nguyễn Vãn An", **task},
        ],
    }
    export_to(made, rows)
    await clerk.says("/nhapfile")
    clerk.read = len(clerk.said_by_bot())
    with world.changing_nothing():
        await clerk.sends_file("nhap.xlsx", made.getvalue())
    clerk.receives("Phòng Kinh tê", "Nguyễn Văn Ân", "Trần Quốc Hưng", "Phòng Tài nguyến", "Nguyễn Vãn An")


async def test_units_whose_names_differ_in_their_accents_are_two(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/donvimoi Thôn Đông; UBND huyện", "Đã thêm đơn vị")
    await clerk.is_told("/donvimoi Thôn Đồng; UBND huyện", "Đã thêm đơn vị")
    await clerk.is_refused("/donvimoi THÔN ĐÔNG", "Đã có đơn vị")
    await clerk.is_refused(
        giaoviec(Phối_hợp="thon dong"), "Có nhiều đơn vị tên thon dong", "1. Thôn Đông", "2. Thôn Đồng"
    )
    await clerk.is_told("2", "Phối hợp: Thôn Đồng")
    world.nothing_else_was_said()


async def test_no_name_is_guessed_out_of_a_sentence(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Vũ Thị Dung; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    await clerk.is_told("/giaoviec", "Ai chủ trì?")
    for typed in ("Rà soát hồ sơ cấp giấy chứng nhận quyền sử dụng đất", "Phòng Xây dựng"):
        asked = await clerk.is_told(typed, "Không có cán bộ hay đơn vị nào tên")
        assert "Ý đồng chí là" not in asked.text
    asked = await clerk.is_told("Vũ Thị Dũng", "Không có cán bộ hay đơn vị nào tên Vũ Thị Dũng", "1. Vũ Thị Dung")
    await clerk.presses("Vũ Thị Dung (Phòng Kinh tế)")
    clerk.receives("Việc")
    world.nothing_else_was_said()


async def test_a_name_that_a_unit_had_is_not_that_of_another(world: World) -> None:
    clerk = world.clerk
    for unit, head in (("Thôn An", "Mai Văn Anh"), ("Thôn Ân", "Mai Văn Ân")):
        await clerk.is_told(f"/donvimoi {unit}; UBND huyện", "Đã thêm đơn vị")
        await clerk.is_told(f"/canbo {head}; {unit}; Trưởng thôn; thủ trưởng", "Đã thêm")
    await clerk.is_told("/doiten Thôn An; Thôn Bình Yên; Nghị quyết 12", "Thôn An từ nay là Thôn Bình Yên")
    asked = await clerk.is_refused(giaoviec(Chủ_trì="Thôn An"), "nào tên Thôn An")
    assert "Thôn Bình Yên" in clerk.labels(asked)
    assert "Thôn Ân" not in clerk.labels(asked)
    await clerk.is_told("1", "Chủ trì: Thôn Bình Yên")
    await clerk.is_told("/huy", "Đã bỏ")
    await clerk.is_told(giaoviec(Chủ_trì="Thôn Ân"), "Chủ trì: Thôn Ân")


async def test_of_two_namesakes_none_is_moved_or_renamed_by_guess(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; người khác", "Đã thêm")
    await clerk.is_refused(
        "/canbo Nguyễn Văn An; Văn phòng; Văn thư; chuyên viên; chuyển",
        "Có nhiều người tên Nguyễn Văn An",
        "Nguyễn Văn An (Phòng Kinh tế)",
        "Nguyễn Văn An (Phòng Tài nguyên)",
    )
    await clerk.is_told(
        "/canbo Nguyễn Văn An (Phòng Tài nguyên); Văn phòng; Văn thư; chuyên viên; chuyển", "Đơn vị: Văn phòng"
    )
    await clerk.is_told("/canbo Nguyễn Văn An (Phòng Kinh tế); Phòng Kinh tế; Kế toán; chuyên viên", "Đã cập nhật")
    assert world.stored("SELECT DISTINCT name FROM people WHERE name LIKE '%Văn An%'") == [("Nguyễn Văn An",)]


async def test_who_chairs_must_be_named_by_letters(world: World) -> None:
    for typed, shown in ((";", ";"), ("-", "-"), ("; –", "–")):
        await world.clerk.is_refused(giaoviec(Chủ_trì=typed), f"Không có cán bộ hay đơn vị nào tên {shown}")
