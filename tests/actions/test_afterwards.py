"""What is confirmed after a month was over is told twice alike: by the report, and by the journal (note 91)."""

from __future__ import annotations

import pytest

from actions.duties.causes import name_cause
from actions.duties.results import Result, accept_result, submit_result
from actions.report_input import ReportWindow, register_for
from domain.duties.statements import Cause
from tests.actions.office import HANOI, SmallOffice, at
from tests.oracle.agreement import differences
from tests.oracle.two_counts import made, recounted, replayed, rules_of


@pytest.mark.parametrize("confirmed", [Cause.OUTSIDE, Cause.OWN])
async def test_a_cause_confirmed_after_its_month(small: SmallOffice, confirmed: Cause) -> None:
    code = await small.assigned("an")
    small.now = at("2026-12-18 09:00")
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="Báo cáo số 12"))
    await accept_result(small.office, small.by("hung"), code=code)
    await name_cause(small.office, small.by("an"), code=code, cause=Cause.OUTSIDE, text="mưa lũ kéo dài")
    small.now = at("2027-01-05 09:00")
    words = "" if confirmed is Cause.OUTSIDE else "không đôn đốc kịp thời"
    await name_cause(small.office, small.by("hung"), code=code, cause=confirmed, text=words)
    told = await replayed(small.database)
    async with small.database.reading() as connection:
        rules = await rules_of(connection, HANOI)
        later = {}
        for first, until in (("2026-12-01", "2027-01-01"), ("2027-01-01", "2027-02-01")):
            span = ReportWindow(since=at(f"{first} 00:00"), until=at(f"{until} 00:00"), at=at("2027-02-01 00:00"))
            report = made(await register_for(connection, span, rules.calendar), span, rules)
            assert list(differences(report, recounted(told, span, rules))) == []
            later[first] = [(one.month.month, one.before, one.after) for one in report.later]
    changed = [(12, 75.0, 100.0)] if confirmed is Cause.OUTSIDE else []
    assert later == {"2026-12-01": [], "2027-01-01": changed}
