"""Who may do what: the one table, asked by every action (M43, promise 5). *May see* never implies *may decide*."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


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
    ONE_UP = "one_up"  # decides for who would decide their own case, or cannot be reached but by who has a part
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
    LIST_ENTERED = "list_entered"  # for whom that is what they entered
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


def may(permission: Permission, relations: Iterable[Relation]) -> bool:
    return not RIGHTS[permission].isdisjoint(relations)
