"""Who may do what: the one table, asked by every action (M43, promise 5). *May see* never implies *may decide*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case
from domain.duties.charge import answers_now, may_judge_part
from domain.duties.duties import Duty, DutyKind
from domain.office.people import Chart, Person, Role


class Relation(StrEnum):
    """What a person is to a case, a duty, or the office."""

    LINKED = "linked"  # anybody the office has entered and linked
    HOLDER = "holder"
    PAST_HOLDER = "past_holder"
    UNIT_HEAD = "unit_head"  # in charge of the unit that owes the duty
    EMPOWERED = "empowered"  # signs for that head under a delegation in force
    ABOVE = "above"  # heads a unit above it, or the holder's
    ASSIGNER = "assigner"
    REGISTRAR = "registrar"
    LEAD = "lead"  # leads the task to which a coordinating duty belongs, or heads the unit that does
    DECIDER = "decider"  # was asked to decide, be it in the assigner's place
    ONE_UP = "one_up"  # decides where who should would decide his own case, or cannot be reached but by who has a part
    HEAD = "head"  # heads some unit
    LEADER = "leader"
    OFFICE = "office"
    INSPECTOR = "inspector"


class Permission(StrEnum):
    """What a relation may allow: one row of the table."""

    SEE = "see"
    ACKNOWLEDGE = "acknowledge"
    REPORT = "report"
    SUBMIT = "submit"
    DELEGATE = "delegate"
    ASK = "ask"  # for an extension or a direction
    GIVE_UP = "give_up"  # ask to be freed of it: a refusal, a transfer
    HAND_UP = "hand_up"
    DECIDE = "decide"
    DIRECT = "direct"  # answer who asked for a direction
    STEER = "steer"  # withdraw, pause, resume, reassign, correct
    SET_DOWN = "set_down"  # the document of a case: its number, day, subject and recipients
    CHANGE_ASSIGNER = "change_assigner"  # hand a case over to another assigner
    PROPOSE_CAUSE = "propose_cause"  # of a delay
    CONFIRM_CAUSE = "confirm_cause"
    CREDIT = "credit"  # let an initiative or blocker that was said late stand beside the lateness
    JUDGE = "judge"  # accept or return a result
    ANSWER = "answer"
    SIGN = "sign"
    SUPPLY = "supply"  # the missing dossier
    ASSIGN = "assign"
    ASSIGN_IN_UNIT = "assign_in_unit"
    ASK_OPINION = "ask_opinion"
    RECONCILE = "reconcile"  # record how an objection was settled
    WEIGH = "weigh"  # read with the task what the units asked about it have said
    SUMMARISE = "summarise"  # see at a glance who has answered or read, and who has not
    CIRCULATE = "circulate"
    CIRCULATE_IN_UNIT = "circulate_in_unit"
    SET_RULES = "set_rules"
    ENTER_PEOPLE = "enter_people"
    INVITE = "invite"
    BE_AWAY = "be_away"  # name one's own substitute
    EMPOWER = "empower"  # let another sign for oneself
    SEE_UNIT = "see_unit"  # its board, its sheet
    REGISTER_GROUP = "register_group"
    ERASE = "erase"
    RECORD_PAPER = "record_paper"  # an act reported on paper
    IMPORT = "import"
    READ_OWN = "read_own"  # one's own data
    # Lists, nudges, the backlog.
    LIST_GIVEN = "list_given"  # what one handed out, and what is overdue in one's units
    LIST_ENTERED = "list_entered"  # for whom that is what he entered
    LIST_ALL = "list_all"
    PRESS = "press"  # nudge now
    SET_LAST = "set_last"  # the one last deadline of what is overdue
    CHANGE_CALENDAR = "change_calendar"
    SEE_HEALTH = "see_health"  # how the bot itself is doing
    READ_FIGURES = "read_figures"  # of the units that one heads or inspects
    READ_ALL_FIGURES = "read_all_figures"


_ = Relation
RIGHTS: dict[Permission, frozenset[Relation]] = {
    Permission.SEE: frozenset(
        {
            _.HOLDER,
            _.PAST_HOLDER,
            _.UNIT_HEAD,
            _.EMPOWERED,
            _.ABOVE,
            _.ASSIGNER,
            _.REGISTRAR,
            _.LEAD,
            _.ONE_UP,
            _.LEADER,
            _.OFFICE,
            _.INSPECTOR,
        }
    ),
    Permission.ACKNOWLEDGE: frozenset({_.HOLDER}),
    Permission.REPORT: frozenset({_.HOLDER}),
    Permission.SUBMIT: frozenset({_.HOLDER}),
    Permission.DELEGATE: frozenset({_.UNIT_HEAD}),
    Permission.ASK: frozenset({_.HOLDER, _.UNIT_HEAD}),
    Permission.GIVE_UP: frozenset({_.HOLDER}),
    Permission.HAND_UP: frozenset({_.HOLDER, _.UNIT_HEAD}),
    Permission.DECIDE: frozenset({_.DECIDER, _.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.DIRECT: frozenset({_.HOLDER, _.REGISTRAR, _.ONE_UP}),
    Permission.STEER: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.SET_DOWN: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.PROPOSE_CAUSE: frozenset({_.HOLDER, _.PAST_HOLDER, _.UNIT_HEAD}),
    Permission.CHANGE_ASSIGNER: frozenset({_.ASSIGNER, _.OFFICE}),
    Permission.CONFIRM_CAUSE: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.CREDIT: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.JUDGE: frozenset({_.ASSIGNER, _.REGISTRAR, _.LEAD, _.ONE_UP}),
    Permission.ANSWER: frozenset({_.HOLDER, _.UNIT_HEAD, _.EMPOWERED}),
    Permission.SIGN: frozenset({_.UNIT_HEAD, _.EMPOWERED}),
    Permission.SUPPLY: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.ASSIGN: frozenset({_.OFFICE, _.LEADER}),
    Permission.ASSIGN_IN_UNIT: frozenset({_.HEAD}),
    Permission.ASK_OPINION: frozenset({_.OFFICE, _.LEADER, _.HEAD}),
    Permission.RECONCILE: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.WEIGH: frozenset(
        {
            _.HOLDER,
            _.PAST_HOLDER,
            _.UNIT_HEAD,
            _.EMPOWERED,
            _.ABOVE,
            _.ASSIGNER,
            _.REGISTRAR,
            _.ONE_UP,
            _.LEADER,
            _.OFFICE,
            _.INSPECTOR,
        }
    ),
    Permission.SUMMARISE: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP, _.LEADER, _.OFFICE, _.INSPECTOR}),
    Permission.CIRCULATE: frozenset({_.OFFICE, _.LEADER}),
    Permission.CIRCULATE_IN_UNIT: frozenset({_.HEAD}),
    Permission.SET_RULES: frozenset({_.OFFICE}),
    Permission.ENTER_PEOPLE: frozenset({_.OFFICE}),
    Permission.INVITE: frozenset({_.OFFICE}),
    Permission.BE_AWAY: frozenset({_.LINKED}),
    Permission.EMPOWER: frozenset({_.HEAD}),
    Permission.SEE_UNIT: frozenset({_.HEAD, _.LEADER, _.OFFICE}),
    Permission.REGISTER_GROUP: frozenset({_.HEAD}),
    Permission.ERASE: frozenset({_.OFFICE}),
    Permission.RECORD_PAPER: frozenset({_.OFFICE}),
    Permission.IMPORT: frozenset({_.OFFICE}),
    Permission.READ_OWN: frozenset({_.LINKED}),
    Permission.LIST_GIVEN: frozenset({_.HEAD, _.LEADER, _.OFFICE}),
    Permission.LIST_ENTERED: frozenset({_.OFFICE}),
    Permission.LIST_ALL: frozenset({_.LEADER, _.OFFICE}),
    Permission.PRESS: frozenset({_.ABOVE, _.ASSIGNER, _.OFFICE}),
    Permission.SET_LAST: frozenset({_.ASSIGNER, _.REGISTRAR, _.ONE_UP}),
    Permission.CHANGE_CALENDAR: frozenset({_.OFFICE}),
    Permission.SEE_HEALTH: frozenset({_.OFFICE}),
    Permission.READ_FIGURES: frozenset({_.HEAD, _.LEADER, _.OFFICE, _.INSPECTOR}),
    Permission.READ_ALL_FIGURES: frozenset({_.LEADER, _.OFFICE}),
}

_BY_ROLE = {Role.LEADER: _.LEADER, Role.OFFICE: _.OFFICE, Role.INSPECTOR: _.INSPECTOR}
del _


def may(permission: Permission, relations: Iterable[Relation]) -> bool:
    return not RIGHTS[permission].isdisjoint(relations)


Grounds = Mapping[Relation, Borrowed | None]  # what a person is, each with whose right it is where that is another's


def relations_to_office(person: Person, chart: Chart | None = None) -> frozenset[Relation]:
    """What a person is before any case is looked at; with the chart, also while he stands in for a head."""
    relations = {_BY_ROLE[role] for role in person.roles if role in _BY_ROLE}
    if person.is_a(Role.HEAD, Role.ACTING_HEAD) or (chart is not None and chart.heads_any(person.id)):
        relations.add(Relation.HEAD)
    return frozenset({Relation.LINKED, *relations})


def office_used(person: Person, chart: Chart, unit_ids: Iterable[int | None] = ()) -> Borrowed | None:
    """By whose office somebody gives work to these units, or asks and makes known: None for his own, else that of the
    head for whom he stands in."""
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
    """By whose right a case is begun: the registrar's for whom he enters it, else as `office_used`."""
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
    """What a person is to one duty of a case, himself or in another's place."""
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
    """What a person is to one duty of a case: by a right of his own (None), or by whose. `lead` is the task's: who
    leads judges its coordinating parts in the assigner's place, whoever holds the lead at the moment."""
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
        found[Relation.HOLDER] = found[Relation.UNIT_HEAD]  # it came to him because the head is away
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


def as_substitute(chart: Chart, away_id: int) -> Borrowed:
    """The right of somebody who is away, in the hands of who stands in for him."""
    absence = chart.absence_of(away_id)
    return Borrowed(
        ground=Ground.SUBSTITUTION,
        of_id=away_id,
        key=absence.id if absence else None,
        until=absence.until if absence else None,
    )


def _above(person: Person, duty: Duty, chart: Chart) -> int | None:
    """Whose post, his own before another's, stands above the unit of the duty or of who holds it."""
    holder = chart.people.get(duty.holder_id)
    units = [duty.unit_id]
    # A decision lies with the assigner; who heads *his* unit gains nothing by that.
    if holder is not None and duty.kind is not DutyKind.DECISION:
        units.append(holder.unit_id)
    posts = frozenset().union(*(chart.posts_over(unit_id) for unit_id in units if unit_id is not None))
    acting = [one for one in sorted(posts) if chart.acting_for(chart.person(one)).id == person.id]
    return person.id if person.id in posts else next(iter(acting), None)
