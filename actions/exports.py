"""The office as rows of the import template: what is exported can be read back (M3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from actions.finding import told_apart
from actions.import_contents import Sheet
from actions.work import Office, Order, View
from domain.cases import Case, CaseState, Deadline, Label, Source
from domain.duties import Duty, DutyKind
from domain.people import Person, Role
from domain.policy import Urgency
from storage.exports import Whole, tasks_opened


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How values are written in the cells."""

    roles: Mapping[Role, str]
    urgencies: Mapping[Urgency, str]
    states: Mapping[CaseState, str]
    sources: Mapping[Source, str]
    labels: Mapping[Label, str]
    deadline: Callable[[Deadline], str]


async def exported(
    office: Office, order: Order, *, wording: Wording, since: datetime | None = None, until: datetime | None = None
) -> dict[Sheet, list[dict[str, Any]]]:
    """Every unit and person, and the tasks opened in that time, by the keys of the columns."""
    async with office.look(order) as view:
        return {
            Sheet.UNITS: [
                {"name": unit.name, "parent": view.chart.units[unit.parent_id].name if unit.parent_id else None}
                for unit in view.chart.present_units
            ],
            Sheet.PEOPLE: [
                _person(view, person, wording)
                for person in view.chart.people.values()
                if person.name and person.unit_id is not None
            ],
            Sheet.TASKS: [
                _task(view, whole, wording)
                async for batch in tasks_opened(view.connection, since=since, until=until)
                for whole in batch
            ],
        }


def _person(view: View, person: Person, wording: Wording) -> dict[str, Any]:
    assert person.unit_id is not None
    namesakes = view.chart.namesakes(person.name)
    return {
        "name": person.name,
        "unit": view.chart.units[person.unit_id].name,
        "position": person.position,
        "roles": ", ".join(word for role, word in wording.roles.items() if role in person.roles),
        "fields": ", ".join(person.fields),
        "moved": "người khác" if len(namesakes) > 1 else None,
    }


def _task(view: View, whole: Whole, wording: Wording) -> dict[str, Any]:
    case = whole.case
    lead = next(duty for duty in whole.duties if duty.kind is DutyKind.LEAD)
    coordinating = [duty.unit_id for duty in whole.duties if duty.kind is DutyKind.COORDINATING]
    return {
        "number": case.code,
        "lead": _lead(view, lead),
        "title": case.title,
        "product": case.product,
        "deadline": _cell(view, case.deadline),
        "assigner": _name(view, case.assigner_id),
        "coordinating": _units(view, coordinating),
        "watching": _units(view, whole.watching),
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


def _source(case: Case, wording: Wording) -> str | None:
    """A document is the source where one is named and no other."""
    source = case.source or (Source.DOCUMENT if case.document else None)
    return None if source is None else wording.sources[source]


def _stages(lead: Duty, wording: Wording) -> str:
    """Those still to be reached, in words that read back to the same."""
    ahead = (stage for stage in lead.milestones if stage.reached_at is None)
    return "\n".join(f"{stage.title}: {wording.deadline(stage.deadline)}" for stage in ahead)


def _lead(view: View, lead: Duty) -> str:
    """The unit or the person to whom it was given, whoever holds it at the moment."""
    if lead.to_unit and lead.unit_id is not None:
        return view.chart.units[lead.unit_id].name
    return _name(view, lead.holder_id if lead.named_id is None else lead.named_id)


def _name(view: View, person_id: int) -> str:
    return told_apart(view.chart, view.chart.person(person_id))


def _units(view: View, unit_ids: Sequence[int | None]) -> str:
    return "; ".join(view.chart.units[unit_id].name for unit_id in unit_ids if unit_id is not None)


def _cell(view: View, deadline: Deadline) -> datetime:
    """As a spreadsheet keeps it: local, without a zone; midnight for a day without an hour."""
    local = view.calendar.local(deadline.moment).replace(tzinfo=None)
    return local if deadline.names_hour else datetime.combine(local.date(), time())
