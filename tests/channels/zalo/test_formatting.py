"""Marks become stretches of plain text, counted as the platform counts."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.zalo.formatting import StyledRun, plain
from texts.splitting import shown_units


def run(start: int, length: int, *styles: str) -> StyledRun:
    return StyledRun(start=start, length=length, styles=styles)


@pytest.mark.parametrize(
    ("html", "text", "runs"),
    [
        ("Xin chào", "Xin chào", []),
        ("<b>Hạn</b>: thứ Sáu", "Hạn: thứ Sáu", [run(0, 3, "b")]),
        ("a <i>b <b>c</b></i> d", "a b c d", [run(2, 2, "i"), run(4, 1, "b", "i")]),
        ("<u>x</u><s>y</s>", "xy", [run(0, 1, "u"), run(1, 1, "s")]),
        ("<b>1</b><b>2</b>", "12", [run(0, 2, "b")]),
        ("gõ <code>/nhan NV-12</code>", "gõ /nhan NV-12", []),
        ("📌 <b>gấp</b>", "📌 gấp", [run(3, 3, "b")]),
        ("5 &lt; 7 &amp; <b>&lt;b&gt;</b>", "5 < 7 & <b>", [run(8, 3, "b")]),
        ("<b></b>", "", []),
    ],
)
def test_marks(html: str, text: str, runs: list[StyledRun]) -> None:
    assert plain(html) == (text, runs)


TEXT = st.text(st.sampled_from("aạ📌&<> \n")).map(escape)
MARKED = st.recursive(
    TEXT,
    lambda inner: (
        st.lists(inner, max_size=3).map("".join)
        | st.builds(lambda tag, held: f"<{tag}>{held}</{tag}>", st.sampled_from("bius"), inner)
    ),
    max_leaves=10,
)


@given(html=MARKED)
def test_the_text_is_what_is_shown_and_every_run_lies_in_it_apart_from_the_others(html: str) -> None:
    text, runs = plain(html)
    assert text == unescape(re.sub(r"<[^>]+>", "", html))
    reached = 0
    for one in runs:
        assert one.start >= reached
        assert one.length > 0
        assert one.styles
        reached = one.start + one.length
    assert reached <= shown_units(html)
