"""What is said to everybody: welcome, help, what was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from actions.delivery.links import MadeLink
from actions.office.people import EnteredPerson
from channels.telegram.hearing import FILE_LIMIT_MB
from domain.duties.duties import DutyKind
from domain.file_links import FileFault
from handlers.delivery.numbering import numbered
from handlers.front.helping import groups_of
from tests.handlers.samples.cases import OPINION, TASK, duty_of
from tests.handlers.samples.cast import AN, BINH, CLERK, NOW, PEOPLE, SCENE, UNITS, at
from texts import menus
from texts.buttons import Button, duty_button, duty_buttons
from texts.front import link_pages, links, privacy, replies
from texts.front.usage import heads
from texts.notices import groups
from texts.words import LABELS


def front_answers() -> Iterator[tuple[str, str]]:
    an, binh = PEOPLE[AN], PEOPLE[BINH]
    yield "người lạ", replies.welcome_stranger("UBND huyện")
    yield "chào", replies.welcome(SCENE, an)
    yield "dữ liệu cá nhân, nói một lần", privacy.SENTENCE
    yield "đã đọc về dữ liệu cá nhân", privacy.read(first=True)
    yield "đã đọc về dữ liệu cá nhân từ trước", privacy.read(first=False)
    yield "đã liên kết", replies.linked(SCENE, EnteredPerson(person=an, unit=UNITS[2]))
    yield "trợ giúp, chưa liên kết", replies.helping(None, ())
    yield "trợ giúp, chuyên viên", replies.helping(an, groups_of(an))
    yield "trợ giúp, thủ trưởng", replies.helping(binh, groups_of(binh))
    clerk = PEOPLE[CLERK]
    yield "trợ giúp, văn phòng", replies.helping(clerk, groups_of(clerk))
    for command in ("xong", "tiendo", "giahan", "dutdiem", "tralai", "khongduyet", "phancong"):
        yield f"chờ nội dung của /{command}", replies.wait_for(command, "NV-12")
    for about in ("bosung", "suaykien", "cdk", "kdy", "ktt", "ths"):
        yield f"chờ nội dung của «{LABELS[about]}»", replies.wait_for(about, "YK-5")
    yield "chờ nội dung của /thongnhat", replies.wait_for("thongnhat", "YK-5")
    yield "mẫu phổ biến", replies.template("phobien")
    yield "/huy, có việc dở", replies.left(True)
    yield "/huy, không có gì", replies.left(False)
    yield "sửa lại bản nháp", replies.edit_again(f"{heads.GIAOVIEC.example}")
    yield "mẫu giao việc", replies.template("giaoviec")
    yield "lệnh chưa có", replies.unknown_command("lamviec")
    yield "chưa hiểu", replies.not_understood()
    yield "phần nhập dở đã quá thời gian chờ", replies.lapsed(SCENE, at(1, 15))
    yield "lệnh đã sửa", replies.edited()
    yield "tin đã sửa", replies.edited_text(None)
    yield "câu trả lời đã sửa", replies.edited_text(replies.wait_for("vuong", "NV-12"))
    yield "tin thoại", replies.not_read(None)
    yield "tin thoại khi còn chờ kết quả", replies.not_read(replies.wait_for("xong", "NV-12"))
    yield "tin thoại khi còn chờ trả lời câu hỏi", replies.not_read(replies.question_waits())
    yield "tin thoại khi còn chờ một lựa chọn", replies.not_read(replies.button_waits())
    yield "lệnh chuyển tiếp", replies.forwarded_command()
    yield "trong nhóm", replies.private_only()
    yield "quản trị viên ẩn danh", groups.by_nobody()
    yield "tệp quá lớn", replies.too_large(FILE_LIMIT_MB)
    yield "tệp không được nhận", replies.file_not_taken()
    yield "tệp, đường dẫn mà ứng dụng nhắn tin không chuyển đến", replies.not_carried("zalo")
    yield from _by_links()
    yield from _by_number()
    yield "có lỗi", replies.broken()
    yield "không vẽ được hình", replies.not_drawn()
    yield "tin không đọc được", replies.unreadable()
    yield "tin làm dừng chương trình", replies.deadly(SCENE, NOW)


def _by_number() -> Iterator[tuple[str, str]]:
    """Where there are no buttons."""
    duty = duty_of(OPINION, DutyKind.OPINION, BINH, 2)
    codes = [duty_button("viec", duty, label=f"NV-{number}") for number in range(1, 4)]
    menu = numbered([*duty_buttons(duty), codes], room=1000)
    yield "lựa chọn đánh số, quá chín lựa chọn", menu.below(replies.button_waits())
    yield "các lựa chọn sau số chín", menus.others()
    earlier = [menus.of_case("Đã nhận", TASK), menus.of_message(SCENE, "Giao việc", at(1, 8, 30))]
    asked = numbered([[Button(label=label, data=label)] for label in earlier], room=1000)
    yield "số gõ cho tin trước", asked.below(menus.in_doubt("1"))


def _by_links() -> Iterator[tuple[str, str]]:
    """Where files are not carried; the secret is shorter than one is."""
    report = MadeLink(secret="x", expires_at=at(1, 8, 30), name="Báo cáo tháng 11-2026.docx", size=48_200)
    table = MadeLink(secret="y", expires_at=at(1, 8, 30), name="Báo cáo tháng 11-2026.xlsx", size=1_530_000)
    address = "https://dondoc.example.vn"
    pairs = [(report, f"{address}/tep/Ab3dEf6h"), (table, f"{address}/tep/Ik9mNo2q")]
    yield "tệp tải bằng liên kết", links.to_fetch(pairs, SCENE.timezone)
    yield "tệp không tải được ở kênh này", links.not_to_be_fetched([report.name])
    yield "nộp tệp bằng liên kết", links.to_hand_in(report, f"{address}/nop/Rs5tUv8x", SCENE.timezone)
    yield "kênh này chưa nhận được tệp", links.not_to_be_handed_in()
    pages = (
        *(link_pages.hand_in_page(at(1, 8, 30), SCENE.timezone), link_pages.handed_in("Kết quả.pdf", 48_200)),
        *(link_pages.link_over(), link_pages.used_before(), link_pages.too_large(), link_pages.no_file()),
        *(link_pages.not_whole(), link_pages.marked_secret()),
        *(link_pages.faulty("bao-cao.pdf", fault) for fault in FileFault),
    )
    for words in pages:
        yield f"trang web: {words.title}", "\n".join((f"<b>{words.title}</b>", *words.lines))
