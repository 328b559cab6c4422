"""One's own data, and its erasing: the journal stays verifiable, for it knows numbers and no names (M52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.finding import find_person
from actions.heads import Turned, Waiting, going_over, turn_to
from actions.work import Office, Order, Work
from domain.cases import require_reason
from domain.duties import Outcome
from domain.lapses import NOTHING, Lapsed, settled
from domain.mentions import Mentions
from domain.people import Person
from domain.refusals import NotAllowed, StillHolds
from domain.rights import Act, relations_to_office
from storage import cases, duties, journal, lists, people, personal
from storage.journal import Entry
from storage.types import canonical

CODES_NAMED = 10
BACKUPS_NAMED = 20


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A copy of the database that still has what was erased since: when it was made, and where, as far as known."""

    made_at: datetime
    file: str | None


@dataclass(frozen=True, kw_only=True)
class Erased:
    """Whom, how many free texts were blanked, what is left without a head, which rights ended with it, which circulars
    need not be read any more, the newest copies in which the name still stands, and whether the files of the database
    are rid of it already."""

    person: Person
    blanked: int
    waiting: tuple[Waiting, ...] = ()
    lapsed: Lapsed = NOTHING
    unread: tuple[str, ...] = ()
    backups: tuple[Backup, ...] = ()
    traceless: bool = True


@dataclass(frozen=True, kw_only=True)
class ErasedAgain:
    """After an older copy took the place of the database: whom by number, and what open work still lies there."""

    person_id: int
    held: tuple[str, ...]


async def own_data(office: Office, order: Order) -> tuple[Person, dict[str, list[dict[str, Any]]]]:
    """Everything that is kept of the sender."""
    async with office.look(order) as view:
        view.allow(Act.READ_OWN, relations_to_office(view.sender))
        return view.sender, await personal.kept_of(view.connection, view.sender.id)


async def erase_person(office: Office, order: Order, *, name: str, reason: str) -> Erased:
    """Erase a person: name, accounts, and every free text in which the name stands. Raises StillHolds while open duties
    lie with the person that go to nobody, NotAllowed for oneself."""
    async with office.act(order) as work:
        work.allow(Act.ERASE, relations_to_office(work.sender))
        require_reason(reason)
        person = find_person(work.chart, name)
        if person.id == work.sender.id:
            raise NotAllowed
        await _refuse_while_holding(work, person)
        unread = await _end_reading(work, person.id)
        blanked, turned = await _erase(office, work, person.id, person.name)
        shown = Mentions(person.name).without(reason, "").strip()
        await work.record("person.erased", words={"reason": shown}, person=person.id, blanked=blanked)
        backups = await _backups(work)
    return Erased(
        person=person,
        blanked=blanked,
        waiting=turned.waiting,
        lapsed=turned.lapsed,
        unread=unread,
        backups=backups,
        traceless=await office.database.leave_no_trace(),
    )


async def erase_again(office: Office, order: Order, erasures: Sequence[Entry]) -> list[ErasedAgain]:
    """In a copy older than these erasures, do each again; whoever is erased in it already is passed over. What the
    person holds there stays: responsibility is not erased, and the copy must not be without its erasing."""
    done = []
    async with office.act(order) as work:
        names = await personal.names_of(work.connection, [entry.data["person"] for entry in erasures])
        for entry in erasures:
            person_id = entry.data["person"]
            if not (name := names.pop(person_id, "")):
                continue
            await _end_reading(work, person_id)
            blanked, _ = await _erase(office, work, person_id, name)
            await work.record("person.erased", person=person_id, blanked=blanked, again=canonical(entry.at))
            held = await duties.open_held_by(work.connection, person_id, limit=CODES_NAMED)
            done.append(ErasedAgain(person_id=person_id, held=await _codes(work, [one.case_id for one in held])))
    await office.database.leave_no_trace()
    return done


async def _erase(office: Office, work: Work, person_id: int, name: str) -> tuple[int, Turned]:
    """Take the person out of the organisation and the name out of everything kept; how many texts were blanked, and
    what this moved."""
    await people.leave_post(work.connection, person_id, at=work.now)
    blanked = await personal.erase(work.connection, person_id, name, at=work.now)
    return blanked, await turn_to(office, work)


async def _end_reading(work: Work, person_id: int) -> tuple[str, ...]:
    """Nobody else can take note of a circular in the person's place: it need not be read any more. The codes."""
    unread = await duties.open_readings_of(work.connection, person_id)
    known = await cases.cases_of(work.connection, [duty.case_id for duty in unread])
    for duty in unread:
        case = known[duty.case_id]
        ended = await work.save(duty, duty.close(Outcome.ENDED, at=max(work.now, duty.held_since)), case)
        await work.record("duty.ended", case=case, duty=ended, ended_at=canonical(work.now), why="erased")
        await work.end_with(ended, case, at=work.now)
    return tuple(known[duty.case_id].code for duty in unread)


async def _backups(work: Work) -> tuple[Backup, ...]:
    """The newest copies that were made until now."""
    made = await journal.entries_of_acts(work.connection, ["backup.made", "backup.restored"], limit=BACKUPS_NAMED)
    keys = {entry.seq: entry.data["words"]["file"]["id"] for entry in made if "words" in entry.data}
    files = await journal.words_of(work.connection, list(keys.values()))
    return tuple(Backup(made_at=entry.at, file=files.get(keys[entry.seq])) for entry in made if entry.seq in keys)


async def _codes(work: Work, case_ids: Sequence[int]) -> tuple[str, ...]:
    known = await cases.cases_of(work.connection, case_ids)
    return tuple(dict.fromkeys(known[case_id].code for case_id in case_ids))


async def _refuse_while_holding(work: Work, person: Person) -> None:
    """What lies with the person's post goes to who heads the unit then, circulars need not be read any more; what is
    left must be given to others first."""
    gone = replace(person, unit_id=None, roles=frozenset())
    after = settled(work.chart, replace(work.chart, people={**work.chart.people, person.id: gone}))
    going = {one.duty.id for one in await going_over(work, work.chart, after)}
    going |= {duty.id for duty in await duties.open_readings_of(work.connection, person.id)}
    held = await duties.open_held_by(work.connection, person.id, limit=CODES_NAMED + len(going))
    left = [duty for duty in held if duty.id not in going]
    if not left:
        return
    known = await cases.cases_of(work.connection, [duty.case_id for duty in left])
    headless = [work.chart.units[duty.unit_id].name for duty in left if duty.lies_with_post and duty.unit_id]
    count, _ = (await lists.open_counts(work.connection, work.choice(holder_id=person.id)))[person.id]
    raise StillHolds(
        name=person.name,
        codes=tuple(dict.fromkeys(known[duty.case_id].code for duty in left))[:CODES_NAMED],
        count=count - len(going),
        headless=tuple(dict.fromkeys(headless)),
    )
