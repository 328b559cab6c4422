"""Which words are secrecy marks, and which only contain the same letters (M51)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading.secrecy import is_marked_secret

MARKS = {
    "a level in a sentence": """
TỐI MẬT
tối mật
Tuyệt mật
Văn bản này là tuyệt mật
tài liệu thuộc loại tối mật
Đề nghị xử lý theo chế độ TUYỆT MẬT
""",
    "the stamp of the paper": """
MẬT
Mật
Mật.
Độ mật: Mật
Độ mật: mật.
Độ mật - Tối mật
Mức độ mật: Tuyệt mật
ĐỘ MẬT: MẬT
Dấu mật
Kế hoạch đóng dấu mật
""",
    "with the urgency": """
Mật - Hỏa tốc
HỎA TỐC - MẬT
Khẩn: Mật
Khẩn: mật
Mật, khẩn
Mật / Thượng khẩn
Văn bản mật, khẩn của Bộ
Khẩn; Mật
Hoả tốc mật
""",
    "in brackets, as a tag, emphasised": """
(Mật)
[MẬT]
"Mật"
«Mật»
【Mật】 Báo cáo quý
[Mật] Báo cáo quý IV
Báo cáo quý IV (mật)
*Mật* báo cáo
#mật
#Mật báo cáo quý
|MẬT| Báo cáo
""",
    "in capitals or set apart by a dash": """
văn bản MẬT của Bộ
MẬT – Phương án phòng thủ
Mật - Phương án phòng thủ dân sự
Phương án phòng thủ dân sự - Mật
Phương án: Mật
M Ậ T - Phương án phòng thủ
""",
    "behind a kind of document": """
Công văn mật số 12
Báo cáo mật tháng 11
hồ sơ mật
tài liệu mật
tài liệu (mật)
Kế hoạch mật về phòng thủ
Tờ trình mật gửi Ban Thường vụ
Biên bản mật cuộc họp
Thông báo mật
Công điện mật của Bộ Tư lệnh
Nghị quyết mật
Kết luận mật của Thường trực
Đề án mật
Phương án mật
Chỉ thị mật
Danh sách mật
Quyết định mật
Phụ lục mật kèm theo
Bản đồ mật
Báo cáo mật về vụ án
Văn bản mật, báo cáo ngay
Kế hoạch mật báo cáo trước ngày 5
Công văn độ mật
Thông tin mật
Công hàm mật
Mệnh lệnh mật
Kế hoạch số 12 mật
""",
    "behind the letters of a kind": """
KH mật số 5
CV mật
BC MẬT
""",
    "file names": """
tuyet_mat.pdf
tuyệt_mật.pdf
TUYET-MAT.docx
toi_mat.pdf
tối-mật.docx
bao-cao-toi-mat-2026.pdf
Tối.Mật.pdf
ToiMat.pdf
BaoCaoTuyetMat.docx
ke_hoach_mat.pdf
KeHoachMat_2026.docx
cong-van-mat-so-12.pdf
to_trinh_mat (1).docx
bien.ban.mat.pdf
mật.pdf
Mật_KeHoach.docx
KH_phòng_thủ_Mật.docx
KH-Mật-2026.docx
01_mat.pdf
mat_hoa_toc.pdf
(mat) bao cao.pdf
mật_bao_cao.pdf
giao_ban_quân_sự_mật.pdf
""",
    "symbols of secret papers": """
Số 12/M-UBND
12/TM-BCA
05/TTM-VP
12-M/TU
45/KH-M
123/UBND-M
7/BC-UBND-M
15/BC-UBND (M)
12-M-UBND.pdf
12_M_UBND.docx
12-TM-BCA.pdf
Số: 12/M ngày 05/12/2026
12/m-ubnd.pdf
""",
    "spaced and disguised letters": """
T Ố I  M Ậ T
t.ố.i m.ậ.t
T-u-y-ệ-t m-ậ-t
M Ậ T
M_Ậ_T
tối_mật
tối#mật
TốiMật
Đ Ộ  M Ậ T : M Ậ T
K Ế  H O Ạ C H  M Ậ T
ＴＯＩ ＭＡＴ
Ｔuyệt ｍật
t\u200bối\u2060 m\u00adật
tố\ufe0fi m\u034fật
\u041cẬ\u0422
Tu\u0443ệt mật
tối\u00a0mật
""",
    "cells of a spreadsheet": """
Mật
Tối mật
Văn bản mật số 5
12/M-UBND
Khẩn, mật
""",
    "typed without accents": """
TOI MAT
toi mat
do mat: mat
(mat)
/xong NV-1 bao cao (mat)
tuyet mat
Khan: Mat
MAT - HOA TOC
ho so mat
cong van mat so 12
""",
}

NO_MARKS = {
    "security, secrets, ciphers": """
bảo mật thông tin
BẢO MẬT
bảo-mật
bảo_mật_thông_tin.docx
Bảo-Mật.pdf
An toàn, bảo mật
ĐẢM BẢO BÍ MẬT KINH DOANH
bí mật nhà nước
Tập huấn Luật Bảo vệ bí mật nhà nước
cơ mật
mật khẩu
Đổi mật khẩu
MẬT KHẨU
mật-khẩu
#mật_khẩu
mật mã
Ban Cơ yếu, mật mã
Thông báo mật khẩu mới của hệ thống
Hướng dẫn mật khẩu
Vá lỗ hổng bảo mật khẩn cấp
Bảo mật: Khẩn
giữ bí mật, khẩn trương triển khai
chất mật mã dân sự
""",
    "density": """
buổi tối mật độ xe cao
Buổi tối, mật độ giao thông cao
buổi_tối_mật_độ_xe_cao.docx
mật độ xây dựng
MẬT ĐỘ DÂN SỐ
Báo cáo mật độ dân cư
Quy hoạch mật độ xây dựng
Mật độ: 120 người
Số liệu mật độ dân số
mật-độ.xlsx
""",
    "closeness": """
thân mật
họp mặt thân mật
HỌP MẶT THÂN MẬT
Chương trình họp mặt thân mật đầu xuân
quan hệ mật thiết
phối hợp mật thiết với nhân dân
theo dõi chu mật
cẩn mật
""",
    "honey, molasses, bile": """
mật ong
MẬT ONG
Đề án mật ong rừng
Dự án mật mía
rỉ mật
mật gấu
túi mật
TÚI MẬT
Phẫu thuật túi mật
túi-mật.pdf
sỏi mật
viêm đường mật
nuôi ong lấy mật
NUÔI ONG LẤY MẬT
tuần trăng mật
ngọt như mật
nồng độ mật
rượu, mật, đường
gan mật tụy
mật.ong
Hội nghị khoa học gan mật
""",
    "names of places and people": """
thôn Mật
Thôn Mật Sơn
PHƯỜNG MẬT SƠN
chùa Mật Sơn
xã Yên Mật, huyện Kim Sơn
XÃ YÊN MẬT
đồi Mật
Báo cáo Mật Sơn
cầu Mật
Nguyễn Văn Mật
NGUYỄN VĂN MẬT
Bà Trần Thị Mật
Chủ trì: Nguyễn Văn Mật
đồng chí Lê Mật
Giáo hội Mật tông
Lò_Văn_Mật.pdf
""",
    "no level is said": """
Độ mật: Không
Độ mật: không có
ĐỘ MẬT: THƯỜNG
Mức độ mật: bình thường
Độ mật: chưa xác định
""",
    "ordinary symbols": """
1234/UBND-TH
12/BM-UBND
1234/SCT-TM
45/KH-UBND
12/QĐ-MTTQ
56/BC-MC
100 km/M2
""",
    "other words without accents": """
ra mat san pham
mat do xay dung
mat khau
bao mat
bao_mat_thong_tin.pdf
tui_mat.docx
mat bang
bao_cao_mat_bang.docx
ke-hoach-giai-phong-mat-bang.pdf
bao cao mat tran to quoc
mat hang thiet yeu
khan mat
toi mat cai but
buoi-toi-mat-do-xe.xlsx
thong bao mat so do
hop mat dau xuan
co mat
mat.tran.pdf
mat.bang.docx
bao.cao.mat.tran.to.quoc.pdf
""",
    "other words": """
họp mặt
bề mặt
có mặt
mặt bằng
mất mùa
mát mẻ
tắt mắt
""",
}


def lines(kinds: Mapping[str, str]) -> list[str]:
    return [line for text in kinds.values() for line in text.strip().splitlines()]


@pytest.mark.parametrize("text", lines(MARKS))
def test_is_a_mark(text: str) -> None:
    assert is_marked_secret(text)


@pytest.mark.parametrize("text", lines(NO_MARKS))
def test_is_no_mark(text: str) -> None:
    assert not is_marked_secret(text)


@pytest.mark.parametrize("text", lines(MARKS))
def test_a_mark_is_found_among_other_lines(text: str) -> None:
    assert is_marked_secret(f"/giaoviec\nViệc: rà soát\n{text}\nHạn: mai")


@pytest.mark.parametrize("line", ["Chủ trì: Lò Thanh Mật", "Việc: Kiểm tra cơ sở kinh doanh mật"])
@pytest.mark.parametrize("urgency", ["Khẩn", "Thượng khẩn", "Hỏa tốc"])
def test_the_urgency_in_the_next_line_of_a_form_makes_no_mark_of_a_word(line: str, urgency: str) -> None:
    assert not is_marked_secret(f"/giaoviec\n{line}\nKhẩn: {urgency}\nHạn: mai")
    assert not is_marked_secret(f"/giaoviec\n{line}\n{urgency}\nHạn: mai")


def test_there_are_enough_of_each() -> None:
    assert len(set(lines(MARKS))) >= 60
    assert len(set(lines(NO_MARKS))) >= 60


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


UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f\u180e\u3164"
BETWEEN_WORDS = ("_", "-", ".", "#", "__", "_-")
SURE = lines({kind: MARKS[kind] for kind in ("a level in a sentence", "behind a kind of document")})


def test_a_word_that_takes_a_syllable_with_it_does_so_parted_as_well() -> None:
    assert is_marked_secret("Kế hoạch mật báo cá_o trước ngày 5")
    assert not is_marked_secret("Nhận được mật báo của quần chúng")


@settings(deadline=None)
@given(st.sampled_from(SURE), st.data())
def test_whatever_stands_between_its_letters_hides_no_mark(mark: str, data: st.DataObject) -> None:
    between = st.text(alphabet="_-.# *" + UNSEEN, max_size=2)
    assert is_marked_secret("".join(letter + data.draw(between) for letter in mark))


@settings(deadline=None)
@given(st.sampled_from(lines(MARKS)), st.data())
def test_what_cannot_be_seen_hides_no_mark(mark: str, data: st.DataObject) -> None:
    unseen = st.text(alphabet=UNSEEN, max_size=2)
    assert is_marked_secret("".join(letter + data.draw(unseen) for letter in mark))


@settings(deadline=None)
@given(st.sampled_from(lines(NO_MARKS)), st.data())
def test_what_cannot_be_seen_makes_no_mark(text: str, data: st.DataObject) -> None:
    unseen = st.text(alphabet=UNSEEN, max_size=2)
    assert not is_marked_secret("".join(letter + data.draw(unseen) for letter in text))


def test_as_the_name_of_a_file_it_passes_as_well() -> None:
    """Each of them in every way of writing it as one: chance would let most go untried."""
    texts = lines({kind: NO_MARKS[kind] for kind in list(NO_MARKS)[:5]})
    names = [
        re.sub(r"(?<=\w) (?=\w)", between, text) + ending
        for text in texts
        for between in BETWEEN_WORDS
        for ending in ("", ".pdf")
    ]
    assert [name for name in names if is_marked_secret(name)] == []


@settings(deadline=None)
@given(st.sampled_from(SURE), st.sampled_from(BETWEEN_WORDS), st.sampled_from((".pdf", ".docx", "")))
def test_as_the_name_of_a_file_it_is_refused_as_well(mark: str, between: str, ending: str) -> None:
    assert is_marked_secret(f"2026{between}{mark.replace(' ', between)}{ending}")


@settings(deadline=None)
@given(st.sampled_from(lines(MARKS)), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
def test_in_any_form_of_unicode(mark: str, form: Literal["NFC", "NFD", "NFKC", "NFKD"]) -> None:
    assert is_marked_secret(unicodedata.normalize(form, mark))
