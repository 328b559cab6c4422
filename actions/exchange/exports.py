"""The office as rows of the import template: what is exported can be read back (M3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from actions.exchange.import_contents import Worksheet
from actions.finding import told_apart
from actions.installation import Office
from actions.order import Order
from actions.view import View
from domain.duties.cases import Case, CaseState, Deadline, Label, Source
from domain.duties.charge import holder_of, led_by, part_taken
from domain.duties.duties import Duty, DutyKind
from domain.office.chart import Chart
from domain.office.people import Person, Role, Unit
from domain.refusals import Refusal
from domain.rules.lengths import Urgency
from storage.exports import ExportedCase, tasks_opened


@dataclass(frozen=True, kw_only=True)
class CellWording:
    """How values are written in the cells."""

    roles: Mapping[Role, str]
    urgencies: Mapping[Urgency, str]
    states: Mapping[CaseState, str]
    sources: Mapping[Source, str]
    labels: Mapping[Label, str]
    deadline: Callable[[Deadline], str]


async def exported(
    office: Office, order: Order, *, wording: CellWording, since: datetime | None = None, until: datetime | None = None
) -> dict[Worksheet, list[dict[str, Any]]]:
    """Every unit and person, and the tasks opened in that time, by the keys of the columns."""
    async with office.look(order) as view:
        return {
            Worksheet.UNITS: [_unit(view, unit) for unit in view.chart.present_units],
            Worksheet.PEOPLE: [
                _person(view, person, wording)
                for person in view.chart.people.values()
                if person.name and not person.has_left
            ],
            Worksheet.TASKS: [
                _task(view, whole, wording)
                async for batch in tasks_opened(view.connection, since=since, until=until)
                for whole in batch
            ],
        }


def _unit(view: View, unit: Unit) -> dict[str, Any]:
    return {"name": unit.name, "parent": view.chart.units[unit.parent_id].name if unit.parent_id else None}


def _person(view: View, person: Person, wording: CellWording) -> dict[str, Any]:
    namesakes = view.chart.namesakes(person.name)
    return {
        "name": person.name,
        "unit": None if person.unit_id is None else view.chart.units[person.unit_id].name,
        "position": person.position,
        "roles": ", ".join(word for role, word in wording.roles.items() if role in person.roles),
        "fields": ", ".join(person.fields),
        "moved": "người khác" if len(namesakes) > 1 else None,
    }


def _task(view: View, whole: ExportedCase, wording: CellWording) -> dict[str, Any]:
    case = whole.case
    lead = next(duty for duty in whole.duties if duty.kind is DutyKind.LEAD)
    led = _led(view, case, lead)
    coordinating, watching = _parts(view, whole, led)
    return {
        "number": case.code,
        "lead": _lead(view, led),
        "title": _line(case.title),
        "product": _line(case.product),
        "deadline": _cell(view, case.deadline, wording),
        "assigner": _name(view, case.assigner_id),
        "coordinating": _units(coordinating),
        "watching": _units(watching),
        "document": case.document,
        "document_day": case.document_day,
        "subject": case.subject,
        "source": _source(case, wording),
        "recipients": case.recipients,
        "urgency": wording.urgencies[case.urgency],
        "field": case.field,
        "label": None if case.label is None else wording.labels[case.label],
        "milestones": _stages(lead, wording),
        "state": wording.states[case.state],
    }


def _source(case: Case, wording: CellWording) -> str | None:
    """A document is the source where one is named and no other."""
    source = case.source or (Source.DOCUMENT if case.document else None)
    return None if source is None else wording.sources[source]


def _stages(lead: Duty, wording: CellWording) -> str:
    """Those still to be reached, in words that read back to the same."""
    ahead = (stage for stage in lead.stages if stage.reached_at is None)
    return "\n".join(f"{stage.title}: {wording.deadline(stage.deadline)}" for stage in ahead)


def _led(view: View, case: Case, lead: Duty) -> Person | Unit:
    """The unit or the person to whom it was given, whoever holds it at the moment; the holder where that could not be
    given so now: the person has left, nobody heads the unit."""
    holder = view.chart.person(lead.holder_id)
    if not lead.to_unit or lead.unit_id is None:
        named = holder if lead.named_id is None else view.chart.person(lead.named_id)
        return holder if named.has_left else named
    unit = _now(view.chart, lead.unit_id)
    try:
        holder_of(view.chart, unit, kind=case.kind, assigner_id=case.assigner_id)
    except Refusal:
        return holder
    return unit


def _lead(view: View, led: Person | Unit) -> str:
    return led.name if isinstance(led, Unit) else told_apart(view.chart, led)


def _parts(view: View, whole: ExportedCase, led: Person | Unit) -> tuple[list[Unit], list[Unit]]:
    """The units that coordinate and that watch, as they are called now, each in the part that it would be given again:
    of two that were merged one."""
    leading = led_by(view.chart, led)
    taken = {} if leading is None else {leading: DutyKind.LEAD}
    owing = [duty.unit_id for duty in whole.duties if duty.kind is DutyKind.COORDINATING]
    coordinating, _ = part_taken(_each_once(view.chart, owing), taken)
    taken |= dict.fromkeys((unit.id for unit in coordinating), DutyKind.COORDINATING)
    watching, _ = part_taken(_each_once(view.chart, whole.watching), taken)
    return coordinating, watching


def _each_once(chart: Chart, unit_ids: Sequence[int | None]) -> list[Unit]:
    return list({unit.id: unit for key in unit_ids if key is not None for unit in [_now(chart, key)]}.values())


def _now(chart: Chart, unit_id: int) -> Unit:
    """The unit, or what it has become."""
    return chart.heir_of(chart.units[unit_id])


def _name(view: View, person_id: int) -> str:
    return told_apart(view.chart, view.chart.person(person_id))


def _units(units: Sequence[Unit]) -> str:
    return "; ".join(unit.name for unit in units)


def _line(text: str) -> str:
    """Text as a cell is read: on one line."""
    return " ".join(text.split())


def _cell(view: View, deadline: Deadline, wording: CellWording) -> datetime | str:
    """A moment as a spreadsheet keeps it: local, without a zone; midnight for a day without an hour. One that is named
    at midnight itself stands in words."""
    local = view.calendar.local(deadline.moment).replace(tzinfo=None)
    if deadline.names_hour and local.time() == time():
        return wording.deadline(deadline)
    return local if deadline.names_hour else datetime.combine(local.date(), time())
