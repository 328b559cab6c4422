"""What a report may be of: what the reader may see, and a field or a document by the name that it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from actions.view import View
from domain.duties.cases import Case
from domain.figures.records import Register
from domain.figures.scopes import Scope, units_within
from domain.names import fold
from domain.office.people import Unit
from domain.permissions import Permission, Relation, may
from domain.refusals import FieldUnknown, NotAllowed
from domain.rights import relations_to_office

FIELDS_NAMED = 10


def allowed_scope(view: View, scope: Scope) -> Scope:
    """What was asked for as far as the reader's sight goes. Raises NotAllowed for what lies outside it."""
    seen = _units_seen(view)
    if seen is None:
        return scope
    if scope.unit_id is not None:
        if scope.unit_id not in seen:
            raise NotAllowed
        return scope
    if scope.person_id is not None and view.chart.person(scope.person_id).unit_id not in seen:
        raise NotAllowed
    tops = [unit_id for unit_id in seen if view.chart.units[unit_id].parent_id not in seen]
    return replace(scope, unit_id=tops[0]) if len(tops) == 1 else replace(scope, within=seen)


def _units_seen(view: View) -> frozenset[int] | None:
    """The units whose figures the sender may read, each with those below it; None for everything."""
    sender, chart = view.sender, view.chart
    has = relations_to_office(sender, chart)
    view.allow(Permission.READ_FIGURES, has)
    inspects = Relation.INSPECTOR in has
    if may(Permission.READ_ALL_FIGURES, has) or (inspects and chart.inspects(sender, None)):
        return None
    seen = frozenset(
        unit_id
        for unit_id in chart.units
        if chart.answers_for(sender.id, unit_id) or (inspects and chart.inspects(sender, unit_id))
    )
    if not seen:
        raise NotAllowed
    return seen


def settled_scope(scope: Scope, register: Register, units: Mapping[int, Unit], at: datetime) -> Scope:
    """The field or the document as the tasks in sight have it; a code stands for that of its task. Raises FieldUnknown
    for a field that no task has."""
    if scope.field is None and scope.document is None:
        return scope
    seen = units_within(units, scope.unit_id) if scope.unit_id is not None else scope.within
    in_sight = (one for one in register.records if seen is None or one.stretch(at).unit_id in seen)
    cases = {fold(record.case.code): record.case for record in in_sight}
    if scope.field is not None:
        scope = replace(scope, field=_field_meant(cases, scope.field))
    if scope.document is not None:
        scope = replace(scope, document=_document_meant(cases, scope.document))
    return scope


def _field_meant(cases: Mapping[str, Case], typed: str) -> str:
    """By the name of a field or the code of a task in it. Raises FieldUnknown where the tasks have other fields."""
    fields = {fold(case.field): case.field for case in cases.values() if case.field}
    case = cases.get(fold(typed))
    field = case.field if case is not None else fields.get(fold(typed))
    if field is None and fields:
        raise FieldUnknown(name=typed[:40], choices=tuple(sorted(fields.values())[:FIELDS_NAMED]))
    return field or typed


def _document_meant(cases: Mapping[str, Case], typed: str) -> str:
    """By the number of a document or the code of a task that came of it."""
    documents = {fold(case.document): case.document for case in cases.values() if case.document}
    case = cases.get(fold(typed))
    document = case.document if case is not None else documents.get(fold(typed))
    return document or typed
