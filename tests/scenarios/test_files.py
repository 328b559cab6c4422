"""Files as people send them: in albums, forwarded without a word, before the button that they belong to."""

from __future__ import annotations

import json

import pytest

from domain.acts import Act
from tests.scenarios.cast import World, giaoviec, xinykien

PDF = b"%PDF-1.7 van ban"
NAMES = ("bao-cao.pdf", "phu-luc.xlsx", "anh.jpg")


async def given(world: World, number: int = 1) -> None:
    for count in range(1, number + 1):
        await world.clerk.assigns(Việc=f"Báo cáo số {count} về giải ngân")
        world.an.receives(f"NV-{count}")


def files_of_case(world: World) -> list[str]:
    ((first, more),) = world.stored("SELECT file_name, more_files FROM cases ORDER BY id DESC LIMIT 1")
    return [str(first), str(more)]


@pytest.mark.parametrize("on", [0, 1, 2], ids=["the first", "the second", "the last"])
async def test_an_album_is_one_result_wherever_its_caption_stands(world: World, on: int) -> None:
    await given(world, 2)
    await world.an.sends_album("77", *NAMES, caption="/xong NV-1 Báo cáo số 45", on=on)
    assert any("Đã nộp kết quả NV-1" in one.text for one in world.an.unread())
    assert "3 tệp" in world.an.unread()[-1].text or on == 2
    assert world.stored("SELECT count(*) FROM submissions") == [(1,)]
    world.clerk.receives("đã nộp kết quả: NV-1")
    card = await world.clerk.is_told("/viec NV-1", *NAMES)
    assert card is not None
    assert [one.file_name for one in world.clerk.said_by_bot() if one.file_name] == list(NAMES)
    assert world.stored("SELECT count(*) FROM files") == [(3,)]
    assert world.stored("SELECT count(*) FROM duties WHERE phase = 'submitted'") == [(1,)]


async def test_an_album_while_a_result_is_awaited(world: World) -> None:
    await given(world, 2)
    await world.an.presses("Hoàn thành", on="NV-1")
    world.an.receives("Xin gửi kết quả NV-1")
    await world.an.sends_album("78", *NAMES)
    world.an.receives("Đã nộp kết quả NV-1")
    world.an.receives("phu-luc.xlsx vào kết quả NV-1 (2 tệp)")
    world.an.receives("anh.jpg vào kết quả NV-1 (3 tệp)")
    world.an.receives_nothing()
    acts = world.stored("SELECT act FROM journal WHERE act LIKE '%submitted' OR act LIKE 'result.%' ORDER BY seq")
    assert acts == [(Act.DUTY_SUBMITTED,), (Act.RESULT_FILE_ADDED,), (Act.RESULT_FILE_ADDED,)]


def files_by_duty(world: World) -> list[list[str]]:
    found = world.stored("SELECT file_name, more_files FROM submissions ORDER BY duty_id")
    return [[str(first), *(name for name, _ in json.loads(str(more)))] for first, more in found]


@pytest.mark.parametrize("on", [0, 1, 2], ids=["the first", "the second", "the last"])
async def test_an_album_for_several_tasks_is_the_whole_result_of_each(world: World, on: int) -> None:
    await given(world, 3)
    await world.an.sends_album("81", *NAMES, caption="/xong NV-1, NV-3", on=on)
    assert files_by_duty(world) == [list(NAMES), list(NAMES)]
    assert world.stored("SELECT count(*) FROM duties WHERE phase = 'submitted'") == [(2,)]
    assert world.an.unread(), "each said"


async def test_files_that_wait_go_with_every_command_that_takes_them(world: World) -> None:
    await given(world, 2)
    await world.an.sends_album("82", *NAMES)
    await world.an.says("/xong NV-1 Báo cáo số 45\n/xong NV-2 Báo cáo số 46")
    assert files_by_duty(world) == [list(NAMES), list(NAMES)]


async def test_where_a_command_is_refused_the_next_takes_them_once(world: World) -> None:
    await given(world)
    await world.an.sends_album("83", *NAMES)
    await world.an.says("/xong NV-9 Báo cáo số 45\n/xong NV-1 Báo cáo số 46")
    assert files_by_duty(world) == [list(NAMES)]


async def test_a_result_that_was_judged_takes_no_more_files(world: World) -> None:
    await given(world)
    await world.an.sends_album("79", NAMES[0], caption="/xong NV-1")
    world.an.receives("Đã nộp kết quả NV-1")
    world.clerk.receives("NV-1")
    await world.clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    world.an.receives("NV-1")
    with world.changing_nothing():
        await world.api.send_file(world.an.user_id, "muon.pdf", b"%PDF-1.7 muon", album="79")
        await world.step()
        world.an.receives("chưa hiểu tin này và chưa ghi gì")
    assert world.stored("SELECT more_files FROM submissions") == [("[]",)]


async def test_a_form_with_several_files(world: World) -> None:
    await world.clerk.sends_album("80", *NAMES, caption=giaoviec())
    assert any("Dondoc hiểu" in one.text for one in world.clerk.unread())
    last = world.clerk.unread()[-1]
    assert "bao-cao.pdf, phu-luc.xlsx, anh.jpg" in last.text
    await world.clerk.presses("Giao việc")
    assert "phu-luc.xlsx" in files_of_case(world)[1]
    world.an.receives("bao-cao.pdf, phu-luc.xlsx, anh.jpg")
    await world.an.is_told("/viec NV-1", "NV-1")
    assert [one.file_name for one in world.an.said_by_bot() if one.file_name] == list(NAMES)


async def test_a_draft_takes_the_file_that_comes_after_it(world: World) -> None:
    await world.clerk.is_told(xinykien(), "Dondoc hiểu")
    await world.clerk.sends_file("du-thao.docx", PDF)
    world.clerk.receives("Đã kèm vào bản nháp: du-thao.docx", "Gửi")
    await world.clerk.presses("Gửi")
    assert files_of_case(world)[0] == "du-thao.docx"


async def forwards(world: World, name: str = "chi-dao.pdf") -> None:
    await world.api.send_file(world.clerk.user_id, name, PDF, forwarded="Văn thư huyện")
    await world.step()


async def test_a_forwarded_document_is_offered_for_what_it_may_be(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Lê Thị Hoa")
    with world.changing_nothing():
        await world.api.send_file(world.clerk.user_id, "x.pdf", PDF, forwarded="Văn thư huyện")
    await world.step()
    told = world.clerk.receives("Đã giữ tệp x.pdf", "chưa ghi vào việc nào")
    assert world.clerk.labels(told) == ["Giao việc từ tệp này", "Lấy ý kiến", "Phổ biến", "Nộp cho NV-1"]


async def test_who_may_not_assign_is_offered_what_he_may(world: World) -> None:
    await given(world)
    await world.an.sends_file("bao-cao.pdf", PDF)
    told = world.an.receives("Đã giữ tệp bao-cao.pdf")
    assert world.an.labels(told) == ["Nộp cho NV-1"]
    await world.an.presses("Nộp cho NV-1")
    world.an.receives("Đã nộp kết quả NV-1")
    assert world.stored("SELECT file_name FROM submissions") == [("bao-cao.pdf",)]
    await world.an.is_told("/huy", "Không có việc nào đang nhập dở")


async def test_a_task_is_assigned_from_a_forwarded_document(world: World) -> None:
    await forwards(world)
    world.clerk.receives("Đã giữ tệp")
    await world.clerk.presses("Giao việc từ tệp này")
    world.clerk.receives("Ai chủ trì?")
    for said in ("Nguyễn Văn An", "Báo cáo giải ngân", "Báo cáo", "16h30 ngày 07/12/2026"):
        await world.clerk.says(said)
    await world.clerk.says("xong")
    assert "chi-dao.pdf" in world.clerk.said_by_bot()[-1].text
    await world.clerk.presses("Giao việc")
    assert files_of_case(world)[0] == "chi-dao.pdf"


async def test_a_form_in_reply_to_a_file_takes_the_file(world: World) -> None:
    number = await world.api.send_file(world.clerk.user_id, "chi-dao.pdf", PDF, forwarded="Văn thư huyện")
    await world.step()
    world.clerk.receives("Đã giữ tệp")
    await world.clerk.is_told("/huy", "Đã bỏ")
    await world.api.say(world.clerk.user_id, giaoviec(), reply_to=number)
    await world.step()
    world.clerk.receives("Dondoc hiểu", "chi-dao.pdf")
    await world.clerk.presses("Giao việc")
    assert files_of_case(world)[0] == "chi-dao.pdf"


async def test_a_file_sent_before_its_form_or_its_button_waits_for_it(world: World) -> None:
    await forwards(world)
    world.clerk.receives("Đã giữ tệp")
    await world.clerk.is_told(giaoviec(), "Dondoc hiểu", "chi-dao.pdf")
    await world.clerk.presses("Giao việc")
    world.an.receives("NV-1")
    await world.an.sends_file("bao-cao.pdf", PDF)
    world.an.receives("Đã giữ tệp")
    await world.an.presses("Hoàn thành")
    world.an.receives("Đã nộp kết quả NV-1")
    assert world.stored("SELECT file_name FROM submissions") == [("bao-cao.pdf",)]


async def test_a_file_sent_where_a_name_must_be_chosen_is_not_sent_again(world: World) -> None:
    await world.clerk.is_told("/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; người khác", "Đã thêm")
    await world.clerk.sends_file("chi-dao.pdf", PDF, giaoviec())
    world.clerk.receives("Có nhiều người tên")
    await world.clerk.is_told("1", "Dondoc hiểu", "chi-dao.pdf")


async def test_a_file_that_waited_too_long_waits_no_more(world: World) -> None:
    await given(world)
    await world.an.sends_file("bao-cao.pdf", PDF)
    world.an.receives("Đã giữ tệp")
    await world.forward(hours=5)
    world.an.read = len(world.an.said_by_bot())
    await world.an.presses("Hoàn thành")
    world.an.receives("Xin gửi kết quả NV-1")


async def test_the_file_under_a_forwarded_command_is_offered(world: World) -> None:
    await world.api.send_file(world.clerk.user_id, "cong-van.pdf", PDF, "/nhan NV-1", forwarded="Văn thư huyện")
    await world.step()
    world.clerk.receives("lời của người khác", "cong-van.pdf")
    await world.clerk.presses("Giao việc từ tệp này")
    world.clerk.receives("Ai chủ trì")


async def test_a_file_that_waits_is_not_pushed_aside_without_a_word(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.an.sends_file("bao-cao.pdf", PDF)
    world.an.receives("Đã giữ tệp")
    await world.an.is_told("/vuong NV-1", "bao-cao.pdf", "không còn chờ")
