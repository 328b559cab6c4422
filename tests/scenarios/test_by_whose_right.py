"""Every act by a right that is another's names it: in the journal, in the history, in the notice (design §2)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from domain.acts import Act
from tests.scenarios.cast import World, moment

HOLDER, LEADER, HEAD = "đồng chí Nguyễn Văn An", "đồng chí Trần Quốc Hùng", "đồng chí Phạm Văn Bình"


def heard_out(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


@dataclass(frozen=True)
class By:
    """Who does it, in whose place, and how that is said."""

    player: str
    of: str
    ground: str
    says: str


FOR_HOLDER = By("duc", "Nguyễn Văn An", "substitution", f"(thay {HOLDER} vắng mặt)")
FOR_LEADER = By("khanh", "Trần Quốc Hùng", "substitution", f"(thay {LEADER} vắng mặt)")
AS_REGISTRAR = By("clerk", "Trần Quốc Hùng", "registry", f"(thay mặt {LEADER})")
FOR_HEAD = By("cuc", "Phạm Văn Bình", "substitution", f"(thay {HEAD} vắng mặt)")
SIGNER = By("cuc", "Phạm Văn Bình", "delegation", f"(KT. {HEAD}, theo ủy quyền")

Prepared = Callable[[World], Awaitable[None]]


async def given(world: World, **changed: str) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng", **changed)


async def to_unit(world: World) -> None:
    await given(world, Chủ_trì="Phòng Kinh tế")


async def handed_in(world: World) -> None:
    await given(world)
    await world.an.says("/xong NV-1 đã gửi báo cáo")


async def asked(world: World) -> None:
    await given(world)
    await world.an.says("/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc")


async def asked_for_direction(world: World) -> None:
    await to_unit(world)
    await world.binh.says("/xinchidao NV-1 có tính dự án chuyển tiếp không")


async def paused(world: World) -> None:
    await given(world)
    await world.leader.says("/tamdung NV-1 chờ ý kiến của tỉnh")


async def overdue(world: World) -> None:
    await given(world, Hạn="16h30 ngày 01/12/2026")
    await world.until(moment(3, 9))


async def with_cause(world: World) -> None:
    await overdue(world)
    await world.an.says("/nguyennhan NV-1 khách quan; mưa lũ kéo dài")


async def said_late(world: World) -> None:
    await overdue(world)
    await world.an.says("/vuong NV-1 thiếu số liệu của Kho bạc; đề nghị có văn bản đôn đốc")


async def question(world: World) -> None:
    await world.clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí", Người_giao="Trần Quốc Hùng")


async def drafted(world: World) -> None:
    await question(world)
    await world.binh.says("/phancong YK-1 Nguyễn Văn An")
    await world.an.says("/ykien YK-1 đồng ý")


async def lacking(world: World) -> None:
    await question(world)
    await world.binh.says("/ykien YK-1 thiếu hồ sơ; thiếu dự toán kinh phí")


async def objected(world: World) -> None:
    await question(world)
    await world.binh.says("/ykien YK-1 không đồng ý; chưa có nguồn kinh phí")


DOSSIER = "/trinh NV-1\nCăn cứ pháp lý: Luật Đất đai\nThực tiễn: đã có\nChính kiến: đề nghị phê duyệt"


@dataclass(frozen=True)
class BorrowedAct:
    by: tuple[By, ...]
    before: Prepared
    command: str
    act: str
    told: bool = True  # whether somebody else hears of it


ACTS = {
    "acknowledge": BorrowedAct((FOR_HOLDER,), given, "/nhan NV-1", Act.DUTY_ACKNOWLEDGED, told=False),
    "report": BorrowedAct((FOR_HOLDER,), given, "/tiendo NV-1 đã tổng hợp xong biểu 1", Act.DUTY_REPORTED, told=False),
    "blocker": BorrowedAct(
        (FOR_HOLDER,), given, "/vuong NV-1 thiếu số liệu; đề nghị đôn đốc Kho bạc", Act.BLOCKER_RAISED
    ),
    "hand in": BorrowedAct((FOR_HOLDER,), given, "/xong NV-1 đã gửi báo cáo", Act.DUTY_SUBMITTED),
    "ask for time": BorrowedAct(
        (FOR_HOLDER,), given, "/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc", Act.EXTENSION_ASKED
    ),
    "refuse": BorrowedAct((FOR_HOLDER,), given, "/tuchoi NV-1 không đủ người trong tháng", Act.REFUSAL_ASKED),
    "ask for direction": BorrowedAct(
        (FOR_HOLDER,), given, "/xinchidao NV-1 có tính dự án chuyển tiếp không", Act.DIRECTION_ASKED
    ),
    "propose a cause": BorrowedAct(
        (FOR_HOLDER,), overdue, "/nguyennhan NV-1 khách quan; mưa lũ kéo dài", Act.CAUSE_PROPOSED
    ),
    "draft a dossier": BorrowedAct((FOR_HOLDER,), given, DOSSIER, Act.DOSSIER_DRAFTED),
    "delegate": BorrowedAct((FOR_HEAD,), to_unit, "/phancong NV-1 Nguyễn Văn An", Act.DUTY_DELEGATED),
    "answer": BorrowedAct((FOR_HEAD, SIGNER), question, "/ykien YK-1 đồng ý", Act.OPINION_ANSWERED),
    "sign": BorrowedAct((FOR_HEAD, SIGNER), drafted, "/ky YK-1", Act.OPINION_SIGNED),
    "accept": BorrowedAct((FOR_LEADER, AS_REGISTRAR), handed_in, "/nghiemthu NV-1", Act.DUTY_ACCEPTED),
    "return": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), handed_in, "/tralai NV-1 thiếu phụ lục biểu số 2", Act.DUTY_RETURNED
    ),
    "grant": BorrowedAct((FOR_LEADER, AS_REGISTRAR), asked, "/duyet NV-1", Act.EXTENSION_GRANTED),
    "deny": BorrowedAct((FOR_LEADER, AS_REGISTRAR), asked, "/khongduyet NV-1 phải kịp kỳ họp", Act.EXTENSION_DENIED),
    "direct": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), asked_for_direction, "/chidao NV-1 có tính cả", Act.DIRECTION_GIVEN
    ),
    "pause": BorrowedAct((FOR_LEADER, AS_REGISTRAR), given, "/tamdung NV-1 chờ ý kiến của tỉnh", Act.TASK_PAUSED),
    "resume": BorrowedAct((FOR_LEADER, AS_REGISTRAR), paused, "/tieptuc NV-1", Act.TASK_RESUMED),
    "withdraw": BorrowedAct((FOR_LEADER, AS_REGISTRAR), given, "/thuhoi NV-1 giao nhầm đơn vị", Act.CASE_WITHDRAWN),
    "reassign": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), given, "/giaolai NV-1 Đỗ Thị Cúc; đúng việc hơn", Act.TASK_REASSIGNED
    ),
    "correct": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), given, "/sua NV-1 Sản phẩm: Báo cáo và phụ lục", Act.CASE_CORRECTED
    ),
    "set down": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), given, "/vanban NV-1 56/BC-UBND ngày 30/11/2026", Act.CASE_CORRECTED
    ),
    "last deadline": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR),
        overdue,
        "/dutdiem NV-1 16h30 ngày 10/12/2026; dứt điểm trong tuần",
        Act.DUTY_LAST_SET,
    ),
    "confirm a cause": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), with_cause, "/nguyennhan NV-1 khách quan", Act.CAUSE_CONFIRMED
    ),
    "credit": BorrowedAct((FOR_LEADER, AS_REGISTRAR), said_late, "/ghinhan NV-1", Act.LATE_WORDS_CREDITED),
    "supply": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), lacking, "/bosung YK-1 dự toán kèm công văn số 5", Act.OPINION_SUPPLIED
    ),
    "reconcile": BorrowedAct(
        (FOR_LEADER, AS_REGISTRAR), objected, "/thongnhat YK-1 đã họp, thống nhất", Act.OPINION_RECONCILED
    ),
    "press": BorrowedAct((FOR_LEADER,), given, "/dondoc NV-1", Act.DUTY_NUDGED),
}


async def lent(world: World, by: By) -> None:
    """Give the right into the hands of who is to borrow it."""
    heard_out(world)
    if by is FOR_HOLDER:
        await world.an.is_told(f"/vangmat {world.clock.now():%d/%m/%Y} - 31/12/2026; Hoàng Minh Đức", "Người thay")
    elif by is FOR_LEADER:
        await world.leader.is_told(f"/vangmat {world.clock.now():%d/%m/%Y} - 31/12/2026; Ngô Văn Khánh", "Người thay")
    elif by is FOR_HEAD:
        await world.binh.is_told(f"/vangmat {world.clock.now():%d/%m/%Y} - 31/12/2026; Đỗ Thị Cúc", "Người thay")
    elif by is SIGNER:
        await world.binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 11/12/2026", "ký thay (KT.)")


CELLS = [(name, by) for name, act in ACTS.items() for by in act.by]


@pytest.mark.parametrize(("name", "by"), CELLS, ids=[f"{name}, {by.ground} of {by.of}" for name, by in CELLS])
async def test_every_act_names_by_whose_right_it_was_done(world: World, name: str, by: By) -> None:
    act = ACTS[name]
    await act.before(world)
    await lent(world, by)
    heard_out(world)
    (before,) = world.stored("SELECT max(seq) FROM journal")
    player = world.players[by.player]
    await player.says(act.command)
    entries = world.stored(f"SELECT data FROM journal WHERE seq > {before[0]} AND act = '{act.act}'")
    assert entries, player.said_by_bot()[-1].text
    right = json.loads(str(entries[-1][0])).get("right")
    assert right is not None
    assert right["ground"] == by.ground
    ((name_of,),) = world.stored(f"SELECT name FROM people WHERE id = {right['of']}")
    assert name_of == by.of
    if act.told:
        told = [message.text for one in world.players.values() if one is not player for message in one.unread()]
        assert [text for text in told if by.says in text], told
    heard_out(world)
    code = act.command.split()[1]
    await world.clerk.says(f"/lichsu {code}")
    assert any(by.says in message.text for message in world.clerk.unread())


async def test_the_card_names_it(world: World) -> None:
    await given(world)
    await lent(world, FOR_HOLDER)
    await world.duc.says("/tiendo NV-1 đã tổng hợp xong biểu 1")
    await world.duc.says("/xong NV-1 đã gửi báo cáo")
    heard_out(world)
    await world.clerk.is_told(
        "/viec NV-1",
        f"đồng chí Hoàng Minh Đức {FOR_HOLDER.says}: đã tổng hợp xong biểu 1",
        f"Kết quả đồng chí Hoàng Minh Đức {FOR_HOLDER.says} nộp",
    )


async def test_what_a_registrar_enters_names_the_assigner(world: World) -> None:
    await given(world)
    await question(world)
    rows = world.stored("SELECT act, data FROM journal WHERE act IN ('task.assigned', 'opinion.asked') ORDER BY seq")
    assert [json.loads(str(data))["on_behalf"] for _, data in rows] == [2, 2]
    world.an.receives("Người giao: đồng chí Trần Quốc Hùng (qua đồng chí Lê Thị Hoa)")
    world.binh.receives("Người gửi: đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng)")


async def test_a_stand_in_who_gives_work_names_the_head(world: World) -> None:
    await world.binh.is_told(f"/vangmat {world.clock.now():%d/%m/%Y} - 31/12/2026; Đỗ Thị Cúc", "Người thay")
    heard_out(world)
    await world.cuc.assigns()
    world.an.receives(f"Người thực hiện việc giao: đồng chí Đỗ Thị Cúc {FOR_HEAD.says}")
    ((data,),) = world.stored("SELECT data FROM journal WHERE act = 'task.assigned'")
    assert json.loads(str(data))["substitutes"] == 3
