"""Nobody decides their own case by a borrowed right (design §2): every act of who decides, on every road by which
another's right is used. Refused, it is said who decides instead; and they may."""

from __future__ import annotations

import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from actions.office import accounts, people
from actions.order import Order
from channels.telegram.envelopes import CHANNEL
from domain.acts import Act
from domain.office.people import Role
from tests.handlers.workbooks import of_tasks, task
from tests.scenarios.cast import OFFICE, Player, World, giaoviec, moment, xinykien

LEADER = "Trần Quốc Hùng"
OWN = "không tự quyết định cho mình, kể cả khi làm thay người khác"
ON_PAPER = {"confirm a cause": "không ghi thay quyết định của người khác"}
NEVER_ON_PAPER = "không ghi theo giấy được"  # what an office decides is never written down for it


async def joins(world: World, key: str, name: str, unit: str, *roles: Role) -> Player:
    """One more person with an account."""
    account = 2000 + len(world.players)
    await world.api.add_person(account, name)
    now = world.clock.now()
    order = Order(now=now, said_at=now, via="test", sender_id=1)
    office = world.program.office
    placed = await people.enter_person(
        office, order, name=name, unit=unit, position="Chánh Văn phòng", roles=frozenset(roles)
    )
    await accounts.link_sample_account(office, order, person_id=placed.person.id, channel=CHANNEL, user_id=str(account))
    return world.add_player(key, account, name)


def heard_out(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


@dataclass(frozen=True)
class Road:
    """Who has a part in the case and another's right besides; who gave it, and the unit or person that owes it."""

    party: Player
    assigner: Player
    to: str
    asked: str
    before: str = ""  # what stands before each of the commands


async def by_substitute(world: World) -> Road:
    """Bình heads the unit that owes it, and stands in for the leader."""
    await world.leader.is_told("/vangmat 30/11/2026 - 31/12/2026; Phạm Văn Bình", "Người thay")
    return Road(world.binh, world.leader, "Phòng Kinh tế", "Phòng Kinh tế")


async def by_registrar(world: World) -> Road:
    """The Chánh Văn phòng registers in the leader's name what the office itself owes."""
    head = await joins(world, "chanh", "Bùi Thị Lan", OFFICE, Role.HEAD, Role.OFFICE)
    return Road(head, world.leader, OFFICE, OFFICE)


async def on_paper(world: World) -> Road:
    """The Chánh Văn phòng writes down what the leader is said to have decided on what the office itself owes."""
    head = await joins(world, "chanh", "Bùi Thị Lan", OFFICE, Role.HEAD, Role.OFFICE)
    return Road(head, world.leader, OFFICE, OFFICE, before=f"/ghigiay {LEADER}; ")


ROADS: dict[str, Callable[[World], Awaitable[Road]]] = {
    "substitute": by_substitute,
    "registrar": by_registrar,
    "paper": on_paper,
}


async def given(world: World, road: Road, **changed: str) -> None:
    """A task of the leader for the party's own unit, entered by the office or by the leader."""
    by = road.party if road.party.name == "Bùi Thị Lan" and not road.before else world.clerk
    await by.says(giaoviec(Chủ_trì=road.to, Người_giao=LEADER, **changed))
    await by.presses("Giao việc")
    heard_out(world)


async def handed_in(world: World, road: Road) -> None:
    await given(world, road)
    await road.party.is_told("/xong NV-1 đã gửi báo cáo", "NV-1")
    heard_out(world)


async def asked_for_time(world: World, road: Road) -> None:
    await given(world, road)
    await road.party.is_told("/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc", "Đã gửi")
    heard_out(world)


async def asked_to_be_freed(world: World, road: Road) -> None:
    await given(world, road)
    await road.party.is_told("/tuchoi NV-1 không đủ người làm trong tháng này", "Đã gửi")
    heard_out(world)


async def asked_for_direction(world: World, road: Road) -> None:
    await given(world, road)
    await road.party.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    heard_out(world)


async def paused(world: World, road: Road) -> None:
    await given(world, road)
    await world.leader.is_told("/tamdung NV-1 chờ ý kiến của tỉnh", "NV-1")
    heard_out(world)


async def overdue(world: World, road: Road) -> None:
    await given(world, road, Hạn="16h30 ngày 01/12/2026")
    await world.until(moment(3, 9))
    heard_out(world)


async def with_cause(world: World, road: Road) -> None:
    await overdue(world, road)
    await road.party.is_told("/nguyennhan NV-1 khách quan; mưa lũ kéo dài", "Đã ghi đề nghị nguyên nhân chậm")
    heard_out(world)


async def said_late(world: World, road: Road) -> None:
    """Somebody below said it, and nobody credits their own words anyway."""
    await overdue(world, road)
    await road.party.is_told("/tiendo NV-1 sáng kiến: dùng mẫu số liệu chung", "NV-1")
    heard_out(world)


async def asked_for_opinion(world: World, road: Road) -> None:
    by = road.party if road.party.name == "Bùi Thị Lan" and not road.before else world.clerk
    await by.says(xinykien(Hỏi=f"\n- {road.asked}: nguồn kinh phí", Người_giao=LEADER))
    await by.presses("Gửi")
    heard_out(world)


async def objected(world: World, road: Road) -> None:
    await asked_for_opinion(world, road)
    await road.party.is_told("/ykien YK-1 không đồng ý; chưa có nguồn kinh phí", "Đã gửi ý kiến")
    heard_out(world)


async def asked_for_time_to_answer(world: World, road: Road) -> None:
    await asked_for_opinion(world, road)
    await road.party.is_told("/giahan YK-1 15/12/2026; chờ số liệu của Kho bạc", "Đã gửi")
    heard_out(world)


async def lacked(world: World, road: Road) -> None:
    await asked_for_opinion(world, road)
    await road.party.is_told("/ykien YK-1 thiếu hồ sơ; thiếu dự toán kinh phí", "YK-1")
    heard_out(world)


@dataclass(frozen=True)
class Case:
    """What went before, what is typed, and what it is called in the journal."""

    before: Callable[[World, Road], Awaitable[None]]
    command: str
    act: str


ACTS: dict[str, Case] = {
    "accept": Case(handed_in, "/nghiemthu NV-1", Act.DUTY_ACCEPTED),
    "return": Case(handed_in, "/tralai NV-1 thiếu phụ lục biểu số 2", Act.DUTY_RETURNED),
    "grant": Case(asked_for_time, "/duyet NV-1", Act.EXTENSION_GRANTED),
    "deny": Case(asked_for_time, "/khongduyet NV-1 phải kịp kỳ họp", Act.EXTENSION_DENIED),
    "free": Case(asked_to_be_freed, "/duyet NV-1", Act.REFUSAL_GRANTED),
    "direct": Case(asked_for_direction, "/chidao NV-1 có tính cả dự án chuyển tiếp", Act.DIRECTION_GIVEN),
    "pause": Case(given, "/tamdung NV-1 chờ ý kiến của tỉnh", Act.TASK_PAUSED),
    "resume": Case(paused, "/tieptuc NV-1", Act.TASK_RESUMED),
    "withdraw": Case(given, "/thuhoi NV-1 giao nhầm đơn vị", Act.CASE_WITHDRAWN),
    "reassign": Case(given, "/giaolai NV-1 Phòng Tài nguyên; đúng chức năng hơn", Act.TASK_REASSIGNED),
    "correct": Case(given, "/sua NV-1 Hạn: 16h30 ngày 14/12/2026", Act.CASE_CORRECTED),
    "last deadline": Case(overdue, "/dutdiem NV-1 16h30 ngày 10/12/2026; dứt điểm trong tuần", Act.DUTY_LAST_SET),
    "confirm a cause": Case(with_cause, "/nguyennhan NV-1 khách quan", Act.CAUSE_CONFIRMED),
    "credit": Case(said_late, "/ghinhan NV-1", Act.LATE_WORDS_CREDITED),
    "reconcile": Case(objected, "/thongnhat YK-1 đã họp, thống nhất bố trí kinh phí", Act.OPINION_RECONCILED),
    "grant time to answer": Case(asked_for_time_to_answer, "/duyet YK-1", Act.EXTENSION_GRANTED),
    "supply": Case(lacked, "/bosung YK-1 dự toán kèm theo công văn số 5", Act.OPINION_SUPPLIED),
    "withdraw a question": Case(asked_for_opinion, "/thuhoi YK-1 chưa cần hỏi nữa", Act.CASE_WITHDRAWN),
}


@pytest.mark.parametrize("act", ACTS)
async def test_a_delegation_lets_nobody_decide(world: World, act: str) -> None:
    """Cúc signs for Bình (*KT.*), whose unit owes it: none of these acts is open to Cúc."""
    await world.binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 31/12/2026", "ký thay (KT.)")
    way = Road(world.binh, world.leader, "Phòng Kinh tế", "Phòng Kinh tế")
    await ACTS[act].before(world, way)
    await world.cuc.is_refused(ACTS[act].command)


async def recurring(world: World, road: Road) -> None:
    """The bot gives it out in the name of the leader, as the Chánh Văn phòng has set it up."""
    await road.party.says(
        giaoviec(Chủ_trì=road.to, Người_giao=LEADER, Lặp_lại="hằng tuần", Hạn="16h30 ngày 04/12/2026")
    )
    await road.party.presses("Giao việc")
    await world.until(moment(8, 9))
    heard_out(world)


async def imported(world: World, road: Road) -> None:
    """Many at once, each of the leader."""
    content = of_tasks(task(lead=road.to, assigner=LEADER))
    await road.party.says("/nhapfile")
    await road.party.sends_file("viec.xlsx", content)
    await road.party.presses("Nhập")
    heard_out(world)


@pytest.mark.parametrize(("code", "comes"), [("NV-1", imported), ("NV-2", recurring)])
async def test_what_came_by_import_or_by_itself_is_no_other_case(
    world: World, code: str, comes: Callable[[World, Road], Awaitable[None]]
) -> None:
    way = await by_registrar(world)
    await comes(world, way)
    await way.party.is_refused(f"/tamdung {code} chờ ý kiến của tỉnh", OWN, f"đồng chí {LEADER}")
    await way.party.is_told(f"/xong {code} đã gửi báo cáo", code)
    heard_out(world)
    await way.party.is_refused(f"/nghiemthu {code}", OWN, f"đồng chí {LEADER}")
    await world.leader.says(f"/nghiemthu {code}")
    assert ("accepted",) in world.stored("SELECT outcome FROM duties")


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("act", ACTS)
async def test_who_has_a_part_does_not_decide_by_anothers_right(world: World, act: str, road: str) -> None:
    way, case = await ROADS[road](world), ACTS[act]
    await case.before(world, way)
    if road == "paper":
        await way.party.is_refused(way.before + case.command, ON_PAPER.get(act, NEVER_ON_PAPER))
    else:
        await way.party.is_refused(case.command, OWN, f"đồng chí {LEADER}")
    heard_out(world)
    await world.leader.says(case.command)  # the leader may, even when away
    (last,) = world.stored(f"SELECT actor_id, data FROM journal WHERE act = '{case.act}' ORDER BY seq DESC LIMIT 1")
    assert last[0] == 2, world.leader.said_by_bot()[-1].text
    assert "right" not in json.loads(str(last[1])), "it is his own right"


async def test_who_is_away_is_named_with_until_when_and_nothing_is_offered(world: World) -> None:
    """The substitute of the leader who also handed in: no button, no notice, no reminder of it; the leader has
    them."""
    way = await by_substitute(world)
    await handed_in(world, way)
    card = await way.party.is_told("/viec NV-1", "chờ nghiệm thu")
    assert "Nghiệm thu" not in way.party.labels(card)
    await way.party.is_told("/viec", "không có việc nào đang chờ")
    await way.party.is_refused(
        "/nghiemthu NV-1", "đang vắng mặt đến hết ngày Thứ Năm 31/12/2026, vẫn tự quyết định được"
    )
    heard_out(world)
    await world.until(moment(2, 9))  # a result that waits for two days is pressed for
    assert not [one for one in way.party.unread() if "nghiệm thu" in one.text]
    assert [one for one in world.leader.unread() if "chờ" in one.text]
    await world.leader.presses("Nghiệm thu")
    assert "Đã nghiệm thu" in world.leader.said_by_bot()[-1].text


async def test_who_has_a_part_is_not_pressed_to_decide_it(world: World) -> None:
    way = await by_substitute(world)
    await handed_in(world, way)
    await world.clerk.is_told("/dondoc NV-1", "Đã đôn đốc NV-1")
    world.leader.receives("đôn đốc", "/nghiemthu NV-1")
    way.party.receives_nothing()


async def test_the_weekly_list_goes_to_who_may_set_the_last_deadline(world: World) -> None:
    way = await by_substitute(world)
    await handed_in(world, way)
    await world.until(moment(14, 9))
    assert [one for one in world.leader.unread() if "Cần dứt điểm" in one.text]
    assert not [one for one in way.party.unread() if "Cần dứt điểm" in one.text]
    heard_out(world)


async def test_the_substitute_of_ones_own_head(world: World) -> None:
    """Bình gave it to Cúc and is away; Cúc stands in for Bình: what Cúc handed in goes to Bình, and one up."""
    leader, binh, cuc, clerk = world.leader, world.binh, world.cuc, world.clerk
    await clerk.assigns(Người_giao="Phạm Văn Bình", Chủ_trì="Đỗ Thị Cúc")
    await binh.is_told("/vangmat 30/11/2026 - 31/12/2026; Đỗ Thị Cúc", "Người thay")
    heard_out(world)
    await cuc.is_told("/xong NV-1 đã gửi báo cáo", "NV-1")
    binh.receives("đã nộp kết quả")
    leader.receives("đã nộp kết quả", "đồng chí Phạm Văn Bình")
    await leader.is_told("/viec", "1 việc đang chờ", "NV-1")
    await cuc.is_refused("/nghiemthu NV-1", OWN, "đồng chí Phạm Văn Bình (đang vắng mặt", f"đồng chí {LEADER}")
    await cuc.is_refused("/tralai NV-1 còn thiếu biểu số 2", OWN)
    await leader.presses("Nghiệm thu")
    leader.receives("Đã nghiệm thu")
    assert world.stored("SELECT outcome FROM duties WHERE kind = 'lead'") == [("accepted",)]


WAITING = {
    "result": ("/xong NV-1 đã gửi báo cáo", "đã nộp kết quả", "/nghiemthu NV-1"),
    "request": ("/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc", "xin gia hạn", "/duyet NV-1"),
    "direction": ("/xinchidao NV-1 có tính dự án chuyển tiếp không", "xin chỉ đạo", "/chidao NV-1 có tính cả"),
}


@pytest.mark.parametrize("what", WAITING)
async def test_what_waits_already_when_who_decides_goes_away(world: World, what: str) -> None:
    """Cúc waits for Bình's word, then stands in for Bình: it is not Cúc's to decide, and the leader hears of it."""
    leader, binh, cuc = world.leader, world.binh, world.cuc
    asks, told, decides = WAITING[what]
    await world.clerk.assigns(Người_giao="Phạm Văn Bình", Chủ_trì="Đỗ Thị Cúc")
    await cuc.says(asks)
    heard_out(world)
    await binh.is_told("/vangmat 30/11/2026 - 31/12/2026; Đỗ Thị Cúc", "Người thay")
    binh.receives_nothing()
    cuc.receives(f"không quyết định thay: NV-1 (người quyết định: đồng chí Phạm Văn Bình, đồng chí {LEADER})")
    leader.receives(told, "NV-1")
    await cuc.is_told("/viec", "1 việc đang chờ" if what != "result" else "không có việc nào đang chờ")
    await leader.is_told("/viec", "1 việc đang chờ", "NV-1")
    await cuc.is_refused(decides, OWN, f"đồng chí {LEADER}")
    await leader.is_told(decides, "NV-1")
    assert "Thay đồng chí" not in cuc.receives("NV-1").text, "it is told to her, not to whom she stands in for"


async def test_what_one_asked_ones_head_goes_up_when_one_becomes_head(world: World) -> None:
    leader, cuc, clerk = world.leader, world.cuc, world.clerk
    await clerk.assigns(Người_giao=LEADER, Chủ_trì="Đỗ Thị Cúc")
    await cuc.says("/xinchidao NV-1 có tính dự án chuyển tiếp không")
    heard_out(world)
    await clerk.is_told("/canbo Đỗ Thị Cúc; Phòng Kinh tế; Trưởng phòng; thủ trưởng", "Đã cập nhật")
    leader.receives("xin chỉ đạo", "/chidao NV-1")
    await cuc.is_refused("/chidao NV-1 có tính cả", f"đồng chí {LEADER}")
    await leader.presses("Cho chỉ đạo")
    leader.receives("NV-1")
    await leader.is_told("có tính cả", "Đã gửi ý kiến chỉ đạo")


async def test_one_up_decides_though_he_has_a_part_for_another_unit(world: World) -> None:
    """Bình gave it to Bình's own unit; the leader, coordinating for an office without a head, decides before Bình."""
    binh, leader = world.binh, world.leader
    await world.clerk.assigns(
        Người_giao="Phạm Văn Bình", Chủ_trì="Phòng Kinh tế", Phối_hợp=OFFICE, Hạn="16h30 ngày 01/12/2026"
    )
    await world.until(moment(3, 9))
    heard_out(world)
    await binh.is_told("/nguyennhan NV-1 Phòng Kinh tế; khách quan; mưa lũ kéo dài", "Đã ghi đề nghị")
    heard_out(world)
    await binh.is_refused("/nguyennhan NV-1 Phòng Kinh tế; khách quan", OWN, f"đồng chí {LEADER}")
    await leader.is_told("/nguyennhan NV-1 Phòng Kinh tế; khách quan", "Đã xác nhận nguyên nhân chậm")


async def test_the_document_alone_may_be_set_down_by_the_registrar(world: World) -> None:
    way = await by_registrar(world)
    await given(world, way)
    await way.party.is_told("/vanban NV-1 56/BC-UBND ngày 30/11/2026", "56/BC-UBND")
    await way.party.is_refused("/sua NV-1 Sản phẩm: Báo cáo và phụ lục", OWN)


async def test_a_head_who_gave_it_to_himself_is_judged_one_up(world: World) -> None:
    leader, binh = world.leader, world.binh
    await binh.assigns(Chủ_trì="Phòng Kinh tế")
    heard_out(world)
    await binh.is_told("/xong NV-1 đã gửi báo cáo", f"đồng chí {LEADER}")
    leader.receives("đã nộp kết quả")
    await binh.is_refused("/nghiemthu NV-1", "không tự quyết định", f"đồng chí {LEADER}")
    await leader.presses("Nghiệm thu")
    leader.receives("Đã nghiệm thu")


async def test_what_a_top_leader_gave_himself_is_marked_in_every_figure(world: World) -> None:
    """Nobody stands above: it stays with the leader, and every report says so."""
    leader, clerk = world.leader, world.clerk
    await leader.says(giaoviec(Chủ_trì=LEADER))
    await leader.presses("Giao việc")
    heard_out(world)
    await leader.says("/xong NV-1 đã xong báo cáo")
    await leader.says("/nghiemthu NV-1")
    heard_out(world)
    assert world.stored("SELECT outcome FROM duties") == [("accepted",)]
    await world.forward(minutes=1)
    await clerk.is_told("/baocao tháng 11/2026", "Trong số đã hoàn thành, tự giao, tự nghiệm thu: 1.")
    await clerk.says("/baocao tháng 11/2026 docx")
    text = "\n".join(one.text for one in Document(io.BytesIO(await handed_out(clerk))).paragraphs)
    assert "Trong số đã hoàn thành, tự giao, tự nghiệm thu: 1" in text
    await clerk.says("/baocao tháng 11/2026 xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(await handed_out(clerk)))
    cells = [
        str(cell) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
    ]
    assert "Tự giao, tự nghiệm thu" in cells
    assert any("tự giao, tự nghiệm thu" in cell.lower() and cell != "Tự giao, tự nghiệm thu" for cell in cells)


async def handed_out(player: Player) -> bytes:
    handed = next(one for one in reversed(player.said_by_bot()) if one.file_id)
    heard_out(player.world)
    return (await player.world.api.file(handed.file_id or "")).content


@pytest.mark.parametrize("signing", [None, "không"])
async def test_who_asks_a_unit_does_not_answer_in_its_heads_place(world: World, signing: str | None) -> None:
    """Đức asks Phòng Kinh tế and then stands in for its head: Bình answers, though away."""
    duc, binh = world.duc, world.binh
    await duc.says(xinykien(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí", Ký=signing))
    await duc.presses("Gửi")
    await binh.says("/vangmat 30/11/2026 - 31/12/2026; Hoàng Minh Đức")
    heard_out(world)
    await duc.is_refused("/ykien YK-1 đồng ý", "không tự quyết định cho mình", "đồng chí Phạm Văn Bình (đang vắng mặt")
    await binh.is_told("/ykien YK-1 không đồng ý; chưa có nguồn kinh phí", "Đã gửi ý kiến của Phòng Kinh tế")


async def test_who_stands_in_for_the_head_does_not_direct_himself(world: World) -> None:
    """Cúc asked Bình for a direction and then stands in for Bình: it stays with Bình, and the leader may answer."""
    clerk, leader, binh, cuc = world.clerk, world.leader, world.binh, world.cuc
    await clerk.assigns(Chủ_trì="Đỗ Thị Cúc", Người_giao=LEADER)
    await cuc.says("/xinchidao NV-1 có tính dự án chuyển tiếp không")
    await binh.says("/vangmat 30/11/2026 - 31/12/2026; Đỗ Thị Cúc")
    heard_out(world)
    await cuc.is_refused(
        "/chidao NV-1 có tính cả dự án chuyển tiếp", OWN, "đồng chí Phạm Văn Bình", f"đồng chí {LEADER}"
    )
    await leader.is_told("/chidao NV-1 có tính cả dự án chuyển tiếp", "chỉ đạo")
    cuc.receives(f"Đồng chí {LEADER} cho chỉ đạo")
