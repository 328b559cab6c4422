"""Several commands in one message: each is carried out, once, and what was not is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.desk import Call, Reply
from handlers.front import commands
from tests.scenarios.cast import World


async def given(world: World, number: int) -> None:
    """So many tasks lie with An."""
    for count in range(1, number + 1):
        await world.clerk.assigns(Việc=f"Báo cáo số {count} về giải ngân")
        world.an.receives(f"NV-{count}")


async def test_each_line_that_begins_with_a_command_is_one(world: World) -> None:
    await given(world, 2)
    await world.an.is_told("/nhan NV-1\n/nhan NV-2", "nhận NV-1", "nhận NV-2")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(2,)]
    world.nothing_else_was_said()


async def test_a_list_of_codes_is_done_for_each(world: World) -> None:
    await given(world, 3)
    await world.an.is_told("/nhan NV-1, nv2 và NV–3", "nhận NV-1", "nhận NV-2", "nhận NV-3")
    await world.an.is_told("/tiendo NV-1, NV-3 đã có số liệu của 5/8 đơn vị", "NV-1", "NV-3")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(3,)]
    assert world.stored("SELECT count(*) FROM words WHERE text = 'đã có số liệu của 5/8 đơn vị'") == [(2,)]
    world.nothing_else_was_said()


async def test_a_command_is_not_swallowed_by_the_text_of_the_one_above(world: World) -> None:
    await given(world, 1)
    await world.an.is_told(
        "/tiendo NV-1 bước đầu\nđã họp hai lần\n/vuong NV-1 Kho bạc chưa gửi số liệu; đề nghị Văn phòng đôn đốc",
        "tiến độ",
        "vướng mắc",
    )
    assert world.stored("SELECT text FROM words WHERE text LIKE 'bước đầu%'") == [("bước đầu\nđã họp hai lần",)]
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'blocker.raised'") == [(1,)]


async def test_one_that_is_refused_keeps_no_other_from_being_done(world: World) -> None:
    await given(world, 1)
    await world.an.is_told("/nhan NV-9\n/nhan NV-1", "Không tìm thấy việc NV-9", "nhận NV-1")
    world.nothing_else_was_said()


async def test_it_stops_at_one_that_waits_for_an_answer_and_names_the_rest(world: World) -> None:
    await given(world, 3)
    await world.an.is_told(
        "/nhan NV-1\n/tralai NV-1\n/xong NV-2\n/nhan NV-3\n/tiendo NV-3 đang làm", "nhận NV-1", "/tralai NV-1"
    )
    told = world.an.last
    assert told is not None
    assert "Chưa thực hiện các lệnh sau" in told.text
    assert told.text.index("Chưa thực hiện") < told.text.rindex("/nhan NV-3")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(1,)]


async def test_more_than_twenty_are_none(world: World) -> None:
    await given(world, 1)
    many = "\n".join(["/nhan NV-1", *(f"/viec NV-{number}" for number in range(2, 22))])
    await world.an.is_refused(many, "21 lệnh", "chưa lệnh nào được thực hiện")
    await world.an.is_refused("/nhan " + ", ".join(f"NV-{number}" for number in range(1, 22)), "21 lệnh")
    await world.an.is_told(many.rpartition("\n")[0], "nhận NV-1")


@pytest.mark.parametrize("restarted", [True, False], ids=["after a restart", "by the same process"])
async def test_what_broke_off_goes_on_at_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch, restarted: bool
) -> None:
    await given(world, 3)
    nhan, calls = commands.COMMANDS["nhan"], []

    async def breaks_once(ask: Call) -> Reply:
        calls.append(ask.text)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        return await nhan.run(ask)

    monkeypatch.setitem(commands.COMMANDS, "nhan", replace(nhan, run=breaks_once))
    await world.an.says("/nhan NV-1\n/nhan NV-2\n/nhan NV-3")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(1,)]
    world.an.receives_nothing()
    if restarted:
        await world.stops()
        await world.starts()
    await world.step()
    await world.step()
    world.an.receives("/nhan NV-1", "trước khi Dondoc bị gián đoạn", "nhận NV-2", "nhận NV-3")
    assert calls == ["NV-1", "NV-2", "NV-2", "NV-3"]
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(3,)]
    world.nothing_else_was_said()


async def test_what_breaks_off_for_good_says_which_were_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await given(world, 2)
    nhan = commands.COMMANDS["nhan"]

    async def breaks(ask: Call) -> Reply:
        if ask.text == "NV-2":
            raise RuntimeError("a fault")
        return await nhan.run(ask)

    monkeypatch.setitem(commands.COMMANDS, "nhan", replace(nhan, run=breaks))
    await world.an.says("/nhan NV-1\n/nhan NV-2")
    for _ in range(3):
        await world.step()
    world.an.receives("Có lỗi", "Đã thực hiện:\n• /nhan NV-1", "/nhan NV-2")
    world.nothing_else_was_said()


async def test_the_office_writes_down_several_acts_reported_on_paper(world: World) -> None:
    await given(world, 2)
    await world.clerk.is_told("/ghigiay Nguyễn Văn An; /nhan NV-1, NV-2", "NV-1", "NV-2")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(2,)]


LEFT = {
    "/nhan NV-1 nhưng xin lùi hạn đến thứ Sáu": ("nhận NV-1", "«nhưng xin lùi hạn đến thứ Sáu» chưa được thực hiện"),
    "/nhan NV-1 và xin từ chối phần phụ lục": ("nhận NV-1", "chưa được thực hiện", "/tuchoi NV-1"),
    "/viec NV-1 cho xem hạn": ("NV-1", "«cho xem hạn» chưa được thực hiện"),
    "/lichsu NV-1 của tuần này": ("NV-1", "«của tuần này» chưa được thực hiện"),
    "/huy NV-1": ("Không có việc nào đang nhập dở", "«NV-1» chưa được thực hiện"),
}


@pytest.mark.parametrize("text", LEFT)
async def test_words_behind_a_command_that_takes_none_are_said_not_to_have_been_done(world: World, text: str) -> None:
    await given(world, 1)
    await world.an.is_told(text, *LEFT[text])


@pytest.mark.parametrize("mark", ["!", "?", " .", "…", ";", "!!!"])
async def test_the_mark_that_ends_a_sentence_is_no_word(world: World, mark: str) -> None:
    await given(world, 1)
    told = await world.an.is_told(f"/nhan NV-1{mark}", "Đã ghi nhận đồng chí nhận NV-1")
    assert "chưa được thực hiện" not in told.text
    told = await world.an.is_told(f"/viec NV-1{mark}", "NV-1")
    assert "chưa được thực hiện" not in told.text


async def test_the_button_that_would_do_it_is_there(world: World) -> None:
    await given(world, 1)
    await world.an.is_told("/nhan NV-1 nhưng xin lùi hạn đến thứ Sáu 11/12", "chưa được thực hiện")
    await world.an.presses("Xin gia hạn")
    world.an.receives("Xin gõ lý do gia hạn NV-1 đến Thứ Sáu 11/12/2026")
    await world.an.is_told("chờ số liệu của Kho bạc", "Đã gửi đề nghị gia hạn NV-1")


async def test_an_acceptance_with_words_behind_it_stays_one(world: World) -> None:
    await given(world, 1)
    await world.an.is_told("/xong NV-1 Báo cáo số 45/BC-KT", "Đã nộp")
    world.clerk.receives("NV-1")
    await world.clerk.is_refused("/nghiemthu NV-1 Phòng Xây dựng", "Không có đơn vị nào tên")
    await world.clerk.is_told("/nghiemthu NV-1 làm tốt lắm", "Đã nghiệm thu NV-1", "«làm tốt lắm» chưa được thực hiện")
