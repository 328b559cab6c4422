"""The company in which *mật* is a secrecy mark, and the words of which it is but a syllable. In lower case."""

from __future__ import annotations

# Kinds of documents: a "kế hoạch mật" is a secret one.
KINDS = (
    *("vănbản", "tàiliệu", "hồsơ", "chỉthị", "côngvăn", "quyếtđịnh", "báocáo", "kếhoạch", "tờtrình", "biênbản"),
    *("thôngbáo", "côngđiện", "bứcđiện", "điệnbáo", "nghịquyết", "kếtluận", "đềán", "phươngán", "dựthảo", "dựán"),
    *("danhsách", "danhmục", "chươngtrình", "hướngdẫn", "giấymời", "phụlục", "hợpđồng", "côngthư", "bảnđồ"),
    *("sốliệu", "thôngtin", "bảntin", "phiếutrình", "phiếugửi", "quyhoạch", "bảnsao", "bảngốc", "quychế"),
    *("cônghàm", "mệnhlệnh", "lệnh", "thôngcáo", "bảngkê", "bảngtổnghợp", "biểumẫu"),
    *("thôngtri", "nộidung", "chuyênđề", "giấytờ", "vậtmang", "sơđồ", "bảnvẽ", "hồsơtàiliệu", "quyếtnghị"),
)
SHORT_KINDS = ("bc", "kh", "ttr", "cv", "qđ", "tb", "bb", "cđ", "nq", "kl", "hd", "ct", "vb", "hs", "tl", "đa", "pa")
STAMPS = ("(?<!nồng)(?<!nhiệt)độ", "dấu", "mức", "dạng", "diện")
URGENCIES = ("thượngkhẩn", "hỏatốc", "hoảtốc", "khẩn")

# What makes another word of the syllable that it follows: mật độ, mật ong …
GOES_ON = frozenset(
    (
        *("độ", "khẩu", "mã", "ong", "thiết", "mía", "rỉ", "rí", "gấu", "hoa", "rừng", "vụ", "ước", "thư"),
        *("lệnh", "báo", "thám", "tông", "giáo", "nghị", "đàm", "nhân", "sơn", "tập", "ngọt", "đắng", "heo"),
        *("bò", "lợn", "dừa", "danh", "bài", "thất", "điển", "tịch", "cát", "khê", "ninh", "đức", "lỗ"),
        *("trù", "cá", "rắn", "đường", "đa"),
    )
)
# … unless that begins a word of its own: mật | báo cáo, mật | độ khẩn.
BEGINS_ANOTHER = {
    "báo": frozenset({"cáo"}),
    "độ": frozenset({"khẩn"}),
    "vụ": frozenset({"việc", "án"}),
    "nghị": frozenset({"quyết", "định"}),
    "tập": frozenset({"huấn", "trung", "hợp", "đoàn", "kết"}),
    "nhân": frozenset({"dân", "sự", "viên", "lực"}),
    "giáo": frozenset({"dục", "viên"}),
    "danh": frozenset({"sách", "mục"}),
    "thư": frozenset({"ký", "mời"}),
    "mã": frozenset({"số"}),
    "hoa": frozenset({"kỳ"}),
    "cá": frozenset({"nhân"}),
    "đường": frozenset({"lối", "bộ", "sắt"}),
    "đa": frozenset({"số"}),
    "đức": frozenset({"thọ", "hòa"}),
}
# What the syllable ends: bảo mật, túi mật, thôn Mật, Nguyễn Văn Mật …
ENDED_BY = frozenset(
    (
        *("bảo", "bí", "cơ", "thân", "túi", "sỏi", "ống", "gan", "dịch", "đường", "men", "mía", "rỉ"),
        *("trăng", "cẩn", "chu", "nghiêm", "lấy", "hút", "nước", "vị", "ong", "chứa", "rượu", "trà", "bánh"),
        *("kẹo", "thôn", "làng", "xã", "phường", "phố", "xóm", "ấp", "bản", "đồi", "núi", "sông", "suối"),
        *("hồ", "cầu", "chùa", "đình", "đền", "khu", "tổ", "yên", "hòa", "hoà", "gò", "kẻ", "văn", "thị"),
        *("ông", "bà", "anh", "chị", "cô", "chú", "bác", "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh"),
        *("phan", "vũ", "võ", "đặng", "bùi", "đỗ", "ngô", "dương", "lý", "tiết", "viêm", "cắt", "mổ"),
        *("ngoại", "làm", "nấu", "chè", "tắc", "như"),
    )
)
ENDED_BY_TWO = ("nồngđộ", "nhiệtđộ")
