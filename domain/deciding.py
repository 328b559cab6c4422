"""Who may decide: nobody their own case by a borrowed right. What a person may not decide goes to the one whose right
it is, else one up (design §2). Asked wherever something is decided, and wherever it is said whom it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.borrowing import Borrowed
from domain.duties.cases import Case
from domain.duties.charge import judges_part
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.office.chart import Chart
from domain.office.people import Person, Role, unique
from domain.parties import OF_ONES_WORK, OWED, Parties
from domain.permissions import RIGHTS, Permission, Relation
from domain.rights import Grounds, as_substitute

# The acts of who decides. What only sets down the document, presses or tells decides nothing.
DECIDING = frozenset(
    {
        Permission.DECIDE,
        Permission.DIRECT,
        Permission.STEER,
        Permission.CONFIRM_CAUSE,
        Permission.CREDIT,
        Permission.JUDGE,
        Permission.RECONCILE,
        Permission.SET_LAST,
        Permission.SUPPLY,  # the unit's whole time begins anew by it
    }
)
# Who asks a unit does not answer in the place of its head.
_OF_ANSWERS = frozenset({Permission.ANSWER, Permission.SIGN})
_OF_A_REQUEST = frozenset({Permission.DECIDE, Permission.DIRECT})


def decider(chart: Chart, case: Case, *, asker_id: int, holder_id: int) -> Person:
    """With whom a request about a duty lies: the assigner; where that is who asks or who holds it, whoever stands
    above. A top leader above whom nobody stands decides it, for all to see."""
    return _first_but(chart, chart.person(case.assigner_id), frozenset({asker_id, holder_id}))


def judge_of(chart: Chart, case: Case, duty: Duty, *, lead: Duty | None, by_id: int) -> Person:
    """With whom a result lies that is handed in: the assigner; for the part of a coordinating unit, who leads. What
    either hands in lies one up; with a top leader it stays, and is marked so in every figure."""
    own = frozenset({by_id, duty.holder_id})
    if duty.kind is DutyKind.COORDINATING:
        leads = judges_part(chart, lead, case, by=own)
        if leads.id not in own:
            return leads
    return _first_but(chart, chart.person(case.assigner_id), own)


def _first_but(chart: Chart, first: Person, own: frozenset[int]) -> Person:
    posts = (post for level in _upward(chart, (first,)) for post in level)
    return next((post for post in posts if post.id not in own), first)


def deciders(
    chart: Chart, case: Case, duty: Duty, parties: Parties, permission: Permission
) -> Mapping[int, Borrowed | None]:
    """Who may decide this now, each with whose right that is where it is another's. First the one whose right it is,
    even when away; then the stand-in, unless it would be the stand-in's own case; where neither can be reached, or it
    would be their own case, also who stands one up."""
    if permission in _OF_ANSWERS:
        head = chart.post_in_charge_of(duty.unit_id)
        return {} if head is None else {head.id: None}
    asking = _Asking(chart=chart, case=case, duty=duty, parties=parties, permission=permission)
    firsts, own = asking.firsts(), parties.own(permission, duty)
    found: dict[int, Borrowed | None] = {}
    for barred_above in (own | parties.everyone, own):  # rather who has a part elsewhere in the case than oneself
        for depth, level in enumerate(_upward(chart, firsts)):
            barred = own if depth < len(firsts) else barred_above
            served = [asking.ask(post, found) for post in level if post.id not in barred]
            if any(served):
                return found
        if found:
            return found
    asking.ask(firsts[0], found)  # a top leader: for all to see
    return found


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """One after the other is asked for this act."""

    chart: Chart
    case: Case
    duty: Duty
    parties: Parties
    permission: Permission

    def firsts(self) -> tuple[Person, ...]:
        """With whom it lies, the first before the next: a result with who leads the task may be judged by the
        assigner."""
        holder, assigner = self.chart.person(self.duty.holder_id), self.chart.person(self.case.assigner_id)
        if self.permission in _OF_A_REQUEST and self.duty.kind is DutyKind.DECISION:
            return (holder,)
        return (
            unique((holder, assigner))
            if self.permission is Permission.JUDGE and self.duty.phase is Phase.SUBMITTED
            else (assigner,)
        )

    def ask(self, post: Person, found: dict[int, Borrowed | None]) -> bool:
        """Add the person in the post, and who may act in that place. Returns whether it can be decided by that: the
        person is there, or the stand-in may act and can be reached, or what the person says is recorded by who
        registered the case."""
        found[post.id] = None
        there = self.chart.acting_for(post)
        if there.id != post.id:
            barred = self.parties.barred_from(self.permission, self.duty, Relation.ASSIGNER)
            if there.id in barred | self.parties.own(self.permission, self.duty):
                return False
            found.setdefault(there.id, as_substitute(self.chart, post.id))
        by_registrar = self.case.registrar_id not in {post.id, *self.parties.everyone}
        return there.reachable or (post.id == self.case.assigner_id and by_registrar)


def _upward(chart: Chart, firsts: tuple[Person, ...]) -> Iterator[tuple[Person, ...]]:
    """These one after the other, then those above the last of them, level by level; nobody twice."""
    met: set[int] = set()
    for one in firsts:
        met.add(one.id)
        yield (one,)
    level = chart.posts_above(firsts[-1], assigner=None)
    while level := tuple(one for one in level if one.id not in met):
        met |= {one.id for one in level}
        yield level
        level = chart.posts_above(level[0], assigner=None)


def decides_one_up_for(chart: Chart, person_id: int) -> tuple[tuple[Person, Person | None], ...]:
    """Those who may not be able to decide themselves now and above whom this person stands next, or who stands in there
    for another: each with their stand-in, who may have a part in the case; with None where neither can be reached."""
    desk = chart.acts_as(person_id)
    heads = (one for one in chart.people.values() if one.is_a(Role.HEAD, Role.ACTING_HEAD, Role.LEADER, Role.OFFICE))
    found = []
    for post in heads:
        there = chart.acting_for(post)
        if post.id in desk or (there.id == post.id and there.reachable):
            continue
        if any(above.id in desk for above in chart.posts_above(post, assigner=None)):
            found.append((post, there if there.reachable else None))
    return tuple(found)


def waits_for_decider(duty: Duty) -> bool:
    """Whether it lies with somebody for what nobody else may decide: a request, a result, a dossier, freed work."""
    if not duty.is_open:
        return False
    return duty.kind is DutyKind.DECISION or duty.phase in {Phase.SUBMITTED, Phase.LACKING, Phase.FREED}


def asked_for(duty: Duty) -> Permission:
    """What the duty waits for, or may be done with it by who decides."""
    if duty.kind is DutyKind.DECISION:
        return Permission.DIRECT if duty.decision is DecisionKind.DIRECTION else Permission.DECIDE
    return {Phase.SUBMITTED: Permission.JUDGE, Phase.LACKING: Permission.SUPPLY}.get(duty.phase, Permission.STEER)


def claims(
    permission: Permission,
    person_id: int,
    has: Grounds,
    *,
    case: Case,
    duty: Duty,
    chart: Chart,
    parties: Parties,
) -> Grounds:
    """Of what a person is to a duty, that by which the person may do this, each with whose right it is; nothing where
    it is not allowed, or would decide the person's own case."""
    found = {relation: has[relation] for relation in Relation if relation in RIGHTS[permission] and relation in has}
    if permission in _OF_ANSWERS and duty.kind is DutyKind.OPINION and person_id == case.assigner_id:
        return {relation: right for relation, right in found.items() if right is None}
    if permission is Permission.PROPOSE_CAUSE:
        return _of_who_worked(found, person_id, parties.has_part.get(duty.id, frozenset()))
    if permission not in DECIDING:
        return found
    found.pop(Relation.ONE_UP, None)  # stands one up for the very act alone
    if permission is Permission.DIRECT and duty.holder_id != case.assigner_id:
        found.pop(Relation.REGISTRAR, None)  # records the assigner's word, not that of a head
    may_now = deciders(chart, case, duty, parties, permission)
    own = parties.own(permission, duty) - may_now.keys()

    def is_barred(relation: Relation, right: Borrowed | None) -> bool:
        if right is None:
            return person_id in own
        return person_id in parties.barred_from(permission, duty, relation) | own or right.of_id in own

    free = {relation: right for relation, right in found.items() if not is_barred(relation, right)}
    if person_id in may_now and not free:
        free[Relation.ONE_UP] = may_now[person_id]
    return free


def _of_who_worked(found: Grounds, person_id: int, workers: frozenset[int]) -> Grounds:
    """Who has held the duty only to judge it, or to give it anew, has not been late with it."""
    held = {Relation.HOLDER, Relation.PAST_HOLDER}
    return {
        relation: right
        for relation, right in found.items()
        if relation not in held or (person_id if right is None else right.of_id) in workers
    }


def stands_one_up(person_id: int, *, case: Case, duty: Duty, chart: Chart, parties: Parties) -> Grounds:
    """The grounds of somebody who decides now in place of one whose own case it would be."""
    permissions = {asked_for(duty), *(() if duty.kind is DutyKind.DECISION else OF_ONES_WORK | {Permission.STEER})}
    for permission in sorted(permissions):
        if permission in _OF_A_REQUEST or duty.kind in OWED:
            may_now = deciders(chart, case, duty, parties, permission)
            if person_id in may_now:
                return {Relation.ONE_UP: may_now[person_id]}
    return {}
