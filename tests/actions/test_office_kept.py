"""The office is kept in order: an import, an erasing, the list of the unreached, a group – on both databases."""

from __future__ import annotations

import json

from sqlalchemy import Text, insert, select, update

from actions.clock.audit import record_backup
from actions.clock.unreachable import unreached
from actions.duties.assignments import Assignment
from actions.duties.results import Result, accept_result, submit_result
from actions.exchange.import_contents import ImportContents, PersonRow, TaskRow, UnitRow
from actions.exchange.imports import import_contents
from actions.office.groups import register_group
from actions.office.people import enter_person
from actions.office.personal import Backup, erase_again, erase_person, own_data
from actions.office.units import unit_board
from actions.opinions.circulars import Circular, send_circular
from domain.acts import Act
from domain.journal.entry import Entry
from domain.names import fold
from domain.office.people import Role
from domain.refusals import NotAllowed, StillHolds
from storage import traces
from storage.tables import accounts, cases, dialogues, inbox, menus, metadata, people, words
from tests.actions.office import AGENCY, CAST, DUE, ECONOMY, LAND, SmallOffice

NEVER_A_NAME = {  # ids, kinds, hashes, rules and what the office calls itself
    *("units.name", "units.spelled", "units.former"),
    *("memberships.roles", "memberships.fields"),
    *("accounts.channel", "accounts.unreachable_why"),
    *("invitations.code_hash",),
    *("delegations.fields",),
    *("policies.data",),
    *("calendar_days.source", "calendar_days.kind", "calendar_days.name", "calendar_days.notice"),
    *("office_hours.hours", "office_hours.notice"),
    *("calendar_reviews.prior",),
    *("calendar_effects.kind",),
    *("facts.name", "facts.value"),
    *("leases.name", "leases.owner"),
    *("sheets.kind",),
    *("words.salt",),
    *("files.sha256",),
    *("counters.kind",),
    *("cases.kind", "cases.file_hash", "cases.urgency", "cases.source", "cases.label", "cases.state"),
    *("duties.kind", "duties.phase", "duties.outcome", "duties.decision"),
    *("holdings.phase",),
    *("submissions.file_sha256", "submissions.album"),
    *("statements.kind", "statements.detail"),
    *("recurrences.rule",),
    *("answers.stance", "answers.state"),
    *("deemed.hearing", "reconciliations.file_sha256"),
    *("spreadsheets.sha256", "imported_files.sha256"),
    *("inbox.channel", "inbox.update_id", "inbox.state", "inbox.reason"),
    *("dialogues.channel", "dialogues.kind", "dialogues.token", "menus.channel"),
    *("hearings.channel", "hearings.proof", "channel_use.channel", "channel_use.month"),
    *("file_links.dialogue", "file_links.purpose", "file_links.secret_hash", "linked_files.sha256"),
    *("messages.state", "messages.platform_id", "messages.reason"),
    *("notices.kind", "notices.slot", "notices.state", "notices.reason"),
}


def a_task(row: int, lead: str, **more: object) -> TaskRow:
    return TaskRow(
        row=row,
        assignment=Assignment(lead=lead, title=f"Việc {row}", product="Báo cáo", deadline=DUE, **more),  # type: ignore[arg-type]
    )


async def test_an_import_is_stored_as_one_message_to_each(small: SmallOffice) -> None:
    contents = ImportContents(
        units=[UnitRow(row=2, name="Phòng Mới", parent=AGENCY), UnitRow(row=3, name=LAND, parent=ECONOMY)],
        people=[PersonRow(row=2, name="Cao Thị Mới", unit="Phòng Mới", roles=frozenset({Role.HEAD}))],
        tasks=[a_task(2, CAST["an"][0]), a_task(3, "Phòng Mới", coordinating=(LAND,)), a_task(4, CAST["an"][0])],
    )
    result = await import_contents(small.office, small.by("hoa"), contents)
    assert (result.units, result.people, result.tasks, result.faults) == (2, 1, 3, ())
    assert (await small.delivered())["an"] == ["taken_on"]
    assert (await small.acts("NV-2"))[:3] == [Act.TASK_ASSIGNED, Act.DUTY_OPENED, Act.DUTY_OPENED]
    await small.is_in_order()
    async with small.office.look(small.by("hoa")) as view:
        (land,), (economy,) = view.chart.units_named(LAND), view.chart.units_named(ECONOMY)
        assert view.chart.is_within(land.id, economy.id)
    await small.tick("2026-12-01 09:00")
    assert "unacknowledged" in (await small.delivered("2026-12-01 09:00"))["an"]
    async with small.refused(NotAllowed):
        await import_contents(small.office, small.by("binh"), contents)


async def test_a_person_is_erased_from_everywhere_but_the_chain(small: SmallOffice) -> None:
    code = await small.assigned("an")
    async with small.refused(StillHolds):
        await erase_person(small.office, small.by("hoa"), name=CAST["an"][0], reason="nghỉ hưu")
    await submit_result(small.office, small.by("an"), code=code, result=Result(text=f"{CAST['an'][0]} nộp"))
    await accept_result(small.office, small.by("hung"), code=code)
    _, kept = await own_data(small.office, small.by("an"))
    assert len(kept["held"]) == 1
    erased = await erase_person(small.office, small.by("hoa"), name=CAST["an"][0], reason="nghỉ hưu")
    assert (erased.person.id, erased.blanked) == (small.ids["an"], 1)
    assert not any(CAST["an"][0] in repr(rows) for rows in (await small.snapshot()).values())
    await small.is_in_order()


async def test_the_name_goes_from_every_column_that_can_hold_it(small: SmallOffice) -> None:
    """Every column of text is either searched or says here why no name can stand in it."""
    searched = {
        *traces.PLAIN,
        *traces.JSON,
        words.c.text,
        inbox.c.raw,
        inbox.c.chat_id,
        dialogues.c.chat_id,
        menus.c.chat_id,
    }
    searched |= {people.c.name, people.c.folded, cases.c.folded, accounts.c.user_id, accounts.c.chat_id}
    left = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Text) and column not in searched and table.name not in {"journal", "journal_head"}
    }
    assert left == NEVER_A_NAME, left ^ NEVER_A_NAME
    written = "NGUYEN_VAN_AN.pdf"
    async with small.database.writing() as connection:
        await connection.execute(insert(words).values(salt="s", text="nguyễn  văn an"))
    code = await small.assigned("khanh")
    async with small.database.writing() as connection:
        for column in traces.PLAIN:
            await connection.execute(update(column.table).values({column: f"hồ sơ {written}"}))
        for column in traces.JSON:
            value: object = {written: ["\nnguyễn văn an"]}
            if column.name in {"more_files", "milestones"}:
                value = [[written, "0"]] if column.name == "more_files" else []
            await connection.execute(update(column.table).values({column: json.dumps(value)}))
        await connection.execute(update(cases).values(folded=fold(f"hồ sơ {written}")))
    await erase_person(small.office, small.by("hoa"), name=CAST["an"][0], reason="nghỉ hưu")
    for table, rows in (await small.snapshot()).items():
        assert "nguyen_van_an" not in repr(rows).lower(), table
        assert CAST["an"][0].lower() not in repr(rows).lower(), table
    async with small.database.reading() as connection:
        assert (await connection.execute(select(cases.c.title, cases.c.folded))).all() == [
            ("hồ sơ (đã xóa).pdf", "ho so (da xoa).pdf")
        ]
    assert code


async def test_an_unread_circular_ends_with_its_reader(small: SmallOffice) -> None:
    circular = Circular(title="Quy chế", to=(CAST["an"][0],))
    sent = await send_circular(small.office, small.by("hoa"), circular)
    erased = await erase_person(small.office, small.by("hoa"), name=CAST["an"][0], reason="nghỉ hưu")
    assert erased.unread == (sent.case.code,)
    assert (await small.acts(sent.case.code))[-2:] == [Act.DUTY_ENDED, Act.CASE_CLOSED]
    await small.is_in_order()


async def test_backups_made_before_are_named(small: SmallOffice) -> None:
    order = small.by("hoa")
    await record_backup(small.office, order, file="sao-luu.db", digest="0" * 64, head=(1, "1" * 64))
    erased = await erase_person(small.office, order, name=CAST["an"][0], reason="nghỉ hưu")
    assert erased.backups == (Backup(made_at=small.now, file="sao-luu.db"),)


async def test_an_erasing_is_done_again_once(small: SmallOffice) -> None:
    code = await small.assigned("an")
    entry = Entry(at=small.now, act=Act.PERSON_ERASED, via="test", data={"person": small.ids["an"], "blanked": 0})
    (again,) = await erase_again(small.office, small.by("hoa"), [entry, entry])
    assert (again.person_id, again.held) == (small.ids["an"], (code,))
    assert await erase_again(small.office, small.by("hoa"), [entry]) == []
    assert not any(CAST["an"][0] in repr(rows) for rows in (await small.snapshot()).values())


async def test_whom_nobody_reaches_is_listed_each_working_day_once(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.assigned("khanh")
    await small.delivered()
    await small.tick()
    await small.lose("an")
    async with small.office.look(small.by("hoa")) as view:
        assert [(small.name(one.person.id), one.count) for one in await unreached(view)] == [("an", 1)]
    await small.tick("2026-12-01 08:00")
    await small.tick("2026-12-01 08:10")
    told = await small.delivered("2026-12-01 08:10")
    assert told["hoa"].count("unreached") == 1


async def test_a_units_group_hears_what_is_overdue_and_nobody_else_registers_it(small: SmallOffice) -> None:
    for who in ("an", "duc", "hoa"):
        async with small.refused(NotAllowed):
            await register_group(small.office, small.by(who), unit=ECONOMY, channel="test", chat_id="-7")
    await register_group(small.office, small.by("binh"), unit=ECONOMY, channel="test", chat_id="-7")
    async with small.office.look(small.by("binh")) as view:
        (group,) = view.chart.groups.values()
        assert group.reachable
        assert group.id not in view.chart.people
    small.ids["group"] = group.id
    await small.assigned("an")
    await small.tick("2026-12-14 16:31")
    assert (await small.delivered("2026-12-14 16:31"))["group"] == ["overdue"]


async def test_what_somebody_who_moves_leaves_behind_is_named(small: SmallOffice) -> None:
    code = await small.assigned("an")
    placed = await enter_person(
        small.office,
        small.by("hoa"),
        name=CAST["an"][0],
        unit=LAND,
        position="",
        roles=frozenset({Role.OFFICIAL}),
        moved=True,
    )
    assert [case.code for _, case in placed.left_behind] == [code]
    board = await unit_board(small.office, small.by("binh"))
    assert [case.code for case in board.cases.values()] == [code], "the unit still answers for it"
