"""On a channel that carries no files they go both ways by links, and everything else is as where they are sent."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256

import pytest

from actions.delivery import links
from handlers.delivery.answering import Delivery
from tests.scenarios.cast import PUBLIC_URL, TASK, World, opened
from tests.scenarios.second_channel import Pigeon, comes, takes_up
from tests.scenarios.web import Browser, browsing

AN, CLERK = "a9f0c3b2d4e5f6a7b8c9", "c1e2"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
HASH = sha256(PDF).hexdigest()


@pytest.fixture
async def pigeon(world: World) -> Pigeon:
    """An and the clerk have accounts there, and were heard there last."""
    pigeon = Pigeon(shows_pictures=True)
    world.program.channels[pigeon.name] = pigeon
    await takes_up(world, world.an, channel=pigeon.name, chat_id=AN)
    await takes_up(world, world.clerk, channel=pigeon.name, chat_id=CLERK)
    return pigeon


@pytest.fixture
async def phone(world: World) -> AsyncIterator[Browser]:
    async with browsing(world.program) as browser:
        yield browser


async def says(world: World, chat: str, words: str) -> None:
    await comes(world, "pigeon", chat, words=words)


def read(pigeon: Pigeon, since: int = 0) -> str:
    """What was said there since so many messages."""
    return "\n".join(text for _, text in pigeon.said[since:])


def paths(text: str, way: str) -> list[str]:
    return re.findall(rf"{re.escape(PUBLIC_URL)}(/{way}/[\w-]+)", text)


def path_in(text: str, way: str) -> str:
    (path,) = paths(text, way)
    return path


# Fetching


async def test_a_report_comes_by_links_that_yield_the_same_bytes(world: World, pigeon: Pigeon, phone: Browser) -> None:
    await world.clerk.assigns()
    before = len(pigeon.said)
    await says(world, CLERK, "/baocao tháng 11/2026 xlsx")
    said = read(pigeon, before)
    assert ".xlsx" in said
    assert "đến 08:30" in said
    page = await phone.gets(path_in(said, "tep"))
    assert page.status == 200
    ((recorded,),) = world.stored("SELECT data FROM journal WHERE act = 'report.made'")
    assert sha256(page.content).hexdigest() in str(recorded)
    ((via, actor, data),) = world.stored("SELECT via, actor_id, data FROM journal WHERE act = 'file.fetched'")
    assert via == "pigeon"
    assert world.stored(f"SELECT name FROM people WHERE id = {actor}") == [(world.clerk.name,)]
    assert sha256(page.content).hexdigest() in str(data)
    world.nothing_else_was_said()


async def test_a_picture_is_given_by_its_address(world: World, pigeon: Pigeon, phone: Browser) -> None:
    await world.clerk.assigns()
    await says(world, AN, "/lichsu NV-1")
    (address,) = pigeon.shown
    page = await phone.gets(address.removeprefix(PUBLIC_URL))
    assert (page.status, page.headers["Content-Type"]) == (200, "image/png")
    assert page.content.startswith(b"\x89PNG")
    assert page.headers["Content-Disposition"].startswith("inline")


async def test_without_an_address_it_is_said_in_words_and_no_word_is_kept_back(world: World, pigeon: Pigeon) -> None:
    _without_address(world)
    before = len(pigeon.said)
    await says(world, CLERK, "/baocao tháng 11/2026 xlsx")
    said = read(pigeon, before)
    assert "Kênh này không gửi được tệp" in said
    assert "/kenh" in said
    assert "http" not in said
    await says(world, CLERK, "/lichsu NV-1")
    assert not pigeon.shown
    assert world.stored("SELECT count(*) FROM file_links") == [(0,)]
    assert world.stored("SELECT count(*) FROM inbox WHERE answered_at IS NULL") == [(0,)]


def _without_address(world: World) -> None:
    reception = world.program.reception
    reception.desk = replace(reception.desk, public_url="")
    reception.delivery = Delivery(world.program.office)


# Handing in


async def test_a_result_is_handed_in_by_link_and_stands_in_the_journal_by_its_hash(
    world: World, pigeon: Pigeon, phone: Browser
) -> None:
    await world.clerk.assigns()
    before = len(pigeon.said)
    await says(world, AN, "/xong NV-1")
    asked = read(pigeon, before)
    assert "một tệp, một lần, đến 08:30, không quá 20 MB" in asked
    page = await phone.posts(path_in(asked, "nop"), "Kết quả.pdf", PDF)
    assert page.status == 200
    before = len(pigeon.said)
    await world.step()
    assert "NV-1" in read(pigeon, before)
    ((via, data),) = world.stored("SELECT via, data FROM journal WHERE act = 'duty.submitted'")
    assert via == "pigeon"
    assert HASH in str(data)
    assert world.stored("SELECT file_name, file_sha256 FROM submissions") == [("Kết quả.pdf", HASH)]
    assert world.stored("SELECT content FROM files") == [(PDF,)]
    again = await phone.posts(path_in(asked, "nop"), "khac.pdf", PDF)
    assert again.status == 410
    await world.step()
    assert world.stored("SELECT count(*) FROM submissions") == [(1,)]
    await links.clear_files(world.program.office, world.clock.now())
    assert world.stored("SELECT count(*) FROM linked_files WHERE name LIKE 'Kết quả%'") == [(0,)]
    world.nothing_else_was_said()


async def test_what_was_taken_when_the_program_died_is_handed_in_by_the_next(world: World) -> None:
    """The page answers when the file is stored with the word that it is."""
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    await world.an.is_told("/xong NV-1", "kết quả")
    chat, now = str(world.an.user_id), world.clock.now()
    made = await links.ask_for_file(world.program.office, "telegram", chat, dialogue="t", now=now)
    assert made is not None
    async with browsing(world.program) as phone:
        assert (await phone.posts(f"/nop/{made.secret}", "Kết quả.pdf", PDF)).status == 200
    await world.stops()
    await world.starts()
    world.an.receives("NV-1")
    assert world.stored("SELECT file_sha256 FROM submissions") == [(HASH,)]


async def test_any_process_serves_what_another_has_said(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns()
    before = len(pigeon.said)
    await says(world, CLERK, "/baocao tháng 11/2026 xlsx")
    await says(world, AN, "/xong NV-1")
    said = read(pigeon, before)
    async with (
        opened(world.network.address, f"sqlite:///{world.database}", world.clock) as other,
        browsing(other) as phone,
    ):
        assert (await phone.gets(path_in(said, "tep"))).status == 200
        assert (await phone.posts(path_in(said, "nop"), "Kết quả.pdf", PDF)).status == 200
    await world.step()
    assert world.stored("SELECT file_sha256 FROM submissions") == [(HASH,)]


async def test_a_file_that_the_messenger_does_not_pass_on_can_be_handed_in(
    world: World, pigeon: Pigeon, phone: Browser
) -> None:
    await world.clerk.assigns()
    asked = []
    for _ in range(2):
        before = len(pigeon.said)
        await comes(world, "pigeon", AN, not_carried="yes")
        assert "chưa nhận được gì" in read(pigeon, before)
        asked.append(path_in(read(pigeon, before), "nop"))
    assert asked[0] != asked[1], "who sends it again has not found the first"
    before = len(pigeon.said)
    await phone.posts(asked[1], "Kết quả.pdf", PDF)
    await world.step()
    offered = read(pigeon, before)
    assert "Kết quả.pdf" in offered
    more = path_in(offered, "nop")
    before = len(pigeon.said)
    await phone.posts(more, "Phụ lục.pdf", PDF + b"\n")
    await world.step()
    assert "Phụ lục.pdf" in read(pigeon, before)
    await says(world, AN, "/xong NV-1 Báo cáo số 45")
    ((name, more_files),) = world.stored("SELECT file_name, more_files FROM submissions")
    assert name == "Kết quả.pdf"
    assert "Phụ lục.pdf" in str(more_files)


async def test_a_stranger_is_given_no_link(world: World, pigeon: Pigeon) -> None:
    await comes(world, "pigeon", "stranger", not_carried="yes")
    await says(world, "stranger", "/baocao")
    assert not paths(read(pigeon), "nop")
    assert not paths(read(pigeon), "tep")
    assert world.stored("SELECT count(*) FROM file_links") == [(0,)]


async def test_a_spreadsheet_goes_both_ways(world: World, pigeon: Pigeon, phone: Browser) -> None:
    await says(world, CLERK, "/nhapfile")
    said = read(pigeon)
    template = await phone.gets(path_in(said, "tep"))
    before = len(pigeon.said)
    page = await phone.posts(path_in(said, "nop"), "viec.xlsx", template.content)
    assert page.status == 200
    await world.step()
    answered = read(pigeon, before)
    assert "không có dòng nào phải nhập" in answered
    assert path_in(answered, "nop"), "it is set right, and handed in again"


async def test_a_form_asked_for_step_by_step_gives_its_link_once(world: World, pigeon: Pigeon, phone: Browser) -> None:
    await says(world, CLERK, "/giaoviec")
    first = path_in(read(pigeon), "nop")
    for key in ("Chủ trì", "Việc"):
        await says(world, CLERK, TASK[key])
    assert paths(read(pigeon), "nop") == [first]
    await phone.posts(first, "Công văn.pdf", PDF)
    before = len(pigeon.said)
    await world.step()
    assert "Công văn.pdf" in read(pigeon, before)
    assert len(paths(read(pigeon, before), "nop")) == 1, "one more file may come"


async def test_a_command_that_takes_no_file_gives_no_link(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns()
    for words in ("/viec", "/nhan NV-1", "/vuong NV-1", "/huy", "/trogiup"):
        await says(world, AN, words)
    assert not paths(read(pigeon), "nop")
    assert not paths(read(pigeon), "tep")


async def test_without_an_address_it_is_said_that_no_file_can_be_taken(world: World, pigeon: Pigeon) -> None:
    _without_address(world)
    await world.clerk.assigns()
    before = len(pigeon.said)
    await says(world, AN, "/xong NV-1")
    assert "Kênh này chưa nhận được tệp" in read(pigeon, before)
    await comes(world, "pigeon", AN, not_carried="yes")
    assert "http" not in read(pigeon)
    await says(world, AN, "Báo cáo số 45/BC-KT")
    assert world.stored("SELECT count(*) FROM submissions") == [(1,)]


async def test_no_secret_of_a_link_is_stored_anywhere(
    world: World, pigeon: Pigeon, capfd: pytest.CaptureFixture[str]
) -> None:
    await world.clerk.assigns()
    await says(world, CLERK, "/baocao tháng 11/2026 xlsx")
    await says(world, AN, "/xong NV-1")
    said = read(pigeon)
    secrets = [path.rsplit("/", 1)[1] for path in (*paths(said, "tep"), *paths(said, "nop"))]
    assert len(secrets) == 2
    content = world.database.read_bytes() + world.database.with_name(f"{world.database.name}-wal").read_bytes()
    logged = "".join(capfd.readouterr())
    for secret in secrets:
        assert secret.encode() not in content
        assert secret not in logged
