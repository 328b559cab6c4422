"""Who may do what: the one table, asked by every action (M43, promise 5). *May see* never implies *may decide*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case
from domain.duties.charge import answers_now, may_judge_part
from domain.duties.duties import Duty, DutyKind
from domain.office.chart import Chart
from domain.office.people import Person, Role
from domain.permissions import Relation, _

_BY_ROLE = {Role.LEADER: _.LEADER, Role.OFFICE: _.OFFICE, Role.INSPECTOR: _.INSPECTOR}
del _


# Who is no more than one of these sees it, and changes nothing in it.
_LOOKING_ON = frozenset({Relation.LINKED, Relation.PAST_HOLDER, Relation.HEAD, Relation.LEADER, Relation.INSPECTOR})

Grounds = Mapping[Relation, Borrowed | None]  # what a person is, each with whose right it is where that is another's


def relations_to_office(person: Person, chart: Chart | None = None) -> frozenset[Relation]:
    """What a person is before any case is looked at; with the chart, also while standing in for a head."""
    relations = {_BY_ROLE[role] for role in person.roles if role in _BY_ROLE}
    if person.is_a(Role.HEAD, Role.ACTING_HEAD) or (chart is not None and chart.heads_any(person.id)):
        relations.add(Relation.HEAD)
    return frozenset({Relation.LINKED, *relations})


def office_used(person: Person, chart: Chart, unit_ids: Iterable[int | None] = ()) -> Borrowed | None:
    """By whose office somebody gives work to these units, or asks and makes known: None for their own, else that of the
    head for whom they stand in."""
    if person.is_a(Role.OFFICE, Role.LEADER):
        return None
    away = [one.id for one in chart.stood_in_for_by(person.id) if one.is_a(Role.HEAD, Role.ACTING_HEAD)]
    posts = [chart.posts_over(unit_id) for unit_id in unit_ids if unit_id is not None]
    over = next((post for post in posts if person.id not in post and not post.isdisjoint(away)), frozenset[int]())
    if posts and not over:
        return None
    head = next((one for one in away if not over or one in over), None)
    is_own = person.is_a(Role.HEAD, Role.ACTING_HEAD) and not over
    return None if head is None or is_own else as_substitute(chart, head)


def given_by(case: Case, sender: Person | None, chart: Chart, unit_ids: Iterable[int | None] = ()) -> Borrowed | None:
    """By whose right a case is begun: that of the person for whom the registrar enters it, else as `office_used`."""
    if case.registrar_id != case.assigner_id:
        return Borrowed(ground=Ground.REGISTRY, of_id=case.assigner_id)
    return None if sender is None else office_used(sender, chart, unit_ids)


def relations(
    person: Person,
    case: Case,
    duty: Duty,
    chart: Chart,
    *,
    past_holders: frozenset[int] = frozenset(),
    lead: Duty | None = None,
) -> frozenset[Relation]:
    """What a person is to one duty of a case, by their own right or in another's place."""
    return frozenset(grounds(person, case, duty, chart, past_holders=past_holders, lead=lead))


def grounds(
    person: Person,
    case: Case,
    duty: Duty,
    chart: Chart,
    *,
    past_holders: frozenset[int] = frozenset(),
    lead: Duty | None = None,
) -> Grounds:
    """What a person is to one duty of a case: by their own right (None), or by whose. `lead` is the task's: who leads
    judges its coordinating parts in the assigner's place, whoever holds the lead at the moment."""
    found: dict[Relation, Borrowed | None] = dict.fromkeys(relations_to_office(person, chart))
    if not chart.inspects(person, duty.unit_id):
        found.pop(Relation.INSPECTOR, None)
    to_desk = {
        Relation.HOLDER: {duty.holder_id},
        Relation.PAST_HOLDER: past_holders,
        Relation.LEAD: may_judge_part(chart, lead, duty) if duty.kind is DutyKind.COORDINATING else frozenset[int](),
        Relation.DECIDER: {duty.holder_id} if duty.kind is DutyKind.DECISION else set[int](),
        Relation.ASSIGNER: {case.assigner_id},
        Relation.REGISTRAR: {case.registrar_id},
    }
    desk = chart.acts_as(person.id)
    for relation, people in to_desk.items():
        theirs = desk & people
        if theirs:
            found[relation] = None if person.id in theirs else as_substitute(chart, min(theirs))
    head = chart.post_in_charge_of(duty.unit_id)
    acting = answers_now(chart, duty, asker_id=case.assigner_id)
    if head is not None and acting is not None and acting.id == person.id:
        found[Relation.UNIT_HEAD] = None if head.id == person.id else as_substitute(chart, head.id)
    if duty.to_unit and duty.holder_id == person.id and found.get(Relation.UNIT_HEAD) is not None:
        found[Relation.HOLDER] = found[Relation.UNIT_HEAD]  # it came here because the head is away
    if Relation.REGISTRAR in found and case.registrar_id != case.assigner_id:
        found[Relation.REGISTRAR] = Borrowed(ground=Ground.REGISTRY, of_id=case.assigner_id)
    if (above := _above(person, duty, chart)) is not None:
        found[Relation.ABOVE] = None if above == person.id else as_substitute(chart, above)
    given = chart.delegation_to(person.id, duty.unit_id, field=case.field)
    if given is not None:
        found[Relation.EMPOWERED] = Borrowed(
            ground=Ground.DELEGATION, of_id=given.head_id, key=given.id, until=given.until
        )
    return found


def may_act_on(person: Person, case: Case, duty: Duty, chart: Chart) -> bool:
    """Whether the person may change something in it, in whosever right: then what the person has said may be about it
    until it has been read."""
    return not grounds(person, case, duty, chart).keys() <= _LOOKING_ON


def as_substitute(chart: Chart, away_id: int) -> Borrowed:
    """The right of somebody who is away, in the hands of the stand-in."""
    absence = chart.absence_of(away_id)
    return Borrowed(
        ground=Ground.SUBSTITUTION,
        of_id=away_id,
        key=absence.id if absence else None,
        until=absence.until if absence else None,
    )


def _above(person: Person, duty: Duty, chart: Chart) -> int | None:
    """Whose post stands above the unit of the duty or of its holder: the person's own before that of another for whom
    they act; None where neither."""
    holder = chart.people.get(duty.holder_id)
    units = [duty.unit_id]
    # A decision lies with the assigner; who heads the assigner's unit gains nothing by that.
    if holder is not None and duty.kind is not DutyKind.DECISION:
        units.append(holder.unit_id)
    posts = frozenset().union(*(chart.posts_over(unit_id) for unit_id in units if unit_id is not None))
    acting = [one for one in sorted(posts) if chart.acting_for(chart.person(one)).id == person.id]
    return person.id if person.id in posts else next(iter(acting), None)
