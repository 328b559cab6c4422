"""Telegram's HTML: read as Telegram reads it, and rendered again as HTML that is safe to show.

Offsets and lengths of entities count UTF-16 code units, as everywhere in the Bot API. The rules and the wording of
the errors are those of Telegram's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_START_TAG = re.compile(r"<(?P<name>[^\s>]*)")
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s=>]+)"""
    r"""(?:\s*(?P<equals>=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<token>[A-Za-z0-9.-]+)))?"""
)
_END_TAG = re.compile(r"</(?P<name>[^\s>]*)\s*(?P<closed>>?)")
_START_TAG_ENDS = re.compile(r"\s*>")
_NEXT = re.compile(r"[&<]")
_LINK = re.compile(r"(?:https?|tg|ton|tonsite)://\S+|(?:mailto|tel):\S+", re.IGNORECASE)
SHOWN_LINK = re.compile(r"https?://", re.IGNORECASE)
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?")
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_CARRIAGE_RETURN = re.compile(r"\r\n?")


class MarkupError(ValueError):
    """The text is not what Telegram accepts as HTML; the message is Telegram's."""


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a text in Telegram's HTML. Raises `MarkupError`."""
    parser = _Parser(source)
    parser.run()
    return "".join(parser.text), sorted(parser.entities, key=lambda e: (e["offset"], -e["length"]))


def line_breaks(text: str) -> str:
    """The text with line feeds alone; forms bring carriage returns along."""
    return _CARRIAGE_RETURN.sub("\n", text)


def trimmed(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """The text as Telegram keeps it: no control characters, no space around it; entities moved along."""
    text = _CONTROL.sub(" ", text)
    kept = text.strip()
    before, length = units(text[: len(text) - len(text.lstrip())]), units(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] - before + entity["length"], length)
        if start < end:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def commands(text: str) -> list[Entity]:
    """The `/words` that Telegram marks in a text by itself; `/nhận` is none, its letters are not ASCII."""
    return [
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in _COMMAND.finditer(text)
    ]


def _decoded(reference: re.Match[str]) -> str:
    """The character that the reference stands for; an unknown one stands for itself."""
    if reference["name"]:
        return _NAMED.get(reference["name"], reference.group())
    digits = reference["hex"] or reference["decimal"]
    code = int(digits, 16 if reference["hex"] else 10) if len(digits) < 8 else 0
    valid = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else reference.group()


def _address(href: str) -> str | None:
    """The address as Telegram keeps it; None where it makes no link of it."""
    if _LINK.fullmatch(href):
        return href
    return f"http://{href}" if _BARE_HOST.fullmatch(href) else None


@dataclass
class _Open:
    tag: str
    type: str
    offset: int
    text_at: int
    attributes: dict[str, str]
    details: Entity = field(default_factory=dict)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> None:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            elif reference := _REFERENCE.match(self.source, self.at):
                self._say(_decoded(reference), reference.end())
            else:
                following = _NEXT.search(self.source, self.at + 1)
                end = following.start() if following else len(self.source)
                self._say(self.source[self.at : end], end)
        if self.open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _say(self, text: str, end: int) -> None:
        self.text.append(text)
        self.length += units(text)
        self.at = end

    def _here(self) -> str:
        return f"at byte offset {len(self.source[: self.at].encode())}"

    def _start_tag(self) -> None:
        found = _START_TAG.match(self.source, self.at)
        assert found
        name, end = found["name"].lower(), found.end()
        if end == len(self.source):
            raise MarkupError(f"Unclosed start tag {self._here()}")
        if name not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{name}" {self._here()}')
        attributes = {}
        while attribute := _ATTRIBUTE.match(self.source, end):
            if not attribute["equals"] and attribute["name"].lower() != "expandable":
                raise MarkupError(
                    f'Expected equal sign in declaration of an attribute of the tag "{name}" {self._here()}'
                )
            value = attribute["double"] or attribute["single"] or attribute["token"] or ""
            attributes[attribute["name"].lower()] = _REFERENCE.sub(_decoded, value)
            end = attribute.end()
        closing = _START_TAG_ENDS.match(self.source, end)
        if not closing:
            raise MarkupError(f'Unclosed start tag "{name}" {self._here()}')
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" {self._here()}')
        self.open.append(_Open(name, _TAGS[name], self.length, len(self.text), attributes))
        self.at = closing.end()

    def _end_tag(self) -> None:
        if not self.open:
            raise MarkupError(f"Unexpected end tag {self._here()}")
        found = _END_TAG.match(self.source, self.at)
        assert found
        if not found["closed"]:
            raise MarkupError(f"Unclosed end tag {self._here()}")
        name, expected = found["name"].lower(), self.open[-1].tag
        if name and name != expected:
            raise MarkupError(f'Unmatched end tag {self._here()}, expected "</{expected}>", found "</{name}>"')
        self.at = found.end()
        self._close(self.open.pop())

    def _close(self, tag: _Open) -> None:
        """Make an entity of the tag, unless Telegram drops it: empty, a link to nowhere, repeated, within code."""
        self._describe(tag)
        around = {other.type for other in self.open}
        dropped = tag.type in around or around & {"code", "pre"} or tag.details.get("url", "") is None
        if self.length > tag.offset and not dropped:
            entity = {"type": tag.type, "offset": tag.offset, "length": self.length - tag.offset}
            self.entities.append(entity | tag.details)

    def _describe(self, tag: _Open) -> None:
        attributes = tag.attributes
        if tag.tag == "a":
            tag.details["url"] = _address(attributes.get("href") or "".join(self.text[tag.text_at :]))
        elif tag.tag == "code" and attributes.get("class", "").startswith("language-"):
            if self.open and self.open[-1].tag == "pre":
                self.open[-1].details["language"] = attributes["class"].removeprefix("language-")
        elif tag.tag == "blockquote" and "expandable" in attributes:
            tag.type = "expandable_blockquote"
        elif tag.tag == "tg-emoji":
            tag.details["custom_emoji_id"] = attributes.get("emoji-id", "")
