"""Messages of kinds that nobody thinks of: understood, answered with what to do, or rightly met with silence."""

from __future__ import annotations

import pytest

from bot.trial.faults import PlatformFault
from tests.scenarios.cast import World, giaoviec, moment

GROUP = -1009001


async def given(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")


async def test_the_address_behind_linked_words_is_kept(world: World) -> None:
    await given(world)
    an = world.an.user_id
    text = "/xong NV-1 😀 Báo cáo đã đăng ở đây, mục tin"
    await world.api.say(an, text, links={"ở đây": "https://huyen.gov.vn/bc/45", "mục tin": "https://huyen.gov.vn/tin"})
    await world.step()
    world.an.receives("Đã nộp kết quả NV-1")
    ((kept,),) = world.stored("SELECT text FROM words WHERE text LIKE '%đã đăng%'")
    assert kept == "😀 Báo cáo đã đăng ở đây (https://huyen.gov.vn/bc/45), mục tin (https://huyen.gov.vn/tin)"
    world.clerk.receives("đã nộp kết quả: NV-1")
    await world.clerk.is_told("/viec NV-1", "https://huyen.gov.vn/bc/45")


async def test_an_address_that_is_shown_is_not_doubled(world: World) -> None:
    await given(world)
    url = "https://huyen.gov.vn/bc"
    await world.api.say(world.an.user_id, f"/tiendo NV-1 xem {url}", links={url: f"{url}/"})
    await world.step()
    assert world.stored(f"SELECT count(*) FROM words WHERE text = 'xem {url}'") == [(1,)]


async def test_an_edited_answer_in_a_dialogue_is_answered(world: World) -> None:
    await given(world)
    await world.an.is_told("/vuong NV-1", "Xin gõ vướng mắc")
    said = await world.api.say(world.an.user_id, "thiếu số liệu")
    await world.step()
    world.an.receives("/vuong")
    with world.changing_nothing():
        await world.api.edit(world.an.user_id, said, "thiếu số liệu; đề nghị đôn đốc")
        await world.step()
        world.an.receives("không đọc lại tin đã sửa", "Xin gõ vướng mắc và đề xuất cho NV-1")
    await world.an.is_told("thiếu số liệu; đề nghị đôn đốc", "NV-1")


async def test_an_edited_answer_to_a_guide_is_answered(world: World) -> None:
    await world.clerk.is_told("/giaoviec", "Ai chủ trì?")
    said = await world.api.say(world.clerk.user_id, "Nguyễn Văn An")
    await world.step()
    world.clerk.receives("Việc")
    await world.api.edit(world.clerk.user_id, said, "Phạm Văn Bình")
    await world.step()
    world.clerk.receives("không đọc lại tin đã sửa", "vẫn chờ trả lời")


async def test_nobody_says_anything_by_pinning(world: World) -> None:
    await given(world)
    with world.changing_nothing():
        await world.api.pin(world.an.user_id, 1)
        await world.step()
    world.nothing_else_was_said()


async def test_a_voice_while_a_result_is_awaited_is_told_what_is(world: World) -> None:
    await given(world)
    await world.an.presses("Hoàn thành")
    world.an.receives("Xin gửi kết quả NV-1")
    with world.changing_nothing():
        await world.api.send_voice(world.an.user_id)
        await world.step()
        world.an.receives("không đọc được tin thoại", "Xin gửi kết quả NV-1: một tệp, ảnh, hoặc nội dung")
    await world.an.is_told("công văn 45", "Đã nộp kết quả NV-1")


async def test_a_voice_that_nobody_waits_for(world: World) -> None:
    with world.changing_nothing():
        await world.api.send_voice(world.an.user_id)
        await world.step()
        world.an.receives("không đọc được tin thoại", "chưa có gì được ghi", "gõ thành chữ")
    world.nothing_else_was_said()


@pytest.mark.parametrize(
    "code",
    [
        "NV\u20111",
        "NV\u22121",
        "NV\u20101",
        "NV\u20121",
        "NV\u20141",
        "\uff2e\uff36\uff0d\uff11",
        "NV\ufe631",
    ],
)
async def test_a_code_is_read_with_whatever_hyphen_and_width(world: World, code: str) -> None:
    await given(world)
    await world.an.is_told(f"/nhan {code}", "nhận NV-1")


async def test_a_command_in_letters_of_full_width(world: World) -> None:
    await given(world)
    await world.an.is_told("／ｎｈａｎ　ＮＶ－１", "nhận NV-1")


@pytest.mark.parametrize("text", ["/nhan NV-1", "anh xem giúp\n/nhan NV-1", giaoviec(Việc="Việc khác")])
async def test_a_forwarded_command_is_not_the_forwarders(world: World, text: str) -> None:
    await given(world)
    with world.changing_nothing():
        await world.api.say(world.an.user_id, text, forwarded="Phạm Văn Bình")
        await world.step()
        world.an.receives("chuyển tiếp là lời của người khác", "gửi thành tin của mình")
    world.nothing_else_was_said()


async def test_forwarded_words_are_a_result_where_one_is_awaited(world: World) -> None:
    await given(world)
    await world.an.presses("Hoàn thành")
    world.an.receives("Xin gửi kết quả")
    await world.api.say(world.an.user_id, "Báo cáo số 45/BC-KT đã phát hành", forwarded="Văn thư")
    await world.step()
    world.an.receives("Đã nộp kết quả NV-1")


def in_group(world: World) -> list[tuple[str, int | None]]:
    return [(message.text, message.topic) for message in world.api.messages(GROUP) if message.sender_id == 1]


async def test_an_administrator_who_hides_is_told_why_he_is_not_known(world: World) -> None:
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    with world.changing_nothing():
        await world.api.say_in_group(GROUP, world.binh.user_id, "/nhom Phòng Kinh tế", anonymous=True)
        await world.step()
    ((text, _),) = in_group(world)
    assert "quản trị viên ẩn danh" in text
    assert "tắt chế độ ẩn danh" in text


async def test_an_answer_goes_into_the_topic_where_it_was_asked(world: World) -> None:
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    await world.api.say_in_group(GROUP, world.binh.user_id, "/nhom Phòng Kinh tế", topic=7)
    await world.step()
    await world.api.say_in_group(GROUP, world.an.user_id, "/viec", topic=9)
    await world.step()
    await world.api.say_in_group(GROUP, world.an.user_id, "/viec")
    await world.step()
    assert [topic for _, topic in in_group(world)] == [7, 9, None]


async def test_where_its_topic_is_closed_the_answer_stands_beside_it(world: World) -> None:
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    await world.api.say_in_group(GROUP, world.binh.user_id, "/nhom Phòng Kinh tế", topic=7)
    world.api.faults.append(PlatformFault(kind="bad_request", method="sendMessage", chat_id=GROUP, times=2))
    await world.step()
    ((text, topic),) = in_group(world)
    assert "Phòng Kinh tế" in text
    assert topic is None


async def test_a_group_that_is_gone_is_no_person_out_of_reach(world: World) -> None:
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    await world.api.say_in_group(GROUP, world.binh.user_id, "/nhom Phòng Kinh tế")
    await world.step()
    await world.clerk.assigns(Hạn="16h30 ngày 02/12/2026")
    await world.api.remove_bot(GROUP, world.binh.user_id)
    await world.until(moment(3, 9, 0))
    (told,) = [one.text for one in world.clerk.said_by_bot() if "không còn" in one.text]
    assert "nhóm của Phòng Kinh tế" in told
    assert "/nhom Phòng Kinh tế" in told
    assert "/moi" not in told
    assert "báo lên cấp trên" not in told
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'notice.unreached'") == [(0,)]
    assert world.stored("SELECT count(*) FROM notices WHERE slot LIKE '%:for-%'") == [(0,)]
