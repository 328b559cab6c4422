"""Every refusal, and what is asked back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from deadlines import DateQuestion, Interval, Reading
from deadlines.readings import Reason
from deadlines.refusals import DayOffNamed, DeadlineUnclear, IntervalUnclear
from domain import cells as c
from domain import refusals as r
from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.duties.duties import DutyKind, Outcome, Phase
from tests.handlers.samples.cases import BEHALF, LATER, NEARER, PULLED_DATES, SAID, WAITED_FOR
from tests.handlers.samples.cast import AN, BINH, CLERK, DUC, KHANH, LEADER, NOW, SCENE, at
from texts.duties.done import DONE_AS
from texts.duty_words import STANCES
from texts.front import asked, refusals

REFUSALS: tuple[r.Refusal, ...] = (
    r.AbsentAlready(since=at(7, 0), until=at(12, 0)),
    r.SubstitutesInCircle(people=(DUC, KHANH, DUC)),
    r.SpanUnclear(since=at(12, 0), until=at(7, 0)),
    r.TooHeavy(cause=r.ProcessFailure.MEMORY),
    r.TooHeavy(cause=r.ProcessFailure.TIME),
    r.TooHeavy(cause=r.ProcessFailure.KILLED),
    *(c.NotASpreadsheet(kind=kind) for kind in c.FileKind),
    c.TooMuchInside(),
    c.TooManyRows(limit=100000),
    c.SheetTwice(),
    c.TitlesMissing(),
    c.ColumnMissing(title="Hạn"),
    c.ColumnUnknown(title="Đơn vị phối hợp", near="Phối hợp"),
    c.ColumnUnknown(title="Ghi chú", near=""),
    c.ColumnTwice(title="Hạn", first="E"),
    c.CellMissing(),
    c.CellIsError(shown="#REF!"),
    c.FormulaUncomputed(),
    c.NumberIsNoDate(shown="5.1"),
    c.TimeWithoutDate(shown="16:30"),
    c.NoSuchDate(shown="-3"),
    c.DateIsNoText(shown="12/05/2026"),
    c.DayImplausible(day=date(1966, 11, 20)),
    c.CellSecret(),
    c.CellsMerged(),
    c.ExampleKept(),
    c.RowTwice(row=3),
    r.SecondHead(row=3),
    r.UnitsInCircle(),
    r.CodeOfAnother(code="NV-12"),
    r.SeenBefore(at=at(7), rows=(2, 5), count=2),
    r.NotBegun(first=date(2027, 1, 1)),
    r.PersonGone(person_id=AN),
    r.PersonGone(person_id=AN, code="NV-12"),
    r.UnknownParty(name="(đã xóa) (Phòng Kinh tế)"),
    r.JudgesOwnWork(code="NV-12", person_id=AN),
    r.PicksOwnJudge(code="NV-12"),
    r.StillHolds(name="Nguyễn Văn An", codes=("NV-12", "YK-5"), count=2),
    r.NotOnPaper(command="giaoviec"),
    r.NotInGroup(),
    r.NotLinked(),
    r.NotAllowed(),
    r.UnknownCase(code="NV-12"),
    r.RightOver(code="YK-5", right=Borrowed(ground=Ground.DELEGATION, of_id=BINH, key=1), unit_id=2, ended_at=at(8, 9)),
    r.RightOver(
        code="NV-12", right=Borrowed(ground=Ground.SUBSTITUTION, of_id=AN, key=1), unit_id=None, ended_at=at(8, 9)
    ),
    r.UnknownPerson(name="Nguyễn Văn Anh", similar=("Nguyễn Văn An",)),
    r.UnknownPerson(name="Mai Thị Lan"),
    r.UnknownParty(name="Sở Xây dựng"),
    r.SeveralUnits(name="thon dong", choices=("Thôn Đông", "Thôn Đồng")),
    r.PersonExists(name="Nguyễn Văn Ân", unit="Phòng Kinh tế"),
    r.SignedByAsker(unit="Phòng Kinh tế", asker_id=LEADER),
    r.NamesakesMeet(person_id=AN, unit="Phòng Kinh tế", into="Phòng Tài nguyên"),
    r.SeveralPeople(
        name="Nguyễn Văn An", choices=("Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)")
    ),
    r.UnknownUnit(name="Phòng Kinh doanh", similar=("Phòng Kinh tế",)),
    r.NoAccountableHead(name="Phòng Kinh tế"),
    r.NobodyToAnswer(unit="Phòng Kinh tế"),
    r.NobodySignsAnswer(unit="Phòng Kinh tế"),
    r.NobodySignsSubmission(code="NV-12", unit_id=2),
    r.HeldByAssigner(unit="Văn phòng", holder_id=LEADER),
    r.AsksOneself(unit="Phòng Kinh tế", has_head=True),
    r.AsksOneself(unit="Văn phòng", has_head=False),
    r.DecidesForOneself(code="NV-12", deciders=(LEADER,)),
    r.DecidesForOneself(code="NV-12", deciders=(LEADER, BINH), on_paper=True),
    r.StillHolds(name="Phạm Văn Bình", codes=("YK-5",), count=1, headless=("Phòng Kinh tế",)),
    r.UnitExists(name="Phòng Kinh tế"),
    r.UnknownUnit(name="Phòng Công Thương", similar=("Phòng Kinh tế",), near="Phòng Kinh tế", changed=True),
    r.MergedIntoItself(name="Phòng Kinh tế"),
    r.MovedOrAnother(name="Nguyễn Văn An", unit="Phòng Kinh tế"),
    r.DeadlineInThePast(due_at=at(27, 16, month=11)),
    r.DeadlineOnDayOff(due_at=at(5, 17), suggested_at=at(7, 17)),
    r.DeadlineAfterHalfDay(due_at=at(4, 16), suggested_at=at(7, 17), closes_at=at(4, 11, 30)),
    r.DeadlineNotLater(due_at=at(7, 16, 30)),
    r.TooLong(limit=2000, length=3512),
    r.NotTheHolder(holder_id=AN, since=NOW),
    r.AlreadyClosed(code="NV-12", closed_at=at(4), outcome=Outcome.ACCEPTED),
    r.AlreadyClosed(code="YK-5", closed_at=at(9, 0), outcome=Outcome.DEEMED),
    r.AlreadyClosed(
        code="NV-12", closed_at=at(4), outcome=Outcome.GRANTED, asked="extension", by_id=CLERK, right=BEHALF
    ),
    r.AlreadyClosed(code="NV-12", closed_at=at(4), outcome=Outcome.GRANTED, asked="direction", by_id=BINH),
    r.AlreadyClosed(
        code="NV-12",
        closed_at=at(4),
        outcome=Outcome.ENDED,
        asked="direction",
        by_id=LEADER,
        goes_on=True,
        because="reassigned",
        to=KHANH,
    ),
    r.AlreadyClosed(
        code="NV-12",
        closed_at=at(4),
        outcome=Outcome.ACCEPTED,
        part=DutyKind.COORDINATING,
        unit_id=3,
        goes_on=True,
        by_id=AN,
    ),
    r.AlreadyDone(code="NV-12"),
    r.AlreadyDone(code="NV-12", act=DONE_AS[Act.DUTY_DELEGATED], by_id=BINH, at=at(1)),
    r.NotNow(code="NV-12", phase=Phase.SUBMITTED),
    r.ResumedFirst(code="NV-12", asked="refusal"),
    r.NotNow(
        code="NV-12",
        phase=Phase.WORKING,
        act=DONE_AS[Act.DUTY_RETURNED],
        by_id=CLERK,
        right=BEHALF,
        at=at(1),
    ),
    r.NothingWaits(code="NV-12"),
    r.NothingWaits(code=""),
    r.WhichUnit(code="YK-5", units=("Phòng Kinh tế", "Phòng Tài nguyên")),
    r.AlreadyAsked(code="NV-12", since=at(1)),
    r.ReasonMissing(),
    r.AlreadyUsed(),
    r.InvitationUnknown(),
    r.AlreadyLinked(person_id=1),
    r.ChannelNotLinked(channel="zalo"),
    r.ChannelFull(channel="zalo", limit=50),
    r.LinkedToAnother(person_id=1, invited_id=2, invitation_id=1),
    r.LastOfficeAccount(),
    r.UnitAskedTwice(name="Phòng Kinh tế"),
    r.Nobody(),
    r.DossierAskedOnce(),
    r.NotInUnit(name="Ngô Văn Khánh", unit="Phòng Kinh tế"),
    r.DraftGone(),
    r.DraftLapsed(begun_at=at(1, 15)),
    r.SecretsRefused(),
    r.Unreadable(command="xong"),
    r.TooManyCommands(count=21, most=20),
    r.FormUnclear(command="giaoviec", text="", faults=(r.FormFault(key="Sản phẩm"), r.FormFault(key="Hạn"))),
    r.KeyUnknown(key="Sản phẩn", similar="Sản phẩm"),
    r.KeyUnknown(key="Ghi chú"),
    r.KeyTwice(key="Hạn"),
    r.FieldUnknown(name="đất dai", choices=("đất đai", "đầu tư công")),
    r.ValueUnknown(key="Khẩn", value="gấp", choices=("Thường", "Khẩn", "Thượng khẩn", "Hỏa tốc")),
    r.StanceUnknown(key="Ý kiến", value="đồng ý, có điều kiện", choices=tuple(STANCES.values())),
    r.NotLate(code="NV-12"),
    r.FileGone(),
    r.NothingToCredit(code="NV-12"),
    r.CauseConfirmed(code="NV-12", by_id=LEADER, at=at(9)),
    r.TransferLoop(code="NV-12", chain=("Phòng Kinh tế", "Phòng Tài nguyên", "Phòng Kinh tế")),
    r.TransferToSelf(name="Phòng Kinh tế"),
    r.NothingChanges(code="NV-12"),
    r.ClosedByResultOnly(code="NV-12"),
    r.ObjectionsOpen(code="NV-12", requests=("YK-5",)),
    r.TransferNotGrounded(code="NV-12", to="Phòng Tài nguyên", way="sideways"),
    r.TransferNotGrounded(code="NV-12", to="UBND huyện", way="up"),
    r.OpinionsOut(code="NV-12", waiting=WAITED_FOR),
    r.OpinionsUnread(code="NV-12", unread=SAID[2:]),
    r.MilestoneUnknown(code="NV-12", number=3, count=2),
    r.MilestoneUnknown(code="NV-12", number=1, count=0),
    r.MilestoneAfterDeadline(title="Trình ký", due_at=LATER.moment),
    r.GoesUpOnly(code="NV-12"),
    r.AlreadyNudged(code="NV-12", by_id=BINH, at=at(1)),
    r.YourOwnDuty(code="NV-12"),
    r.NotOverdue(code="NV-12", due_at=at(7, 16, 30)),
    r.LastDeadlineSet(code="NV-12", due_at=at(15, 17, month=1, year=2027)),
    r.BeyondLastDeadline(code="NV-12", due_at=at(15, 17, month=1, year=2027)),
    r.OtherDatesMove(code="NV-12", due=NEARER, dates=PULLED_DATES),
    r.TooManyUnits(asked=60, cap=10),
    r.TooManyRounds(round=3, cap=2),
    r.NotATask(code="YK-4"),
    r.TasksOnly(code="YK-4"),
    r.StageUnclear(value="Dự thảo báo cáo 02/12"),
    r.TooManyMilestones(most=20, count=60),
    r.NothingToReconcile(code="YK-5"),
    r.NobodyToRead(name="Phòng Kinh tế"),
    r.RuleOutOfRange(least=1, most=60),
    r.RungOutOfRange(most=1, in_days=False),
    r.RungOutOfRange(most=1, in_days=True),
    r.RungOutOfRange(most=6, in_days=False),
    r.LadderOutOfOrder(),
    r.FlashByTheClock(),
    r.RuleUnchanged(),
    r.SwitchUnclear(),
    r.ReviewDayUnclear(),
    *(DeadlineUnclear(phrase="cuối tuần này nhé", question=DateQuestion(reason=reason)) for reason in Reason),
    IntervalUnclear(phrase="hôm nọ", question=DateQuestion(reason=Reason.NO_DATE)),
    r.OffAlready(day=date(2026, 12, 5)),
    r.WorkedAlready(day=date(2026, 12, 4)),
    r.NothingEntered(day=date(2026, 12, 4)),
    r.NothingEntered(day=date(2026, 12, 4), hours=True),
    r.HoursOverlap(first=date(2027, 4, 15), last=date(2027, 10, 15)),
    r.DaysOutOfReach(first=date(2026, 12, 4), last=date(2028, 12, 4)),
    r.HoursUnclear(text="7 giờ đến chiều"),
    r.NoticeMissing(),
)


def reason_of(refusal: r.Refusal) -> str:
    if isinstance(refusal, DeadlineUnclear):
        return f" {refusal.question.reason}"
    return ""


def name_samples() -> Iterator[tuple[str, str]]:
    namesakes = ("Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)")
    yield (
        "hỏi lại tên, trùng tên",
        asked.unclear_name(r.SeveralPeople(name="Nguyễn Văn An", choices=namesakes), namesakes),
    )
    yield "hỏi lại tên người", asked.unclear_name(r.UnknownPerson(name="Văn Anh", similar=namesakes), namesakes)
    mixed = (*namesakes[:1], "Phòng Tài nguyên")
    yield (
        "hỏi lại tên người hoặc đơn vị",
        asked.unclear_name(r.UnknownParty(name="An tài nguyên", similar=mixed), mixed),
    )
    parts = ("đ/c Nguyễn Văn An (Phòng Kinh tế) – chủ trì", "Phòng Kinh tế – phối hợp")
    yield "hỏi lại phần nào", asked.which_part(r.WhichUnit(code="NV-12", units=parts, duties=(1, 2)))
    yield (
        "hỏi lại tên đơn vị",
        asked.unclear_name(r.UnknownUnit(name="Kinh tế", similar=("Phòng Kinh tế",)), ("Phòng Kinh tế",)),
    )


def refusal_samples() -> Iterator[tuple[str, str]]:
    for refusal in REFUSALS:
        yield f"{type(refusal).__name__}{reason_of(refusal)}", refusals.refusal_text(SCENE, refusal)
    yield from name_samples()
    reading = Reading(moment=at(11, 17), names_hour=False)
    yield (
        "hỏi lại hạn, có gợi ý",
        asked.unclear_deadline(
            DeadlineUnclear(phrase="tuần sau", question=DateQuestion(reason=Reason.BARE_PERIOD, suggestions=(reading,)))
        ),
    )
    days = Interval(first=date(2026, 11, 20), last=date(2026, 11, 20))
    yield (
        "hỏi lại ngày, có gợi ý",
        asked.unclear_interval(
            IntervalUnclear(phrase="20/11", question=DateQuestion(reason=Reason.PAST, intervals=(days,)))
        ),
    )
    yield (
        "hỏi lại hạn vào ngày nghỉ",
        asked.named_day_off(
            DayOffNamed(phrase="5/12", reading=Reading(moment=at(5, 17), names_hour=False, day_off=""))
        ),
    )
