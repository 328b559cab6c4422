"""The file of a case, to print and to keep: what was registered, who held it how long, what the journal says of it,
and how to check that (M32, M33)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from actions.duties.history import History
from domain.duties.cases import WORDS_LIMIT, Case
from domain.duties.duties import Phase
from domain.figures.records import Record, Stretch
from domain.figures.timelines import late_time
from domain.office.calendar import Calendar
from texts.duties.cards import case_lines, part_lines
from texts.duties.entries import EntryTexts
from texts.duties.history import ON_FILE_ALONE, entry_line
from texts.duty_words import PARTS, PHASES
from texts.phrases import capital, plain
from texts.reports.pictures import decimal
from texts.scene import Scene

MOST_ENTRIES = 1500  # the newest ones; more is no longer a file to print
HOLDER_COLUMNS = ("Phần việc", "Người giữ, đơn vị", "Tình trạng", "Từ", "Đến", "Giờ làm việc", "Trong đó sau hạn")
JOURNAL_COLUMNS = ("Mục số", "Thời điểm ghi", "Nội dung", "Mã băm (SHA-256)")
HOLDERS_TITLE = "AI GIỮ VIỆC, TỪ BAO GIỜ"
PICTURE_TITLE = "HÌNH"
JOURNAL_TITLE = "TRÍCH NHẬT KÝ"
CHECK_TITLE = "CÁCH KIỂM TRA"


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """A document as words, part by part."""

    file_name: str
    agency: str
    title: str
    facts: tuple[str, ...]
    holders: tuple[tuple[str, ...], ...]
    holders_note: str
    journal_note: str
    journal: tuple[tuple[str, ...], ...]
    check: tuple[str, ...]


def case_file(scene: Scene, told: History, *, agency: str, calendar: Calendar, now: datetime) -> CaseFile:
    """Everything that the reader may see, as plain text."""
    case = told.card.seen.case
    entries = told.entries[-MOST_ENTRIES:]
    return CaseFile(
        file_name=f"ho-so-{case.code}.docx",
        agency=agency,
        title=f"HỒ SƠ THEO DÕI {case.code}",
        facts=tuple(_facts(scene, told, now)),
        holders=tuple(
            _holder_row(scene, told, record, stretch, calendar=calendar, now=now)
            for record in told.records
            for stretch in record.stretches
        ),
        holders_note=(
            "Giờ làm việc không tính đêm, ngày nghỉ. «Sau hạn» là phần giữ sau hạn đang có hiệu lực (gia hạn đã duyệt thì tính theo hạn mới); thời gian tạm dừng không tính."
        ),
        journal_note=_journal_note(len(told.entries) - len(entries)),
        journal=tuple(
            (
                str(entry.seq),
                scene.moment(entry.at),
                plain(entry_line(scene, entry, EntryTexts(entry, told.words, limit=WORDS_LIMIT)))
                or ON_FILE_ALONE[entry.act],
                entry.hash,
            )
            for entry in entries
        ),
        check=tuple(_check(told)),
    )


def _facts(scene: Scene, told: History, now: datetime) -> Iterator[str]:
    case = told.card.seen.case
    yield from plain(case_lines(scene, case)).split("\n")
    yield f"Bắt đầu {scene.moment(case.opened_at)}; {_ended(scene, case)}"
    if case.registrar_id != case.assigner_id:
        yield f"Người nhập: {plain(scene.person(case.registrar_id))}"
    for part in part_lines(scene, told.card):
        yield from plain(part).split("\n")
    reader = f" cho {plain(scene.person(scene.reader))}" if scene.reader is not None else ""
    yield f"Lập{reader} lúc {scene.moment(now)}, gồm những phần việc người này được xem."


def _ended(scene: Scene, case: Case) -> str:
    return f"kết thúc {scene.moment(case.closed_at)}" if case.closed_at is not None else "đang mở"


def _holder_row(
    scene: Scene, told: History, record: Record, stretch: Stretch, *, calendar: Calendar, now: datetime
) -> tuple[str, ...]:
    end = stretch.end(now)
    who = (
        scene.person(stretch.person_id),
        scene.unit(told.unit_of(stretch.person_id, stretch.since)),
        scene.away(stretch.person_id) if stretch.until is None else "",
    )
    taken = "" if stretch.acknowledged_at or stretch.phase is Phase.PAUSED else _untaken(stretch)
    return (
        capital(PARTS[record.kind]),
        plain(", ".join(part for part in who if part)),
        PHASES[stretch.phase] + taken,
        scene.moment(stretch.since),
        scene.moment(stretch.until) if stretch.until is not None else "nay",
        _hours(calendar.working_time(stretch.since, end)),
        _hours(late_time(record, stretch, now, calendar)),
    )


def _untaken(stretch: Stretch) -> str:
    return "; chưa xác nhận" if stretch.until is None else "; không xác nhận"


def _hours(length: timedelta) -> str:
    return decimal(length.total_seconds() / 3600) if length else "–"


def _journal_note(left_out: int) -> str:
    if not left_out:
        return "Mọi mục nhật ký của việc này trong phạm vi nói trên, kể cả các lần gửi tin."
    return f"{MOST_ENTRIES} mục mới nhất; {left_out} mục cũ hơn có trong bản xuất toàn bộ nhật ký."


def _check(told: History) -> Iterator[str]:
    yield f"Lúc lập hồ sơ, nhật ký của cơ quan đến mục số {told.last_seq}, mã băm {told.last_hash}."
    yield (
        "Mã băm của mỗi mục tính trên nội dung mục đó và mã băm của mục liền trước trong toàn bộ nhật ký: sửa, bớt hay chèn một mục thì "
        "mã băm của mọi mục sau không còn khớp."
    )
    yield (
        "1. Người vận hành xuất toàn bộ nhật ký: python -m bot journal export nhatky.jsonl (hoặc kiểm tra ngay: "
        f"python -m bot journal verify --anchor {told.last_hash})."
    )
    yield (
        "2. Kiểm tra bằng chương trình độc lập in trong docs/journal.md (khoảng ba mươi dòng, không dùng Dondoc): "
        f"python verifier.py nhatky.jsonl {told.last_hash}"
    )
    yield "3. Mục nào trong bảng trên cũng phải có trong tệp xuất, cùng số («seq») và cùng mã băm («hash»)."
    yield "Lời do người dùng gõ nằm ngoài chuỗi, trong chuỗi chỉ có mã băm của lời ấy; lời đã xóa theo quy định thì ghi rõ là đã xóa."


def handed_out(case: Case) -> str:
    return (
        f"Hồ sơ theo dõi của <b>{case.code}</b> – {escape(case.title)} gửi kèm: nội dung, ai giữ bao lâu, hình, trích nhật ký "
        "và cách kiểm tra."
    )
