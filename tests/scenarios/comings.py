"""An office in which people come, leave, move, stand in and are erased while its work goes on, spoken to by chat as its
people would: each types and presses, and hears what the bot says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from actions.clock import tick
from actions.delivery import claiming, delivery, outgoing
from actions.office.accounts import link_sample_account
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.hearing import all_read
from domain.office.chart import Chart
from domain.office.people import Person, Role
from domain.refusals import Refusal
from handlers.desk import Call, Desk, Reply, scene
from handlers.dialogues.explaining import explained
from handlers.front import commands, pressing
from handlers.front.commands import COMMANDS
from handlers.reading.typing import parse_command
from storage import cases, duties, hearings, settings_store
from storage.database import Database
from storage.tables import accounts
from storage.tables import cases as cases_table
from tests.actions.office import AGENCY, ECONOMY, HANOI, OFFICE, SmallOffice
from texts.front.refusals import refusal_text
from texts.notices import messages as texts
from texts.notices.buttons import message_buttons
from texts.scene import Scene
from texts.words import roles_of

CHANNEL = "test"
CULTURE, TEAM = "Phòng Văn hóa", "Tổ Đầu tư"
MORE: dict[str, tuple[str, str, frozenset[Role]]] = {
    "tam": ("Đặng Văn Tâm", OFFICE, frozenset({Role.HEAD, Role.OFFICE})),
    "mai": ("Lý Thị Mai", AGENCY, frozenset({Role.LEADER, Role.DEPUTY})),
    "phuc": ("Cao Hữu Phúc", CULTURE, frozenset({Role.HEAD})),
    "yen": ("Trịnh Thị Yến", CULTURE, frozenset({Role.OFFICIAL})),
    "son": ("Mai Văn Sơn", TEAM, frozenset({Role.OFFICIAL})),
}
NEWCOMERS = ("Tạ Quang Vinh", "Hồ Thị Diệp", "Lâm Chí Kiên", "Chu Thị Nhàn", "Quách Văn Lộc", "Âu Thị Ngà")
RENAMED = ("Phòng Công Thương", "Phòng Nông nghiệp", "Phòng Nội vụ", "Phòng Giáo dục")
REASON = "không thuộc chức năng, vượt thẩm quyền của đơn vị"


@dataclass(frozen=True, kw_only=True)
class ReceivedMessage:
    """What a person was told: in answer, or of the bot's own accord."""

    at: datetime
    reader: Person
    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The office at one moment: who is what, and all that is open."""

    now: datetime
    chart: Chart
    cases: dict[int, Case]
    duties: dict[int, Duty]

    @property
    def open(self) -> list[Duty]:
        return [duty for duty in self.duties.values() if duty.is_open]

    def case_of(self, duty: Duty) -> Case:
        return self.cases[duty.case_id]


class Town(SmallOffice):
    """The small office with a second unit of officials, a team without a head, a vice-chairman and a head of the office
    who registers too. Names stand for accounts: who is linked and has not blocked the bot may speak."""

    def __init__(self, database: Database, ids: dict[str, int] | None = None) -> None:
        super().__init__(database, ids)
        self.messages: list[ReceivedMessage] = []
        self.refusal: Refusal | None = None
        self.confirms = True  # what is shown before it is done

    async def open(self) -> None:
        await super().open()
        await self.says("hoa", f"/donvimoi {CULTURE}; {AGENCY}")
        await self.says("hoa", f"/donvimoi {TEAM}; {ECONOMY}")
        for key, (name, unit, roles) in MORE.items():
            await self.says("hoa", f"/canbo {name}; {unit}; Chức vụ; {roles_of(roles)}")
            await self.links(key, name)

    async def links(self, key: str, name: str, *, by: str = "hoa") -> None:
        """The account of somebody who has just been entered."""
        async with self.office.look(self.by(by)) as view:
            self.ids[key] = next(one.id for one in view.chart.people.values() if one.name == name)
        await link_sample_account(self.office, self.by(by), person_id=self.ids[key], channel=CHANNEL, user_id=key)

    # Speaking

    async def says(self, key: str, text: str) -> Reply:
        """What the answer is, or why it is not done; a form or a merger that is shown first is confirmed."""
        reply = await self._answered(key, lambda ask: _typed(ask, text))
        ok = [data for row in reply.buttons for data in (one.data for one in row) if data.startswith("draft:ok:")]
        if not ok or not self.confirms:
            return reply
        self.messages.pop()  # of no use once it is confirmed
        return await self.presses(key, ok[0])

    async def presses(self, key: str, data: str) -> Reply:
        return await self._answered(key, lambda ask: pressing.run_press(ask, data))

    async def _answered(self, key: str, act: Callable[[Call], Awaitable[Reply | None]]) -> Reply:
        async with self.office.look(self.by(key)) as view:
            sender = view.sender
        ask = Call(
            desk=Desk(office=self.office, commands=COMMANDS),
            order=self.by(key),
            channel=CHANNEL,
            chat_id=key,
            user_id=key,
            sender=sender,
        )
        self.refusal = None
        try:
            reply = await act(ask) or Reply(text="")
        except Refusal as refusal:
            self.refusal = refusal
            reply = Reply(text=refusal_text(await scene(ask), await explained(ask, refusal)))
        self._hears(sender, reply.text, [[(one.label, one.data) for one in row] for row in reply.buttons])
        return reply

    def _hears(self, reader: Person, text: str, buttons: Sequence[Sequence[tuple[str, str]]]) -> None:
        self.messages.append(ReceivedMessage(at=self.now, reader=reader, text=text, buttons=tuple(map(tuple, buttons))))

    # The clock and the post

    async def lives_on(self, length: timedelta, *, down: bool = False) -> None:
        """Time passes; the program takes every moment as it comes or, while it was down, all of them at its end."""
        until = self.now + length
        while not down and (moment := await tick.next_moment(self.office)) is not None and moment < until:
            self.now = max(moment, self.now + timedelta(minutes=1))
            await self._wakes()
        self.now = max(self.now, until)
        await self._wakes()

    async def _wakes(self) -> None:
        async with self.database.writing() as connection:
            await hearings.note_hearing(connection, all_read(CHANNEL, self.now))
        await tick.do_chores(self.office, self.now)
        await self.post_goes_out()

    async def post_goes_out(self) -> None:
        """Everything that may be said now is said, and arrives."""

        def fits(outgoing: outgoing.Outgoing) -> Sequence[outgoing.RenderedNotice]:
            return texts.fitting(Scene(timezone=HANOI, chart=outgoing.chart), outgoing)

        while claimed := await claiming.claim_messages(self.office, self.now, fits=fits):
            for one in claimed:
                text = texts.message(Scene(timezone=HANOI, chart=one.chart), one)
                buttons = [[(button.label, button.data) for button in row] for row in message_buttons(one)]
                self._hears(one.recipient, text, buttons)
                await delivery.note_sent(self.office, one, one.notices, platform_id=f"m{one.message.id}", now=self.now)

    # What stands

    async def picture(self) -> Picture:
        async with self.database.reading() as connection:
            chart = await self.office.chart(connection, self.now)
            keys = [row.id for row in await connection.execute(select(cases_table.c.id))]
            known = await cases.cases_of(connection, keys)
            owed = [duty for key in keys for duty in await duties.duties_of_case(connection, key)]
        return Picture(now=self.now, chart=chart, cases=known, duties={duty.id: duty for duty in owed})

    async def blocks(self, key: str, *, blocked: bool) -> None:
        """Block the bot, or let it write again."""
        why = {"unreachable_at": self.now, "unreachable_why": "blocked"}
        async with self.database.writing() as connection:
            mine = accounts.update().where(accounts.c.person_id == self.ids[key])
            await connection.execute(mine.values(why if blocked else dict.fromkeys(why)))
            await settings_store.changed(connection, "chart")


async def _typed(ask: Call, text: str) -> Reply:
    typed = parse_command(text)
    return await (commands.run_text(ask.with_text(text)) if typed is None else commands.run(ask, typed))
