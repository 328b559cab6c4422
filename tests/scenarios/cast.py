"""A fixed cast in a small office, over real HTTP, with a clock that stands until it is moved."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import update

from actions.clock import tick
from actions.installation import Office
from actions.office import accounts, people
from actions.order import Order
from bot.clock import StandingClock
from bot.program import Program
from bot.settings import Settings
from bot.trial.run import unhurried_limiter
from bot.trial.serving import application
from bot.trial.state import ChatMessage
from bot.trial.telegram import BotApi
from bot.trial.zalo.people import account_id
from bot.trial.zalo.platform import ZaloApi
from channels.telegram.channel import Telegram
from channels.telegram.envelopes import CHANNEL
from channels.telegram.polling import Polling
from domain.office.people import Role
from domain.rules.bulletin_rules import BulletinRules
from domain.rules.policy import DEFAULT_POLICY
from storage import settings_store, sheets
from storage.policies import POLICIES
from storage.tables import policies
from tests.scenarios import messengers
from tests.scenarios.messengers import Messenger, OnTelegram, OnZalo
from tests.scenarios.web import pages

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TOKEN = "1:test"
ZALO_TOKEN = "4242424242424242424:test"
ZALO_SECRET = "mat-khau-webhook-cua-thu-nghiem"
TELEGRAM_SECRET = "mat-khau-webhook-cua-telegram"
PUBLIC_URL = "https://dondoc.example.vn"
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=HANOI)  # an ordinary working Monday

AGENCY, ECONOMY, LAND, OFFICE = "UBND huyện", "Phòng Kinh tế", "Phòng Tài nguyên", "Văn phòng"

TASK = {
    "Chủ trì": "Nguyễn Văn An",
    "Việc": "Báo cáo giải ngân vốn đầu tư công tháng 11",
    "Sản phẩm": "Báo cáo bằng văn bản",
    "Hạn": "16h30 ngày 07/12/2026",
}
QUESTION = {
    "Nội dung": "Dự thảo quy chế phối hợp quản lý đất đai",
    "Đề xuất": "Ban hành trong quý I/2027",
    "Hỏi": "\n- Phòng Kinh tế: nguồn kinh phí thực hiện\n- Phòng Tài nguyên: quy hoạch liên quan",
    "Hạn": "08/12/2026",
}

# What the office has on record. That somebody wrote, and what is owed as an answer, stands elsewhere.
RECORD = (
    *("units", "people", "memberships", "invitations", "cases", "watchers", "duties", "holdings", "submissions"),
    *("calendar_days", "office_hours", "calendar_reviews", "calendar_effects"),
    *("answers", "deemed", "words", "files", "messages", "notices", "journal", "journal_head"),
)


def moment(day: int, hour: int = 0, minute: int = 0, *, month: int = 12, year: int = 2026) -> datetime:
    """A moment of December 2026 by the clock on the office's wall."""
    return datetime(year, month, day, hour, minute, tzinfo=HANOI)


def form(command: str, keys: Mapping[str, str], **changed: str | None) -> str:
    """A form as it is sent; None leaves a key out. A key's blanks are written as underscores."""
    named = {key.replace("_", " "): value for key, value in changed.items()}
    lines = (f"{key}: {value}" for key, value in {**keys, **named}.items() if value is not None)
    return "\n".join((f"/{command}", *lines))


def giaoviec(**changed: str | None) -> str:
    return form("giaoviec", TASK, **changed)


def xinykien(**changed: str | None) -> str:
    return form("xinykien", QUESTION, **changed)


def docx(words: str) -> bytes:
    """A file that passes for one of Word's; of the same words always the same."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(zipfile.ZipInfo("word/document.xml"), words)
    return file.getvalue()


@dataclass
class Player:
    """One person with an account: says, presses, receives."""

    world: World
    user_id: int
    name: str
    on: Messenger
    read: int = 0  # how many of the bot's messages were taken note of
    last: ChatMessage | None = None
    picture: ChatMessage | None = None  # that came with the last message

    async def says(self, text: str, *, at: datetime | None = None) -> None:
        await self.on.says(self.user_id, text, at)
        await self.world.step()

    async def replies(self, text: str, *, to: ChatMessage) -> None:
        """As one answers a message of the bot on a phone: by drawing it aside."""
        await self.world.api.say(self.user_id, text, reply_to=to.message_id)
        await self.world.step()

    async def is_told(self, command: str, *parts: str) -> ChatMessage:
        """Type this and be answered in these words."""
        await self.says(command)
        return self.receives(*parts)

    async def is_refused(self, text: str, *parts: str) -> ChatMessage:
        """Type this, be told what is wrong and what to do instead, and find nothing on record changed."""
        with self.world.changing_nothing():
            return await self.is_told(text, *parts)

    async def sends_file(self, name: str, content: bytes, caption: str | None = None) -> None:
        self.read += await self.on.sends_file(self.user_id, name, content, caption)
        await self.world.step()

    async def sends_album(self, number: str, *names: str, caption: str | None = None, on: int = 0) -> None:
        """Several files at once; the caption stands under one of them."""
        for place, name in enumerate(names):
            words = caption if place == on else None
            await self.world.api.send_file(self.user_id, name, name.encode(), words, album=number)
        await self.world.step()

    async def assigns(self, **changed: str | None) -> ChatMessage:
        """A task in one message, confirmed by the button; returns what the bot answered."""
        return await self._sends(giaoviec(**changed), "Giao việc", "Đã giao")

    async def asks_opinions(self, **changed: str | None) -> ChatMessage:
        return await self._sends(xinykien(**changed), "Gửi", "Đã gửi lấy ý kiến")

    async def _sends(self, draft: str, button: str, done: str) -> ChatMessage:
        await self.says(draft)
        self.receives("Dondoc hiểu")
        await self.presses(button)
        return self.receives(done)

    async def presses(self, label: str, *, on: str | None = None) -> None:
        """A button of the newest message that has it, or of the newest that speaks of `on`."""
        self.read += await self.on.presses(self.user_id, label, on)
        await self.world.step()

    @staticmethod
    def labels(message: ChatMessage) -> list[str]:
        return messengers.labels(message)

    def said_by_bot(self) -> list[ChatMessage]:
        return self.on.said_by_bot(self.user_id)

    async def fetches(self, message: ChatMessage) -> bytes:
        """The file that came with it."""
        return await self.on.content_of(message)

    def unread(self) -> list[ChatMessage]:
        return self.said_by_bot()[self.read :]

    def receives(self, *parts: str) -> ChatMessage:
        """The next message that has not been taken note of says all this. A picture right behind it belongs to it."""
        unread = self.unread()
        assert unread, f"{self.name} received nothing; expected {parts}"
        message = unread[0]
        self.read += 1
        for part in parts:
            assert part in message.text, f"{self.name}: {part!r} is not in\n{message.text}"
        self.last = message
        pictures = [one for one in unread[1:2] if one.is_picture]
        self.read += len(pictures)
        self.picture = pictures[0] if pictures else None
        return message

    def receives_nothing(self) -> None:
        assert not self.unread(), f"{self.name} received\n" + "\n---\n".join(one.text for one in self.unread())


async def _take_date_off(_request: web.Request, response: web.StreamResponse) -> None:
    del response.headers["Date"]


class Network:
    """A server on loopback, on the same port whenever it is there. While it is cut, connections are refused."""

    def __init__(self, application: Callable[[], web.Application] = web.Application) -> None:
        self._application = application
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def serves(self, application: Callable[[], web.Application]) -> None:
        """From its next start on."""
        self._application = application

    async def mend(self, *, dates: bool = True) -> None:
        """It can be reached again; without `dates`, by way of something that takes them off the answers."""
        app = self._application()
        if not dates:
            app.on_response_prepare.append(_take_date_off)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        server = site._server
        assert server is not None
        self._port = server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]

    async def cut(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


@dataclass
class ZaloSide:
    """Zalo, how it is reached, and where the program is served that it sends events to; `telegram` where that sends
    them there too, instead of being asked."""

    api: ZaloApi
    network: Network
    web: Network
    telegram: BotApi | None = None


@dataclass
class World:
    """The office of the cast: clerk, leader, two units with head, deputy and officials, an inspector, a stranger."""

    api: BotApi
    program: Program
    clock: StandingClock
    network: Network
    database: Path
    zalo: ZaloSide | None = None
    reading: timedelta = timedelta()  # that people take before they press
    players: dict[str, Player] = field(default_factory=dict)
    stay: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __getattr__(self, name: str) -> Player:
        try:
            return self.players[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def telegram(self) -> Telegram:
        channel = self.program.lines[CHANNEL].channel
        assert isinstance(channel, Telegram)
        return channel

    @property
    def polling(self) -> Polling:
        reader = self.program.lines[CHANNEL].reader
        assert isinstance(reader, Polling)
        return reader

    def messenger(self, channel: str) -> Messenger:
        if channel == OnTelegram.channel:
            return OnTelegram(api=self.api, steps=self, reading=self.reading)
        assert self.zalo is not None
        return OnZalo(api=self.zalo.api, steps=self, web=self.zalo.web.address)

    def add_player(self, key: str, user_id: int, name: str, channel: str = OnTelegram.channel) -> Player:
        self.players[key] = Player(world=self, user_id=user_id, name=name, on=self.messenger(channel))
        return self.players[key]

    async def step(self) -> None:
        await self.program.step()

    def pass_time(self, length: timedelta) -> None:
        """Nothing falls due meanwhile."""
        self.clock.move_to(self.clock.now() + length)

    async def forward(self, **length: float) -> None:
        await self.until(self.clock.now() + timedelta(**length))

    async def until(self, moment: datetime) -> None:
        await self.program.live_until(moment, self.clock)

    async def stops(self) -> None:
        """The program ends, whatever it had in hand."""
        await self.stay.aclose()

    async def sleep_until(self, moment: datetime) -> None:
        """The program is down until then: nothing is read, taken or sent meanwhile."""
        self.clock.move_to(moment)

    async def starts(self) -> None:
        """Another process takes up the same database, as `python -m bot` does, and goes on until nothing is due."""
        self.program = await self.stay.enter_async_context(
            opened(self.network.address, f"sqlite:///{self.database}", self.clock, zalo=self.zalo)
        )
        for channel in self.program.lines:
            await self.program.worker.recall(channel)
        await self.step()

    async def is_down_until(self, moment: datetime) -> None:
        await self.stops()
        await self.sleep_until(moment)
        await self.starts()

    async def without_network_until(self, moment: datetime) -> None:
        """What the program does while it can reach nobody: it ticks, tries to send, and nothing gets through."""
        await self.network.cut()
        while (now := self.clock.now()) < moment:
            due = await tick.next_moment(self.program.office) or moment
            self.clock.move_to(min(max(due, now + timedelta(hours=1)), moment))
            await self.program.tick()
            await self.program.sender.send_due()
        await self.network.mend()

    def stored(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()

    def on_record(self) -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in RECORD}

    @contextmanager
    def changing_nothing(self) -> Iterator[None]:
        """What happens meanwhile leaves the record of the office as it is: cases, duties, messages, journal."""
        before = self.on_record()
        yield
        assert self.on_record() == before

    def nothing_else_was_said(self) -> None:
        """What every scenario ends with. What must hold whatever happened is looked at as well."""
        for player in self.players.values():
            player.receives_nothing()
        self._every_duty_was_held_without_a_gap()
        ignored = [*self.api.unknown_parameters, *(self.zalo.api.dropped if self.zalo else ())]
        assert not ignored, "the platform would have ignored these"

    def _every_duty_was_held_without_a_gap(self) -> None:
        """Each change of holder closes one interval and opens the next; only an open duty has one without an end."""
        spans = self.stored("SELECT duty_id, since, until FROM holdings ORDER BY duty_id, turn")
        for (duty, _, until), (following, since, _) in pairwise([*spans, (None, None, None)]):
            assert until == since if duty == following else True, f"duty {duty} was held by nobody, or by two"
        unended = {duty for duty, _, until in spans if until is None}
        assert unended == {duty for (duty,) in self.stored("SELECT id FROM duties WHERE phase <> 'closed'")}


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
async def served(api: BotApi) -> AsyncIterator[Network]:
    """The cast's Telegram on loopback."""
    network = Network(lambda: application(api))
    await network.mend()
    try:
        yield network
    finally:
        await network.cut()


def settings_for(base: str, database: str, admins: str = "", zalo: ZaloSide | None = None) -> Settings:
    by_zalo = {
        "zalo_bot_token": ZALO_TOKEN,
        "zalo_webhook_url": f"{PUBLIC_URL}/webhook/zalo",
        "zalo_webhook_secret": ZALO_SECRET,
    }
    by_webhook = {"webhook_url": f"{PUBLIC_URL}/webhook/telegram", "webhook_secret": TELEGRAM_SECRET}
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        telegram_api_base=base,
        database_url=database,
        admin_ids=admins,
        public_url=PUBLIC_URL,
        **({"zalo_api_base": zalo.network.address, **by_zalo} if zalo else {}),
        **(by_webhook if zalo and zalo.telegram else {}),
    )


@asynccontextmanager
async def opened(
    base: str, database: str, clock: StandingClock, *, admins: str = "", zalo: ZaloSide | None = None
) -> AsyncIterator[Program]:
    """A program as after a start, connected."""
    program = Program(settings_for(base, database, admins, zalo), clock, token=TOKEN, limiter=unhurried_limiter())
    await program.prepare()
    await program.connect()
    try:
        if zalo is None:
            yield program
            return
        async with at_their_address(zalo, program):
            yield program
    finally:
        await program.close()


@asynccontextmanager
async def at_their_address(zalo: ZaloSide, program: Program) -> AsyncIterator[None]:
    """The program's own pages, and the doors at which events are handed out."""
    zalo.web.serves(lambda: pages(program))
    await zalo.web.mend()
    zalo.api.loopback = zalo.api.served_at = zalo.web.address
    if zalo.telegram is not None:
        zalo.telegram.loopback = zalo.web.address
    try:
        yield
    finally:
        await zalo.web.cut()


FIRST_ACCOUNT = 1001
STRANGER = 1999


async def turn_sheets_off(program: Program) -> None:
    """The office does without what the bot says by itself, so that a scenario speaks of its own matter alone."""
    quiet = replace(DEFAULT_POLICY, sheets=BulletinRules(wanted=frozenset()))
    async with program.database.writing() as connection:
        await connection.execute(update(policies).values(data=json.dumps(quiet.to_data())))
        await settings_store.changed(connection, POLICIES)
        await sheets.look_again(connection, at=program.clock.now())


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Who of the cast is on Zalo, the others on Telegram: that is asked for events, or sends them `by_webhook` too."""

    name: str
    on_zalo: frozenset[str] = frozenset()
    by_webhook: bool = False

    def of(self, key: str) -> str:
        return OnZalo.channel if key in self.on_zalo else OnTelegram.channel

    def account(self, key: str, number: int) -> str:
        return account_id(number) if key in self.on_zalo else str(number)


ALL_ON_TELEGRAM = Channels(name="telegram")


async def seat(office: Office, now: datetime, channels: Channels = ALL_ON_TELEGRAM) -> None:
    """Enter the cast by the acts that an office is entered by, and link their accounts."""
    opening = Order(now=now, said_at=now, via="test")
    for number, (key, name, unit, position, roles) in enumerate(CAST, start=FIRST_ACCOUNT):
        channel, account = channels.of(key), channels.account(key, number)
        if key == "clerk":
            clerk = await accounts.admit_admin(
                office, opening, channel=channel, user_id=account, chat_id=account, name=name
            )
            order = Order(now=now, said_at=now, via="test", sender_id=clerk.id)
            await people.enter_unit(office, order, name=AGENCY, parent=None)
            for child in (OFFICE, ECONOMY, LAND):
                await people.enter_unit(office, order, name=child, parent=AGENCY)
        placed = await people.enter_person(office, order, name=name, unit=unit, position=position, roles=roles)
        if key != "clerk":
            await accounts.link_sample_account(
                office, order, person_id=placed.person.id, channel=channel, user_id=account
            )


async def open_accounts(api: BotApi) -> None:
    """At the platform, the cast's and a stranger's."""
    for number, (_, name, *_) in enumerate(CAST, start=FIRST_ACCOUNT):
        await api.add_person(number, name)
    await api.add_person(STRANGER, "Người lạ")


async def call_in(world: World, channels: Channels = ALL_ON_TELEGRAM) -> None:
    """The cast as players of this world, and a stranger, each with an account at their platform."""
    cast = [(key, number, name) for number, (key, name, *_) in enumerate(CAST, start=FIRST_ACCOUNT)]
    for key, number, name in (*cast, ("stranger", STRANGER, "Người lạ")):
        world.add_player(key, number, name, channels.of(key))
        await world.players[key].on.add_person(number, name)
