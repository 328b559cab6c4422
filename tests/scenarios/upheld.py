"""What must hold of an office whatever its people did: asked of its rules, and told independently of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from actions.clock.audit import verify_journal
from actions.finding import told_apart
from actions.order import Order
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.journal.entry import Entry
from domain.office.chart import Chart
from domain.office.people import Person, Role
from domain.permissions import Permission
from domain.refusals import Refusal
from handlers.front.commands import COMMANDS
from storage import recurrences
from storage.journal import entry_of
from storage.tables import journal as journal_table
from storage.tables import notices as notices_table
from tests.actions.replaying import Replay, Told
from tests.scenarios.comings import Picture, Town

# The act that the duty waits for, in its phase.
_BY_PHASE = {
    Phase.SUBMITTED: Permission.JUDGE,
    Phase.DRAFTED: Permission.SIGN,
    Phase.LACKING: Permission.SUPPLY,
    Phase.FREED: Permission.STEER,
    Phase.PAUSED: Permission.STEER,
}
DECIDING = frozenset({Permission.JUDGE, Permission.DECIDE, Permission.DIRECT, Permission.STEER})
# What of these /ghigiay records.
_ON_PAPER = frozenset({Permission.ACKNOWLEDGE, Permission.SUBMIT, Permission.ANSWER, Permission.SIGN})
assert all(COMMANDS[name].is_reportable for name in ("nhan", "xong", "ykien", "ky"))

_ENDING = frozenset({"ended", "reassigned", "withdrawn", "settled", "back"})


def awaited(duty: Duty) -> Permission:
    if duty.phase in _BY_PHASE:
        return _BY_PHASE[duty.phase]
    if duty.kind is DutyKind.DECISION:
        return Permission.DIRECT if duty.decision is DecisionKind.DIRECTION else Permission.DECIDE
    return {DutyKind.OPINION: Permission.ANSWER, DutyKind.READING: Permission.ACKNOWLEDGE}.get(
        duty.kind, Permission.SUBMIT
    )


def parties(duty: Duty, picture: Picture) -> set[int]:
    """Whose own case it is: who asked or handed in, and who holds what was asked about."""
    about = picture.duties.get(duty.about_id or 0)
    found = {duty.asked_by_id, about.holder_id if about else None, about.named_id if about else None}
    return {one for one in found if one is not None}


async def stuck(town: Town, picture: Picture) -> list[Duty]:
    """The open duties and decisions that nobody who can be reached may move on without deciding their own case. What a
    holder does counts as their act where anybody of the office is there to write down what they report on paper."""
    reachable = [one for one in picture.chart.people.values() if one.reachable and not one.has_left]
    clerks = [one for one in reachable if one.is_a(Role.OFFICE)]
    seen: dict[tuple[int, int], VisibleCase | None] = {}
    found = []
    for duty in picture.open if reachable else ():
        on_paper = awaited(duty) in _ON_PAPER and clerks
        if not on_paper and await _mover(town, picture, duty, reachable, seen) is None:
            found.append(duty)
    return found


async def _mover(
    town: Town,
    picture: Picture,
    duty: Duty,
    reachable: Sequence[Person],
    seen: dict[tuple[int, int], VisibleCase | None],
) -> Person | None:
    """Somebody who may do what the duty waits for; by another's right only where it is not their own case."""
    case, permission, own = picture.case_of(duty), awaited(duty), parties(duty, picture)
    likely = {duty.holder_id, case.assigner_id, case.registrar_id}
    for person in sorted(reachable, key=lambda one: not (picture.chart.acts_as(one.id) & likely)):
        key = (case.id, person.id)
        if key not in seen:
            seen[key] = await _seen(town, case, person)
        found = seen[key]
        if found is None or not found.may(permission, duty):
            continue
        if permission not in DECIDING or found.right(duty, permission) is None or person.id not in own:
            return person
    return None


async def _seen(town: Town, case: Case, person: Person) -> VisibleCase | None:
    order = Order(now=town.now, said_at=town.now, via="test", sender_id=person.id)
    async with town.office.look(order) as view:
        try:
            return await find_case(view, case.code)
        except Refusal:
            return None


async def can_be_given_over(copied: Town, picture: Picture, duty: Duty) -> bool:
    """Whether somebody of the office who can be reached may put another in the assigner's place who then moves it on.
    Something is done for that in the town, which is to be a copy."""
    chart, code = picture.chart, picture.case_of(duty).code
    reachable = [one for one in chart.people.values() if one.reachable and not one.has_left]
    clerks = [one for one in reachable if one.is_a(Role.OFFICE)]
    seen = [await _seen(copied, picture.case_of(duty), one) for one in clerks]
    if all(found is None or found.sender_id in found.parties.everyone for found in seen):
        return True  # an office of which nobody is there who has no part in the case has nobody to do it: no rule helps
    others = sorted(reachable, key=lambda one: not one.is_a(Role.LEADER, Role.HEAD, Role.OFFICE))
    for clerk in clerks:
        for other in others:
            await copied.says(copied.name(clerk.id), f"/sua {code} Người giao: {told_apart(chart, other)}")
            if copied.refusal is None:
                left = await stuck(copied, await copied.picture())
                if duty.id not in {one.id for one in left}:
                    return True
    return False


def told(picture: Picture, duty: Duty) -> str:
    """The duty and whose it is, for whoever reads of a fault."""
    case, people = picture.case_of(duty), picture.chart.people
    named = [f"{people[key].name or key}" for key in (duty.holder_id, case.assigner_id, case.registrar_id)]
    return f"{case.code} {duty.kind} {duty.phase}; holder, assigner, registrar: {', '.join(named)}"


def gone(picture: Picture) -> list[str]:
    """What is open and lies with somebody who has left: as its holder, or as who assigned it."""
    people = picture.chart.people

    def left(key: int) -> bool:
        return key not in people or people[key].has_left

    found = []
    for duty in picture.open:
        case = picture.case_of(duty)
        if left(duty.holder_id):
            found.append(f"{case.code} {duty.kind} is held by somebody who has left ({duty.holder_id})")
        if left(case.assigner_id):
            found.append(f"{case.code} was assigned by somebody who has left ({case.assigner_id})")
    return list(dict.fromkeys(found))


async def recurring_of_gone(town: Town, picture: Picture) -> list[str]:
    """The tasks that come again in the name of somebody who has left."""
    async with town.database.reading() as connection:
        going = await recurrences.going_on(connection, registrar_id=None)
    people = picture.chart.people
    return [
        f"{one.code} comes again for somebody who has left"
        for one in going
        if one.registrar_id not in people or people[one.registrar_id].has_left
    ]


# By whose right


async def entries_after(town: Town, seq: int) -> list[Entry]:
    async with town.database.reading() as connection:
        rows = await connection.execute(
            select(journal_table).where(journal_table.c.seq > seq).order_by(journal_table.c.seq)
        )
        return [entry_of(row) for row in rows]


_OF_HOLDER = frozenset(
    {Act.DUTY_ACKNOWLEDGED, Act.DUTY_REPORTED, Act.DUTY_INITIATIVE, Act.BLOCKER_RAISED, Act.DUTY_SUBMITTED}
)
_OF_HOLDER_ASKING = frozenset({Act.REFUSAL_ASKED, Act.TRANSFER_ASKED})
_OF_HOLDER_OR_HEAD = frozenset({Act.EXTENSION_ASKED, Act.DIRECTION_ASKED, Act.DOSSIER_DRAFTED})
_OF_ASSIGNER = frozenset(
    {
        *(
            Act.DUTY_ACCEPTED,
            Act.DUTY_RETURNED,
            Act.TASK_PAUSED,
            Act.TASK_RESUMED,
            Act.TASK_REASSIGNED,
            Act.CASE_WITHDRAWN,
        ),
        *(Act.CASE_CORRECTED, Act.DUTY_LAST_SET, Act.OPINION_SUPPLIED, Act.OPINION_RECONCILED),
    }
)


def unnamed(before: Picture, entries: Sequence[Entry]) -> list[str]:
    """Entries whose actor had no right of their own by the chart of that moment and that name nobody's, or that name
    another's beside their own, or one that was not in force."""
    found = []
    for entry in entries:
        duty = before.duties.get(entry.duty_id or 0)
        case = before.cases.get(entry.case_id or 0)
        if entry.actor_id is None or case is None or duty is None:
            continue
        owners = _owners(entry, duty, case, before)
        if owners is None:
            continue
        right = entry.right
        if entry.actor_id in owners and right is not None:
            found.append(f"{entry.act} on {case.code} names the right of {right.of_id}, and was the actor's own")
        if entry.actor_id not in owners | _above(owners, entry, before.chart) and right is None:
            found.append(
                f"{entry.act} on {case.code} by {entry.actor_id} names nobody's right; whose it was: {sorted(owners)}"
            )
        if right is not None and not _was_in_force(right, entry.actor_id, duty, case, before.chart):
            found.append(f"{entry.act} on {case.code} names a right that was not in force: {right}")
    return found


def _above(owners: set[int], entry: Entry, chart: Chart) -> set[int]:
    """Who stands above those whose decision it is: it goes one up where it would be their own case."""
    if entry.act in _OF_HOLDER | _OF_HOLDER_ASKING | _OF_HOLDER_OR_HEAD | {Act.DUTY_DELEGATED}:
        return set()
    found: set[int] = set()
    ahead = [chart.people[one] for one in owners if one in chart.people]
    while ahead:
        above = [one for one in chart.posts_above(ahead.pop(), assigner=None) if one.id not in found]
        found |= {one.id for one in above}
        ahead += above
    return found


def _owners(entry: Entry, duty: Duty, case: Case, before: Picture) -> set[int] | None:
    """Whose own right the act was; None for acts of which this says nothing."""
    chart = before.chart
    post = chart.post_in_charge_of(duty.unit_id)
    head = {post.id} if post is not None else set[int]()
    holds_for_head = (
        post is not None
        and duty.to_unit
        and duty.named_id is None
        and duty.holder_id != post.id
        and chart.acting_for(post).id == duty.holder_id
    )
    holder = set() if holds_for_head else {duty.holder_id}
    if entry.act in _OF_HOLDER | _OF_HOLDER_ASKING:
        return holder | (head if holds_for_head else set())
    if entry.act in _OF_HOLDER_OR_HEAD:
        return holder | head
    if entry.act is Act.DUTY_DELEGATED:
        return head
    if entry.act in _OF_ASSIGNER and duty.kind is not DutyKind.COORDINATING:
        judge = {duty.holder_id} if duty.phase is Phase.SUBMITTED else set[int]()
        return {case.assigner_id} | judge
    about, _, what = entry.act.partition(".")
    if what in {"granted", "denied", "given"} and about in set(DecisionKind):
        decision = next((one for one in before.open if one.about_id == duty.id and one.decision == about), None)
        return None if decision is None else {decision.holder_id, case.assigner_id}
    return None


def _was_in_force(right: Borrowed, actor: int, duty: Duty, case: Case, chart: Chart) -> bool:
    match right.ground:
        case Ground.SUBSTITUTION:
            return right.of_id in chart.acts_as(actor) - {actor}
        case Ground.DELEGATION:
            given = chart.delegation_to(actor, duty.unit_id, field=case.field)
            return given is not None and given.head_id == right.of_id
        case Ground.REGISTRY:
            return case.registrar_id in chart.acts_as(actor) and right.of_id == case.assigner_id


# The record


async def out_of_order(town: Town, picture: Picture) -> list[str]:
    """The journal verifies and retells every task; holdings have no gap; an open duty has a next step."""
    sound = await verify_journal(town.office)
    found = [f"the journal is broken: {sound.broken}"] if sound.broken is not None else []
    entries = await entries_after(town, 0)
    tasks = {case.id for case in picture.cases.values() if case.kind is CaseKind.TASK}
    told = Replay().read(one for one in entries if one.case_id in tasks)
    for duty in picture.duties.values():
        if duty.is_open != (duty.next_step_at is not None):
            found.append(f"{picture.case_of(duty).code} {duty.kind} has no next step, or one too many")
        if duty.case_id in tasks and told.duties[duty.id] != Told.of(duty):
            found.append(f"{picture.case_of(duty).code}: told {told.duties[duty.id]}, stands {Told.of(duty)}")
    return found


async def told_twice(town: Town, after_notice: int) -> list[str]:
    """Who was owed two words of the end of one duty at once, or one word twice."""
    async with town.database.reading() as connection:
        rows = (await connection.execute(select(notices_table).where(notices_table.c.id > after_notice))).all()
    ends = Counter((row.recipient_id, row.duty_id) for row in rows if row.kind in _ENDING and row.duty_id is not None)
    same = Counter((row.recipient_id, row.duty_id, row.case_id, row.kind, row.slot) for row in rows)
    return [
        *(
            f"{who} is told {count} times that duty {duty} has ended"
            for (who, duty), count in ends.items()
            if count > 1
        ),
        *(f"told twice: {key}" for key, count in same.items() if count > 1),
    ]
