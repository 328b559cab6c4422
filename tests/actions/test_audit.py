"""The hourly audit: what must never be is found, told to the office once a day, and said until it is mended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.clock import audit
from actions.delivery import attempts, delivery
from domain.audits import Defect
from domain.refusals import NotAllowed
from tests.actions.office import MONDAY, SmallOffice

HOUR = timedelta(hours=1)


async def change(small: SmallOffice, *statements: str) -> None:
    """What no part of the program would do."""
    async with small.database.rebuilding() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def audited(small: SmallOffice) -> list[tuple[Defect, int]]:
    assert await audit.audit_hourly(small.office, small.now)
    state = await audit.look_over(small.office, small.now)
    return [(one.defect, one.count) for one in state.found]


async def test_a_sound_office_is_audited_once_an_hour_and_nobody_is_troubled(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.delivered()
    assert await audited(small) == []
    small.now += HOUR - timedelta(seconds=1)
    assert not await audit.audit_hourly(small.office, small.now)
    small.now += timedelta(seconds=1)
    assert await audited(small) == []
    assert await small.delivered() == {}


async def test_of_two_processes_one_audits(small: SmallOffice) -> None:
    await small.assigned("an")
    small.now += timedelta(minutes=20)
    assert await audit.audit_hourly(small.office, small.now)
    assert not await audit.audit_hourly(small.office, small.now)


async def test_what_could_go_out_and_does_not_is_found_however_often_it_is_tried(small: SmallOffice) -> None:
    await small.assigned("an")
    for _ in range(8):
        (outgoing,) = await small.claimed()
        await delivery.note_not_sent(small.office, outgoing, now=small.now, reason="dns", wait=timedelta(minutes=2))
        small.now += timedelta(minutes=2)
    assert await audited(small) == [(Defect.NOTICE_LATE, 1)]
    state = await audit.look_over(small.office, small.now)
    assert state.unsent_since == MONDAY
    assert (await small.delivered())["hoa"] == ["unsound"]
    small.now += HOUR
    assert await audited(small) == []


async def test_what_lies_in_the_hands_of_a_sender_that_is_gone_is_found(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.claimed()
    small.now += attempts.LEASE + timedelta(minutes=16)
    assert await audited(small) == [(Defect.LEASE_OVER, 1)]


async def test_what_is_owed_by_nobody_is_found(small: SmallOffice) -> None:
    await small.assigned("an")
    await change(small, "UPDATE messages SET state = 'failed', reason = 'r'")
    assert await audited(small) == [(Defect.NOTICE_ADRIFT, 1)]


async def test_a_step_that_nobody_takes_is_found_and_told_once_a_day(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.delivered()
    small.now = (await small.duty(code)).next_step_at or small.now
    small.now += 2 * HOUR
    assert await audited(small) == [(Defect.STEP_UNTAKEN, 1)]
    assert await small.delivered() == {"hoa": ["unsound"]}
    small.now += HOUR
    assert await audited(small) == [(Defect.STEP_UNTAKEN, 1)]
    assert await small.delivered() == {}
    await small.tick()
    await small.delivered()
    small.now += HOUR
    assert await audited(small) == []


async def test_the_office_alone_sees_how_the_bot_is_doing(small: SmallOffice) -> None:
    await small.lose("an")
    state, lost = await audit.state_of_office(small.office, small.by("hoa"))
    assert state.head_is_sound
    assert [one.name for one in lost] == ["Nguyễn Văn An"]
    for key in ("hung", "binh", "an", "thanh"):
        with pytest.raises(NotAllowed):
            await audit.state_of_office(small.office, small.by(key))
