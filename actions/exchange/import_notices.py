"""Who is told of an import: the holders what they were given, and whoever it was done for (M3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from actions.transaction import Transaction
from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind
from domain.office.people import Person
from domain.payloads.duties import AssignedNotice
from domain.payloads.office import ImportedNotice, TakenOnNotice
from domain.payloads.payload import ListedDuties
from domain.rules.lengths import Urgency

NAMED = 5  # tasks in one message; the others are a number

Given = Sequence[tuple[Case, Duty]]


def tell_holders(work: Transaction, given: Given) -> None:
    """One message per person, not one per row. A single task is told as any other, and so is each that cannot wait for
    the opening of the office."""
    by_holder: dict[int, list[tuple[Case, Duty]]] = defaultdict(list)
    for case, duty in given:
        if case.urgency is Urgency.FLASH:
            _tell_of_one(work, case, duty)
        else:
            by_holder[duty.holder_id].append((case, duty))
    for person_id, owed in by_holder.items():
        holder = work.chart.person(person_id)
        if len(owed) == 1:
            _tell_of_one(work, *owed[0])
            continue
        work.owe(
            [holder, work.chart.acting_for(holder)],
            TakenOnNotice(holder=person_id, lists=_listed(owed)),
            slot=f"import-{work.now.isoformat()}-{person_id}",
        )


def _tell_of_one(work: Transaction, case: Case, duty: Duty) -> None:
    work.owe([work.chart.person(duty.holder_id)], AssignedNotice(), slot="opened", case=case, duty=duty)


def tell_in_whose_name(work: Transaction, given: Given, *, importer: Person | None) -> None:
    """Those who assign by it, and on the command line who imports."""
    by_assigner: dict[int, list[tuple[Case, Duty]]] = defaultdict(list)
    if importer is not None:
        by_assigner[importer.id] = []
    for case, duty in given:
        if duty.kind is DutyKind.LEAD:
            by_assigner[case.assigner_id].append((case, duty))
    for person_id, owed in by_assigner.items():
        work.owe(
            [work.chart.person(person_id)],
            ImportedNotice(importer=None if importer is None else importer.id, via=work.order.via, lists=_listed(owed)),
            slot=f"imported-{work.now.isoformat()}",
        )


def _listed(owed: Given) -> Mapping[str, ListedDuties]:
    """The first by their deadlines, and how many there are: read again when it is said."""
    first = sorted(owed, key=lambda one: (one[1].deadline.moment, one[0].number))[:NAMED]
    return {"given": ListedDuties(duties=tuple(duty.id for _, duty in first), total=len(owed))}
