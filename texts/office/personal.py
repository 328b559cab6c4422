"""What is said of one's own data and of erasing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from actions.office.personal import Erased, Leaving
from domain.duties.cases import PREFIXES, CaseKind
from domain.office.people import Person
from texts.office import lapses
from texts.office.gaps import gaps
from texts.office.successions import going_over, passed_on, under_answer
from texts.opinions.summaries import short
from texts.scene import Scene
from texts.words import roles_of

LAST = {
    "progress": "Tiến độ",
    "blockers": "Vướng mắc",
    "initiatives": "Sáng kiến",
    "causes": "Nguyên nhân",
    "opinions": "Ý kiến",
}


def own_data(scene: Scene, person: Person, kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    roles = roles_of(person.roles)
    linked = [one for one in kept["accounts"] if one["unlinked_at"] is None]
    return "\n".join(
        [
            f"<b>Dữ liệu Dondoc lưu về đồng chí</b>: {scene.full(person)}",
            f"Vai trò: {escape(roles) or '–'}",
            f"Tài khoản đang liên kết: {len(linked)}; đã từng liên kết: {len(kept['accounts'])}",
            f"Số lần giữ việc: {len(kept['held'])}; số lần nộp kết quả: {len(kept['submissions'])}; số lần báo vắng mặt: {len(kept['absences'])}",
            f"Số lần báo tiến độ: {len(kept['progress'])}; báo vướng mắc: {len(kept['blockers'])}; nêu sáng kiến: {len(kept['initiatives'])}; "
            f"nêu nguyên nhân: {len(kept['causes'])}; trả lời ý kiến: {len(kept['opinions'])}; trình: {len(kept['proposals'])}; "
            f"đề nghị: {len(kept['requests'])}",
            *_newest(kept),
            "Toàn bộ ở tệp gửi kèm (JSON). Sai thông tin: xin báo Văn phòng sửa bằng /canbo.",
        ]
    )


def _newest(kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """The last thing that was said of each kind."""
    newest = {name: kept[name][-1] for name in LAST if kept[name]}
    return [
        f"{LAST[name]} gần nhất ({PREFIXES[CaseKind(one['kind'])]}-{one['number']}): <i>{escape(short(one['text']))}</i>"
        for name, one in newest.items()
        if one["text"]
    ]


def erasing(scene: Scene, leaves: Leaving, *, again: str) -> str:
    """The question before it is done: what the person leaves goes to whom."""
    return "\n".join(
        [
            f"<b>Xóa dữ liệu cá nhân của {scene.full(leaves.person)}</b>. Chưa có gì bị xóa. Khi đồng chí chọn <b>Xóa dữ liệu</b>, việc người "
            "này để lại sẽ chuyển tiếp:",
            *going_over(scene, leaves.going),
            *passed_on(scene, leaves.succession, again=again),
            "Chọn <b>Xóa dữ liệu</b> để thực hiện (không lấy lại được), <b>Hủy</b> để thôi; gõ Xóa dữ liệu hoặc Hủy cũng được.",
        ]
    )


def erased(scene: Scene, done: Erased) -> str:
    """Said once, to who erased: after it the name stands nowhere."""
    return "\n".join(
        [
            f"Đã xóa dữ liệu cá nhân của <b>{escape(done.person.name)}</b>: tên (cả trong tên tệp), tài khoản, và {done.blanked} đoạn văn có "
            "tên này. Nhật ký giữ nguyên và vẫn kiểm tra được, chỉ còn số hiệu của người này. Xóa rồi không lấy lại được."
            f"{lapses.under_answer(scene, done.lapsed)}{under_answer(scene, done.succession)}{gaps(scene, done.waiting)}",
            *_left(scene, done),
        ]
    )


def _left(scene: Scene, done: Erased) -> list[str]:
    """What ended with it, and where the name may still stand."""
    found = []
    if done.unread:
        found.append(f"Phổ biến chưa đọc, nay không phải đọc nữa: {', '.join(done.unread)}.")
    if not done.traceless:
        found.append(
            "Tệp nhật ký tạm của cơ sở dữ liệu đang có chương trình đọc, chưa dọn được; Dondoc dọn tiếp trong đêm."
        )
    if done.backups:
        named = "; ".join(
            f"{escape(one.file) if one.file else '(không rõ tên)'} ({scene.moment(one.made_at)})"
            for one in done.backups
        )
        found.append(f"Các bản sao lưu trước lúc này còn tên đó, xin xóa hoặc thay bằng bản mới: {named}.")
    else:
        found.append(
            "Nhật ký không ghi bản sao lưu nào trước lúc này; nếu có sao lưu bằng cách khác, bản ấy còn tên đó."
        )
    return found
