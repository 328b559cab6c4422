"""What falls due together for one person is one message; what has no line of its own in it is named by its code."""

from __future__ import annotations

import re

from tests.scenarios.cast import World, moment

TASKS = 12
LONG = (
    "Rà soát, tổng hợp và báo cáo kết quả thực hiện các nhiệm vụ được giao trong năm theo kế hoạch đã ban hành, phần "
)


async def test_every_task_is_named_however_many_fall_due_together(world: World) -> None:
    for number in range(1, TASKS + 1):
        await world.clerk.assigns(Việc=f"{LONG}{number}.", Hạn="16h30 ngày 01/12/2026", Khẩn="Thường")
    codes = [f"NV-{number}" for number in range(1, TASKS + 1)]
    for player in (world.clerk, world.an):
        player.read = len(player.said_by_bot())
    await world.until(moment(1, 16, 31))
    told = [message.text for message in world.binh.unread() if "quá hạn" in message.text]
    assert len(told) == 1, "one message for all his people"
    assert f"Tổng hợp {TASKS} việc" in told[0]
    assert [code for code in codes if not re.search(rf"{code}\b", told[0])] == []
