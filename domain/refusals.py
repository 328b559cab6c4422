"""Why something asked for is not done. A refusal carries data and no words: texts finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.borrowing import Borrowed
    from domain.duties.cases import Deadline
    from domain.duties.consultations import Contribution
    from domain.ladder.dates import MovedDate


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Refusal(Exception):
    """The root: what was asked is refused, and nothing has changed. A class below it is a situation, said by its
    docstring; what is annotated there are its fields, given by name and never set again."""

    def __init_subclass__(cls) -> None:
        # Not `frozen=True`: who raises an exception, or lets one through, sets its traceback.
        dataclass(kw_only=True)(cls)

    def __setattr__(self, name: str, value: object) -> None:
        if name in self.__dict__:
            raise FrozenInstanceError(name)
        super().__setattr__(name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process as it is: an exception's own way calls the class by what it was given by place."""
        return _again, (type(self), self.__dict__)


def _again(kind: type[Refusal], data: dict[str, Any]) -> Refusal:
    refusal = kind.__new__(kind)
    refusal.__dict__.update(data)
    return refusal


class NotLinked(Refusal):
    """The account belongs to nobody in the office."""


class NotAllowed(Refusal):
    """The act is not this person's to do."""


class UnknownCase(Refusal):
    """No such case, or none that this person may see: the answer is the same (promise 5)."""

    code: str


class UnknownPerson(Refusal):
    """No person of that name; `similar` are those that it may mean, `near` the only one a slip of the finger away."""

    name: str
    similar: tuple[str, ...] = ()
    near: str | None = None


class UnknownParty(UnknownPerson):
    """Neither a person nor a unit of that name."""


class SeveralPeople(Refusal):
    """The name fits more than one person; `choices` tell them apart."""

    name: str
    choices: tuple[str, ...]


class SeveralUnits(SeveralPeople):
    """The name fits more than one unit: they differ in their accents alone."""


class UnknownUnit(Refusal):
    """No unit of that name; `similar` and `near` as of a person. `changed` says that there was one: it was merged into
    the unit in `near`, or has that name now."""

    name: str
    similar: tuple[str, ...] = ()
    near: str | None = None
    changed: bool = False


class NoAccountableHead(Refusal):
    """Work is given to a unit or a person, and nobody heads the unit nor one above it: responsibility would be unclear
    (M1)."""

    name: str


class NobodyToAnswer(Refusal):
    """A unit is asked for its opinion, and nobody heads it nor one above it."""

    unit: str


class NobodySignsAnswer(Refusal):
    """An official has drafted the unit's answer, and nobody heads the unit any longer, nor one above it."""

    unit: str


class NobodySignsSubmission(Refusal):
    """An official hands up a case, and nobody heads the unit any longer, nor one above it."""

    code: str
    unit_id: int | None


class HeldByAssigner(Refusal):
    """The unit has no head, and who heads the one above it is the assigner."""

    unit: str
    holder_id: int


class AsksOneself(Refusal):
    """Who asks would also give the unit's opinion."""

    unit: str
    has_head: bool


class DecidesForOneself(Refusal):
    """Who has a part in the case does not decide in it by another's right, nor what the same person asked for or handed
    in; those of `deciders` do. `on_paper`: what is written down is what another is said to have decided."""

    code: str
    deciders: tuple[int, ...]
    on_paper: bool = False


class PersonGone(Refusal):
    """Who is named has left the office: nothing can be given to that person. `code` is the case whose request has the
    name."""

    person_id: int
    code: str = ""


class JudgesOwnWork(Refusal):
    """Who would become the assigner of a case holds or handed in a part of it, or answers for it."""

    code: str
    person_id: int


class PicksOwnJudge(Refusal):
    """Who has a part in a case does not name another assigner of it."""

    code: str


class MergedIntoItself(Refusal):
    """A unit goes into another one."""

    name: str


class UnitExists(Refusal):
    """A unit of that name is there already."""

    name: str


class PersonExists(Refusal):
    """Somebody else of that very name works in the unit."""

    name: str
    unit: str


class SignedByAsker(Refusal):
    """Who would sign the unit's answer is who asked for it."""

    unit: str
    asker_id: int


class NamesakesMeet(Refusal):
    """By the merger somebody would come to work beside another of that very name."""

    person_id: int
    unit: str
    into: str


class MovedOrAnother(Refusal):
    """A person of that name works in another unit: the office must say whether that person moved or this is another."""

    name: str
    unit: str


class DeadlineInThePast(Refusal):
    """A deadline must lie ahead."""

    due_at: datetime


class DeadlineOnDayOff(Refusal):
    """An opinion's deadline on a day off is not accepted (design §4)."""

    due_at: datetime
    suggested_at: datetime


class DeadlineAfterHalfDay(DeadlineOnDayOff):
    """Nor is one at an hour of a half day at which nobody works any longer."""

    closes_at: datetime


class DeadlineNotLater(Refusal):
    """An extension must lie after the deadline in force."""

    due_at: datetime


class TooManyCommands(Refusal):
    """One message orders more than `most` commands: none of them is carried out."""

    count: int
    most: int


class TooLong(Refusal):
    """A text is longer than its place allows; lengths in characters."""

    limit: int
    length: int


class NotTheHolder(Refusal):
    """Only who holds the duty may do this; it lies with somebody else."""

    holder_id: int
    since: datetime


class AlreadyClosed(Refusal):
    """The duty has ended: `duty_id` by whose act is found by, `asked` what its decision was about. `goes_on` where the
    case does not end with it: `part` and `unit_id` say which part of it that was. `because` is why a request needs no
    decision any longer, `to` and `to_unit` to whom the work has gone."""

    code: str
    closed_at: datetime
    outcome: str
    duty_id: int | None = None
    asked: str | None = None
    by_id: int | None = None
    right: Borrowed | None = None
    goes_on: bool = False
    part: str | None = None
    unit_id: int | None = None
    because: str | None = None
    to: int | None = None
    to_unit: int | None = None


class AlreadyDone(Refusal):
    """The button or the command has been used, or the duty has moved on since it was shown: by what act, whose."""

    code: str
    act: str | None = None
    by_id: int | None = None
    right: Borrowed | None = None
    at: datetime | None = None


class NotNow(Refusal):
    """The duty's present phase does not allow the move; whose act brought it there."""

    code: str
    phase: str
    duty_id: int | None = None
    act: str | None = None
    by_id: int | None = None
    right: Borrowed | None = None
    at: datetime | None = None


class ResumedFirst(Refusal):
    """Paused work is neither given up nor passed on, for its clock stands still; what was `asked` waits."""

    code: str
    asked: str


class NothingWaits(Refusal):
    """No decision, acceptance or signature waits for this person on that case."""

    code: str


class WhichUnit(Refusal):
    """Several duties of the case wait: the part must be named. `units` are their names, no two alike; `duties` their
    ids in the same order."""

    code: str
    units: tuple[str, ...]
    duties: tuple[int, ...] = ()


class AlreadyAsked(Refusal):
    """A request of this kind waits for its decision already."""

    code: str
    since: datetime


class ReasonMissing(Refusal):
    """The act needs a reason, and none was given."""


class AlreadyUsed(Refusal):
    """The command was carried out before: the same update came twice."""


class InvitationUnknown(Refusal):
    """No such invitation code, or it has been used or has run out."""


class AlreadyLinked(Refusal):
    """The account opened an invitation of its own person again: it is linked, and nothing is left to do."""

    person_id: int


class ChannelNotLinked(Refusal):
    """The sender has no account on that channel that can be written to."""

    channel: str


class ChannelFull(Refusal):
    """The bot's plan there allows `limit` people, and so many have linked."""

    channel: str
    limit: int


class LinkedToAnother(Refusal):
    """The account that opened an invitation is somebody else's: it must be said that it shall leave that person."""

    person_id: int
    invited_id: int
    invitation_id: int


class LastOfficeAccount(Refusal):
    """The office would be left without any account on which it can be reached."""


class UnitAskedTwice(Refusal):
    """The same unit stands twice among those asked, or is the requester's own."""

    name: str


class Nobody(Refusal):
    """A request must be addressed to somebody."""


class DossierAskedOnce(Refusal):
    """A missing dossier may be named once (M24)."""


class RightOver(Refusal):
    """What the sender could see and do by a right of another's (design §2), while it lasted; it has ended."""

    code: str
    right: Borrowed
    unit_id: int | None
    ended_at: datetime


class NotInUnit(Refusal):
    """The head may name only people of the head's own unit."""

    name: str
    unit: str


class DraftGone(Refusal):
    """The draft has been confirmed, left, or replaced by another: its button acts once."""


class DraftLapsed(Refusal):
    """The draft has waited too long for its confirmation."""

    begun_at: datetime


class NotLate(Refusal):
    """A cause is named for what is late."""

    code: str


class FileGone(Refusal):
    """The platform does not hand over the file of a message: it has expired, or never was."""


class NothingToCredit(Refusal):
    """No initiative or blocker of somebody else came after the deadline and waits to be credited."""

    code: str


class CauseConfirmed(Refusal):
    """The cause of the delay has been confirmed."""

    code: str
    by_id: int
    at: datetime


class TransferLoop(Refusal):
    """It would go back to where it came from (M15); `chain` names the parties in their order."""

    code: str
    chain: tuple[str, ...]


class TransferNotGrounded(Refusal):
    """The reason does not say what alone lets work go that way (M15); `way` is up or sideways, `to` whom it would go
    to."""

    code: str
    to: str
    way: str


class TransferToSelf(Refusal):
    """It lies there already."""

    name: str


class NothingChanges(Refusal):
    """The correction says what stands there already."""

    code: str


class ClosedByResultOnly(Refusal):
    """A citizens' complaint is closed with a result, never withdrawn (M45)."""

    code: str


class ObjectionsOpen(Refusal):
    """Objections are reconciled before the case goes up (M18, M25); `requests` are the codes."""

    code: str
    requests: tuple[str, ...]


class OpinionsOut(Refusal):
    """A case goes up when every unit asked about it has answered or been deemed to (design §4); `waiting` are those
    that have not."""

    code: str
    waiting: tuple[Contribution, ...]


class OpinionsUnread(Refusal):
    """Since the case went up units have said what who decides has not been shown (design §4)."""

    code: str
    unread: tuple[Contribution, ...]


class MilestoneUnknown(Refusal):
    """The duty has no milestone of that number."""

    code: str
    number: int
    count: int


class MilestoneAfterDeadline(Refusal):
    """A stage of the task must end before the task does."""

    title: str
    due_at: datetime


class GoesUpOnly(Refusal):
    """What waits there is a question, answered with a direction."""

    code: str


class SecretsRefused(Refusal):
    """The message is marked Mật, Tối mật or Tuyệt mật: it is not stored (M51)."""


class Unreadable(Refusal):
    """What was typed does not fit the command; `command` names it so that its usage can be shown."""

    command: str


@dataclass(frozen=True, kw_only=True)
class FormFault:
    """What of a form cannot be taken: a key's value, or the `piece` of it at this `place` of its list, and why. Without
    a reason the key is missing. `before` goes before the answer that takes the place of the piece."""

    key: str
    why: Refusal | None = None
    piece: str = ""
    place: int | None = None
    before: str = ""


class FormUnclear(Refusal):
    """Nothing half-clear is stored (M1): of the form `text` these things are wrong or missing. `values` are kept;
    `typed` is what was written for each key that must be asked for, more than once for one that stands twice. A line
    that is of no key stands there under itself, with the key above it."""

    command: str
    text: str
    faults: tuple[FormFault, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class KeyUnknown(Refusal):
    """A line of the form begins with a key that is none."""

    key: str
    similar: str | None = None


class KeyTwice(Refusal):
    """A key stands twice in the form."""

    key: str


class ValueUnknown(Refusal):
    """The value of a key is none of those it can have."""

    key: str
    value: str
    choices: tuple[str, ...]


class FieldUnknown(Refusal):
    """No task in sight is of that field; `choices` are some of those that there are (M36)."""

    name: str
    choices: tuple[str, ...]


class StanceUnknown(ValueUnknown):
    """What stands before the reasons of an opinion is no stance; it is never guessed at (M20)."""


class AlreadyNudged(Refusal):
    """Everybody whom the sender may press has been pressed on this day already."""

    code: str
    by_id: int | None
    at: datetime


class YourOwnDuty(Refusal):
    """Who would be pressed is the sender."""

    code: str


class NotOverdue(Refusal):
    """A last deadline is for what is overdue; before that there is the extension (M53)."""

    code: str
    due_at: datetime


class LastDeadlineSet(Refusal):
    """The one last deadline has been set already (M53)."""

    code: str
    due_at: datetime


class OtherDatesMove(Refusal):
    """The new deadline `due` moves other days as well (domain/ladder/dates.py), not shown to who sets it."""

    code: str
    due: Deadline
    dates: Sequence[MovedDate]
    kept: Sequence[MovedDate] = ()  # what keeps a day of its own


class BeyondLastDeadline(Refusal):
    """The deadline asked for lies behind the one last deadline (M53)."""

    code: str
    due_at: datetime


# Opinions, circulars, rules of the office


class TooManyUnits(Refusal):
    """More units are asked than the rule of the office allows without a reason (M20)."""

    asked: int
    cap: int


class TooManyRounds(Refusal):
    """The same task or draft has been asked about as often as the rule allows without a reason (M19)."""

    round: int
    cap: int


class NotATask(Refusal):
    """What a request for opinions serves is a task; this case is none."""

    code: str


class StageUnclear(Refusal):
    """A milestone is a title, a colon and its day."""

    value: str


class TooManyMilestones(Refusal):
    """A task is divided into no more stages than one message can show."""

    most: int
    count: int


class TasksOnly(Refusal):
    """What is asked for is done with tasks alone; this case is none."""

    code: str


class NothingToReconcile(Refusal):
    """No final objection of the request, or of the unit named, waits to be settled (M25)."""

    code: str


class NobodyToRead(Refusal):
    """The circular would reach nobody: the unit has no people, or only its sender is named (M10)."""

    name: str


class RuleOutOfRange(Refusal):
    """The value of a rule is no number within its bounds."""

    least: int
    most: int


class RungOutOfRange(Refusal):
    """The time of a step of the ladder is none that it can have; `most` of them are taken, in whole days or not."""

    most: int
    in_days: bool


class LadderOutOfOrder(Refusal):
    """The superior would be told before, or together with, who holds the work."""


class FlashByTheClock(Refusal):
    """Hỏa tốc counts by hours and days of the clock alone; a step of it was given in working time."""


class RuleUnchanged(Refusal):
    """The rule says so already: no new version is made of it."""


class SwitchUnclear(Refusal):
    """A rule that is on or off was given neither."""


class ReviewDayUnclear(Refusal):
    """What was given is no day of the month, nor its last working day."""


# The working calendar


class OffAlready(Refusal):
    """The day is not worked anyway: nothing to enter."""

    day: date


class WorkedAlready(Refusal):
    """The day is an ordinary working day: it makes up for nothing."""

    day: date


class NothingEntered(Refusal):
    """Nothing stands in the calendar that could be taken back for that day; `hours` asks about office hours."""

    day: date
    hours: bool = False


class HoursOverlap(Refusal):
    """Other office hours apply within those days already."""

    first: date
    last: date


class DaysOutOfReach(Refusal):
    """So long, so long ago or so far ahead that it can only be a slip of the finger."""

    first: date
    last: date


class HoursUnclear(Refusal):
    """What was typed are no office hours: begin before noon, in their order, none twice."""

    text: str


class NoticeMissing(Refusal):
    """Every day entered rests on a notice, and none was named (M27)."""


# Absences and delegations


class AbsentAlready(Refusal):
    """The person is away in that time by an absence already entered."""

    since: datetime
    until: datetime


class SubstitutesInCircle(Refusal):
    """A chain of substitutes would come back to where it began; the people of the circle by their ids."""

    people: tuple[int, ...]


class SpanUnclear(Refusal):
    """The time would end before it begins, or lies behind."""

    since: datetime
    until: datetime


# Files read and made aside


class ProcessFailure(StrEnum):
    """Why a process that read a file or made one ended in the middle."""

    MEMORY = "memory"  # more than it may take
    TIME = "time"  # longer than it may take
    KILLED = "killed"  # by somebody else


class TooHeavy(Refusal):
    """A file could not be read, or a picture or document not made, within the bounds; `cause` says which."""

    cause: ProcessFailure


# Import


class SecondHead(Refusal):
    """The sheet names a head of the unit already; `row` is where."""

    row: int


class UnitsInCircle(Refusal):
    """A unit would lie under itself."""


class CodeOfAnother(Refusal):
    """The code belongs to another task of the office."""

    code: str


class SeenBefore(Refusal):
    """The file was imported before, at that moment, or `count` rows of it have their tasks already, the first of them
    `rows`."""

    at: datetime | None
    rows: tuple[int, ...]
    count: int


# People leaving, paper


class NotBegun(Refusal):
    """The days of a report all lie ahead."""

    first: date


class StillHolds(Refusal):
    """Who is to be erased still holds open duties: they are handed over first. `codes` are the first of them;
    `headless` are the units with whose post some lie, and which nobody else heads."""

    name: str
    codes: tuple[str, ...]
    count: int
    headless: tuple[str, ...] = ()


class NotOnPaper(Refusal):
    """Only what a holder does can be reported on paper."""

    command: str


class NotInGroup(Refusal):
    """The command is given in the group that it concerns."""
