"""Circulars: a document that named people must read and acknowledge, each in person (M10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.finding import find_person_or_unit
from actions.installation import Office
from actions.opinions.openings import deadline_in, hand_out
from actions.order import Order
from actions.prospects import Prospect, prospect
from actions.view import View
from domain.acts import Act
from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, Case, CaseKind, Deadline, require_length
from domain.duties.duties import Duty, DutyKind
from domain.journal.cases import CircularSent
from domain.office.directory import Directory
from domain.office.people import Person, Unit, unique
from domain.permissions import Permission, may
from domain.refusals import DeadlineInThePast, NobodyToRead, NotAllowed, UnknownPerson
from domain.rights import given_by, relations_to_office
from domain.rules.lengths import Urgency


@dataclass(frozen=True, kw_only=True)
class Circular:
    """What is made known to whom; names still as typed, one line each or several between commas. No deadline: the
    rule's."""

    title: str
    to: tuple[str, ...]
    deadline: Deadline | None = None
    urgency: Urgency = Urgency.NORMAL
    document: str = ""
    file_name: str = ""
    file_hash: str = ""
    more_files: tuple[tuple[str, str], ...] = ()  # name and hash of each behind the first


async def preview_circular(office: Office, order: Order, circular: Circular) -> Prospect:
    """What `send_circular` would do; nothing is stored."""
    async with office.look(order) as view:
        case, owed = _prepared(view, circular)
        return prospect(view, case, owed)


async def send_circular(office: Office, order: Order, circular: Circular) -> Prospect:
    """Send a circular: each reader owes in person to take note of it; it closes behind the last of them."""
    async with office.act(order) as work:
        case, owed = _prepared(work, circular)
        case = await work.open_case(case)
        opened = await work.open_duties(owed, case)
        readers = [work.chart.person(duty.holder_id).unit_id for duty in opened]
        right = given_by(case, work.sender, work.chart, readers)
        entry = CircularSent.of(case, readers=len(opened))
        words = {"title": case.title, "document": case.document, "file": case.file_name}
        await work.record(Act.CIRCULAR_SENT, entry, case=case, words=words, right=right)
        await hand_out(work, case, opened, right=right)
        return prospect(work, case, opened)


def _prepared(view: View, circular: Circular) -> tuple[Case, list[Duty]]:
    require_length(circular.title, TITLE_LIMIT)
    require_length(circular.document, LABEL_LIMIT)
    readers = _readers(view.chart, circular.to, view.sender)
    _allow_reaching(view, readers)
    deadline = circular.deadline or deadline_in(view, view.newest_policy.circular_days)
    if deadline.moment <= view.now:
        raise DeadlineInThePast(due_at=deadline.moment)
    case = _case(view, circular, deadline)
    return case, [_reading(view, case, reader) for reader in readers]


def _case(view: View, circular: Circular, deadline: Deadline) -> Case:
    return Case(
        id=0,
        kind=CaseKind.CIRCULAR,
        number=0,
        title=circular.title,
        assigner_id=view.sender.id,
        registrar_id=view.sender.id,
        urgency=circular.urgency,
        document=circular.document,
        file_name=circular.file_name,
        file_hash=circular.file_hash,
        more_files=circular.more_files,
        policy_version=view.newest_policy.version,
        deadline=deadline,
        original=deadline,
        opened_at=view.now,
    )


def _readers(chart: Directory, to: Sequence[str], sender: Person) -> tuple[Person, ...]:
    """Everybody meant, each once; who sends it has read it. Raises NobodyToRead for a name that reaches nobody."""
    found: list[Person] = []
    for meant in (one for line in to for one in named_in(chart, line)):
        people = _people_of(chart, meant) if isinstance(meant, Unit) else (meant,)
        if not people:
            raise NobodyToRead(name=meant.name)
        found.extend(people)
    readers = tuple(person for person in unique(found) if person.id != sender.id)
    if not readers:
        raise NobodyToRead(name=sender.name if found else "")
    return readers


def named_in(chart: Directory, line: str) -> list[Person | Unit]:
    """The one person or unit of the line, else those between its commas: names of units hold commas themselves."""
    try:
        return [find_person_or_unit(chart, line)]
    except UnknownPerson:
        parts = [part for part in map(str.strip, line.split(",")) if part]
        if len(parts) < 2:
            raise
        return [find_person_or_unit(chart, part) for part in parts]


def _people_of(chart: Directory, unit: Unit) -> tuple[Person, ...]:
    """Every member of the unit, and the heads of the units right below it, who pass it on (decision 0020)."""
    below = (chart.head_of(one.id) for one in chart.units.values() if one.parent_id == unit.id)
    return unique((*chart.members(unit.id), *(head for head in below if head is not None)))


def _allow_reaching(view: View, readers: Iterable[Person]) -> None:
    """Require the right to reach these: the office and leaders anybody, a head the people for whom this head
    answers."""
    has = relations_to_office(view.sender)
    if may(Permission.CIRCULATE, has):
        return
    view.allow(Permission.CIRCULATE_IN_UNIT, has)
    if not all(view.chart.answers_for(view.sender.id, reader.unit_id) for reader in readers):
        raise NotAllowed


def _reading(view: View, case: Case, reader: Person) -> Duty:
    return Duty(
        id=0,
        case_id=0,
        kind=DutyKind.READING,
        unit_id=reader.unit_id,
        named_id=reader.id,
        holder_id=reader.id,
        held_since=view.now,
        deadline=case.deadline,
        act_by=case.deadline.moment,
        opened_at=view.now,
        stepped_until=view.now,
    )
