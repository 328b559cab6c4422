"""A long text is cut into messages that each fit, are well-formed, and together say the same."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.trial.markup import parse
from texts.splitting import split, units

LINES = st.lists(st.text(alphabet="aăđ&<>😀 ", max_size=60), max_size=30)


def said(html: str) -> str:
    return "".join(parse(html)[0].split())


@given(LINES, st.integers(min_value=40, max_value=200))
def test_every_part_fits_and_nothing_is_lost(lines: list[str], limit: int) -> None:
    html = "\n".join(f"<b>{escape(line)}</b>" if number % 3 else escape(line) for number, line in enumerate(lines))
    parts = split(html, limit=limit)
    assert all(units(part) <= limit for part in parts)
    assert "".join(said(part) for part in parts) == said(html)


def test_a_form_in_one_tag_over_many_lines_stays_marked() -> None:
    html = "Xin sửa:\n<code>" + "\n".join(f"dòng {number}" for number in range(40)) + "</code>"
    first, *rest = split(html, limit=100)
    assert first.endswith("</code>")
    assert all(part.startswith("<code>") and part.endswith("</code>") for part in rest)


def test_a_short_text_is_left_as_it_is() -> None:
    assert split("<b>ngắn</b>") == ["<b>ngắn</b>"]
