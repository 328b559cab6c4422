"""Lists by chat: a page at a time, narrowed by word or button (M46)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from actions.duties import lists
from actions.duties.lists import HandedOut, ListPage
from actions.finding import described
from domain.duties.lists import COUNTED, PAGE, AssignedList, OwnList
from domain.names import fold
from domain.office.people import Unit
from domain.permissions import Permission
from domain.refusals import Unreadable
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene_of
from handlers.duties import cases
from handlers.reading.typing import is_code
from texts import words
from texts.buttons import WORDS_ROOM, Button, list_button, rows
from texts.duties import lists as texts
from texts.front.usage import everybody, heads
from texts.phrases import capital

_PAGE = re.compile(rf"(?:(?P<rest>.*?)[\s;,]+)?{words.PAGE} (?P<page>\d{{1,9}})")
_NUMBERED = re.compile(r"(?:(?P<rest>.*?)[\s;,]+)?(?P<page>\d{1,9})")
_MARKED = re.compile(r"(?P<kind>[up])#(?P<key>\d{1,9})")  # a unit or person behind a button, where names are too long
K = TypeVar("K", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """What was typed behind the name of a list, folded, and the page asked for."""

    text: str
    page: int = 1


def parse_wanted(text: str) -> ListQuery:
    """`… trang 2`, or a number alone."""
    folded = fold(text)
    return (
        _without_page(_PAGE, folded)
        or (_without_page(_NUMBERED, folded) if folded.isdecimal() else None)
        or ListQuery(text=folded)
    )


def _without_page(pattern: re.Pattern[str], text: str) -> ListQuery | None:
    found = pattern.fullmatch(text)
    return None if found is None else ListQuery(text=found["rest"] or "", page=int(found["page"]))


def parse_filter(wanted: ListQuery, filters: Mapping[K, str]) -> tuple[K, int] | None:
    """The filter that the text is, perhaps with the page as a bare number behind it; None for any other text."""
    for reading in (wanted, _without_page(_NUMBERED, wanted.text)):
        for chosen, name in filters.items():
            if reading is not None and reading.text == fold(name):
                return chosen, reading.page
    return None


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search, as far as a button can carry them on to the next page. Raises Unreadable for none."""
    kept: list[str] = []
    room = WORDS_ROOM - len(fold(words.SEARCH)) - 1
    for word in text.split():
        cut = word.encode()[: max(room, 0)].decode(errors="ignore")
        kept += [cut] if cut else []
        room -= len(cut.encode()) + 1
    if not kept:
        raise Unreadable(command="viec")
    return tuple(kept)


# What lies with me


async def list_mine(call: Call) -> Reply:
    """What one owes, most pressing first: a page of it, narrowed, searched; with a code the card of that case."""
    if is_code(call.text):
        return await cases.show_card(call)
    wanted = parse_wanted(call.text)
    named = parse_filter(wanted, words.HELD) if wanted.text else (OwnList.ALL, wanted.page)
    if named is None:
        return await _search(call, wanted)
    which, number = named
    page = await lists.list_held(call.office, call.order, which=which, page=number)
    async with call.office.look(call.order) as view:
        text = texts.held(scene_of(view), page, which=which, calendar=view.calendar, now=call.order.now)
    narrowing = [list_button(capital(name), "viec", fold(name)) for one, name in words.HELD.items() if one is not which]
    return Reply(text=text, buttons=list_buttons("viec", fold(words.HELD[which]), page, narrowing))


async def _search(call: Call, wanted: ListQuery) -> Reply:
    search = fold(words.SEARCH)
    behind = _after(wanted.text, search)
    sought = search_words(wanted.text if behind is None else behind)
    page = await lists.list_held(call.office, call.order, words=sought, page=wanted.page)
    async with call.office.look(call.order) as view:
        text = texts.found(scene_of(view), page, sought, calendar=view.calendar, now=call.order.now)
    back = [list_button(capital(words.HELD[OwnList.ALL]), "viec", fold(words.HELD[OwnList.ALL]))]
    return Reply(text=text, buttons=list_buttons("viec", f"{search} {' '.join(sought)}", page, back))


# What I handed out


@dataclass(frozen=True, kw_only=True)
class GivenWanted:
    """`[tất cả] [quá hạn | chờ tôi | giữ lâu nhất] [UNIT or PERSON]`, and the page."""

    everything: bool = False
    which: AssignedList = AssignedList.ALL
    whose: str = ""
    page: int = 1

    def typed(self) -> str:
        everything = fold(words.EVERYTHING) if self.everything else ""
        return " ".join(part for part in (everything, fold(words.GIVEN[self.which]), self.whose) if part)


def parse_given(text: str) -> GivenWanted:
    wanted = parse_wanted(text)
    behind = _after(wanted.text, fold(words.EVERYTHING))
    found = GivenWanted(everything=behind is not None, page=wanted.page)
    rest = wanted.text if behind is None else behind
    for which in (AssignedList.LATE, AssignedList.MINE, AssignedList.LONGEST):
        behind = _after(rest, fold(words.GIVEN[which]))
        if behind is not None:
            found, rest = replace(found, which=which), behind
    if rest.isdecimal():
        return replace(found, page=int(rest[:9]))
    passed = len(wanted.text.split()) - len(rest.split())
    named = text.split()[passed : passed + len(rest.split())]  # as typed: in a name an accent means itself
    return replace(found, whose=" ".join(named).strip(",; "))


def _after(text: str, name: str) -> str | None:
    """What stands behind the name with which the text begins, None where it begins otherwise."""
    return text.removeprefix(name).strip() if f"{text} ".startswith(f"{name} ") else None


async def list_handed_out(call: Call) -> Reply:
    wanted = parse_given(call.text)
    found = await lists.list_handed_out(
        call.office,
        call.order,
        everything=wanted.everything,
        which=wanted.which,
        whose=await named(call, wanted.whose),
        page=wanted.page,
    )
    async with call.office.look(call.order) as view:
        text = texts.handed_out(scene_of(view), found, which=wanted.which, calendar=view.calendar, now=call.order.now)
    wanted = replace(wanted, whose=_mark(found))
    narrowing = _given_buttons(wanted, may_all=found.may_all)
    return Reply(text=text, buttons=list_buttons("dagiao", wanted.typed(), found.page, narrowing))


def _mark(found: HandedOut) -> str:
    if found.whose is None:
        return ""
    return f"{'u' if isinstance(found.whose, Unit) else 'p'}#{found.whose.id}"


def _given_buttons(wanted: GivenWanted, *, may_all: bool) -> list[Button]:
    others = {texts.GIVEN_LABELS[one]: replace(wanted, which=one) for one in AssignedList if one is not wanted.which}
    if wanted.whose:
        others[texts.OF_ALL_UNITS] = replace(wanted, whose="")
    if may_all:
        label = texts.BY_ME if wanted.everything else texts.BY_ANYBODY
        others[label] = replace(wanted, everything=not wanted.everything)
    return [list_button(label, "dagiao", other.typed()) for label, other in others.items()]


async def named(call: Call, text: str) -> str | None:
    """The unit or person by name, where a button named it by number."""
    found = _MARKED.fullmatch(text)
    if found is None:
        return text or None
    key = int(found["key"])
    async with call.office.look(call.order) as view:
        if found["kind"] == "u" and key in view.chart.units:
            return view.chart.units[key].name
        person = view.chart.people.get(key)
        return described(view.chart, person) if person else text


# Buttons


def list_buttons(command: str, typed: str, page: ListPage, narrowing: list[Button]) -> list[list[Button]]:
    """A button for each case, for the pages before and behind, and for what the list may be narrowed to."""
    shown = {case.code: duty for duty, case in page.lines}
    codes = [Button(label=code, data=f"viec:{duty.id}:{duty.turn}") for code, duty in shown.items()]
    turning = [
        list_button(label, command, f"{typed} {words.PAGE} {number}".strip())
        for label, number in ((texts.BEFORE, page.number - 1), (texts.BEHIND, page.number + 1))
        if 1 <= number <= min(page.pages, COUNTED // PAGE)
    ]
    return [*rows(codes, width=5), *rows(turning), *rows(narrowing)]


COMMANDS = (
    Command(
        usage=everybody.VIEC,
        run=list_mine,
        rights=(),
        changes=False,
        pressed=Pressed(in_lists=True),
        behind=Behind.CODE,
    ),
    Command(
        usage=heads.DAGIAO,
        run=list_handed_out,
        rights=(Permission.LIST_GIVEN,),
        changes=False,
        pressed=Pressed(in_lists=True),
    ),
)
