"""A message is parted into its commands whatever stands between them, and nothing that was typed gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import TooManyCommands
from handlers.front.commands import COMMANDS
from handlers.front.several import MOST, commands_in
from handlers.reading.typing import clean

PARTED = {
    "/nhan NV-3\n/nhan NV-4": ["/nhan NV-3", "/nhan NV-4"],
    "/nhan NV-5, NV-6": ["/nhan NV-5", "/nhan NV-6"],
    "/nhận nv5 và nv-6; NV 7": ["/nhan NV-5", "/nhan NV-6", "/nhan NV-7"],
    "/nhan NV‑5 NV−6": ["/nhan NV-5", "/nhan NV-6"],
    "/nhan\n- NV-5\n- NV-6": ["/nhan NV-5", "/nhan NV-6"],
    "/nhan NV-5, NV-5": ["/nhan NV-5"],
    "/tiendo NV-1, NV-2 được nửa": ["/tiendo NV-1 được nửa", "/tiendo NV-2 được nửa"],
    "/tiendo NV-1 NV-2 chưa gửi số liệu": ["/tiendo NV-1 NV-2 chưa gửi số liệu"],
    "/vuong NV-1 thiếu số liệu; NV-2 chưa xong": ["/vuong NV-1 thiếu số liệu; NV-2 chưa xong"],
    "/tiendo NV-1 bước đầu\n/vuong NV-1 thiếu; đề nghị": ["/tiendo NV-1 bước đầu", "/vuong NV-1 thiếu; đề nghị"],
    "1. /nhan NV-1\n2) /nhan NV-2": ["/nhan NV-1", "/nhan NV-2"],
    "báo cáo anh\n/xong NV-1 công văn 45": ["báo cáo anh", "/xong NV-1 công văn 45"],
    "/tiendo NV-1 xem\n/tmp/x và\n12/2026": ["/tiendo NV-1 xem\n/tmp/x và\n12/2026"],
    "/ghigiay Nguyễn Văn An;\n/nhan NV-1": ["/ghigiay Nguyễn Văn An;\n/nhan NV-1"],
    "/ghigiay Nguyễn Văn An; nhan NV-1, NV-2": [
        "/ghigiay Nguyễn Văn An; /nhan NV-1",
        "/ghigiay Nguyễn Văn An; /nhan NV-2",
    ],
    "đã nhận": ["đã nhận"],
    "/nhan NV-1\u2028/nhan NV-2": ["/nhan NV-1", "/nhan NV-2"],
    "/tiendo NV-1\nNV-2 chưa gửi số liệu": ["/tiendo NV-1\nNV-2 chưa gửi số liệu"],
    "/tuchoi NV-1, NV-2\nNV-3 đã làm rồi": ["/tuchoi NV-1 NV-3 đã làm rồi", "/tuchoi NV-2 NV-3 đã làm rồi"],
    "/xong NV-1\n- NV-2\nBáo cáo số 45": ["/xong NV-1 Báo cáo số 45", "/xong NV-2 Báo cáo số 45"],
    "/tiendo NV-1\nNV-2, NV-3 được nửa": ["/tiendo NV-1 được nửa", "/tiendo NV-2 được nửa", "/tiendo NV-3 được nửa"],
    "/nhan NV-1\nNV-2 và NV-3 ạ": ["/nhan NV-1 ạ", "/nhan NV-2 ạ", "/nhan NV-3 ạ"],
    "-\n/khongco": ["-\n/khongco"],
    "": [],
}


@pytest.mark.parametrize("text", PARTED)
def test_a_message_is_parted(text: str) -> None:
    assert commands_in(clean(text), COMMANDS) == PARTED[text]


LINES = st.one_of(
    st.sampled_from(["/nhan NV-1", "/viec", "/tiendo NV-2 làm dở", "/giaoviec", "Chủ trì: An", "/khongco", "lời thêm"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r/"), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool),
)


@given(st.lists(LINES, max_size=15))
def test_no_line_gets_lost_and_each_stands_where_it_stood(lines: list[str]) -> None:
    parts = commands_in("\n".join(lines), COMMANDS)
    assert "\n".join(parts).split() == "\n".join(lines).split()
    assert all("\n/nhan" not in part and "\n/viec" not in part for part in parts)


@given(st.lists(st.integers(1, 999), min_size=1, max_size=40, unique=True))
def test_as_many_as_there_are_codes_and_never_more_than_twenty(numbers: list[int]) -> None:
    text = "/nhan " + ", ".join(f"NV-{number}" for number in numbers)
    if len(numbers) > MOST:
        with pytest.raises(TooManyCommands):
            commands_in(text, COMMANDS)
    else:
        assert commands_in(text, COMMANDS) == [f"/nhan NV-{number}" for number in numbers]
