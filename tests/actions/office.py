"""The cast of the action tests, the clock they stand by, and what is looked at afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from actions.clock import steps, unreachable
from actions.clock.audit import verify_journal
from actions.delivery import claiming, delivery
from actions.delivery.outgoing import Outgoing
from actions.duties.assignments import Assignment
from actions.duties.tasks import assign_tasks
from actions.installation import Office
from actions.office import absences, people
from actions.office.accounts import admit_admin, link_sample_account
from actions.opinions.opinions import OpinionQuestion, ask_opinions
from actions.order import Order
from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty, DutyKind, Holding
from domain.hearing import ChannelHearing, all_read
from domain.journal.entry import Entry
from domain.office.people import Role
from domain.refusals import Refusal
from domain.rules.lengths import Urgency
from storage import cases, duties, hearings, journal, policies, settings_store
from storage.database import Database
from storage.tables import accounts, metadata
from storage.tables import notices as notices_table

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CHANNEL = "test"
AGENCY, ECONOMY, LAND, OFFICE = "UBND huyện", "Phòng Kinh tế", "Phòng Tài nguyên", "Văn phòng"

CAST: dict[str, tuple[str, str, frozenset[Role]]] = {
    "hoa": ("Lê Thị Hoa", OFFICE, frozenset({Role.OFFICE})),
    "hung": ("Trần Quốc Hùng", AGENCY, frozenset({Role.LEADER, Role.HEAD})),
    "binh": ("Phạm Văn Bình", ECONOMY, frozenset({Role.HEAD})),
    "cuc": ("Đỗ Thị Cúc", ECONOMY, frozenset({Role.DEPUTY})),
    "an": ("Nguyễn Văn An", ECONOMY, frozenset({Role.OFFICIAL})),
    "lan": ("Vũ Thị Lan", ECONOMY, frozenset({Role.OFFICIAL})),
    "duc": ("Hoàng Minh Đức", LAND, frozenset({Role.HEAD})),
    "khanh": ("Ngô Văn Khánh", LAND, frozenset({Role.OFFICIAL})),
    "thanh": ("Vũ Thị Thanh", AGENCY, frozenset({Role.INSPECTOR})),
}


def at(text: str) -> datetime:
    """`2026-11-30 09:00` on the office's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


MONDAY = at("2026-11-30 09:00")
DUE = Deadline(moment=at("2026-12-14 16:30"), names_hour=True)


class SmallOffice:
    """An office with a clock that stands until it is moved. Every weekday is worked: no holidays are entered."""

    def __init__(self, database: Database, ids: dict[str, int] | None = None) -> None:
        self.database = database
        self.office = Office(database, timezone=HANOI)
        self.now = MONDAY
        self.ids = dict(ids or {})

    async def open(self) -> None:
        async with self.database.writing() as connection:
            await policies.ensure_policy(connection, at=self.now)
        clerk = await admit_admin(
            self.office, self._order(None), channel=CHANNEL, user_id="hoa", chat_id="hoa", name=CAST["hoa"][0]
        )
        self.ids["hoa"] = clerk.id
        order = self.by("hoa")
        await people.enter_unit(self.office, order, name=AGENCY, parent=None)
        for unit in (ECONOMY, LAND, OFFICE):
            await people.enter_unit(self.office, order, name=unit, parent=AGENCY)
        for key, (name, unit, roles) in CAST.items():
            placed = await people.enter_person(
                self.office, order, name=name, unit=unit, position="Chức vụ", roles=roles
            )
            self.ids[key] = placed.person.id
            if key != "hoa":
                await link_sample_account(self.office, order, person_id=placed.person.id, channel=CHANNEL, user_id=key)

    def _order(self, sender_id: int | None, said: str | None = None) -> Order:
        return Order(now=self.now, said_at=at(said) if said else self.now, via="test", sender_id=sender_id)

    def by(self, key: str, *, said: str | None = None) -> Order:
        """An order of this person now; `said` where it was said earlier than it is handled."""
        return self._order(self.ids[key], said)

    def name(self, person_id: int) -> str:
        """Of the cast; whoever else is written to is the group of a unit."""
        return next((key for key, value in self.ids.items() if value == person_id), "group")

    # Cases

    async def assigned(
        self,
        lead: str = "an",
        *,
        by: str = "hoa",
        assigner: str | None = "hung",
        urgency: Urgency = Urgency.NORMAL,
        deadline: Deadline = DUE,
        coordinating: tuple[str, ...] = (),
        watching: tuple[str, ...] = (),
    ) -> str:
        """A task for a person of the cast, or for a unit by its name; returns its code."""
        assignment = self.assignment(
            lead,
            assigner=assigner,
            urgency=urgency,
            deadline=deadline,
            coordinating=coordinating,
            watching=watching,
        )
        (prospect,) = await assign_tasks(self.office, self.by(by), assignment)
        return prospect.case.code

    def assignment(self, lead: str, *, assigner: str | None = "hung", **more: Any) -> Assignment:
        """What the office writes for such a task."""
        return Assignment(
            lead=CAST[lead][0] if lead in CAST else lead,
            title="Báo cáo giải ngân",
            product="Báo cáo",
            assigner=CAST[assigner][0] if assigner else None,
            **{"deadline": DUE, **more},
        )

    async def asked(self, *units: str, by: str = "duc", deadline: Deadline = DUE, **more: Any) -> str:
        """An opinion asked of these units; returns its code."""
        prospect = await ask_opinions(
            self.office,
            self.by(by),
            OpinionQuestion(
                title="Dự thảo quy chế",
                proposal="Ban hành trong quý I",
                asked=tuple((unit, "liên quan") for unit in units or (ECONOMY,)),
                deadline=deadline,
                **more,
            ),
        )
        return prospect.case.code

    async def case(self, code: str) -> Case:
        async with self.database.reading() as connection:
            found = await cases.case_by_code(connection, code)
        assert found is not None
        return found

    async def duty(self, code: str, kind: DutyKind | None = None, *, unit: str | None = None) -> Duty:
        """The duty of that kind, the first where none is named."""
        async with self.database.reading() as connection:
            case = await cases.case_by_code(connection, code)
            assert case is not None
            owed = await duties.duties_of_case(connection, case.id)
            chart = await self.office.chart(connection, self.now)
        named = [
            one
            for one in owed
            if (kind is None or one.kind is kind)
            and (unit is None or (one.unit_id is not None and chart.units[one.unit_id].name == unit))
        ]
        return named[0]

    async def held(self, duty: Duty) -> list[tuple[str, datetime, datetime | None]]:
        """Who held it, since when, until when."""
        async with self.database.reading() as connection:
            found = await duties.holdings_of(connection, [duty.id])
        return [(self.name(one.person_id), one.since, one.until) for one in found]

    async def acts(self, code: str) -> list[str]:
        return [entry.act for entry in await self.entries(code)]

    async def entries(self, code: str) -> list[Entry]:
        case = await self.case(code)
        async with self.database.reading() as connection:
            return await journal.entries_of_case(connection, case.id)

    # The clock and the post

    async def heard(self, until: datetime | None = None) -> None:
        """Everything said up to then has been read."""
        await self.hears(all_read(CHANNEL, until or self.now))

    async def hears(self, *heard: ChannelHearing) -> None:
        async with self.database.writing() as connection:
            for hearing in heard:
                await hearings.note_hearing(connection, hearing)

    async def tick(self, moment: str | None = None, *, heard: bool = True) -> int:
        """Take what has come by then; returns how many duties had a step."""
        if moment is not None:
            self.now = at(moment)
        if heard:
            await self.heard()
        taken = 0
        await absences.turn_absences(self.office, self.now)
        await unreachable.list_unreached(self.office, self.now)
        while count := await steps.take_due_steps(self.office, self.now):
            taken += count
            if not heard:
                break
        return taken

    async def claimed(self, moment: str | None = None) -> list[Outgoing]:
        if moment is not None:
            self.now = at(moment)
        return await claiming.claim_messages(self.office, self.now)

    async def delivered(self, moment: str | None = None) -> dict[str, list[str]]:
        """Send everything that may go out; what each was told, in the order in which it was said."""
        told: dict[str, list[str]] = {}
        rounds_without = 0
        while rounds_without < 2:  # a message given up may have caused another
            outgoing = await self.claimed(moment)
            rounds_without = 0 if outgoing else rounds_without + 1
            for one in outgoing:
                told.setdefault(self.name(one.recipient.id), []).extend(
                    str(getattr(notice.payload, "step", notice.kind)) for notice in one.notices
                )
                await delivery.note_sent(self.office, one, one.notices, platform_id=f"m{one.message.id}", now=self.now)
        return told

    async def notices(self, *states: str) -> list[tuple[str, str, str]]:
        """Recipient, what it says, its state; of the given states alone where any are given."""
        async with self.database.reading() as connection:
            rows = (await connection.execute(select(notices_table).order_by(notices_table.c.id))).all()
        return [(self.name(row.recipient_id), row.slot, row.state) for row in rows if not states or row.state in states]

    async def lose(self, *keys: str) -> None:
        """These people can no longer be written to."""
        async with self.database.writing() as connection:
            for key in keys:
                await connection.execute(
                    accounts.update()
                    .where(accounts.c.person_id == self.ids[key])
                    .values(unreachable_at=self.now, unreachable_why="blocked")
                )
            await settings_store.changed(connection, "chart")

    # What must hold

    async def snapshot(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        async with self.database.reading() as connection:
            return {
                table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
            }

    @asynccontextmanager
    async def refused(self, refusal: type[Refusal]) -> Any:
        """What is asked inside is refused so, and leaves every table as it was."""
        before = await self.snapshot()
        with pytest.raises(refusal) as caught:
            yield caught
        assert await self.snapshot() == before

    async def is_in_order(self) -> None:
        """The journal holds; every duty has one holder while open, a next step, and intervals without gap."""
        sound = await verify_journal(self.office)
        assert sound.broken is None
        async with self.database.reading() as connection:
            every = [
                duty
                for case in (await cases.cases_of(connection, range(1, 200))).values()
                for duty in await duties.duties_of_case(connection, case.id)
            ]
            held = await duties.holdings_of(connection, [duty.id for duty in every])
            known = await cases.cases_of(connection, {duty.case_id for duty in every})
        for duty in every:
            case = known[duty.case_id]
            check_holdings(duty, [one for one in held if one.duty_id == duty.id])
            assert duty.is_open == (duty.next_step_at is not None)
            assert not duty.is_open or case.closed_at is None


def check_holdings(duty: Duty, held: Sequence[Holding]) -> None:
    """The intervals follow each other without gap, and sum to the whole time of the duty."""
    assert held
    for one, following in pairwise(held):
        assert one.until == following.since
    last = held[-1]
    assert last.until == duty.closed_at
    assert duty.opened_at >= held[0].since
    if duty.is_open:
        assert (last.person_id, last.since) == (duty.holder_id, duty.held_since)
        return
    assert duty.closed_at is not None
    whole = sum((one.until - one.since for one in held if one.until), timedelta())
    assert whole == duty.closed_at - held[0].since


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
