"""Which words are secrecy marks, and which only contain the same letters (M51)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.secrecy import is_marked_secret

MARKS = """
MẬT
Mật
(Mật)
[MẬT]
"Mật"
Độ mật: Mật
Độ mật: mật.
Độ mật - Tối mật
Mức độ mật: Tuyệt mật
TỐI MẬT
tối mật
Tuyệt mật
Văn bản này là tuyệt mật
văn bản MẬT của Bộ
Công văn mật số 12
Báo cáo mật tháng 11
hồ sơ mật
tài liệu mật
tài liệu (mật)
Kế hoạch đóng dấu mật
Số 12/M-UBND
12/TM-BCA
05/TTM-VP
TOI MAT
toi mat
do mat: mat
(mat)
/xong NV-1 bao cao (mat)
"""

NO_MARKS = """
bảo mật thông tin
BẢO MẬT
An toàn, bảo mật
ĐẢM BẢO BÍ MẬT KINH DOANH
bí mật nhà nước
Tập huấn Luật Bảo vệ bí mật nhà nước
mật độ xây dựng
MẬT ĐỘ DÂN SỐ
Báo cáo mật độ dân cư
mật khẩu
Đổi mật khẩu
mật ong
mật mã
Ban Cơ yếu, mật mã
thân mật
họp mặt
bề mặt
có mặt
cơ mật
Mật độ: 120 người
1234/UBND-TH
12/BM-UBND
ra mat san pham
mat do xay dung
mat khau
mặt bằng
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(MARKS))
def test_is_a_mark(text: str) -> None:
    assert is_marked_secret(text)


@pytest.mark.parametrize("text", lines(NO_MARKS))
def test_is_no_mark(text: str) -> None:
    assert not is_marked_secret(text)


@pytest.mark.parametrize("text", lines(MARKS))
def test_a_mark_is_found_among_other_lines(text: str) -> None:
    assert is_marked_secret(f"/giaoviec\nViệc: rà soát\n{text}\nHạn: mai")


def test_signs_that_cannot_be_seen_hide_no_mark() -> None:
    assert is_marked_secret("t\u200bối\u2060 m\u00adật")
    assert is_marked_secret("tối\u00a0mật")


LONGEST = 4096  # characters of one message

HOSTILE = (
    "báo cáo" + " " * (LONGEST - 8) + "x",
    ("độ" + " " * 400) * 10,
    "\n" * (LONGEST - 1),
    "\n-" * (LONGEST // 2),
    "- " * (LONGEST // 2) + "x",
    "BẢO" + " " * 1000 + "BÍ" + "MẬT ĐỘ " * 400,
    "độ mật độ" + "\t\n" * 2000,
    "1 " * (LONGEST // 2),
    "1" * LONGEST,
    "(" * 2000 + " " * 2000,
    "toi" + " " * (LONGEST - 4) + "x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_message_holds_up_those_behind_it(text: str) -> None:
    """Nothing is measured: where the work grew with the square or the cube of the blanks this would not end."""
    assert not is_marked_secret(text)


@settings(deadline=None)
@given(st.text(alphabet=' \n\t\u00a0\u2028-:(["/1độMbáoc', max_size=60), st.integers(min_value=1, max_value=200))
def test_whatever_repeats_a_message_is_read_to_its_end(piece: str, times: int) -> None:
    text = (piece * times)[:LONGEST]
    assert is_marked_secret(f"{text}\n(mật)")
    assert is_marked_secret(f"{text} tối{' ' * 50}\n mật")


@settings(deadline=None)
@given(st.sampled_from(lines(MARKS)), st.text(alphabet=" \t\u00a0", min_size=1, max_size=300))
def test_blanks_between_its_words_hide_no_mark(mark: str, blanks: str) -> None:
    assert is_marked_secret(mark.replace(" ", blanks))


@settings(deadline=None)
@given(st.sampled_from(lines(NO_MARKS)), st.text(alphabet=" \t\u00a0", min_size=1, max_size=300))
def test_blanks_between_its_words_make_no_mark(text: str, blanks: str) -> None:
    assert not is_marked_secret(text.replace(" ", blanks))
