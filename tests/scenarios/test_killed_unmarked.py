"""Killed when the answer has been given, and that it was given is not written yet: a word that changed nothing is
answered once more, one that changed something is not carried out again."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec


async def is_killed(world: World) -> None:
    """Nothing that the process kept in mind is written; another takes up what it left."""
    world.program.database.marks.forget(world.program.database.marks.waiting())
    await world.stops()
    await world.starts()


async def is_answered(world: World) -> None:
    """What was said is read, carried out and answered; the tick, by which it would be marked, is still to come."""
    await world.polling.read_now()
    await world.program.worker.drain()


async def test_a_word_that_changed_nothing_is_answered_once_more(world: World) -> None:
    await world.api.say(world.an.user_id, "/viec")
    await is_answered(world)
    world.an.receives("không có việc nào")
    assert world.stored("SELECT state FROM inbox ORDER BY id DESC LIMIT 1") == [("stored",)]
    await is_killed(world)
    world.an.receives("không có việc nào")
    await is_killed(world)
    world.nothing_else_was_said()


async def test_an_act_is_done_once_and_said_to_be_done(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.api.say(world.an.user_id, "/tiendo NV-1 được nửa")
    await is_answered(world)
    world.an.receives("Đã ghi tiến độ NV-1")
    await is_killed(world)
    world.an.receives("Dondoc vừa khởi động lại", "đã được thực hiện và ghi nhận")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.reported'") == [(1,)]
    world.clerk.read = len(world.clerk.said_by_bot())
    world.nothing_else_was_said()


async def test_a_draft_is_not_shown_again_when_it_has_been_confirmed(world: World) -> None:
    """What an act confirms was marked with it, at the latest."""
    clerk = world.clerk
    await world.api.say(clerk.user_id, giaoviec())
    await is_answered(world)
    draft = clerk.receives("Dondoc hiểu nhiệm vụ")
    await world.api.press(clerk.user_id, draft.message_id, "Giao việc")
    await is_answered(world)
    clerk.receives("Đã giao NV-1")
    await is_killed(world)
    clerk.receives("đã được thực hiện và ghi nhận")
    world.an.receives("NV-1")
    assert world.stored("SELECT count(*) FROM cases") == [(1,)]
    world.nothing_else_was_said()


async def test_an_answer_to_a_question_is_not_taken_for_that_to_the_next(world: World) -> None:
    """It is no act of the office, and has changed what the chat waits for: it is marked at once."""
    an = world.an
    await world.clerk.assigns()
    an.receives("NV-1")
    await an.says("/giahan NV-1")
    an.receives("hạn mới và lý do")
    await world.api.say(an.user_id, "16h30 ngày 13/12/2026; chờ số liệu")
    await is_answered(world)
    an.receives("Chủ Nhật")
    await is_killed(world)
    world.nothing_else_was_said()


async def test_what_was_only_read_is_not_read_otherwise_after_an_act(world: World) -> None:
    """`Đang làm rồi` is offered buttons while the chat waits for nothing; repeated behind the press of one it would be
    taken for the report that is waited for."""
    an = world.an
    await world.clerk.assigns()
    an.receives("NV-1")
    await world.api.say(an.user_id, "đang làm rồi")
    await is_answered(world)
    offered = an.receives("NV-1")
    await world.api.press(an.user_id, offered.message_id, "Tiến độ")
    await is_answered(world)
    an.receives("NV-1")
    await is_killed(world)
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.reported'") == [(0,)]
    world.nothing_else_was_said()
