"""From what people type to commands, forms and codes. Everything is hostile or mistaken until parsed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from actions.names import is_near
from domain.names import fold
from domain.refusals import Unreadable, ValueUnknown

_COMMAND = re.compile(r"/(?P<name>[^\s@/]{1,40})(?:@(?P<bot>\w{1,64}))?(?:\s+|$)(?P<rest>.*)", re.DOTALL)
_DASH = r"[-\u2010-\u2015\u2212\ufe58\ufe63.]"  # what telephones and word processors make of a hyphen
_CODE = re.compile(rf"(?P<prefix>nv|yk|pb)\s{{0,3}}{_DASH}?\s{{0,3}}(?P<number>\d{{1,9}})(?!\d)\s*", re.IGNORECASE)
_CODE_WITHIN = re.compile(rf"\b(?P<prefix>nv|yk|pb)\s?{_DASH}?\s?(?P<number>\d{{1,9}})\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,&+]|v[àa]\b)\s*(?:v[àa]\b\s*)?|[ \t]*\n\s*(?:[-–—•*+]\s*)?", re.IGNORECASE)
_ENDS_ITS_LINE = re.compile(r"[ \t]*(?:[\n,&+]|v[àa]\b|\Z)", re.IGNORECASE)
_PARTED = re.compile(r"[\s,;&+/]+(?:v[àa]\s+)?(?:[-–—•*+]\s*)?", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_KEY_LINE = re.compile(r"\s*(?P<key>[^\W\d_][^\n:：]{0,29}?)\s*[:：]\s*(?P<value>.*)")
_OTHER_KEY = re.compile(r"\s*(?P<key>[^\W\d_][^\n:：.,;]{0,29}?)\s*[:：](?:\s.*)?")
_ITEM_MARK = re.compile(r"\s*[-–—•*+]\s*")
_ITEM = re.compile(r"\s*[-–—•*+]\s*(?P<item>.*)")
LISTS = frozenset({"Hỏi", "Mốc"})  # their lines hold a colon of their own
LIKE_A_KEY = 85  # of 100: a line that begins like this is a mistyped key, not a sentence with a colon


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A command as typed: its name folded, so that /nhận is /nhan, and the rest as it stands."""

    name: str
    rest: str
    bot: str | None = None


def parse_command(text: str) -> Typed | None:
    """None for anything that does not begin with a slash and a word."""
    found = _COMMAND.fullmatch(clean(text))
    if found is None:
        return None
    return Typed(name=fold(found["name"]).replace(" ", ""), rest=found["rest"].strip(), bot=found["bot"])


def clean(text: str) -> str:
    """NFC, one kind of line end, letters of ordinary width, without control and formatting characters that only
    disguise and without those that are no characters: no document can hold them."""
    normal = unicodedata.normalize("NFC", _LINE_END.sub("\n", text)).translate(_FULL_WIDTH)
    kept = (letter for letter in normal if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"})
    return "".join(letter for letter in kept if not is_noncharacter(letter)).strip()


def is_noncharacter(letter: str) -> bool:
    """U+FDD0 to U+FDEF and the last two of every plane stand for nothing, by the Unicode standard."""
    return 0xFDD0 <= ord(letter) <= 0xFDEF or ord(letter) & 0xFFFE == 0xFFFE


def parse_code(command: str, text: str) -> tuple[str, str]:
    """The case code at the beginning, as `NV-12`, and what follows. Raises Unreadable where there is none."""
    found = _CODE.match(text)
    if found is None:
        raise Unreadable(command=command)
    return f"{found['prefix'].upper()}-{int(found['number'])}", text[found.end() :].strip().removeprefix(";").strip()


def leading_codes(text: str, *, freely: bool) -> tuple[list[str], str]:
    """The case codes of a list at the beginning, and what follows. They are parted by commas, lines or `và`; `freely`
    by blanks and semicolons as well, where no words can follow. Where they can, a line that begins with a code and goes
    on in words is about the case above it."""
    codes: list[str] = []
    following = 0
    begins = _ITEM_MARK.match(text)
    found = _CODE.match(text, begins.end() if begins else 0)
    while found is not None:
        codes.append(f"{found['prefix'].upper()}-{int(found['number'])}")
        following = found.end()
        parted = (_PARTED if freely else _AND).match(text, found.end("number"))
        found = _CODE.match(text, parted.end()) if parted is not None else None
        if found and parted and "\n" in parted[0] and not (freely or _ENDS_ITS_LINE.match(text, found.end("number"))):
            break
    return codes, text[following:]


def is_code(text: str) -> bool:
    """Whether the text begins with a case code."""
    return _CODE.match(text) is not None


def find_code(text: str) -> str | None:
    """The only case code within a sentence, None where there is none or more than one."""
    found = {f"{one['prefix'].upper()}-{int(one['number'])}" for one in _CODE_WITHIN.finditer(text)}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, kw_only=True)
class StrangeLine:
    """A line that is of no key: `above` is the key of the lines before it, `similar` the one that it may begin with."""

    text: str
    above: str = ""
    similar: str = ""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A form as it was written: what stands for each key, more than once for one that stands twice."""

    values: Mapping[str, tuple[str, ...]]
    strange: tuple[StrangeLine, ...] = ()


def parse_form(text: str, keys: Mapping[str, str]) -> Written:
    """The lines `Key: value` of a form, keys in any order, with or without accents. `keys` gives the name as printed
    for each folded spelling. A line without a key continues what stands before it; one that begins like a key and is
    none is strange, except in a list."""
    values: dict[str, list[str]] = {}
    strange: list[StrangeLine] = []
    current, is_astray = "", False
    for line in text.splitlines():
        key, value = _key_of(line, keys)
        similar = "" if key else similar_key(line, keys)
        if key:
            values.setdefault(key, []).append(value.strip())
            current, is_astray = key, False
        elif similar or (current not in LISTS and _looks_like_a_key(line)) or (not current and not is_astray):
            if line.strip():
                strange.append(StrangeLine(text=line.strip(), above=current, similar=similar))
                is_astray = True
        elif is_astray:
            strange[-1] = replace(strange[-1], text=f"{strange[-1].text} {line.strip()}".strip())
        else:
            values[current][-1] = f"{values[current][-1]}\n{line.strip()}".strip()
    return Written(values={key: tuple(given) for key, given in values.items()}, strange=tuple(strange))


def _key_of(line: str, keys: Mapping[str, str]) -> tuple[str, str]:
    found = _KEY_LINE.fullmatch(line)
    if found is None or _ITEM.fullmatch(line):
        return "", line
    return keys.get(fold(found["key"]), ""), found["value"]


def similar_key(line: str, keys: Mapping[str, str]) -> str:
    """The key that the line nearly begins with."""
    found = _KEY_LINE.fullmatch(line)
    if found is None or _ITEM.fullmatch(line):
        return ""
    near = process.extractOne(fold(found["key"]), list(keys), scorer=fuzz.ratio, score_cutoff=LIKE_A_KEY)
    return keys[near[0]] if near is not None else ""


def bare_value(line: str) -> str:
    """What the line says, without what stands before its colon where that looks like a key."""
    found = _KEY_LINE.fullmatch(line)
    return found["value"].strip() if found and not _ITEM.fullmatch(line) else line.strip()


def _looks_like_a_key(line: str) -> bool:
    """Whether the line looks like `Key: value`, none of ours."""
    found = _OTHER_KEY.fullmatch(line)
    return found is not None and found["key"][0].isupper()


def parse_items(value: str) -> list[str]:
    """The lines of a list, with or without dashes."""
    items = []
    for line in value.splitlines():
        found = _ITEM.fullmatch(line)
        item = (found["item"] if found else line).strip()
        if item:
            items.append(item)
    return items


def parse_names(value: str, *, whole: Iterable[str] = ()) -> tuple[str, ...]:
    """Names separated by commas, semicolons or lines. Of the names in `whole`, which hold commas, the longest
    that is found stays one."""
    known = {tuple(map(fold, name.split(","))) for name in whole}
    return tuple(name for part in parse_items(value) for piece in part.split(";") for name in _whole(piece, known))


def _whole(piece: str, known: Collection[tuple[str, ...]]) -> Iterator[str]:
    parts = [part for part in map(str.strip, piece.split(",")) if part]
    longest = max(map(len, known), default=1)
    while parts:
        runs = [tuple(map(fold, parts[:run])) for run in range(min(longest, len(parts)), 1, -1)]
        found = [run for run in runs if run in known] or [run for run in runs if _is_near_one(run, known)]
        length = len(found[0]) if found else 1
        yield ", ".join(parts[:length])
        del parts[:length]


def _is_near_one(run: Sequence[str], known: Iterable[Sequence[str]]) -> bool:
    return any(is_near(", ".join(run), ", ".join(name)) for name in known)


def split_reason(text: str) -> tuple[str, str]:
    """What stands before the first semicolon, and the reason behind it."""
    first, _, rest = text.partition(";")
    return first.strip(), rest.strip()


def parse_choice(key: str, value: str, choices: Mapping[str, object]) -> str:
    """The choice whose spelling was typed, accents optional. Raises ValueUnknown."""
    wanted = fold(value)
    for choice in choices:
        if fold(choice) == wanted:
            return choice
    raise ValueUnknown(key=key, value=value[:40], choices=tuple(choices))
