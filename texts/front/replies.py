"""What the bot answers to a command that was carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from actions.office.people import EnteredPerson
from domain.office.people import Person
from texts.duties.task_confirmations import ASKED_BY_BUTTON
from texts.front.usage.heads import GIAOVIEC, PHOBIEN, XINYKIEN
from texts.front.usage.table import USAGES, HelpGroup, example, in_group
from texts.scene import Scene
from texts.words import ERASED, channel_name


def welcome_stranger(agency: str) -> str:
    of = f" của {escape(agency)}" if agency else ""
    return (
        f"Đây là Dondoc, trợ lý đôn đốc công việc{of}. Dondoc nhắc người đang giữ việc khi đến hạn, báo cấp trên khi quá hạn "
        "và lưu lại ai giữ việc, từ bao giờ.\n\nĐể sử dụng, xin liên hệ Văn phòng lấy mã mời, rồi mở liên kết được gửi "
        "hoặc gõ /start và mã đó."
    )


def welcome(scene: Scene, person: Person) -> str:
    return f"Xin chào {scene.full(person)}. Gõ /viec để xem việc của mình, /trogiup để xem các lệnh."


def linked(scene: Scene, placed: EnteredPerson) -> str:
    person = placed.person
    details = [
        f"Họ tên: <b>{escape(person.name)}</b>",
        f"Đơn vị: {escape(placed.unit.name)}" if placed.unit else "",
        f"Chức vụ: {escape(person.position)}" if person.position else "",
    ]
    body = "\n".join(line for line in details if line)
    return f"Đã liên kết tài khoản này với:\n{body}\n\nNếu không đúng, xin báo ngay Văn phòng. Gõ /viec để xem việc của mình."


def helping(person: Person | None, groups: Sequence[HelpGroup]) -> str:
    """Help for one's own role."""
    if person is None:
        return "Tài khoản chưa liên kết. Xin liên hệ Văn phòng lấy mã mời, rồi gõ /start và mã đó."
    parts = ["\n".join((group, *(usage.menu_line for usage in in_group(group)))) for group in groups]
    if HelpGroup.HEADS in groups:
        parts.append(f"<b>Mẫu giao việc</b> (chép rồi sửa)\n{GIAOVIEC.shown}")
        parts.append(f"<b>Mẫu lấy ý kiến</b>\n{XINYKIEN.shown}")
        parts.append(f"<b>Mẫu phổ biến văn bản</b>\n{PHOBIEN.shown}")
    return "\n\n".join(parts)


def wait_for(verb: str, code: str) -> str:
    """What the next message is taken for, after a button or a command that needs more."""
    asked = ASKED_BY_BUTTON.get(verb) or USAGES[verb].asked or "Xin gõ lý do cho <b>{code}</b>."
    return f"{asked.format(code=code)} Gõ /huy để thôi."


def left(anything: bool) -> str:
    return (
        "Đã bỏ, chưa có gì được ghi." if anything else "Không có việc nào đang nhập dở. Gõ /viec để xem việc của mình."
    )


def draft_stands(original: str, *, can_be_edited: bool) -> str:
    """Under what stands against a draft: where it names somebody who is erased, and what can be done with it."""
    keys = [
        line.partition(":")[0].rpartition(";")[2].strip()
        for line in original.splitlines()
        if ERASED in line and ":" in line
    ]
    where = f"Mục có người đã xóa: {escape(', '.join(dict.fromkeys(keys)))}. " if keys else ""
    edit = "chọn <b>Sửa lại</b> để lấy lại nội dung, sửa rồi gửi; " if can_be_edited else ""
    return f"{where}Chưa có gì được thực hiện, bản nháp vẫn còn: {edit}chọn <b>Hủy</b> (hoặc gõ Hủy) để bỏ."


def edit_again(original: str) -> str:
    return f"Xin chép lại, sửa rồi gửi như một tin mới:\n<code>{escape(original)}</code>"


def template(command: str) -> str:
    return f"Xin gửi theo mẫu sau (chạm hoặc nhấn giữ để chép, sửa rồi gửi):\n{example(command)}"


def unknown_command(name: str) -> str:
    return f"Dondoc chưa có lệnh /{escape(name[:30])}. Gõ /trogiup để xem các lệnh."


def not_understood() -> str:
    return "Dondoc chưa hiểu tin này và chưa ghi gì. Gõ /viec để xem việc của mình, /trogiup để xem các lệnh."


def lapsed(scene: Scene, begun_at: datetime) -> str:
    """The answer to a plain word where what the chat had begun waits no more."""
    return f"{not_understood()}\nPhần nhập dở từ {scene.moment(begun_at)} đã quá thời gian chờ và đã bỏ; nếu vẫn cần, xin chọn lại hoặc gõ lại lệnh."


def edited() -> str:
    return (
        "Dondoc không thực hiện lệnh đã sửa; lệnh gửi lúc đầu vẫn giữ nguyên. Nếu cần, xin gửi lại thành một tin mới."
    )


def edited_text(awaited: str | None) -> str:
    """Answer to an edited message that was no command: what it said at first has been answered, or taken."""
    said = "Dondoc không đọc lại tin đã sửa; tin gửi lúc đầu vẫn giữ nguyên. Nếu cần, xin gửi nội dung mới thành một tin mới."
    return f"{said}\n\n{awaited}" if awaited else said


def not_read(awaited: str | None) -> str:
    """Answer to what holds neither words nor a file: a voice, a sticker, a place."""
    said = "Dondoc không đọc được tin thoại, nhãn dán, vị trí và những tin không có chữ hay tệp; chưa có gì được ghi."
    return f"{said}\n\n{awaited}" if awaited else f"{said} Xin gõ thành chữ. Gõ /viec để xem việc của mình."


def question_waits() -> str:
    return "Câu hỏi ở tin trên vẫn chờ trả lời. Gõ /huy để thôi."


def button_waits() -> str:
    return "Dondoc còn chờ đồng chí chọn một mục ở tin trên, hoặc gõ đúng chữ của mục đó. Gõ /huy để thôi."


def wait_no_more(names: Sequence[str]) -> str:
    """Files that were sent before it was said what they are, where something else has been begun."""
    return f"Tệp gửi trước đó (<b>{escape(', '.join(names))}</b>) không còn chờ nữa; khi cần, xin gửi lại."


def forwarded_command() -> str:
    """A command that somebody else wrote and that was passed on."""
    return (
        "Tin chuyển tiếp là lời của người khác, nên Dondoc không thực hiện lệnh trong đó và chưa ghi gì. "
        "Nếu chính đồng chí muốn thực hiện, xin chép nội dung rồi gửi thành tin của mình."
    )


def private_only() -> str:
    return "Xin nhắn riêng cho Dondoc; trong nhóm Dondoc không nhận lệnh."


def too_large(limit_mb: int) -> str:
    return f"Tệp quá lớn (giới hạn {limit_mb} MB) nên chưa nhận được. Xin gửi tệp nhỏ hơn hoặc ghi số văn bản."


def not_carried(channel: str) -> str:
    """Something was sent that the messenger does not pass on: nobody here knows what."""
    return (
        f"{channel_name(channel)} không chuyển tệp và đường dẫn cho Dondoc, nên Dondoc chưa nhận được gì. Xin gõ nội dung "
        "thành chữ, chụp ảnh văn bản rồi gửi ảnh, hoặc gửi tệp qua hệ thống văn bản và ghi số, ký hiệu."
    )


def file_not_taken() -> str:
    """Beside the answer to a command that keeps no files."""
    return (
        "<b>Tệp gửi kèm chưa được nhận ở lệnh này</b>; xin gửi tệp qua hệ thống văn bản và ghi số, ký hiệu. "
        "Tệp kết quả thì gửi cùng lệnh /xong, văn bản giao việc cùng lệnh /giaoviec, dự thảo cần lấy ý kiến cùng lệnh /xinykien, văn bản cần phổ biến cùng lệnh /phobien, hồ sơ bổ sung cùng lệnh /bosung, biên bản thống nhất cùng lệnh /thongnhat."
    )


def only_first_file(name: str) -> str:
    """Beside the answer to a command that keeps one file."""
    return f"<b>Chỉ nhận tệp {escape(name)}</b>: lệnh này nhận một tệp. Các tệp khác chưa được nhận."


def not_drawn() -> str:
    return "Lần này chưa vẽ được hình kèm theo; phần chữ trên đây vẫn đủ. Có thể gõ lại lệnh sau ít phút."


def many_at_once() -> str:
    """To who has sent so much that the last of it is answered much later."""
    return (
        "Đồng chí gửi nhiều tin liền một lúc. Dondoc đã nhận đủ và đang trả lời lần lượt từng tin, có thể mất vài phút; xin đừng "
        "gửi lại."
    )


def broken() -> str:
    return "Có lỗi khi xử lý tin này, chưa có gì được ghi; lỗi đã được lưu để khắc phục. Xin thử lại sau ít phút."


def unreadable() -> str:
    return (
        "Dondoc không đọc được tin đồng chí vừa gửi nên chưa ghi gì. Xin gõ lại nội dung, hoặc gửi lại tệp, thành một tin mới "
        "(đừng chuyển tiếp tin cũ)."
    )


def deadly(scene: Scene, at: datetime) -> str:
    """Answer to an update during whose handling the process died as often as it was tried."""
    return (
        f"Tin đồng chí gửi lúc {scene.moment(at)} đã làm Dondoc dừng 3 lần nên được để riêng, không xử lý nữa; Văn phòng đã được "
        "báo. Gõ /viec để xem những gì đã ghi. Xin gửi lại cách khác: gõ thành chữ, chia tệp nhỏ hơn hoặc gửi tệp dạng khác."
    )
