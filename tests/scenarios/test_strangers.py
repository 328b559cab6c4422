"""A flood from somebody whom nobody knows: answered a few times a minute, and it takes nobody's turn."""

from __future__ import annotations

from handlers.front.strangers import ANSWERS
from tests.scenarios.cast import World


async def test_a_flood_is_answered_a_few_times_a_minute(world: World) -> None:
    for _ in range(30):
        await world.api.say(world.stranger.user_id, "alo alo")
    await world.clerk.is_told("/viec", "không có việc nào")
    for _ in range(ANSWERS):
        world.stranger.receives("/start")
    world.stranger.receives_nothing()
    assert world.stored("SELECT count(*) FROM inbox WHERE state = 'handled' AND answered_at IS NOT NULL") == [(31,)]
    await world.forward(minutes=2)
    await world.stranger.is_told("/start", "mã mời")
    world.nothing_else_was_said()
