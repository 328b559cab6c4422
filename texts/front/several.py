"""What is said of a message with several commands, and of words behind a command that takes none."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from texts.front.remarks import typed_as

SHOWN = 80  # characters of a command, enough to tell it from the others


def _short(text: str) -> str:
    line = " ".join(text.split())
    return escape(line if len(line) <= SHOWN else line[: SHOWN - 1] + "…")


def answer_to(command: str, answer: str) -> str:
    return f"▸ <code>{_short(command)}</code>\n{answer}"


def done_before(command: str) -> str:
    """Line for a command that was carried out before the bot stopped in the middle of a message."""
    return f"▸ <code>{_short(command)}</code>\nĐã thực hiện trước khi Dondoc bị gián đoạn."


def not_done(commands: Sequence[str]) -> str:
    """List of what was not done behind a command that asks for something first."""
    lines = "\n".join(f"• <code>{escape(command)}</code>" for command in commands)
    return f"<b>Chưa thực hiện</b> các lệnh sau, vì lệnh trên còn chờ đồng chí; xong rồi xin gửi lại (chạm hoặc nhấn giữ để chép):\n{lines}"


def broken_off(done: Sequence[str], left: Sequence[str]) -> str:
    """Handling failed for good in the middle of a message."""
    carried_out = "\n".join(f"• <code>{_short(command)}</code>" for command in done)
    rest = "\n".join(f"• <code>{escape(command)}</code>" for command in left)
    first = f"Đã thực hiện:\n{carried_out}\n" if done else ""
    return (
        f"Có lỗi khi xử lý tin này; lỗi đã được lưu để khắc phục. {first}"
        f"<b>Chưa chắc đã thực hiện</b>, xin xem lại bằng /viec rồi gửi lại từng lệnh:\n{rest}"
    )


def words_left(command: str, words: str, *, verbs: Sequence[str], code: str | None, pressed: bool) -> str:
    """Beside the answer to a command behind which stood words that it does not take."""
    said = f"«{_short(words)}» <b>chưa được thực hiện</b>: lệnh /{command} không nhận thêm nội dung."
    if code is None:
        return f"{said} Nếu cần, xin gửi thành một tin riêng."
    if not verbs:
        return f"{said} Nếu cần, xin {'chọn một mục dưới đây hoặc ' if pressed else ''}gửi thành một tin riêng."
    lines = "\n".join(typed_as(verb, code) for verb in verbs)
    return f"{said} Nếu ý đồng chí như dưới đây, xin chọn hoặc gõ lệnh:\n{lines}"
