"""State secrets: a message marked Mật, Tối mật or Tuyệt mật is refused and stands nowhere (M51)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, giaoviec

SECRET = "kho K870 hướng Đông Bắc"

MARKED = {
    "as a key": giaoviec(Việc=f"Rà soát {SECRET}", Độ_mật="Tối mật"),
    "in the title": giaoviec(Việc=f"(MẬT) Rà soát {SECRET}"),
    "behind a document's number": giaoviec(Việc=f"Rà soát {SECRET}", Văn_bản="12/M-UBND"),
    "in a progress report": f"/tiendo NV-1 [Tuyệt mật] {SECRET}",
    "in a result": f"/xong NV-1 văn bản MẬT số 5, {SECRET}",
    "in plain words": f"Độ mật: Mật\n{SECRET}",
    "disguised by what cannot be seen": f"/tiendo NV-1 T\u200bối m\u200bật: {SECRET}",
    "with signs between its letters": f"/tiendo NV-1 t_ố-i m.ậ#t {SECRET}",
    "beside the urgency": f"/tiendo NV-1 {SECRET}\nKhẩn: Mật",
    "of a kind of document": f"/xong NV-1 Tờ trình mật, {SECRET}",
    "in spaced letters": f"/tiendo NV-1 T Ố I  M Ậ T {SECRET}",
    "in full-width letters": f"/tiendo NV-1 ＴＵＹＥＴ ＭＡＴ {SECRET}",
    "in decomposed letters": f"/tiendo NV-1 To\u0302\u0301i ma\u0323\u0302t: {SECRET}",
}


def everywhere(world: World) -> bytes:
    """The bytes of the database with what is still on its way into it."""
    return b"".join(path.read_bytes() for path in world.database.parent.glob("dondoc.db*"))


@pytest.mark.parametrize("how", MARKED)
async def test_is_refused_and_not_stored(world: World, how: str) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    sender = world.clerk if MARKED[how].startswith("/giaoviec") else world.an
    await sender.is_refused(MARKED[how], "không nhận và không lưu", "xóa tin vừa gửi")
    assert "Báo cáo giải ngân".encode() in everywhere(world), "what is no secret can be found this way"
    assert b"K870" not in everywhere(world)
    world.nothing_else_was_said()


async def test_the_name_of_a_file_and_its_caption_are_read_as_well(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    names = (f"TUYỆT MẬT {SECRET}.pdf", f"tuyet_mat_{SECRET}.pdf", f"12-M-UBND {SECRET}.pdf", f"Mật_{SECRET}.docx")
    for name, caption in (("bao-cao.pdf", f"/xong NV-1 Tối mật: {SECRET}"), *((one, "/xong NV-1") for one in names)):
        with world.changing_nothing():
            await world.an.sends_file(name, f"nội dung {SECRET}".encode(), caption)
            world.an.receives("không nhận và không lưu")
    assert b"K870" not in everywhere(world)
    world.nothing_else_was_said()


async def test_an_edited_message_is_read_as_well(world: World) -> None:
    said = await world.api.say(world.an.user_id, "xin chào")
    await world.step()
    world.an.receives("chưa hiểu")
    await world.api.edit(world.an.user_id, said, f"Tối mật: {SECRET}")
    await world.step()
    world.an.receives("không nhận và không lưu")
    assert b"K870" not in everywhere(world)
    world.nothing_else_was_said()


async def test_words_that_only_sound_like_it_are_taken(world: World) -> None:
    await world.clerk.assigns(Việc="Bảo đảm an toàn, bảo mật thông tin; quản lý mật độ xây dựng", Văn_bản="12/BM-UBND")
    world.an.receives("bảo mật thông tin", "mật độ xây dựng")
    await world.an.is_told("/tiendo NV-1 đã đổi mật khẩu", "Đã ghi tiến độ")
    await world.an.is_told("/tiendo NV-1 họp mặt thân mật; buổi tối mật độ xe cao", "Đã ghi tiến độ")
    await world.an.sends_file("bao-mat_thong-tin.pdf", b"%PDF", "/tiendo NV-1 đã tập huấn")
    world.an.receives("Đã ghi tiến độ")
    world.nothing_else_was_said()


async def test_what_was_said_is_blanked_once_it_has_served(world: World) -> None:
    await world.an.is_told("một câu K870 không thuộc lệnh nào", "chưa hiểu")
    assert world.stored("SELECT count(*) FROM inbox WHERE raw IS NOT NULL") == [(0,)]
    world.nothing_else_was_said()
