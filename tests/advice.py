"""Whether what a message advises can be done: every command and every button that it offers is tried as its reader, at
that moment, on a copy of the office."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from actions.aside import SideProcess
from actions.finding import told_apart
from actions.installation import Office
from actions.order import Order
from actions.visible_case import find_case
from domain import refusals as r
from domain.office.calendar import Calendar
from domain.office.chart import Chart
from domain.office.people import Person
from domain.permissions import may
from domain.rights import relations_to_office
from handlers.desk import Call, Desk
from handlers.front import commands, pressing
from handlers.front.commands import COMMANDS
from handlers.reading.typing import is_code, parse_code, parse_command
from storage import cases
from storage.database import Database
from texts.front.usage.table import USAGES

CODE = r"(?:NV|YK|PB|DK)-\d+"
_CASE_CODE = re.compile(r"\b(?:NV|YK|PB)-\d+\b")
LATER = timedelta(days=60)
EXAMPLE_CODES = ("NV-12", "YK-5")  # by which commands are shown
MOST_NAMES = 40  # that are tried for one that is left open

# What stands in a message for what its reader fills in, the longest first.
_NAMES = ("họ tên hoặc đơn vị", "họ tên người giữ", "họ tên", "tên đơn vị", "tên mới")
_WORDS = {
    "ý kiến; lý do": "có điều kiện; bổ sung nguồn kinh phí tại Điều 7",
    "cách thống nhất": "tiếp thu, bỏ khoản 3 Điều 7",
    "nội dung biên bản": "tiếp thu; biên bản số 15/BB",
    "nội dung bổ sung": "đã gửi bản đồ hiện trạng",
    "từ trong tên việc": "báo cáo",
    "nội dung": "đã tổng hợp số liệu của 5/8 đơn vị",
    "vướng mắc": "Kho bạc chưa gửi số liệu",
    "đề xuất": "đề nghị Văn phòng đôn đốc Kho bạc",
    "biên bản": "biên bản số 15/BB",
    "kết quả": "đã tổng hợp số liệu",
    "ý kiến": "đồng ý",
    "lý do": "vượt thẩm quyền, không thuộc chức năng của phòng",
}
_DATES = (r"(?:(?<=\d )|(?<=; ))hạn(?: mới)?(?=;|$)",)
_LITERAL = (r"mốc \d+:", "khách quan", "chủ quan", "hồ sơ")
_FILLED = "|".join((*_NAMES, *_WORDS, *_DATES, *_LITERAL))
_PART = r"(?:[^;/().\n]|\([^()\n]*\)){2,80}"  # of a case, by name
_UNIT = rf"(?: (?!{_FILLED}){_PART};(?= (?:{_FILLED}))| (?-i:[A-ZĐ]){_PART}(?=\)))?"
_ON_PAPER = r"(?:/ghigiay [^;/\n]{2,80}; )?"
_COMMAND = re.compile(
    rf"(?<![\w/.:])(?P<whole>{_ON_PAPER}/[a-z]+(?: {CODE}{_UNIT})?(?:;? (?:{_FILLED})(?!\w))*)", re.IGNORECASE
)
_PLACEHOLDER = re.compile(rf"(?<!\w)(?:{'|'.join((*_NAMES, *_WORDS, *_DATES))})(?!\w)", re.IGNORECASE)
# What a command is said to take, where it is named alone: `/giaolai kèm mã, họ tên và lý do`.
_TOLD = "mã việc|mã đó|mã|họ tên|lý do|nội dung biên bản|nội dung"
_TAKES = re.compile(rf" (?:kèm|và) (?P<what>(?:(?:{_TOLD})(?:, | và )?)+)")
_TAKEN = re.compile(_TOLD)
_IN_CODE = re.compile(r"<code>(?P<inside>.*?)</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)|\n")
# Who else does it, where the sentence says so.
_OTHERS = re.compile(r"Văn phòng|thủ trưởng|người giao|nơi hỏi|người đã nhập|đồng chí ấy", re.IGNORECASE)
_EXAMPLE = re.compile(r"ví dụ|theo mẫu|gõ như|mẫu ", re.IGNORECASE)
_EXAMPLES = frozenset(
    line
    for usage in USAGES.values()
    for line in (usage.example, *usage.example.split("\n"))
    if line.startswith("/") and " " in line
)
SHOWING = frozenset(name for name, command in COMMANDS.items() if not command.changes) | {"list", "hoso", "baocao"}
_IN_GROUP = frozenset({"nhom"})

NOT_WRITTEN_SO = (r.Unreadable, r.FormUnclear, r.StanceUnknown, r.ValueUnknown, r.NotOnPaper, r.ReasonMissing)
BORNE = (r.TooHeavy,)  # drawing is left out here
_MEANT = re.compile(r"draft:\d+:|guide:")  # only says how the reader's own words may be meant, whatever comes of it
READ_FIRST = r.OpinionsUnread.__name__  # where the message says to read what the units have said, and then to decide


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A command as a message gives it, or the data of a button. `is_example` shows how a command is written and names a
    case of its own; `to_others` stands in a sentence that says who else does it."""

    text: str
    is_button: bool = False
    is_example: bool = False
    to_others: bool = False
    codes: tuple[str, ...] = ()  # of the line in which it stands, for `kèm mã`

    @property
    def only_shows(self) -> bool:
        """Whether it changes nothing: whoever could read it once could read it again."""
        verb = re.split(r"[ :]", self.text.removeprefix("/"), maxsplit=1)[0]
        return verb in SHOWING


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Advice that its reader cannot follow, as it was tried, and why."""

    advice: Advice
    tried: str
    why: str

    def __str__(self) -> str:
        as_tried = f" (tried {self.tried!r})" if self.tried != self.advice.text else ""
        return f"{self.advice.text!r}{as_tried}: {self.why}"


def advice_in(html: str, buttons: Sequence[Sequence[tuple[str, str]]] = ()) -> list[Advice]:
    """Everything that a message offers, each once: commands in its text, in the order of the text, then its buttons."""
    found = [*_commands_in(html)]
    pressed = [data for row in buttons for _, data in row if not data.startswith("http")]
    return list(dict.fromkeys((*found, *(Advice(text=data, is_button=True) for data in pressed))))


def _commands_in(html: str) -> Iterator[Advice]:
    """What stands in `<code>` is a whole command; in running text it ends where the sentence goes on."""
    plain, kept = "", []
    at = 0
    for found in _IN_CODE.finditer(html):
        plain += unescape(_TAG.sub("", html[at : found.start()]))
        kept.append((len(plain), unescape(_TAG.sub("", found["inside"]))))
        plain += "\N{OBJECT REPLACEMENT CHARACTER}"
        at = found.end()
    plain += unescape(_TAG.sub("", html[at:]))
    for place, inside in kept:
        if inside.startswith("/") and inside[1:2].isalpha():
            yield _told(plain, place, place + 1, inside)
    for inline in _COMMAND.finditer(plain):
        yield _told(plain, inline.start(), inline.end(), inline["whole"].strip())


def _told(plain: str, start: int, end: int, text: str) -> Advice:
    """The advice with what the sentence around it says of it."""
    before = _SENTENCE_END.split(plain[:start])[-1]
    takes = _TAKES.match(plain, end)
    if takes is not None and " " not in text:
        first, *more = _TAKEN.findall(takes["what"])
        between = " " if first.startswith("mã") or not more else "; "
        text = f"{text} {first}{between}{'; '.join(more)}"
    is_example = text in _EXAMPLES or _EXAMPLE.search(before) is not None
    line = plain[:start].rpartition("\n")[2]
    return Advice(
        text=text.strip(),
        is_example=is_example,
        to_others=_OTHERS.search(before) is not None,
        codes=tuple(dict.fromkeys(_CASE_CODE.findall(line))),
    )


@dataclass(frozen=True, kw_only=True)
class Filling:
    """What its reader would write for what the advice leaves open: names of the same office, a day still ahead."""

    chart: Chart
    calendar: Calendar
    reader: Person
    now: datetime
    codes: tuple[str, ...] = ()  # of the message, for `kèm mã`

    def fill(self, text: str) -> list[str]:
        """As the reader might write it; of several names to choose from each."""
        head, _, rest = text.partition(" ")
        if re.match(r"mã(?: việc| đó)?(?!\w)", rest):
            if not self.codes:
                return [head]
            rest = re.sub(r"^mã(?: việc| đó)?", self.codes[0], rest)
        command = head.removeprefix("/")
        named = self._people(command) if re.search("họ tên", rest, re.IGNORECASE) else [""]
        if "tên đơn vị" in rest.casefold():
            named = self._units()
        filled = (
            _PLACEHOLDER.sub(lambda found, name=name: self._for(found[0].casefold(), name), rest)  # type: ignore[misc]
            for name in named
        )
        return list(dict.fromkeys(f"{head} {one}".strip() for one in filled))

    def _for(self, what: str, name: str) -> str:
        if what.startswith("hạn"):
            day = self.calendar.day_of(self.now + LATER)
            while not self.calendar.is_working_day(day):
                day += timedelta(days=1)
            return f"{day:%d/%m/%Y}"
        if what == "tên mới":
            return "Phòng Tên Mới"
        return name if what in _NAMES else _WORDS[what]

    def _people(self, command: str) -> list[str]:
        """Somebody new where people are entered; else those who might be meant, the reader's own people first."""
        if command == "canbo":
            return ["Người Mới"]
        present = [one for one in self.chart.people.values() if one.name and not one.has_left and one != self.reader]
        present.sort(key=lambda one: one.unit_id != self.reader.unit_id)
        return [told_apart(self.chart, one) for one in present[:MOST_NAMES]]

    def _units(self) -> list[str]:
        """Those that the reader answers for first."""
        led = [one for one in self.chart.present_units if self.chart.answers_for(self.reader.id, one.id)]
        return [one.name for one in dict.fromkeys((*led, *self.chart.units.values()))]


class Copy:
    """The office as it stands now, copied, for one to try something in it. What has changed it goes away with it."""

    def __init__(self, original: Path, folder: Path, *, timezone: ZoneInfo) -> None:
        self.original, self.timezone = original, timezone
        self._file = folder / "tried.db"
        self._database: Database | None = None
        self._watch: sqlite3.Connection | None = None
        self._untouched: int | None = None

    async def office(self) -> Office:
        """As it was copied: anew where the last trial has changed something."""
        if self._database is None or self._version() != self._untouched:
            await self.drop()
            with closing(sqlite3.connect(self.original)) as source, closing(sqlite3.connect(self._file)) as target:
                source.backup(target)
            self._database = Database(f"sqlite:///{self._file}")
            self._watch = sqlite3.connect(self._file)
            self._office = Office(self._database, timezone=self.timezone)
            self._untouched = self._version()
        return self._office

    def _version(self) -> int:
        assert self._watch is not None
        ((version,),) = self._watch.execute("PRAGMA data_version").fetchall()
        return int(version)

    async def drop(self) -> None:
        """Let go of it: the next trial copies the office as it stands then."""
        if self._watch is not None:
            self._watch.close()
        if self._database is not None:
            await self._database.close()
        self._database = self._watch = None
        for file in self._file.parent.glob(f"{self._file.name}*"):
            file.unlink()


@dataclass(kw_only=True)
class Trials:
    """Tries advice as its readers in copies of one office."""

    copy: Copy
    now: datetime
    channel: str
    tried: int = 0
    shown: set[tuple[int, str]] = field(default_factory=set)  # what a reader has been shown once can be shown again

    async def refused(
        self, reader: Person, html: str, buttons: Sequence[Sequence[tuple[str, str]]] = (), *, account: str
    ) -> list[Refused]:
        """Of what the message advises what its reader would be refused."""
        tried = [await self.follow(reader, advice, html, account=account) for advice in advice_in(html, buttons)]
        return [one for one in tried if one is not None]

    async def follow(self, reader: Person, advice: Advice, html: str, *, account: str) -> Refused | None:
        """Why its reader cannot do what a message advises, None where that can be done, or more is asked for."""
        if advice.only_shows and (reader.id, advice.text) in self.shown:
            return None
        self.shown.add((reader.id, advice.text))
        self.tried += 1
        codes = advice.codes or tuple(dict.fromkeys(_CASE_CODE.findall(_TAG.sub("", html))))
        office = await self.copy.office()
        async with office.look(self._order(reader)) as view:
            chart, calendar = view.chart, view.calendar
            known = {code: await cases.case_by_code(view.connection, code) for code in EXAMPLE_CODES}
        if any(code in advice.text and case is None for code, case in known.items()):
            advice = replace(advice, is_example=True)
        filling = Filling(chart=chart, calendar=calendar, reader=reader, now=self.now, codes=codes)
        texts = [advice.text] if advice.is_button else filling.fill(advice.text)
        why = [await self._why_refused(reader, replace(advice, text=text), account) for text in texts]
        if None in why or (READ_FIRST in (why[0] or "") and "/viec" in html):
            return None
        if advice.to_others:
            for other in [one for one in chart.people.values() if one.reachable and one != reader]:
                if await self._why_refused(other, replace(advice, text=texts[0]), str(other.id)) is None:
                    return None
        return Refused(advice=advice, tried=texts[0], why=why[0] or "")

    async def _why_refused(self, reader: Person, advice: Advice, account: str) -> str | None:
        """None where it is done, or asks for more."""
        office = await self.copy.office()
        ask = Call(
            desk=Desk(office=office, commands=COMMANDS),
            order=self._order(reader),
            channel=self.channel,
            chat_id=account,
            user_id=account,
            sender=reader,
        )
        try:
            with patch.object(SideProcess, "_await", _drawing_is_left_out):
                return await (_press(ask, advice) if advice.is_button else _type(ask, advice))
        except BORNE:
            return None
        except r.Refusal as refusal:
            if _MEANT.match(advice.text):
                return None
            if advice.is_example and not isinstance(refusal, (*NOT_WRITTEN_SO, r.NotAllowed)):
                return None
            return f"{type(refusal).__name__} {_of(refusal)}"

    def _order(self, reader: Person) -> Order:
        return Order(now=self.now, said_at=self.now, via="test", sender_id=reader.id)


def _of(refusal: r.Refusal) -> str:
    return str({name: value for name, value in vars(refusal).items() if not name.startswith("_")} or "")


async def _drawing_is_left_out(_side: SideProcess, _piece: Any) -> Any:
    raise r.TooHeavy(cause=r.ProcessFailure.MEMORY)


async def _press(ask: Call, advice: Advice) -> str | None:
    await pressing.run_press(ask, advice.text)
    return None


async def _type(ask: Call, advice: Advice) -> str | None:
    typed = parse_command(advice.text)
    assert typed is not None
    assert ask.sender is not None
    if typed.name not in COMMANDS:
        return "no such command"
    rights = COMMANDS[typed.name].rights
    async with ask.office.look(ask.order) as view:
        has = relations_to_office(ask.sender, view.chart)
        if rights and not is_code(typed.rest) and not any(may(right, has) for right in rights):
            return "his part has no such command"
        if typed.name == "lichsu" and is_code(typed.rest):
            await find_case(view, parse_code("lichsu", typed.rest)[0])
            return None
    if typed.name in _IN_GROUP or (not typed.rest and advice.is_example):
        return None
    try:
        reply = await commands.run(ask, typed)
    except NOT_WRITTEN_SO:
        if typed.rest:
            raise  # named alone, its form is what it answers with
        return None
    asks_back = any(button.data.startswith("draft:0:") for row in reply.buttons for button in row)
    about = re.search(r"<b>(.*?)</b>", reply.text)
    asks_about_it = asks_back and about is not None and unescape(about[1]) in advice.text
    return f"asks back: {reply.text[:80]}" if asks_about_it and not advice.is_example else None
