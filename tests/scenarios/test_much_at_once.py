"""Who sends much at once is answered word by word, and told that it takes a while."""

from __future__ import annotations

from tests.scenarios.cast import World


async def test_who_sends_much_at_once_is_told_once_that_it_takes_a_while_and_every_word_is_answered(
    world: World,
) -> None:
    await world.an.is_told("/viec", "không có việc nào")
    for _ in range(45):
        await world.api.say(world.an.user_id, "/viec")
    await world.step()
    said = [one.text for one in world.an.unread()]
    assert sum("đang trả lời lần lượt" in one for one in said) == 1
    assert sum("không có việc nào" in one for one in said) == 45
