"""Whatever a file is called: its name leads nowhere, and breaks out of no header and no page."""

from __future__ import annotations

from email.message import Message
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from bot.link_pages import page
from bot.links import disposition
from bot.posted import bare_name
from documents.file_kinds import fault_of_file
from domain.file_links import LinkPurpose
from handlers.front.heard import NAME_LIMIT
from texts.front import link_pages

BITS = (
    *("..", "/", "\\", "%2e", "%2f", "%5C", "%00", "／", "＼", "．．"),
    *("a", "Ế", '"', "\r\n", ";", "<b>", ".pdf", " ", "."),
)
NAMES = st.text(st.characters(), max_size=300) | st.lists(st.sampled_from(BITS)).map("".join)


@given(NAMES)
def test_a_name_that_is_kept_is_one_name(given_name: str) -> None:
    kept = bare_name(given_name)
    assert kept
    assert len(kept) <= NAME_LIMIT
    assert not set(kept) & set("/\\\r\n\x00")
    assert kept not in {".", ".."}
    assert not kept.startswith(".")


@given(NAMES)
def test_a_name_stays_within_its_header(given_name: str) -> None:
    name = bare_name(given_name)
    header = disposition(name, LinkPurpose.DOCUMENT)
    assert header.isascii()
    assert header.isprintable()
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == "attachment"
    assert header.endswith(f"filename*=UTF-8''{quote(name, safe='')}")
    assert header.count('"') == 2


@given(NAMES)
def test_a_name_is_only_shown_on_the_page(given_name: str) -> None:
    text = page(link_pages.handed_in(bare_name(given_name), 1)).text or ""
    assert text.count("<b>") == 1


@given(NAMES, st.binary(max_size=200))
def test_any_content_under_any_name_is_judged(given_name: str, content: bytes) -> None:
    fault_of_file(bare_name(given_name), content)


@given(st.sampled_from(["pdf", "docx", "xlsx", "doc", "xls", "jpg", "png", "txt", "zip", "mp4"]), st.binary())
def test_a_program_is_taken_under_no_name(suffix: str, rest: bytes) -> None:
    assert fault_of_file(f"bao-cao.{suffix}", b"MZ\x90\x00\x03\x00\x00\x00" + rest) is not None
