"""A fixed cast in a small office, over real HTTP, with a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from actions import people
from actions.work import Order
from bot.clock import StandingClock
from bot.program import Program
from bot.settings import Settings
from bot.trial.run import unhurried_limiter
from bot.trial.telegram import BotApi, ChatMessage, application
from domain.people import Role
from handlers.reception import CHANNEL

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TOKEN = "1:test"
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=HANOI)  # an ordinary working Monday

AGENCY, ECONOMY, LAND, OFFICE = "UBND huyện", "Phòng Kinh tế", "Phòng Tài nguyên", "Văn phòng"


@dataclass
class Player:
    """One person with an account: says, presses, receives."""

    world: World
    user_id: int
    name: str
    read: int = 0  # how many of the bot's messages he has taken note of
    last: ChatMessage | None = None

    async def says(self, text: str, *, at: datetime | None = None) -> None:
        await self.world.api.say(self.user_id, text, date=at)
        await self.world.step()

    async def sends_file(self, name: str, content: bytes, caption: str | None = None) -> None:
        await self.world.api.send_file(self.user_id, name, content, caption)
        await self.world.step()

    async def presses(self, label: str, *, on: str | None = None) -> None:
        """A button of the newest message that has it, or of the newest that speaks of `on`."""
        await self.world.api.press(self.user_id, self._with_button(label, on).message_id, label)
        await self.world.step()

    def _with_button(self, label: str, on: str | None) -> ChatMessage:
        for message in reversed(self.said_by_bot()):
            if (on is None or on in message.text) and label in self.labels(message):
                return message
        raise AssertionError(f"{self.name} has no button {label!r}; last: {self.said_by_bot()[-1:]}")

    @staticmethod
    def labels(message: ChatMessage) -> list[str]:
        return [button[0] for row in message.buttons for button in row]

    def said_by_bot(self) -> list[ChatMessage]:
        return [message for message in self.world.api.messages(self.user_id) if message.from_bot]

    def unread(self) -> list[ChatMessage]:
        return self.said_by_bot()[self.read :]

    def receives(self, *parts: str) -> ChatMessage:
        """The next message that has not been taken note of says all this."""
        unread = self.unread()
        assert unread, f"{self.name} received nothing; expected {parts}"
        message = unread[0]
        self.read += 1
        for part in parts:
            assert part in message.text, f"{self.name}: {part!r} is not in\n{message.text}"
        self.last = message
        return message

    def receives_nothing(self) -> None:
        assert not self.unread(), f"{self.name} received\n" + "\n---\n".join(one.text for one in self.unread())


@dataclass
class World:
    """The office of the cast: clerk, leader, two units with head, deputy and officials, an inspector, a stranger."""

    api: BotApi
    program: Program
    clock: StandingClock
    players: dict[str, Player] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Player:
        try:
            return self.players[name]
        except KeyError:
            raise AttributeError(name) from None

    async def step(self) -> None:
        await self.program.step()

    async def forward(self, **length: float) -> None:
        await self.until(self.clock.now() + timedelta(**length))

    async def until(self, moment: datetime) -> None:
        await self.program.live_until(moment, self.clock)

    async def sleep_until(self, moment: datetime) -> None:
        """The program is down until then: nothing is read, taken or sent meanwhile."""
        self.clock.move_to(moment)

    def nothing_else_was_said(self) -> None:
        for player in self.players.values():
            player.receives_nothing()


CAST: tuple[tuple[str, str, str, str, frozenset[Role]], ...] = (
    ("clerk", "Lê Thị Hoa", OFFICE, "Chuyên viên", frozenset({Role.OFFICE})),
    ("leader", "Trần Quốc Hùng", AGENCY, "Chủ tịch", frozenset({Role.LEADER, Role.HEAD})),
    ("binh", "Phạm Văn Bình", ECONOMY, "Trưởng phòng", frozenset({Role.HEAD})),
    ("cuc", "Đỗ Thị Cúc", ECONOMY, "Phó Trưởng phòng", frozenset({Role.DEPUTY})),
    ("an", "Nguyễn Văn An", ECONOMY, "Chuyên viên", frozenset({Role.OFFICIAL})),
    ("duc", "Hoàng Minh Đức", LAND, "Trưởng phòng", frozenset({Role.HEAD})),
    ("khanh", "Ngô Văn Khánh", LAND, "Chuyên viên", frozenset({Role.OFFICIAL})),
    ("inspector", "Vũ Thị Thanh", AGENCY, "Thanh tra viên", frozenset({Role.INSPECTOR})),
)


@asynccontextmanager
async def served(api: BotApi) -> AsyncIterator[str]:
    """The cast's Telegram on loopback; yields its address."""
    runner = web.AppRunner(application(api), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    assert server is not None
    port = server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        api.stop()
        await runner.cleanup()


def settings_for(base: str, database: str) -> Settings:
    return Settings(_env_file=None, telegram_api_base=base, database_url=database)  # type: ignore[call-arg]


@asynccontextmanager
async def opened(base: str, database: str, clock: StandingClock) -> AsyncIterator[Program]:
    """A program as after a start, connected."""
    program = Program(settings_for(base, database), clock, token=TOKEN, limiter=unhurried_limiter())
    await program.prepare()
    await program.connect()
    try:
        yield program
    finally:
        await program.close()


async def seat(world: World) -> None:
    """Enter the cast by the acts that an office is entered by, and link their accounts."""
    office, now = world.program.office, world.clock.now()
    opening = Order(now=now, said_at=now, via="test")
    for number, (key, name, unit, position, roles) in enumerate(CAST, start=1001):
        await world.api.add_person(number, name)
        world.players[key] = Player(world=world, user_id=number, name=name)
        account = str(number)
        if key == "clerk":
            clerk = await people.admit_admin(
                office, opening, channel=CHANNEL, user_id=account, chat_id=account, name=name
            )
            order = Order(now=now, said_at=now, via="test", sender_id=clerk.id)
            await people.enter_unit(office, order, name=AGENCY, parent=None)
            for child in (OFFICE, ECONOMY, LAND):
                await people.enter_unit(office, order, name=child, parent=AGENCY)
        placed = await people.enter_person(office, order, name=name, unit=unit, position=position, roles=roles)
        if key != "clerk":
            await people.link_sample_account(
                office, order, person_id=placed.person.id, channel=CHANNEL, user_id=account
            )
    await world.api.add_person(1999, "Người lạ")
    world.players["stranger"] = Player(world=world, user_id=1999, name="Người lạ")
