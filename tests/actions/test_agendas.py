"""One's own deadlines: what one holds, dated, and no more of it than a calendar can take."""

from __future__ import annotations

import pytest

from actions.duties import agendas
from actions.duties.agendas import own_agenda
from actions.duties.pauses import pause_task
from domain.duties.cases import Deadline
from tests.actions.office import ECONOMY, SmallOffice, at


async def codes(small: SmallOffice, key: str) -> list[str]:
    agenda = await own_agenda(small.office, small.by(key))
    return [agenda.cases[duty.case_id].code for duty in agenda.duties]


async def test_what_one_holds_most_pressing_first(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.assigned("an", deadline=Deadline(moment=at("2026-12-03 16:30"), names_hour=True))
    await small.assigned(ECONOMY)
    assert await codes(small, "an") == ["NV-2", "NV-1"]
    assert await codes(small, "binh") == ["NV-3"]
    assert await codes(small, "hoa") == []


async def test_what_is_paused_has_no_date(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.assigned("an")
    await pause_task(small.office, small.by("hung"), code="NV-1", reason="chờ kết luận")
    agenda = await own_agenda(small.office, small.by("an"))
    assert ([agenda.cases[one.case_id].code for one in agenda.duties], agenda.paused) == (["NV-2"], 1)


async def test_a_calendar_has_an_end(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agendas, "MOST", 2)
    for day in ("10", "09", "08"):
        await small.assigned("an", deadline=Deadline(moment=at(f"2026-12-{day} 16:30"), names_hour=True))
    agenda = await own_agenda(small.office, small.by("an"))
    assert [agenda.cases[one.case_id].code for one in agenda.duties] == ["NV-3", "NV-2"]
    assert agenda.left_out == 1
