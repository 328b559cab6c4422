"""Payloads about cases: how they begin and end, and what is changed of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from domain.acts import Act
from domain.duties.cases import Case, Label, Source
from domain.duties.corrections import Corrected, FieldChange
from domain.journal.recorded import MovesDates, Recorded, SetsDeadline
from domain.rules.lengths import Urgency


@dataclass(frozen=True, kw_only=True)
class ImportDone(Recorded, acts=(Act.IMPORT_DONE,)):
    """How many units, people and tasks; the SHA-256 of the `file`, and in whose name (`by`) it was taken over."""

    units: int
    people: int
    tasks: int
    file: str | None
    by: int | None


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(SetsDeadline, acts=(Act.TASK_ASSIGNED,)):
    """`policy` is the version of the rules, `file` the SHA-256 of the document, `bundle` the case with which it was
    given; what was taken over from a spreadsheet is `imported`."""

    assigner: int
    registrar: int | None
    policy: int | None
    urgency: Urgency
    source: Source | None
    label: Label | None
    file: str | None
    more_files: tuple[str, ...] = ()
    bundle: int | None
    recurrence: int | None
    imported: bool = False

    @classmethod
    def of(cls, case: Case, *, imported: bool = False) -> Self:
        return cls(
            assigner=case.assigner_id,
            registrar=case.registrar_id,
            policy=case.policy_version,
            due_at=case.deadline.moment,
            names_hour=case.deadline.names_hour,
            urgency=case.urgency,
            source=case.source,
            label=case.label,
            file=case.file_hash or None,
            more_files=tuple(digest for _, digest in case.more_files),
            bundle=case.bundle_id,
            recurrence=case.recurrence_id,
            imported=imported,
        )


@dataclass(frozen=True, kw_only=True)
class OpinionAsked(SetsDeadline, acts=(Act.OPINION_ASKED,)):
    """Asked of so many `units`; `serves` is the task that it is asked for, `round` counts how often it has been
    asked."""

    assigner: int
    registrar: int | None
    serves: int | None
    policy: int | None
    urgency: Urgency | None
    units: int | None
    round: int | None
    file: str | None
    more_files: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, *, units: int) -> Self:
        return cls(
            assigner=case.assigner_id,
            registrar=case.registrar_id,
            serves=case.serves_case_id,
            policy=case.policy_version,
            urgency=case.urgency,
            units=units,
            round=case.round,
            due_at=case.deadline.moment,
            names_hour=case.deadline.names_hour,
            file=case.file_hash or None,
            more_files=tuple(digest for _, digest in case.more_files),
        )


@dataclass(frozen=True, kw_only=True)
class CircularSent(SetsDeadline, acts=(Act.CIRCULAR_SENT,)):
    """How many `readers`."""

    readers: int
    file: str | None
    more_files: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, *, readers: int) -> Self:
        return cls(
            due_at=case.deadline.moment,
            names_hour=case.deadline.names_hour,
            readers=readers,
            file=case.file_hash or None,
            more_files=tuple(digest for _, digest in case.more_files),
        )


@dataclass(frozen=True, kw_only=True)
class AssignerChanged(Recorded, acts=(Act.CASE_ASSIGNER_CHANGED,)):
    """`before` and `registrar_before` are who it was; `for_unit`: given as the head of that unit, now without one."""

    assigner: int
    before: int
    registrar: int
    registrar_before: int
    why: str
    for_unit: int | None

    @classmethod
    def of(cls, before: Case, after: Case, *, why: str, for_unit: int | None) -> Self:
        return cls(
            assigner=after.assigner_id,
            before=before.assigner_id,
            registrar=after.registrar_id,
            registrar_before=before.registrar_id,
            why=why,
            for_unit=for_unit,
        )


@dataclass(frozen=True, kw_only=True)
class CaseCorrected(MovesDates, acts=(Act.CASE_CORRECTED,)):
    """`moved` are the duties whose deadline went with that of the case."""

    changes: Mapping[Corrected, FieldChange]
    moved: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Recorded, acts=(Act.CASE_WITHDRAWN,)):
    """The duties that ended with it, and the case with which it was withdrawn."""

    ended: tuple[int, ...] | None
    because_of: int | None
