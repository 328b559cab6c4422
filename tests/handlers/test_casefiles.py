"""The file of a case, opened as a reader opens it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

from documents.casefiles import PICTURE_HEIGHT, as_docx
from documents.pictures.courses import course_of
from documents.pictures.holding import holding_picture
from domain.acts import Act
from domain.journal.entry import Entry
from tests.handlers.pictures.cases import SCENE, long_case, many_units
from tests.handlers.samples.cases import LEAD
from tests.handlers.samples.cast import AN, BINH, CALENDAR, NOW, at
from tests.handlers.samples.histories import whole_history as told_sample
from texts.duties import casefiles
from texts.duties.casefiles import case_file


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def test_it_holds_facts_holders_picture_journal_and_how_to_check() -> None:
    history, now = long_case()
    entries = tuple(replace(one, seq=n, hash=f"{n:064x}") for n, one in enumerate(history.entries, start=5))
    history = replace(history, entries=entries)
    course = course_of(SCENE, history, calendar=CALENDAR, now=now)
    assert course is not None
    file = case_file(SCENE, history, agency="UBND huyện", calendar=CALENDAR, now=now)
    document = opened(as_docx(file, holding_picture(course)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:2] == ["UBND HUYỆN", "HỒ SƠ THEO DÕI NV-12"]
    assert "Hạn ban đầu: Thứ Hai 07/12/2026 16:30" in lines
    assert len(document.inline_shapes) == 1
    holders, journal = document.tables
    assert [cell.text for cell in holders.rows[2].cells] == [
        *("Chủ trì", "đồng chí Nguyễn Văn An, Phòng Kinh tế", "đang thực hiện"),
        *("Thứ Ba 01/12/2026 09:00", "Thứ Năm 10/12/2026 14:30", "60", "–"),
    ]
    assert [row.cells[0].text for row in journal.rows[1:]] == [str(entry.seq) for entry in entries]
    assert [row.cells[3].text for row in journal.rows[1:]] == [entry.hash for entry in entries]
    assert all(row.cells[2].text for row in journal.rows)
    assert any(history.last_hash in line and "verifier.py" in line for line in lines)


def test_a_high_picture_stays_on_its_page() -> None:
    history, now = many_units()
    course = course_of(SCENE, history, calendar=CALENDAR, now=now)
    assert course is not None
    file = case_file(SCENE, history, agency="", calendar=CALENDAR, now=now)
    (shape,) = opened(as_docx(file, holding_picture(course))).inline_shapes
    assert shape.height <= Mm(PICTURE_HEIGHT)
    assert abs(shape.width / shape.height - 1080 / 1876) < 0.03


def test_whole_words_stand_in_it_and_what_was_erased_is_said_to_be() -> None:
    told = told_sample()
    said = Entry(
        seq=9,
        at=NOW,
        act=Act.DUTY_REPORTED,
        via="telegram",
        actor_id=AN,
        duty_id=LEAD.id,
        data={"words": {"text": {"id": 1, "hash": "x"}}},
        hash="f" * 64,
    )
    long = "Đã <b>xong</b> " + "x" * 1900
    for text, expected in ((long, long), (None, "(nội dung đã xóa)")):
        file = case_file(
            SCENE, replace(told, entries=(said,), words={1: text}), agency="", calendar=CALENDAR, now=at(9)
        )
        ((_, _, line, digest),) = file.journal
        assert (expected in line, digest) == (True, "f" * 64)


def test_more_than_can_be_printed_is_left_to_the_export_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casefiles, "MOST_ENTRIES", 20)
    told = told_sample()
    sent = Entry(at=NOW, act=Act.NOTICE_SENDING, via="clock", data={"recipient": BINH})
    many = tuple(replace(sent, seq=n) for n in range(1, 28))
    file = case_file(SCENE, replace(told, entries=many), agency="", calendar=CALENDAR, now=at(9))
    assert (file.journal[0][0], file.journal[-1][0]) == ("8", "27")
    assert file.journal[0][2] == "bắt đầu một lần gửi tin"
    assert "7 mục cũ hơn" in file.journal_note
    document = opened(as_docx(file, None))
    assert len(document.tables[1].rows) == 21
    assert casefiles.JOURNAL_TITLE in [paragraph.text for paragraph in document.paragraphs]
