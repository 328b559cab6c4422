"""One's own deadlines as a calendar file: read back as a calendar reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from icalendar import Calendar as Ics

from actions.duties.agendas import Agenda
from documents.agendas import as_ics
from domain.duties.cases import Case
from domain.duties.duties import Duty
from tests.handlers.samples.cases import ASKED, BUSY, OPINION, TASK
from tests.handlers.samples.cast import CALENDAR, NOW, SCENE, at


def read(duty: Duty = BUSY, case: Case = TASK, *, bot: str = "dondoc_bot") -> Ics:
    agenda = Agenda(duties=(duty,), cases={case.id: case}, paused=0, left_out=0, calendar=CALENDAR)
    return Ics.from_ical(as_ics(SCENE, agenda, bot=bot, now=NOW))


def test_an_event_stands_at_the_moment_by_which_to_act_in_universal_time() -> None:
    made = read()
    (event,) = made.events
    assert (made["VERSION"], event["SUMMARY"]) == (
        "2.0",
        "NV-12 (Khẩn) Báo cáo giải ngân vốn đầu tư công tháng 11 – chủ trì",
    )
    assert at(7, 16, 30).astimezone(UTC) == event.DTSTART
    assert event.to_ical().splitlines().count(b"DTSTART:20261207T093000Z") == 1
    assert "DTEND" not in event
    assert event["TRANSP"] == "TRANSPARENT"
    assert "/viec NV-12" in event["DESCRIPTION"]


def test_it_reminds_at_eight_of_the_working_day_before_and_not_in_the_past() -> None:
    (event,) = read().events
    (alarm,) = event.alarms.times
    assert alarm.trigger == at(4).astimezone(UTC)  # the Friday before the Monday
    soon = replace(BUSY, act_by=NOW + timedelta(hours=5))
    (event,) = read(soon).events
    assert not event.alarms.times


def test_the_same_duty_keeps_its_name_and_counts_its_changes() -> None:
    (first,) = read().events
    later = replace(BUSY, act_by=at(11, 17), version=BUSY.version + 3)
    (second,) = read(later).events
    (elsewhere,) = read(bot="khac_bot").events
    assert first["UID"] == second["UID"] != elsewhere["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_a_day_without_an_hour_stands_at_its_end_of_office() -> None:
    (event,) = read(ASKED, OPINION).events
    assert at(8, 17).astimezone(UTC) == event.DTSTART
    assert "hết ngày" in event["DESCRIPTION"]


def test_what_people_typed_makes_no_lines_of_its_own() -> None:
    hostile = "a;b,c\\n\nBEGIN:VEVENT\r\nEND:VCALENDAR:" + "ẵ" * 200
    made = read(case=replace(TASK, title=hostile))
    (event,) = made.events
    assert "ẵ" * 200 in event["SUMMARY"]
    assert "BEGIN:VEVENT" in event["SUMMARY"]
    assert len(made.subcomponents) == 1
