"""Small parts of any sentence: lines, capitals, lengths of time, names of files."""

from __future__ import annotations

from datetime import timedelta
from html import escape, unescape

from domain.duties.cases import Case


def lines(*parts: str) -> str:
    """One under the other, the empty ones left out."""
    return "\n".join(part for part in parts if part)


def plain(html: str) -> str:
    """What was written for a message, for a document or a picture: names not escaped, nothing bold."""
    return unescape(html.replace("<b>", "").replace("</b>", ""))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def span(length: timedelta) -> str:
    """Working time in words: hours and minutes, never days of eight hours."""
    minutes = round(length.total_seconds() / 60)
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} phút"
    whole = f"{hours:,} giờ".replace(",", ".")
    return f"{whole} {minutes} phút" if minutes else whole


def file_names(case: Case) -> str:
    """Names of every file that the case is about."""
    return ", ".join(escape(name) for name in (case.file_name, *(name for name, _ in case.more_files)))
