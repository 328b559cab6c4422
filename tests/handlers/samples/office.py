"""Answers about people, units, absences, the calendar, imports and the state of the installation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from actions.clock.audit import InstallationState
from actions.duties.assignments import Assignment
from actions.duties.tasks import Draft
from actions.exchange.import_contents import (
    CellFault,
    DayOff,
    ImportContents,
    ImportRemark,
    RemarkKind,
    TaskRow,
    Worksheet,
)
from actions.exchange.import_plans import Oddity, OddName, Plan, SeenRow
from actions.exchange.imports import Imported
from actions.office.absences import Declared
from actions.office.calendars import CalendarView, Entered
from actions.office.channels import OwnChannels
from actions.office.heads import GoingOver, WorkWithoutHead
from actions.office.invitations import Invitation, ManyInvited, UnitInvited
from actions.office.people import EnteredPerson, PlannedEntry
from actions.office.personal import Backup, Erased, Leaving
from actions.office.units import Board
from deadlines import DateQuestion
from deadlines.readings import Reason
from deadlines.refusals import DeadlineUnclear
from domain import cells as c
from domain.audits import Defect, Finding
from domain.duties.charge import LeftOut
from domain.duties.duties import DutyKind, Phase
from domain.duties.lists import OwnList
from domain.hearing import all_read
from domain.intake import Hindrance
from domain.ladder.steps import StepKind
from domain.office.absences import Absence, Delegation
from domain.office.hours import Season, Session
from domain.office.lapses import Ending
from domain.office.reorganising import Gap
from domain.rules.bulletin_rules import BulletinKind, BulletinRules
from domain.rules.policy import DEFAULT_POLICY
from domain.rules.rules import Rule
from storage.accounts import Account
from storage.calendars import DayKind, EnteredDay, EnteredHours
from tests.handlers.samples.cases import ASKED, BUSY, CIRCULAR, HANDED_IN, LEAD, LEAD_UNIT, OPINION, READING, TASK
from tests.handlers.samples.cast import (
    AN,
    AN_AWAY,
    BINH,
    CALENDAR,
    CHART,
    CLERK,
    DUC,
    GROUP,
    KHANH,
    LEADER,
    NOW,
    PEOPLE,
    SCENE,
    SOMEBODY_AWAY,
    UNITS,
    at,
)
from tests.handlers.samples.changes import ENDED_MERGED, MERGING, PASSED_ON_BY_HEAD
from tests.handlers.samples.lists import page_of
from tests.handlers.samples.rendering import rendered
from texts.duties import (
    lists,
    task_confirmations,
)
from texts.front import paper, replies
from texts.notices import bulletins, groups
from texts.office import (
    absences,
    calendars,
    entry_confirmations,
    import_plans,
    imports,
    lapses,
    personal,
    policies,
    reorganising,
    status,
    units,
)
from texts.office import channels as channel_texts
from texts.office import invitations as invitation_texts
from texts.office.doors import Door

TELEGRAM = Door(channel="telegram", name="@dondoc_bot", address="https://t.me/dondoc_bot", carries_code=True)
ZALO = Door(channel="zalo", name="Dondoc UBND huyện")
GOOD = InstallationState(
    unsent_since=None,
    due=0,
    hearings={"telegram": all_read("telegram", NOW)},
    sent={"zalo": 123},
    unread_since=None,
    head_is_sound=True,
    journal_seq=1234,
    audited_at=NOW,
    found=(),
    set_aside=dict.fromkeys(Hindrance, 0),
)


def status_samples() -> Iterator[tuple[str, str]]:
    yield "tình trạng, mọi sự tốt", status.status(SCENE, GOOD, (), now=NOW)
    found = (Finding(defect=Defect.NOTICE_LATE, count=3, first=17),)
    bad = replace(GOOD, unsent_since=NOW, due=4, head_is_sound=False, found=found, hearings={}, audited_at=None)
    bad = replace(bad, set_aside={Hindrance.UNREADABLE: 2, Hindrance.RAISED: 0, Hindrance.DIED: 1})
    yield "tình trạng, có vấn đề", status.status(SCENE, bad, (PEOPLE[AN],), now=NOW + timedelta(hours=1))


def absence_samples() -> Iterator[tuple[str, str]]:
    declared = Declared(absence=AN_AWAY, substitute=PEOPLE[BINH])
    yield "báo vắng mặt", absences.declared(SCENE, declared)
    lost = replace(PEOPLE[BINH], reachable=False)
    chained = Absence(person_id=BINH, substitute_id=KHANH, since=at(9, 0), until=at(10, 0))
    yield (
        "báo vắng mặt, người thay cũng vắng",
        absences.declared(SCENE, replace(declared, substitute=lost, chained=(chained,))),
    )
    yield "vắng mặt đã báo", absences.own_absences(SCENE, [AN_AWAY])
    yield "vắng mặt, chưa có người thay", absences.own_absences(SCENE, [replace(AN_AWAY, substitute_id=None)])
    yield "chưa báo vắng mặt", absences.own_absences(SCENE, [])
    yield "trở lại sớm", absences.came_back([AN_AWAY])
    given = Delegation(head_id=DUC, person_id=KHANH, unit_id=3, fields=("đất đai",), since=at(7, 8), until=at(12, 0))
    yield "ủy quyền", absences.empowered(SCENE, given, PEOPLE[KHANH])
    yield "ủy quyền đang có", absences.own_delegations(SCENE, [given, replace(given, fields=())])
    yield "chưa ủy quyền", absences.own_delegations(SCENE, [])
    yield "thu hồi ủy quyền", absences.delegation_withdrawn(SCENE, PEOPLE[KHANH])
    shown = page_of((BUSY, TASK))
    about = replace(SOMEBODY_AWAY, reader=BINH)
    yield (
        "danh sách việc của người làm thay",
        lists.held(about, shown, which=OwnList.ALL, now=at(8), calendar=CALENDAR),
    )


def people_samples() -> Iterator[tuple[str, str]]:
    held = (BUSY, LEAD_UNIT, HANDED_IN)
    board = Board(
        unit=UNITS[2], overdue=held[:1], unacknowledged=held[1:2], waiting=held[2:], others=(), cases={TASK.id: TASK}
    )
    yield "bảng việc của đơn vị", units.board(SCENE, board)
    unread = replace(board, unread=(READING, replace(READING, id=98)), cases={TASK.id: TASK, CIRCULAR.id: CIRCULAR})
    yield "bảng việc của đơn vị, có văn bản chưa đọc", units.board(SCENE, unread)
    yield "phiếu giấy", units.sheet_made(board)
    kept = {
        "accounts": [{"unlinked_at": None}],
        "held": [{}] * 12,
        "submissions": [{}] * 5,
        "absences": [{}],
        "progress": [{"kind": "task", "number": 12, "text": "đã xong ba phần"}],
        "blockers": [{"kind": "task", "number": 12, "text": None}],
        "initiatives": [],
        "causes": [],
        "opinions": [{"kind": "opinion", "number": 5, "text": "thống nhất, bổ sung nguồn kinh phí"}],
        "proposals": [],
        "requests": [{}] * 2,
    }
    yield "dữ liệu của mình", personal.own_data(SCENE, PEOPLE[AN], kept)
    yield "đã xóa dữ liệu", personal.erased(SCENE, Erased(person=PEOPLE[AN], blanked=4))
    erased_in = "/giaoviec\nChủ trì: (đã xóa)\nViệc: Báo cáo"
    yield "bản nháp vẫn còn, có người đã xóa", replies.draft_stands(erased_in, can_be_edited=True)
    yield "bản nháp vẫn còn", replies.draft_stands("/sapnhap Phòng A; Phòng B; QĐ 1", can_be_edited=False)
    yield "bản xem trước tệp vẫn còn", imports.preview_stands()
    yield (
        "đã xóa dữ liệu, ủy quyền chấm dứt",
        personal.erased(SCENE, Erased(person=PEOPLE[AN], blanked=4, lapsed=MERGING.lapsed)),
    )
    again = "/xoacanbo Phạm Văn Bình; nghỉ hưu"
    going = (GoingOver(duty=LEAD_UNIT, case=TASK, before_id=BINH, after_id=DUC),)
    leaving = Leaving(person=PEOPLE[BINH], going=going, succession=PASSED_ON_BY_HEAD)
    yield "xem trước khi xóa dữ liệu", personal.erasing(SCENE, leaving, again=again)
    head = replace(PEOPLE[DUC], unit_id=PEOPLE[BINH].unit_id)
    placing = PlannedEntry(
        person=head,
        unit=UNITS[head.unit_id or 0],
        stepping_down=(PEOPLE[BINH],),
        succession=PASSED_ON_BY_HEAD,
        chart=CHART,
    )
    yield (
        "xem trước khi cập nhật cán bộ",
        entry_confirmations.person_leaves_post(
            SCENE, placing, again="/canbo Hoàng Minh Đức; Phòng Kinh tế; Trưởng phòng; thủ trưởng; chuyển"
        ),
    )
    gone = Erased(person=PEOPLE[BINH], blanked=4, succession=PASSED_ON_BY_HEAD)
    yield "đã xóa dữ liệu, việc đã giao chuyển tiếp", personal.erased(SCENE, gone)
    copies = (Backup(made_at=NOW, file="backup-2026-11-30.db"), Backup(made_at=NOW, file=None))
    erased = Erased(person=PEOPLE[AN], blanked=4, unread=("PB-3",), backups=copies, traceless=False)
    yield "đã xóa dữ liệu, còn bản sao lưu", personal.erased(SCENE, erased)
    yield "nhóm của đơn vị", groups.registered(UNITS[2])
    for who, to in (("trong nhóm", GROUP), ("cho thủ trưởng", PEOPLE[DUC])):
        data = {"what": "group", "why": Ending.MERGED, "of": None, "unit": 2, "into": 3}
        yield (
            f"nhóm của đơn vị đã sáp nhập, {who}",
            lapses.right_ended(ENDED_MERGED, rendered("right_ended", None, None, DUC, data=data), to),
        )
    yield "thôi nhóm của đơn vị", groups.left(UNITS[2])
    yield "nhắc trong nhóm", groups.nudge("Phòng Kinh tế", TASK, StepKind.OVERDUE)
    yield (
        "ghi theo giấy",
        paper.recorded(
            SCENE, PEOPLE[AN], task_confirmations.acknowledged(SCENE, TASK, BUSY, first=True), reportable={"nhan"}
        ),
    )


def import_samples() -> Iterator[tuple[str, str]]:
    yield "mẫu nhập", imports.template()
    yield "đang đọc tệp", imports.progress(20_000)
    yield "đã đọc tệp", imports.checking(60_000)
    twice = ((7, LeftOut(unit=UNITS[2], has=DutyKind.LEAD)),)
    result = Imported(units=12, people=340, tasks=1200, known_tasks=3, unreachable=20, left_out=twice)
    yield "đã nhập", imports.done(result)
    remarks = [
        ImportRemark(kind=RemarkKind.SHEETS_UNREAD, count=7, names=("Sheet1", "Danh mục")),
        ImportRemark(kind=RemarkKind.SHEET_HIDDEN, sheet=Worksheet.PEOPLE, count=1),
        ImportRemark(kind=RemarkKind.ROWS_HIDDEN, sheet=Worksheet.TASKS, count=2, names=("12", "15")),
        ImportRemark(kind=RemarkKind.COLUMNS_HIDDEN, sheet=Worksheet.TASKS, count=1, names=("F",)),
        ImportRemark(kind=RemarkKind.BESIDE, sheet=Worksheet.TASKS, count=1, names=("XFD1048576",)),
    ]
    off = [DayOff(row=4, moment=at(6, 17), name=""), DayOff(row=9, moment=at(13, 17), name="Tết Dương lịch")] * 4
    yield "điều cần biết khi nhập", "\n".join(imports.remarks(ImportContents(remarks=remarks, days_off=off)))
    fault = CellFault(
        sheet=Worksheet.TASKS,
        row=7,
        column="deadline",
        refusal=DeadlineUnclear(phrase="tuần sau", question=DateQuestion(reason=Reason.BARE_PERIOD)),
    )
    yield "chưa nhập được", imports.refused(SCENE, (fault, replace(fault, row=9, refusal=c.CellMissing())) * 10)
    titled = CellFault(
        sheet=Worksheet.TASKS, row=1, column="F", refusal=c.ColumnUnknown(title="Đơn vị phối hợp", near="Phối hợp")
    )
    whole = CellFault(sheet=Worksheet.TASKS, row=0, column="", refusal=c.TitlesMissing())
    yield "chưa nhập được, không có bản sao", imports.refused(SCENE, (titled, whole), copied=False)
    yield "tệp gửi đến không phải XLSX", imports.not_a_spreadsheet_sent()
    yield from import_plan_samples()


def import_plan_samples() -> Iterator[tuple[str, str]]:
    plan = Plan(chart=CHART, units_new=2, people_new=5, people_known=1, known_tasks=3)
    row = TaskRow(row=2, assignment=Assignment(lead="an", title="Việc", product="Biểu", deadline=TASK.deadline))
    plan.add_task(row, [Draft(case=replace(TASK, registrar_id=CLERK), duties=(LEAD,), watching=())])
    for kind, other in ((Oddity.READ_AS, "Nguyễn Văn An"), (Oddity.LETTERS, ""), (Oddity.ACCENTS, "Nguyễn Văn Ân")):
        plan.note_odd(OddName(sheet=Worksheet.TASKS, row=2, name="nguyen van an", kind=kind, other=other))
    read = ImportContents(days_off=[DayOff(row=4, moment=at(6, 17), name="")])
    yield "xem trước tệp nhập", f"{import_plans.preview(SCENE, plan, read)}\n{import_plans.ask(plan)}"
    plan.file_seen_at = at(1)
    plan.note_seen(SeenRow(row=2, number=12))
    plan.note_seen(SeenRow(row=9, above=8))
    yield "xem trước tệp đã nhập", f"{import_plans.preview(SCENE, plan, ImportContents())}\n{import_plans.ask(plan)}"
    yield "tổ chức đã thay đổi từ lúc xem trước", import_plans.changed(SCENE, plan, {BINH: 2})
    yield "tệp không có gì mới", import_plans.nothing_new(Plan(chart=CHART, known_tasks=3))


def calendar_samples() -> Iterator[tuple[str, str]]:
    tet = [
        EnteredDay(day=date(2027, 2, day), kind=DayKind.OFF, name="Tết Nguyên Đán", forecast=True)
        for day in range(4, 11)
    ]
    decided = EnteredDay(day=date(2026, 12, 4), kind=DayKind.OFF, notice="Công văn 45/UBND-VP")
    swapped = EnteredDay(day=date(2026, 12, 12), kind=DayKind.WORKED, notice="Công văn 45/UBND-VP")
    half = EnteredDay(day=date(2026, 12, 31), kind=DayKind.HALF, notice="Công văn 46/UBND-VP")
    summer = Season(
        first=date(2027, 4, 15),
        last=date(2027, 10, 15),
        hours=(Session(opens=time(7), closes=time(11, 30)), Session(opens=time(13, 30), closes=time(17))),
    )
    days = (decided, swapped, half, *tet)
    shown = CalendarView(
        calendar=CALENDAR, today=NOW.date(), days=days, hours=(EnteredHours(season=summer, notice="QĐ 12/QĐ-UBND"),)
    )
    one = Entered(first=decided.day, last=decided.day, days=(decided.day,))
    season = Entered(first=summer.first, last=summer.last)
    yield "lịch làm việc", calendars.shown(shown)
    yield "lịch làm việc, chưa có ngày nào", calendars.shown(replace(shown, days=(), hours=()))
    yield "đã ghi ngày nghỉ", calendars.entered(one, DayKind.OFF, decided.notice)
    long = Entered(first=tet[0].day, last=tet[-1].day, days=tuple(day.day for day in tet))
    yield "đã ghi nhiều ngày nghỉ", calendars.entered(long, DayKind.OFF, "Thông báo 123/TB-BNV")
    yield "đã ghi ngày làm bù", calendars.entered(one, DayKind.WORKED, decided.notice)
    yield "đã ghi nửa ngày", calendars.entered(one, DayKind.HALF, decided.notice)
    yield "đã ghi giờ theo mùa", calendars.hours_entered(season, summer.hours, "QĐ 12/QĐ-UBND")
    yield "đã bỏ ngày nghỉ", calendars.taken_back(one, CALENDAR)
    yield "đã bỏ giờ theo mùa", calendars.hours_taken_back(season)


def office_answers() -> Iterator[tuple[str, str]]:
    an, binh = PEOPLE[AN], PEOPLE[BINH]
    yield "sáp nhập đơn vị, xem trước", reorganising.merging(SCENE, MERGING)
    passing = replace(MERGING, succession=PASSED_ON_BY_HEAD)
    again = "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; NQ 12"
    yield "sáp nhập đơn vị, việc đã giao chuyển tiếp", reorganising.merging(SCENE, passing, again=again)
    yield "đã sáp nhập, việc đã giao chuyển tiếp", reorganising.merged(SCENE, passing)
    yield "đã sáp nhập đơn vị", reorganising.merged(SCENE, MERGING)
    yield "đã đổi tên đơn vị", reorganising.renamed(UNITS[2], "Phòng Công Thương", "Nghị quyết 12/NQ-HĐND")
    yield "thêm đơn vị", entry_confirmations.unit_entered(UNITS[2], "UBND huyện")
    yield "thêm cán bộ", entry_confirmations.person_entered(SCENE, EnteredPerson(person=an, unit=UNITS[2], is_new=True))
    named = replace(ASKED, named_id=AN, holder_id=AN)
    left = ((LEAD, TASK), (named, OPINION), (replace(named, phase=Phase.DRAFTED), OPINION))
    moved = EnteredPerson(person=an, unit=UNITS[3], left_behind=left)
    yield "cán bộ chuyển đơn vị, còn giữ việc", entry_confirmations.person_entered(SCENE, moved)
    yield "sửa cán bộ", entry_confirmations.person_entered(SCENE, EnteredPerson(person=binh, unit=UNITS[2]))
    instead = EnteredPerson(person=an, unit=UNITS[2], stepped_down=(binh,))
    yield "người đứng đầu mới thay người cũ", entry_confirmations.person_entered(SCENE, instead)
    yield (
        "người phụ trách khi đơn vị đã có thủ trưởng",
        entry_confirmations.person_entered(SCENE, replace(instead, stepped_down=(), beside=binh)),
    )
    headless = WorkWithoutHead(gap=Gap(unit_id=2, above=PEOPLE[LEADER]), codes=("NV-12", "YK-5"), count=14)
    gone = EnteredPerson(person=binh, unit=UNITS[3], waiting=(headless,))
    yield "đơn vị không còn người đứng đầu", entry_confirmations.person_entered(SCENE, gone)
    nobody = WorkWithoutHead(gap=Gap(unit_id=2), codes=(), count=0)
    yield "đơn vị không còn ai giữ thay", entry_confirmations.person_entered(SCENE, replace(gone, waiting=(nobody,)))
    lost = WorkWithoutHead(gap=Gap(unit_id=2, head=binh), codes=("NV-12",), count=1)
    yield "thu hồi liên kết của thủ trưởng", entry_confirmations.link_withdrawn(SCENE, binh, (lost,))
    other = replace(an, id=99, name="Nguyễn Văn Ân")
    alike = EnteredPerson(person=other, unit=UNITS[2], is_new=True, alike=(an.name,))
    both = replace(SCENE, chart=replace(CHART, people={**PEOPLE, other.id: other}))
    yield "thêm cán bộ, tên chỉ khác dấu", entry_confirmations.person_entered(both, alike)
    made = Invitation(person=an, code="Ab3dEf6hIj9k")
    yield "mã mời", entry_confirmations.invitation(SCENE, made, doors=[TELEGRAM])
    yield "mã mời, hai kênh", entry_confirmations.invitation(SCENE, made, doors=[ZALO, TELEGRAM])
    many = ManyInvited(
        unit=None,
        units=(
            UnitInvited(unit=UNITS[1], linked=(binh,), lost=(), missing=(), invitations=()),
            UnitInvited(
                unit=UNITS[2],
                linked=(),
                lost=(binh,),
                missing=(an,),
                invitations=tuple(Invitation(person=one, code="Ab3dEf6hIj9k") for one in (an, binh)),
            ),
        ),
        expires_at=at(7, 8),
    )
    yield "ai đã liên kết, kèm phiếu mời", invitation_texts.invited(SCENE, many)
    yield "mọi người đã liên kết", invitation_texts.invited(SCENE, replace(many, unit=UNITS[1], units=many.units[:1]))
    words = (invitation_texts.sheet_title(many, "UBND huyện"), invitation_texts.sheet_note(2))
    for title, doors in {"": [TELEGRAM], ", hai kênh": [TELEGRAM, ZALO], ", chỉ có Zalo": [ZALO]}.items():
        card = invitation_texts.cards_of(SCENE, many, doors=doors)[0].cards[0]
        yield f"phiếu mời{title}", "\n".join((*words, card.name, card.place, card.code, *card.steps, card.good))
    yield "thu hồi liên kết", entry_confirmations.link_withdrawn(SCENE, an)
    yield from _channel_samples(made)
    yield from calendar_samples()
    yield "quy định đổi được", policies.changeable(DEFAULT_POLICY)
    yield "đã đổi quy định", policies.changed(replace(DEFAULT_POLICY, version=2, opinion_units=15), Rule.OPINION_UNITS)
    quiet = replace(
        DEFAULT_POLICY, version=3, sheets=BulletinRules(wanted=frozenset({BulletinKind.ANCHOR}), review_day=28)
    )
    yield "đã tắt một phiếu", policies.changed(quiet, Rule.DAY)
    yield "đã đổi ngày họp", policies.changed(quiet, Rule.REVIEW_DAY)
    yield "đã đổi ngày họp về ngày cuối", policies.changed(DEFAULT_POLICY, Rule.REVIEW_DAY)
    yield "quy định về phiếu, phần lớn đã tắt", bulletins.wanted(quiet.sheets.wanted)
    yield "quy định về ngày họp", bulletins.review_day(28)
    yield "đã đổi câu chung chung", policies.changed(replace(DEFAULT_POLICY, version=3), Rule.EMPTY_PHRASES)
    yield from absence_samples()
    yield from import_samples()
    yield from people_samples()


def _channel_samples(made: Invitation) -> Iterator[tuple[str, str]]:
    phone = Account(id=1, person_id=AN, channel="telegram", user_id="1", chat_id="1")
    zalo = replace(phone, id=2, channel="zalo")
    one, both = OwnChannels(accounts=(phone,)), OwnChannels(accounts=(phone, replace(zalo, is_preferred=True)))
    yield "kênh nhận tin, một kênh", channel_texts.own_channels(one)
    yield "kênh nhận tin, hai kênh", channel_texts.own_channels(both)
    lost = OwnChannels(accounts=(phone, replace(zalo, is_reachable=False)))
    yield "kênh nhận tin, một kênh bị chặn", channel_texts.own_channels(lost)
    yield "kênh nhận tin, không còn kênh nào", channel_texts.own_channels(OwnChannels(accounts=lost.accounts[1:]))
    yield "đã chọn kênh", channel_texts.chosen(both)
    yield "mã liên kết thêm kênh", channel_texts.own_code(SCENE, made, doors=[TELEGRAM, ZALO])
