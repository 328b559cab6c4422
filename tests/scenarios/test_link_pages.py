"""What the pages of files give and take, and all that they refuse."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import quote

import pytest

from actions.delivery import links
from domain.file_links import LARGEST_FILE, MOST_FETCHES, LinkPurpose
from tests.scenarios.cast import World
from tests.scenarios.web import Browser, Page, browsing

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
REPORT = ("Báo cáo tháng 11.docx", b"PK\x03\x04 report")


def package(*members: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in members:
            archive.writestr(name, "x")
    return whole.getvalue()


@pytest.fixture
async def phone(world: World) -> AsyncIterator[Browser]:
    async with browsing(world.program) as browser:
        yield browser


async def to_fetch(world: World, *, purpose: LinkPurpose = LinkPurpose.DOCUMENT, name: str = REPORT[0]) -> str:
    """The path of a link for An."""
    chat, files = str(world.an.user_id), [(name, REPORT[1])]
    (made,) = await links.offer_files(
        world.program.office, "telegram", chat, files, now=world.clock.now(), purpose=purpose
    )
    return f"/tep/{made.secret}"


async def to_hand_in(world: World) -> str:
    made = await links.ask_for_file(
        world.program.office, "telegram", str(world.an.user_id), dialogue="t", now=world.clock.now()
    )
    assert made is not None
    return f"/nop/{made.secret}"


def fetches(world: World) -> int:
    ((count,),) = world.stored("SELECT count(*) FROM journal WHERE act = 'file.fetched'")
    assert isinstance(count, int)
    return count


def waiting(world: World) -> list[tuple[object, ...]]:
    return world.stored("SELECT name FROM linked_files JOIN file_links ON id = link_id WHERE purpose = 'hand_in'")


def is_over(page: Page) -> bool:
    return page.status == 404 and "Liên kết không dùng được" in page.text


def is_guarded(page: Page) -> None:
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


# Fetching


async def test_a_file_is_fetched_as_it_was_made_and_under_its_name(world: World, phone: Browser) -> None:
    page = await phone.gets(await to_fetch(world))
    assert (page.status, page.content) == (200, REPORT[1])
    assert page.headers["Content-Disposition"] == (
        "attachment; filename=\"bao cao thang 11.docx\"; filename*=UTF-8''" + quote(REPORT[0], safe="")
    )
    is_guarded(page)
    assert fetches(world) == 1


async def test_a_picture_is_shown_and_a_page_never_run(world: World, phone: Browser) -> None:
    shown = await phone.gets(await to_fetch(world, purpose=LinkPurpose.PICTURE, name="anh.png"))
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.headers["Content-Disposition"].startswith("inline")
    evidence = await phone.gets(await to_fetch(world, name="trang.html"))
    assert evidence.headers["Content-Type"] == "application/octet-stream"
    assert evidence.headers["Content-Disposition"].startswith("attachment")


async def test_no_name_breaks_out_of_its_header(world: World, phone: Browser) -> None:
    page = await phone.gets(await to_fetch(world, name='a"; x=\r\nSet-Cookie: b=c.pdf'))
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    assert '\\"' not in page.headers["Content-Disposition"]


async def test_the_eleventh_fetch_is_refused_and_each_before_it_is_on_record(world: World, phone: Browser) -> None:
    path = await to_fetch(world)
    for number in range(1, MOST_FETCHES + 1):
        assert (await phone.gets(path)).status == 200
        assert fetches(world) == number
    assert is_over(await phone.gets(path))
    assert fetches(world) == MOST_FETCHES


async def test_only_looking_counts_for_nothing(world: World, phone: Browser) -> None:
    fetching, handing = await to_fetch(world), await to_hand_in(world)
    with world.changing_nothing():
        for _ in range(MOST_FETCHES + 1):
            looked = await phone.asks("HEAD", fetching)
            assert (looked.status, looked.content) == (200, b"")
            assert looked.headers["Content-Length"] == str(len(REPORT[1]))
            assert (await phone.asks("HEAD", handing)).status == 200
            assert (await phone.gets(handing)).status == 200
    assert world.stored("SELECT DISTINCT fetches FROM file_links") == [(0,)]
    assert (await phone.gets(fetching)).status == 200


async def test_after_half_an_hour_it_is_over(world: World, phone: Browser) -> None:
    fetching, handing = await to_fetch(world), await to_hand_in(world)
    world.clock.move_to(world.clock.now() + timedelta(minutes=30))
    assert is_over(await phone.gets(fetching))
    assert is_over(await phone.gets(handing))
    assert is_over(await phone.asks("HEAD", fetching)) or (await phone.asks("HEAD", fetching)).status == 404
    assert is_over(await phone.posts(handing, "a.pdf", PDF))
    assert fetches(world) == 0


async def test_whoever_was_unlinked_since_has_no_links(world: World, phone: Browser) -> None:
    fetching, handing = await to_fetch(world), await to_hand_in(world)
    await world.clerk.says("/thulienket Nguyễn Văn An")
    world.clerk.receives("thu hồi liên kết")
    assert is_over(await phone.gets(fetching))
    assert is_over(await phone.posts(handing, "a.pdf", PDF))
    await world.clerk.says("/moi Nguyễn Văn An")
    code = re.search(r"start=([\w-]+)", world.clerk.receives("start=").text)
    assert code is not None
    await world.an.says(f"/start {code[1]}")
    assert is_over(await phone.gets(fetching)), "linked anew: by other links"
    assert is_over(await phone.gets(handing))
    assert fetches(world) == 0


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "x",
        "A" * 32,
        "A" * 400,
        "../../etc/passwd",
        "..%2F..%2F..%2Fetc%2Fpasswd",
        "%2e%2e/%2e%2e/data/dondoc.db",
        "..%5C..%5Cdondoc.db",
        "%00" * 32,
        "' OR 1=1 --",
    ],
)
async def test_what_is_guessed_or_leads_elsewhere_gives_nothing(world: World, phone: Browser, secret: str) -> None:
    await to_fetch(world)
    for way in ("tep", "nop"):
        for method in ("GET", "HEAD", "POST") if way == "nop" else ("GET", "HEAD"):
            page = await phone.asks(method, f"/{way}/{secret}")
            assert page.status == 404
            assert b"SQLite" not in page.content
    assert fetches(world) == 0


async def test_what_is_altered_gives_the_same_as_what_never_was(world: World, phone: Browser) -> None:
    fetching, handing = await to_fetch(world), await to_hand_in(world)
    never = await phone.gets(f"/tep/{'A' * 32}")
    for path in (
        *(fetching[:-1] + ("A" if fetching[-1] != "A" else "B"), fetching.swapcase().replace("/TEP", "/tep")),
        *(fetching.replace("/tep", "/nop"), handing.replace("/nop", "/tep"), f"{handing}x"),
    ):
        page = await phone.gets(path)
        assert (page.status, page.text) == (404, never.text)
        is_guarded(page)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_no_other_way_of_asking_is_served(world: World, phone: Browser, method: str) -> None:
    fetching, handing = await to_fetch(world), await to_hand_in(world)
    assert (await phone.asks(method, fetching)).status == 405
    if method != "POST":
        assert (await phone.asks(method, handing)).status == 405
    assert fetches(world) == 0


async def test_nothing_else_is_served(phone: Browser) -> None:
    for path in ("/", "/tep", "/tep/", "/nop", "/nop/", "/data/dondoc.db", "/tep/a/b"):
        assert (await phone.gets(path)).status == 404


# Handing in


async def test_the_page_asks_for_one_file_and_needs_nothing_from_elsewhere(world: World, phone: Browser) -> None:
    page = await phone.gets(await to_hand_in(world))
    assert page.status == 200
    assert '<input type="file" id="tep" name="tep" required>' in page.text
    assert 'name="viewport"' in page.text
    assert "08:30" in page.text
    assert not re.search(r"<script|src=|href=|url\(|@import|https?:", page.text)
    is_guarded(page)


async def test_a_file_is_taken_once(world: World, phone: Browser) -> None:
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    path = await to_hand_in(world)
    page = await phone.posts(path, "Kết quả.pdf", PDF)
    assert page.status == 200
    assert "<b>Kết quả.pdf</b>" in page.text
    is_guarded(page)
    second = await phone.posts(path, "khac.pdf", PDF)
    assert (second.status, "đã được dùng" in second.text) == (410, True)
    assert (await phone.gets(path)).status == 410
    assert waiting(world) == [("Kết quả.pdf",)]
    await world.step()
    world.an.receives("Kết quả.pdf")


async def test_of_two_at_once_one_is_taken(world: World, phone: Browser) -> None:
    path = await to_hand_in(world)
    pages = await asyncio.gather(*(phone.posts(path, f"{number}.pdf", PDF) for number in range(6)))
    assert sorted(page.status for page in pages) == [200, 410, 410, 410, 410, 410]
    assert len(waiting(world)) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("..%5C..%5CWindows%5Cwin.txt", "win.txt"),
        ("..%2F..%2Fetc%2Fpasswd.txt", "passwd.txt"),
        ("/tmp/../a.txt", "a.txt"),
        ("C:\\Users\\An.txt", "UsersAn.txt"),  # a browser sends the last part alone
        ("...a.txt", "a.txt"),
        ("a\tb.txt", "a b.txt"),
        ("x" * 400 + ".txt", "x" * 196 + ".txt"),
        ("", None),
    ],
)
async def test_a_name_leads_nowhere(world: World, phone: Browser, given: str, kept: str | None) -> None:
    path = await to_hand_in(world)
    page = await phone.posts(path, given, b"text")
    assert page.status == (200 if kept else 415)
    assert waiting(world) == ([(kept,)] if kept else [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bao-cao.pdf", EXE),
        ("bao-cao.pdf", b"#!/bin/sh\n%PDF-1.7"),
        ("bao-cao.docx", EXE),
        ("bao-cao.docx", package("xl/workbook.xml")),
        ("bang.xlsx", package("AndroidManifest.xml", "classes.dex")),
        ("bang.xlsx", b"PK\x03\x04 not a package"),
        ("bang.xls", EXE),
        ("anh.jpg", EXE),
        ("anh.png", b"<html><script>"),
        ("ghi-chu.txt", EXE),
        ("nen.zip", EXE + package("a")),
        ("cai-dat.exe", EXE),
        ("bao-cao.pdf.exe", EXE),
        ("trang.html", b"<html>"),
        ("hinh.svg", b"<svg onload=alert(1)>"),
        ("lenh.bat", b"del *.*"),
        ("khong-duoi", PDF),
    ],
)
async def test_what_is_not_what_it_is_called_is_refused_and_the_link_stays_good(
    world: World, phone: Browser, name: str, content: bytes
) -> None:
    path = await to_hand_in(world)
    with world.changing_nothing():
        page = await phone.posts(path, name, content)
        assert page.status == 415
        assert "Không nhận tệp này" in page.text
        assert waiting(world) == []
    assert (await phone.posts(path, "dung.pdf", PDF)).status == 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PDF", b"\xef\xbb\xbf" + PDF),
        ("a.docx", package("[Content_Types].xml", "word/document.xml")),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml")),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(20)),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(20)),
        ("a.txt", "Kết quả đã làm xong".encode()),
        ("a.txt", "Kết quả".encode("utf-16")),
        ("a.csv", b"a;b\r\n1;2\r\n"),
        ("a.zip", package("bat-ky.txt")),
        ("a.dwg", b"AC1032" + bytes(20)),
    ],
)
async def test_what_officials_hand_in_is_taken(world: World, phone: Browser, name: str, content: bytes) -> None:
    assert (await phone.posts(await to_hand_in(world), name, content)).status == 200
    assert len(waiting(world)) == 1


async def test_one_that_is_too_large_is_refused_whether_or_not_it_says_so(world: World, phone: Browser) -> None:
    path = await to_hand_in(world)
    large = PDF + bytes(21_000_000 - len(PDF))
    said = await phone.posts(path, "lon.pdf", large)
    assert (said.status, "lớn hơn 20 MB" in said.text) == (413, True)

    async def unsaid() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="tep"; filename="lon.pdf"\r\n\r\n'
        for start in range(0, len(large), 1_000_000):
            yield large[start : start + 1_000_000]
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    streamed = await phone.asks("POST", path, data=unsaid(), headers=headers)
    assert (streamed.status, "lớn hơn 20 MB" in streamed.text) == (413, True)
    assert waiting(world) == []
    assert (await phone.posts(path, "vua.pdf", PDF + bytes(LARGEST_FILE - len(PDF)))).status == 200


async def test_what_is_marked_secret_is_not_stored(world: World, phone: Browser) -> None:
    page = await phone.posts(await to_hand_in(world), "Bao cao TUYỆT MẬT.pdf", PDF)
    assert (page.status, "mật" in page.text) == (400, True)
    assert waiting(world) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"tep=abc",
        b"--x\r\n",
        b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.txt"\r\n\r\nhalf of it',
        b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.txt"\r\n\r\nall of it\r\n--x\r\n',
        b'--x\r\nContent-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\nit\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="tep"; filename=""\r\n\r\n\r\n--x--\r\n',
        b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\na\r\n--y--\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.txt"\r\n\r\na\r\n'
        b'--x\r\nContent-Disposition: form-data; name="tep"; filename="b.txt"\r\n\r\nb\r\n--x--\r\n',
    ],
)
async def test_what_is_no_whole_form_stores_nothing(world: World, phone: Browser, body: bytes) -> None:
    path = await to_hand_in(world)
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "text/plain"):
        page = await phone.asks("POST", path, data=body, headers={"Content-Type": kind})
        assert page.status == 400, page.text
        assert "<h1>" in page.text
    assert waiting(world) == []
    assert (await phone.posts(path, "a.pdf", PDF)).status == 200


async def test_a_name_in_another_encoding_is_no_error(world: World, phone: Browser) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="tep"; filename="k\xeat qu\xe3.txt"\r\n\r\nit\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert (await phone.asks("POST", await to_hand_in(world), data=body, headers=headers)).status == 200
    assert len(waiting(world)) == 1


async def test_half_a_body_stores_nothing_and_the_link_stays_good(world: World, phone: Browser) -> None:
    path = await to_hand_in(world)
    host, port = phone.base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    half = b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.txt"\r\n\r\nhalf'
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
    head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    writer.write(head.encode() + half)
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.close()
    await reader.read()
    assert waiting(world) == []
    assert (await phone.posts(path, "a.pdf", PDF)).status == 200


async def test_one_that_never_ends_is_waited_for_no_longer_than_it_may_take(
    world: World, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await to_hand_in(world)
    monkeypatch.setattr("bot.links.LONGEST", 0.05)

    async def stalled() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.txt"\r\n\r\nhalf'
        await asyncio.Event().wait()

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    page = await phone.asks("POST", path, data=stalled(), headers=headers)
    assert (page.status, "không đến trọn vẹn" in page.text) == (400, True)
    assert waiting(world) == []


async def test_the_secret_is_in_no_log(world: World, phone: Browser, capfd: pytest.CaptureFixture[str]) -> None:
    fetching, handing = await to_fetch(world), await to_hand_in(world)
    await phone.gets(fetching)
    await phone.posts(handing, "a.exe", EXE)
    await phone.posts(handing, "a.pdf", PDF)
    await world.step()
    logged = "".join(capfd.readouterr())
    assert "file_handed_in" in logged
    for path in (fetching, handing):
        assert path.rsplit("/", 1)[1] not in logged
    assert "a.pdf" not in logged
