"""A unit is without anybody in charge for a while: its work waits for whoever comes, and the office is warned (M4)."""

from __future__ import annotations

import io

import pytest

from actions.exchange.import_contents import Worksheet
from documents.writing import export_to
from tests.scenarios.cast import Player, World, giaoviec, xinykien

UNIT_WORK = {"Hỏi": "\n- Phòng Kinh tế: nguồn kinh phí"}
WITHOUT_ABOVE = "/canbo Trần Quốc Hùng; UBND huyện; Chủ tịch; lãnh đạo"
NEW_HEAD = "/canbo Đỗ Thị Cúc; Phòng Kinh tế; Trưởng phòng; thủ trưởng"
GAP = "Phòng Kinh tế chưa có người đứng đầu"


def skip_to_the_end(*players: Player) -> None:
    for player in players:
        player.read = len(player.said_by_bot())


@pytest.mark.parametrize(
    "leaving",
    [
        "/canbo Phạm Văn Bình; Phòng Tài nguyên; Chuyên viên; chuyên viên; chuyển",
        "/canbo Phạm Văn Bình; Phòng Kinh tế; Chuyên viên cao cấp; chuyên viên",
        "/canbo Phạm Văn Bình; Phòng Kinh tế; Phó Trưởng phòng; cấp phó",
    ],
)
async def test_what_was_addressed_to_the_unit_goes_to_whoever_comes(world: World, leaving: str) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.is_told(WITHOUT_ABOVE, "UBND huyện chưa có người đứng đầu")  # nobody above answers for the unit either
    await clerk.asks_opinions(**UNIT_WORK)
    await clerk.assigns(**{"Chủ trì": "Phòng Kinh tế"})
    skip_to_the_end(clerk, binh)

    # The office is warned at the gap, and told what to do.
    await clerk.is_told(
        leaving, GAP, "2 việc của đơn vị (YK-1, NV-1)", "/canbo Họ tên; Phòng Kinh tế; Chức vụ; thủ trưởng"
    )
    await clerk.is_refused(giaoviec(**{"Chủ trì": "Phòng Kinh tế"}), "đều chưa có người đứng đầu")

    # What the bot advised is done: everything goes to who comes, with a word about each.
    await clerk.is_told(NEW_HEAD, "Đã cập nhật")
    assert {"YK-1", "NV-1"} == {code for one in cuc.unread() for code in ("YK-1", "NV-1") if code in one.text}
    skip_to_the_end(cuc)
    await clerk.is_told("/viec YK-1", "Đang giữ: đồng chí Đỗ Thị Cúc")
    await clerk.is_told(
        "/lichsu NV-1", "thay đổi thủ trưởng: chuyển từ đồng chí Phạm Văn Bình sang đồng chí Đỗ Thị Cúc"
    )
    await cuc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến của Phòng Kinh tế")


async def test_each_thing_that_needs_a_head_says_what_cannot_be_done_without_one(world: World) -> None:
    """Given, asked, an answer drafted, a case handed up: each names its unit, and what to do."""
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.asks_opinions(**UNIT_WORK)
    await binh.says("/phancong YK-1 Nguyễn Văn An")
    await clerk.assigns(**{"Chủ trì": "Nguyễn Văn An"})
    await clerk.is_told(WITHOUT_ABOVE, "UBND huyện chưa có người đứng đầu")
    await clerk.is_told("/canbo Phạm Văn Bình; Phòng Kinh tế; Chuyên viên; chuyên viên", GAP)
    skip_to_the_end(clerk, an, binh)

    await clerk.is_refused(giaoviec(**{"Chủ trì": "Phòng Kinh tế"}), "Chưa giao được cho Phòng Kinh tế", "/canbo")
    await clerk.is_refused(giaoviec(**{"Chủ trì": "Nguyễn Văn An"}), "Chưa giao được cho Nguyễn Văn An", "/canbo")
    await clerk.is_refused(xinykien(**UNIT_WORK), "Chưa hỏi được Phòng Kinh tế", "bỏ đơn vị này khỏi phần Hỏi")
    await an.is_refused("/ykien YK-1 đồng ý", "Chưa gửi được ý kiến của Phòng Kinh tế", "không có người ký", "/canbo")
    await an.is_refused(
        "/trinh NV-1\nChính kiến: đề nghị duyệt", "Chưa trình được NV-1: Phòng Kinh tế", "không có người ký trình"
    )


async def test_who_comes_later_is_answerable_only_for_what_was_said_to_the_post(world: World) -> None:
    """What the head had given to an official by name stays with the official, and so does the assigner's own."""
    clerk, leader, an, cuc = world.clerk, world.leader, world.an, world.cuc
    await clerk.asks_opinions(**UNIT_WORK)
    await world.binh.says("/phancong YK-1 Nguyễn Văn An")
    await clerk.assigns(**{"Chủ trì": "Phòng Kinh tế", "Người giao": "Trần Quốc Hùng"})
    skip_to_the_end(clerk, leader, an, cuc, world.binh)
    await clerk.is_told("/canbo Phạm Văn Bình; Phòng Kinh tế; Chuyên viên; chuyên viên", GAP, "Trần Quốc Hùng", "NV-1")
    leader.receives_nothing()  # who assigned it does not get the task
    await clerk.is_told("/viec NV-1", "Đang giữ: đồng chí Phạm Văn Bình")
    await clerk.says(NEW_HEAD)
    cuc.receives("NV-1")
    cuc.receives_nothing()
    skip_to_the_end(clerk)
    await clerk.is_told("/viec YK-1", "Đang giữ: đồng chí Nguyễn Văn An")


async def test_a_new_head_entered_first_takes_over_and_the_old_one_steps_down(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.asks_opinions(**UNIT_WORK)
    skip_to_the_end(clerk, binh)
    await clerk.is_told(NEW_HEAD, "đồng chí Phạm Văn Bình thôi đứng đầu, nay là cấp phó", "Chưa đúng thì nhập lại")
    cuc.receives("Phòng Kinh tế được lấy ý kiến")
    binh.receives("YK-1", "nay do đồng chí Đỗ Thị Cúc giữ")
    # The advice of the answer takes it back.
    await clerk.is_told(
        "/canbo Phạm Văn Bình; Phòng Kinh tế; Trưởng phòng; thủ trưởng", "đồng chí Đỗ Thị Cúc thôi đứng đầu"
    )
    binh.receives("Phòng Kinh tế được lấy ý kiến")
    cuc.receives("YK-1", "nay do đồng chí Phạm Văn Bình giữ")
    await clerk.is_told(
        "/canbo Đỗ Thị Cúc; Phòng Kinh tế; Phó Trưởng phòng; phụ trách",
        "đang do đồng chí Phạm Văn Bình (Trưởng phòng, Phòng Kinh tế) đứng đầu",
    )
    world.nothing_else_was_said()


async def test_who_steps_down_keeps_the_other_roles_by_the_advice_as_well(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told(
        "/canbo Đỗ Thị Cúc; UBND huyện; Chủ tịch; thủ trưởng; chuyển",
        "đồng chí Trần Quốc Hùng thôi đứng đầu",
        "/canbo Trần Quốc Hùng; UBND huyện; Chủ tịch; thủ trưởng, lãnh đạo",
    )


async def test_a_head_whose_link_is_withdrawn_is_a_gap_too(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.asks_opinions(**UNIT_WORK)
    skip_to_the_end(clerk, binh)
    await clerk.is_told(
        "/thulienket Phạm Văn Bình",
        "Đã thu hồi liên kết",
        "Phòng Kinh tế không còn nhắn được cho người đứng đầu",
        "1 việc của đơn vị (YK-1) vẫn do đồng chí ấy giữ",
        "/moi Phạm Văn Bình",
    )
    await clerk.is_told(NEW_HEAD, "đồng chí Phạm Văn Bình thôi đứng đầu")
    cuc.receives("Phòng Kinh tế được lấy ý kiến", "YK-1")


async def test_a_spreadsheet_that_leaves_a_gap_says_so(world: World) -> None:
    clerk = world.clerk
    await clerk.assigns(**{"Chủ trì": "Phòng Kinh tế"})
    made = io.BytesIO()
    binh = {"name": "Phạm Văn Bình", "unit": "Phòng Kinh tế", "position": "Chuyên viên", "roles": "chuyên viên"}
    export_to(made, {Worksheet.UNITS: [], Worksheet.PEOPLE: [binh], Worksheet.TASKS: []})
    await clerk.says("/nhapfile")
    await clerk.sends_file("nhap.xlsx", made.getvalue())
    skip_to_the_end(clerk)
    await clerk.presses("Nhập")
    clerk.receives("Đã nhập", GAP, "Trần Quốc Hùng", "1 việc của đơn vị (NV-1)")


async def test_a_head_is_erased_when_somebody_answers_for_what_lies_with_the_post(world: World) -> None:
    clerk, cuc = world.clerk, world.cuc
    await clerk.is_told(WITHOUT_ABOVE, "UBND huyện chưa có người đứng đầu")
    await clerk.asks_opinions(**UNIT_WORK)
    skip_to_the_end(clerk)
    await clerk.is_refused("/xoacanbo Phạm Văn Bình; nghỉ hưu", "còn giữ 1 việc đang mở: YK-1", "người đứng đầu mới")
    await clerk.is_told(NEW_HEAD, "Đã cập nhật")
    cuc.receives("YK-1")
    await clerk.is_told("/xoacanbo Phạm Văn Bình; nghỉ hưu", "Đã xóa dữ liệu cá nhân")


async def test_a_head_erased_leaves_the_work_to_the_head_above(world: World) -> None:
    clerk, leader = world.clerk, world.leader
    await clerk.asks_opinions(**UNIT_WORK)
    skip_to_the_end(clerk, leader)
    await clerk.is_told("/xoacanbo Phạm Văn Bình; nghỉ hưu", "Đã xóa dữ liệu cá nhân", GAP, "Trần Quốc Hùng")
    leader.receives("Phòng Kinh tế được lấy ý kiến", "YK-1")


async def test_a_unit_in_the_gap_is_merged_and_the_other_head_gets_its_work(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.is_told(WITHOUT_ABOVE, "UBND huyện chưa có người đứng đầu")
    await clerk.asks_opinions(**UNIT_WORK)
    await clerk.says("/canbo Phạm Văn Bình; Phòng Kinh tế; Chuyên viên; chuyên viên")
    skip_to_the_end(clerk, duc)
    await clerk.is_told(
        "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12",
        "đồng chí Hoàng Minh Đức tiếp nhận từ đồng chí Phạm Văn Bình 1 việc: YK-1",
    )
    await clerk.presses("Sáp nhập")
    duc.receives("Phòng Kinh tế được lấy ý kiến", "YK-1")


async def test_a_result_is_given_back_to_who_heads_the_unit_now(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.assigns(**{"Chủ trì": "Phòng Kinh tế"})
    binh.receives("NV-1")
    await binh.is_told("/xong NV-1 báo cáo", "Đã nộp kết quả")
    await clerk.says(NEW_HEAD)
    skip_to_the_end(clerk, cuc)
    await clerk.says("/tralai NV-1 thiếu số liệu")
    cuc.receives("NV-1", "thiếu số liệu")


# The head above


async def test_the_head_above_holds_it_and_the_preview_says_so(world: World) -> None:
    clerk, leader = world.clerk, world.leader
    await clerk.is_told(
        giaoviec(**{"Chủ trì": "Văn phòng"}),
        "Chủ trì: Văn phòng (đồng chí Trần Quốc Hùng)",
        "Văn phòng chưa có người đứng đầu: thủ trưởng đơn vị cấp trên, đồng chí Trần Quốc Hùng (Chủ tịch",
    )
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao")
    leader.receives("Văn phòng được giao chủ trì", "chưa có người đứng đầu")

    # Where that is the assigner it is refused, on every road.
    mine = {"Chủ trì": "Văn phòng", "Người giao": "Trần Quốc Hùng"}
    refused = "thủ trưởng đơn vị cấp trên giữ thay lại chính là người giao"
    await clerk.is_refused(giaoviec(**mine), refused)
    await leader.is_refused(giaoviec(**{"Chủ trì": "Văn phòng"}), refused)
    await leader.is_refused(giaoviec(**{"Phối hợp": "Văn phòng"}), refused)
    await leader.is_refused(xinykien(Hỏi="\n- Văn phòng: hậu cần"), "lại chính là người hỏi")
    await leader.assigns()
    await leader.is_refused("/giaolai NV-2 Văn phòng; điều chỉnh", refused)
    world.an.receives("NV-2")
    await world.an.is_refused("/chuyen NV-2 Văn phòng; không thuộc chức năng của phòng", refused)


# Nobody decides what is asked for by the same person


async def test_a_head_does_not_ask_the_own_unit(world: World) -> None:
    binh = world.binh
    await binh.is_refused(xinykien(), "người hỏi chính là người đứng đầu đơn vị này", "bỏ đơn vị này")
    await world.clerk.is_refused(xinykien(**{"Người giao": "Phạm Văn Bình"}), "người hỏi chính là người đứng đầu")


async def test_an_answer_is_not_sent_for_signing_to_who_asked(world: World) -> None:
    """Who asked heads the unit above, and in the gap would sign: who answers is told so, not what to ask otherwise."""
    await world.leader.asks_opinions(**UNIT_WORK)
    world.binh.receives("YK-1")
    await world.clerk.says("/canbo Phạm Văn Bình; Phòng Kinh tế; Chuyên viên; chuyên viên")
    skip_to_the_end(world.binh)
    await world.binh.is_refused("/ykien YK-1 đồng ý", "người ký lại chính là người hỏi", "đồng chí Trần Quốc Hùng")


async def test_who_gave_himself_a_task_asks_the_superior_for_more_time(world: World) -> None:
    binh, leader = world.binh, world.leader
    await binh.is_told(giaoviec(**{"Chủ trì": "Phòng Kinh tế"}), "vừa giao vừa giữ việc này", "do cấp trên quyết định")
    await binh.presses("Giao việc")
    binh.receives("Đã giao")
    await binh.is_told("/giahan NV-1 17h ngày 11/12/2026; chờ số liệu", "đồng chí Trần Quốc Hùng")
    leader.receives("xin gia hạn")
    await binh.is_refused("/duyet NV-1", "không tự quyết định cho mình", "Trần Quốc Hùng")
    await leader.is_told("/duyet NV-1", "duyệt gia hạn")
    binh.receives("NV-1", "duyệt")


async def test_what_is_named_twice_is_said(world: World) -> None:
    clerk, binh = world.clerk, world.binh
    twice = {"Chủ trì": "Phòng Kinh tế", "Phối hợp": "Phòng Kinh tế, Phòng Tài nguyên", "Theo dõi": "Phòng Tài nguyên"}
    said = await clerk.is_told(
        giaoviec(**twice),
        "Phòng Kinh tế đã chủ trì, nên không ghi thêm phần nào khác",
        "Phòng Tài nguyên đã phối hợp, nên không ghi thêm phần nào khác",
    )
    assert said.text.count("Phối hợp:") == 1
    await clerk.presses("Hủy")
    clerk.receives("Đã bỏ")
    await clerk.is_told(
        giaoviec(**{"Chủ trì": "Phòng Kinh tế; Phạm Văn Bình"}),
        "đồng chí Phạm Văn Bình giữ cả 2 nhiệm vụ",
        "bỏ một dòng Chủ trì",
    )
    await clerk.presses("Hủy")
    clerk.receives("Đã bỏ")
    await clerk.is_told(
        giaoviec(**{"Chủ trì": "Phạm Văn Bình", "Phối hợp": "Phòng Kinh tế"}), "Phòng Kinh tế đã chủ trì"
    )
    binh.receives_nothing()


@pytest.mark.parametrize("asked_by_lead", [False, True])
async def test_a_unit_that_gets_the_lead_coordinates_no_longer(world: World, asked_by_lead: bool) -> None:
    clerk, binh, duc, khanh = world.clerk, world.binh, world.duc, world.khanh
    await clerk.assigns(**{"Chủ trì": "Phòng Kinh tế", "Phối hợp": "Phòng Tài nguyên"})
    await duc.says("/phancong NV-1 Ngô Văn Khánh")
    ended = "phần phối hợp của Phòng Tài nguyên kết thúc, vì Phòng Tài nguyên nay chủ trì"
    if asked_by_lead:
        await binh.says("/chuyen NV-1 Phòng Tài nguyên; không thuộc chức năng, nhiệm vụ của phòng")
    skip_to_the_end(clerk, duc, khanh)
    command = "/duyet NV-1" if asked_by_lead else "/giaolai NV-1 Phòng Tài nguyên; điều chỉnh"
    await clerk.is_told(command, "cho Phòng Tài nguyên", ended[1:])
    duc.receives("Phòng Tài nguyên được giao chủ trì")
    khanh.receives("NV-1", ended)
    card = await clerk.is_told("/viec NV-1", "Chủ trì: Phòng Tài nguyên")
    assert "Đôn đốc: Phòng Kinh tế" not in clerk.labels(card)
    await duc.is_told("/xong NV-1 báo cáo", "Đã nộp kết quả")  # there is one part, so it need not be named
    await clerk.is_told("/nghiemthu NV-1", "NV-1")
    assert world.stored("SELECT count(*) FROM duties WHERE phase <> 'closed'") == [(0,)]
