"""The lines of a report: each task as one row, as of the moment of the report (M35, M36, M38, M54)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.duties.duties import DecisionKind, DutyKind, Outcome
from domain.duties.statements import PROTECTING, BlockerKind, Cause, Statement, StatementKind
from domain.figures.lists import ReportLine
from domain.figures.records import Record, Register
from domain.figures.scopes import Attribution
from domain.figures.statuses import DutyStatus
from domain.office.calendar import Calendar


def lines_of(
    leads: Iterable[tuple[DutyStatus, Attribution]], register: Register, calendar: Calendar
) -> tuple[ReportLine, ...]:
    """By unit, what has none at the end, then by deadline."""
    parts = defaultdict[int, list[Record]](list)
    for record in register.records:
        if record.kind is DutyKind.COORDINATING:
            parts[record.case.id].append(record)
    lines = [
        _line(lead, whose, parts[lead.record.case.id], calendar, register.assigner(lead.record.case, lead.at))
        for lead, whose in leads
    ]
    return tuple(
        sorted(
            lines,
            key=lambda line: (line.unit_id is None, line.unit_id or 0, line.deadline.moment, line.case.number),
        )
    )


def _line(
    lead: DutyStatus, whose: Attribution, parts: Sequence[Record], calendar: Calendar, assigner_id: int
) -> ReportLine:
    record, at = lead.record, lead.at
    cause = lead.cause()
    said = sorted(
        (one for duty in (record, *parts) for one in duty.statements if one.at <= at), key=lambda one: (one.at, one.id)
    )
    return ReportLine(
        case=record.case if record.case.assigner_id == assigner_id else replace(record.case, assigner_id=assigner_id),
        unit_id=whose.unit_id,
        responsible_id=whose.person_id,
        holder_id=lead.present.person_id,
        held_since=lead.present.since,
        coordinating=_units(parts, at),
        original=record.terms[0].deadline,
        deadline=lead.deadline,
        handed_in_at=lead.handed_in_at,
        closed_at=record.closed_at if lead.is_closed else None,
        box=lead.box,
        phase=lead.present.phase,
        days_late=lead.days_late(calendar),
        extensions=_granted(lead, DecisionKind.EXTENSION),
        transfers=_granted(lead, DecisionKind.TRANSFER),
        returns=record.returned(lead.at),
        cause=None if cause is None else Cause(cause.detail or ""),
        cause_confirmed=cause is not None and lead.has_confirmed(cause),
        cause_words=None if cause is None else cause.words_id,
        blockers=_words(said, StatementKind.BLOCKER),
        conflicting_law=any(one.detail == BlockerKind.CONFLICTING_LAW for one in said),
        initiatives=_words(said, StatementKind.INITIATIVE),
        came_late=frozenset(
            one.words_id
            for one in said
            if lead.is_late and one.kind in PROTECTING and one.came_late(lead.passes_at, as_of=at)
        ),
        is_protected=lead.is_protected(),
        is_self_judged=lead.is_self_judged(),
    )


def _units(parts: Sequence[Record], at: datetime) -> tuple[int, ...]:
    """Those that take part, or have taken part to the end."""
    return tuple(
        unit_id
        for part in parts
        if part.opened_at <= at
        and not (part.is_closed(at) and part.outcome is Outcome.WITHDRAWN)
        and (unit_id := part.stretch(at).unit_id) is not None
    )


def _granted(lead: DutyStatus, kind: DecisionKind) -> int:
    return sum(
        one.kind is kind and one.outcome is Outcome.GRANTED and one.closed_at is not None and one.closed_at <= lead.at
        for one in lead.record.asked
    )


def _words(said: Sequence[Statement], kind: StatementKind) -> tuple[int, ...]:
    return tuple(one.words_id for one in said if one.kind is kind)
