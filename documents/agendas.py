"""A calendar file (iCalendar, RFC 5545) of one's own deadlines. Moments stand in UTC, which every calendar shows by the
clock of its owner; whatever people typed is escaped by the library."""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Alarm, Event
from icalendar import Calendar as Ics

from actions.duties.agendas import Agenda
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.office.calendar import Calendar
from domain.office.hours import START_OF_DUTY_DAY
from texts.duties import agendas as texts
from texts.scene import Scene


def as_ics(scene: Scene, agenda: Agenda, *, bot: str, now: datetime) -> bytes:
    """One event for each duty. `bot` names it: two offices' files in one calendar do not meet."""
    made = Ics()
    made.add("PRODID", "-//Dondoc//VI")
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", texts.CALENDAR_NAME)
    for duty in agenda.duties:
        made.add_component(_event(scene, duty, agenda, bot=bot, now=now))
    content: bytes = made.to_ical()
    return content


def _event(scene: Scene, duty: Duty, agenda: Agenda, *, bot: str, now: datetime) -> Event:
    """It has no length: it stands at the moment by which to act. The same duty keeps its name (UID) and counts its
    changes (SEQUENCE), so that a calendar that knows it moves it."""
    case = agenda.cases[duty.case_id]
    event = Event()
    event.add("UID", f"duty-{duty.id}@{bot}")
    event.add("SEQUENCE", duty.version)
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("DTSTART", duty.act_by.astimezone(UTC))
    event.add("SUMMARY", texts.event_title(duty, case))
    event.add("DESCRIPTION", texts.event_text(scene, duty, case))
    event.add("TRANSP", "TRANSPARENT")  # a deadline occupies nobody
    reminded_at = _day_before(duty, agenda.calendar)
    if reminded_at > now:
        event.add_component(_alarm(reminded_at, duty, case))
    return event


def _day_before(duty: Duty, calendar: Calendar) -> datetime:
    """08:00 of the working day before, as the ladder counts it."""
    return calendar.at(calendar.working_days_before(calendar.day_of(duty.act_by), 1), START_OF_DUTY_DAY)


def _alarm(at: datetime, duty: Duty, case: Case) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", at.astimezone(UTC))
    alarm.add("DESCRIPTION", texts.event_title(duty, case))
    return alarm
