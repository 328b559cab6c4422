"""One's own data, and its erasing: the journal stays verifiable, for it knows numbers and no names (M52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.duties.changes import change_duty, end_with
from actions.finding import find_person
from actions.installation import Office
from actions.office.heads import GoingOver, HeadChange, WorkWithoutHead, going_over, turn_to
from actions.office.successions import NOTHING_PASSED, Succession, passing_on
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from domain.acts import Act
from domain.duties.cases import require_reason
from domain.duties.duties import DutyKind, Outcome
from domain.journal.duties import DutyEnded
from domain.journal.entry import Entry
from domain.journal.office import PersonErased
from domain.mentions import Mentions
from domain.office.lapses import NOTHING, LapsedRights, settled
from domain.office.people import Person
from domain.permissions import Permission
from domain.refusals import NotAllowed, StillHolds
from domain.rights import relations_to_office
from storage import cases, duties_in_hand, journal, lists, people, personal

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
    need not be read any more, what went to whom, the newest copies in which the name still stands, and whether the
    files of the database are rid of it already."""

    person: Person
    blanked: int
    waiting: tuple[WorkWithoutHead, ...] = ()
    lapsed: LapsedRights = NOTHING
    unread: tuple[str, ...] = ()
    succession: Succession = NOTHING_PASSED
    backups: tuple[Backup, ...] = ()
    traceless: bool = True


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Who is to be erased, what of the unit's goes to whoever answers for it then, and what was given out to who
    follows."""

    person: Person
    going: tuple[GoingOver, ...] = ()
    succession: Succession = NOTHING_PASSED

    @property
    def asks_first(self) -> bool:
        """Whether the person gave out or was asked to decide anything: then it is shown before it is done."""
        asked = any(one.duty.kind is DutyKind.DECISION for one in self.going)
        return asked or not self.succession.is_empty


@dataclass(frozen=True, kw_only=True)
class ErasedAgain:
    """After an older copy took the place of the database: whom by number, and what open work still lies there."""

    person_id: int
    held: tuple[str, ...]


async def own_data(office: Office, order: Order) -> tuple[Person, dict[str, list[dict[str, Any]]]]:
    """Everything that is kept of the sender."""
    async with office.look(order) as view:
        view.allow(Permission.READ_OWN, relations_to_office(view.sender))
        return view.sender, await personal.kept_of(view.connection, view.sender.id)


async def preview_erasing(office: Office, order: Order, *, name: str, reason: str, to: str | None = None) -> Leaving:
    """Whom `erase_person` would erase, and what would go to whom. Raises as it does; nothing is done."""
    async with office.look(order) as view:
        person, named = _meant(view, name, reason, to)
        return await _leaves(view, person, named)


async def erase_person(office: Office, order: Order, *, name: str, reason: str, to: str | None = None) -> Erased:
    """Erase a person: name, accounts, and every free text in which the name stands. What they gave out and were asked
    to decide goes to who follows, in the first place to the person named by `to`. Raises StillHolds while open duties
    lie with the person that go to nobody, NotAllowed for oneself."""
    async with office.act(order) as work:
        person, named = _meant(work, name, reason, to)
        await _leaves(work, person, named)
        unread = await _end_reading(work, person.id)
        blanked, turned = await _erase(office, work, person.id, person.name, named)
        shown = Mentions(person.name).without(reason, "").strip()
        await work.record(Act.PERSON_ERASED, PersonErased(person=person.id, blanked=blanked), words={"reason": shown})
        backups = await _backups(work)
    return Erased(
        person=person,
        blanked=blanked,
        waiting=turned.waiting,
        lapsed=turned.lapsed,
        unread=unread,
        succession=turned.succession,
        backups=backups,
        traceless=await office.database.leave_no_trace(),
    )


async def erase_again(office: Office, order: Order, erasures: Sequence[Entry]) -> list[ErasedAgain]:
    """Do each of these erasures again in an older copy; whoever is erased in it already is passed over. What the person
    holds there stays: responsibility is not erased, and the copy must not be without its erasing."""
    done = []
    async with office.act(order) as work:
        names = await personal.names_of(work.connection, [entry.payload(PersonErased).person for entry in erasures])
        for entry in erasures:
            person_id = entry.payload(PersonErased).person
            if not (name := names.pop(person_id, "")):
                continue
            await _end_reading(work, person_id)
            blanked, _ = await _erase(office, work, person_id, name)
            await work.record(Act.PERSON_ERASED, PersonErased(person=person_id, blanked=blanked, again=entry.at))
            held = await duties_in_hand.open_held_by(work.connection, person_id, limit=CODES_NAMED)
            done.append(ErasedAgain(person_id=person_id, held=await _codes(work, [one.case_id for one in held])))
    await office.database.leave_no_trace()
    return done


def _meant(view: View, name: str, reason: str, to: str | None) -> tuple[Person, Person | None]:
    """Who is to be erased, and who is named to follow."""
    view.allow(Permission.ERASE, relations_to_office(view.sender))
    require_reason(reason)
    person = find_person(view.chart, name)
    if person.id == view.sender.id:
        raise NotAllowed
    return person, find_person(view.chart, to) if to else None


async def _erase(
    office: Office, work: Transaction, person_id: int, name: str, named: Person | None = None
) -> tuple[int, HeadChange]:
    """Take the person out of the organisation and the name out of everything kept; returns how many texts were blanked,
    and what this moved. The person's work is passed on first: by the name it would be found no more."""
    await people.leave_post(work.connection, person_id, at=work.now)
    turned = await turn_to(office, work, why="erased", named=named)
    blanked = await personal.erase(work.connection, person_id, name, at=work.now)
    work.chart = await office.chart(work.connection, work.now)
    sender = work.chart.people.get(work.order.sender_id or 0)
    position = sender.position if sender else None  # the name may have stood in it
    work.entries[:] = [replace(one, actor_position=position) for one in work.entries]
    return blanked, turned


async def _end_reading(work: Transaction, person_id: int) -> tuple[str, ...]:
    """Nobody else can take note of a circular in the person's place: it need not be read any more. The codes."""
    unread = await duties_in_hand.open_readings_of(work.connection, person_id)
    known = await cases.cases_of(work.connection, [duty.case_id for duty in unread])
    for duty in unread:
        case = known[duty.case_id]
        ended = await change_duty(work, duty, duty.close(Outcome.ENDED, at=max(work.now, duty.held_since)), case)
        await work.record(Act.DUTY_ENDED, DutyEnded(ended_at=work.now, why="erased"), case=case, duty=ended)
        await end_with(work, ended, case, at=work.now)
    return tuple(known[duty.case_id].code for duty in unread)


async def _backups(work: Transaction) -> tuple[Backup, ...]:
    """The newest copies that were made until now."""
    made = await journal.entries_of_acts(work.connection, [Act.BACKUP_MADE, Act.BACKUP_RESTORED], limit=BACKUPS_NAMED)
    kept = {entry.seq: entry.circumstances.words.get("file") for entry in made}
    keys = {seq: words.id for seq, words in kept.items() if words is not None}
    files = await journal.words_of(work.connection, list(keys.values()))
    return tuple(Backup(made_at=entry.at, file=files.get(keys[entry.seq])) for entry in made if entry.seq in keys)


async def _codes(work: Transaction, case_ids: Sequence[int]) -> tuple[str, ...]:
    known = await cases.cases_of(work.connection, case_ids)
    return tuple(dict.fromkeys(known[case_id].code for case_id in case_ids))


async def _leaves(view: View, person: Person, named: Person | None) -> Leaving:
    """What goes to others. What lies with the person's post goes to who heads the unit then, circulars need not be read
    any more; what is left must be given to others first."""
    gone = replace(person, unit_id=None, roles=frozenset())
    after = settled(view.chart, replace(view.chart, people={**view.chart.people, person.id: gone}))
    passed = await passing_on(view, view.chart, after, named=named)
    handed = tuple(await going_over(view, view.chart, after))
    going = {one.duty.id for one in handed}
    going |= {duty.id for duty in await duties_in_hand.open_readings_of(view.connection, person.id)}
    going |= {duty.id for one in passed.cases for duty, _ in one.held}
    going |= {duty.id for duty, _, _ in passed.waiting}
    held = await duties_in_hand.open_held_by(view.connection, person.id, limit=CODES_NAMED + len(going))
    left = [duty for duty in held if duty.id not in going]
    if not left:
        return Leaving(person=person, going=handed, succession=passed)
    known = await cases.cases_of(view.connection, [duty.case_id for duty in left])
    headless = [view.chart.units[duty.unit_id].name for duty in left if duty.lies_with_post and duty.unit_id]
    count, _ = (await lists.open_counts(view.connection, view.choice(holder_id=person.id)))[person.id]
    raise StillHolds(
        name=person.name,
        codes=tuple(dict.fromkeys(known[duty.case_id].code for duty in left))[:CODES_NAMED],
        count=count - len([duty for duty in held if duty.id in going]),
        headless=tuple(dict.fromkeys(headless)),
    )
