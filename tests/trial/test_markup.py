from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trial import markup, rendering

TAGS = st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "blockquote"])


@given(st.text())
def test_any_escaped_text_reads_back_as_itself(text: str) -> None:
    assert markup.parse(html.escape(text)) == (text, [])


@given(st.text(min_size=1), st.text(min_size=1), TAGS)
def test_a_tag_covers_its_text_in_utf16_units(before: str, inner: str, tag: str) -> None:
    text, entities = markup.parse(f"{html.escape(before)}<{tag}>{html.escape(inner)}</{tag}>")
    assert text == before + inner
    assert len(entities) == 1
    encoded = text.encode("utf-16-le")
    start, end = 2 * entities[0]["offset"], 2 * (entities[0]["offset"] + entities[0]["length"])
    assert encoded[start:end].decode("utf-16-le") == inner


BASIC = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))


@given(BASIC, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["bold", "code", "a"]))))
def test_rendering_loses_no_text_and_lets_no_markup_in(text: str, spans: list[tuple[int, int, str]]) -> None:
    entities = [{"type": kind, "offset": offset, "length": length} for offset, length, kind in spans]
    shown = rendering.render(text, entities)
    for tag in ("b", "code"):
        assert shown.count(f"<{tag}>") == shown.count(f"</{tag}>")
    plain = shown
    for tag in ("<b>", "</b>", "<code>", "</code>"):
        plain = plain.replace(tag, "")
    assert html.unescape(plain) == html.unescape(html.escape(text, quote=False))
    assert "<" not in plain


@given(st.text())
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        text, entities = markup.parse(source)
    except markup.MarkupError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= markup.units(text) for e in entities)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b>đậm", 'Can\'t find end tag corresponding to start tag "b"'),
        ("đ<b>a</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>a</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, error: str) -> None:
    with pytest.raises(markup.MarkupError) as refusal:
        markup.parse(source)
    assert str(refusal.value) == error


@pytest.mark.parametrize(
    ("source", "text", "entity"),
    [
        ("<strong>a</strong>", "a", {"type": "bold"}),
        ("<B>a</B>", "a", {"type": "bold"}),
        ("<em>a</em>", "a", {"type": "italic"}),
        ('<span class="tg-spoiler">a</span>', "a", {"type": "spoiler"}),
        ('<a href="https://a.vn/?x=1&amp;y=2">a</a>', "a", {"type": "text_link", "url": "https://a.vn/?x=1&y=2"}),
        ("<a href='a.vn'>a</a>", "a", {"type": "text_link", "url": "http://a.vn"}),
        ('<pre><code class="language-sql">a</code></pre>', "a", {"type": "pre", "language": "sql"}),
        ("<blockquote expandable>a</blockquote>", "a", {"type": "expandable_blockquote"}),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", {"type": "custom_emoji", "custom_emoji_id": "5", "length": 2}),
    ],
)
def test_every_tag_of_telegram(source: str, text: str, entity: dict[str, object]) -> None:
    assert markup.parse(source) == (text, [{"offset": 0, "length": 1} | entity])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;&gt;&amp;&quot;&#273;&#x111;", '<>&"đđ'),
        ("R&D &nbsp; &apos; &#0; &#xD800;", "R&D &nbsp; &apos; &#0; &#xD800;"),
        ("<b></b>a", "a"),
        ('<a href="javascript:x">a</a>', "a"),
        ("<b><b>a</b></b>", "a"),
    ],
)
def test_references_and_what_makes_no_entity(source: str, text: str) -> None:
    assert markup.parse(source)[0] == text


def test_nested_entities_are_rendered_nested() -> None:
    source = 'a <b>b <i>c</i></b> &lt;x&gt; <code>d</code> <a href="https://a.vn/?a=1&amp;b=%22">e</a>'
    assert rendering.render(*markup.parse(source)) == source


def test_a_link_is_shown_as_a_link_only_to_http() -> None:
    link = {"type": "text_link", "offset": 0, "length": 1}
    assert rendering.render("a", [link | {"url": "javascript:alert(1)"}]) == "a"
    assert (
        rendering.render("a", [link | {"url": 'https://x/"onclick="'}])
        == '<a href="https://x/&quot;onclick=&quot;">a</a>'
    )


def test_trimming_moves_the_entities_along() -> None:
    text, entities = markup.parse(" \n<b> đ </b> x ")
    assert markup.trimmed(text, entities) == ("đ  x", [{"type": "bold", "offset": 0, "length": 2}])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("/viec NV-1", ["/viec"]),
        ("/viec@dondoc_bot", ["/viec@dondoc_bot"]),
        ("xem /viec và /toi", ["/viec", "/toi"]),
        ("/nhận", []),
        ("1/2 http://a.vn/viec", []),
    ],
)
def test_commands_are_marked_as_telegram_marks_them(text: str, marked: list[str]) -> None:
    found = markup.commands(text)
    assert [text[e["offset"] : e["offset"] + e["length"]] for e in found] == marked
