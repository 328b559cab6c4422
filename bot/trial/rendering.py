"""A message as HTML that is safe to show: its entities as Telegram's readers see them."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot.trial.markup import SHOWN_LINK, Entity

_RENDERED = {
    "bold": "<b>{}</b>",
    "italic": "<i>{}</i>",
    "underline": "<u>{}</u>",
    "strikethrough": "<s>{}</s>",
    "spoiler": '<span class="tg-spoiler">{}</span>',
    "code": "<code>{}</code>",
    "pre": "<pre>{}</pre>",
    "blockquote": "<blockquote>{}</blockquote>",
    "expandable_blockquote": "<blockquote>{}</blockquote>",
}


def render(text: str, entities: Sequence[Entity]) -> str:
    """Safe HTML: everything escaped, only tags of `_RENDERED` and links to http and https. Line breaks stay."""
    encoded = text.encode("utf-16-le")

    def between(start: int, end: int, inner: Sequence[Entity]) -> str:
        parts = []
        while inner:
            entity, *rest = inner
            begins = max(start, min(entity["offset"], end))
            ends = max(begins, min(entity["offset"] + entity["length"], end))
            parts.append(_escaped(encoded[2 * start : 2 * begins]))
            within = [other for other in rest if other["offset"] < ends]
            parts.append(_wrapped(entity, between(begins, ends, within)))
            start, inner = ends, rest[len(within) :]
        parts.append(_escaped(encoded[2 * start : 2 * end]))
        return "".join(parts)

    return between(0, len(encoded) // 2, sorted(entities, key=lambda e: (e["offset"], -e["length"])))


def _escaped(encoded: bytes) -> str:
    return html.escape(encoded.decode("utf-16-le", "replace"), quote=False)


def _wrapped(entity: Entity, inner: str) -> str:
    url = str(entity.get("url", ""))
    if entity["type"] == "text_link" and SHOWN_LINK.match(url):
        return f'<a href="{html.escape(url)}">{inner}</a>'
    return _RENDERED.get(entity["type"], "{}").replace("{}", inner)
