"""What the command line prints for whoever runs the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.clock.audit import DutyPlan, Unknown
from actions.clock.bulletins import NextBulletin
from actions.exchange.import_contents import CellFault, ImportContents, Worksheet
from actions.exchange.import_plans import Plan
from actions.exchange.imports import Imported
from actions.office.personal import ErasedAgain
from deadlines import Interval
from domain.duties.cases import PREFIXES, CaseKind
from domain.office.chart import Chart
from storage.journal_check import Soundness
from texts.duty_words import PARTS
from texts.front.deadlines import interval_words
from texts.notices.step_words import STEP_WORDS
from texts.office import import_plans, imports
from texts.office.columns import NAMES
from texts.scene import Scene
from texts.words import OFF, SHEETS

FAULTS = {
    "changed": "nội dung đã bị sửa",
    "gap": "mục này bị thiếu",
    "unlinked": "không nối với mục trước",
    "cut": "phần cuối nhật ký đã bị cắt từ mục này",
    "beyond": "mục này nằm sau mốc cuối đã ghi",
    "head_missing": "mất mốc cuối của nhật ký",
    "anchor_missing": "không có mục nào mang mã đã cho; nhật ký không phải là bản đã công bố",
    "words_changed": "lời văn kèm mục này đã bị sửa hoặc mất",
}

NO_DATABASE = "Chưa có cơ sở dữ liệu ở DATABASE_URL; chạy python -m bot migrate để tạo."
MIGRATED = "Đã cập nhật cơ sở dữ liệu."
ALREADY_MIGRATED = "Cơ sở dữ liệu đã ở bản mới nhất."
BACKUP_BY_POSTGRESQL = "PostgreSQL được sao lưu bằng pg_dump và phục hồi bằng pg_restore."
NOT_A_COPY = "Tệp này không phải cơ sở dữ liệu SQLite, hoặc đã hỏng. Chưa thay đổi gì."
NOT_OURS = "Tệp này không phải bản sao lưu của Dondoc, hoặc là bản của một phiên bản Dondoc mới hơn. Chưa thay đổi gì."
IN_USE = (
    "Dondoc hoặc chương trình khác đang mở cơ sở dữ liệu này; xin dừng chương trình rồi chạy lại lệnh. "
    "Chưa thay đổi gì."
)
ANCHOR_UNREADABLE = (
    "--anchor phải là mã đã công bố: 64 ký tự 0-9, a-f (có thể cách từng nhóm), hoặc ít nhất 16 ký tự đầu."
)
NOW_UNREADABLE = "--now phải có dạng 2026-11-23T09:00, năm từ 1950 đến 2090"


def settings_wrong(fault: str) -> str:
    return f"Cấu hình sai – {fault}"


def backed_up(file: Path, *, noted: bool) -> str:
    """`noted`: whether the database took down that it was copied."""
    unnoted = (
        ""
        if noted
        else (
            " Cơ sở dữ liệu còn ở phiên bản cũ nên không ghi được bản sao này vào nhật ký: khi xóa dữ liệu của ai (/xoacanbo), "
            "xin nhớ xóa cả tệp này."
        )
    )
    return f"Đã sao lưu vào {file}.{unnoted}"


def file_missing(file: Path) -> str:
    return f"Không có tệp {file}. Chưa thay đổi gì."


def not_restored(soundness: Soundness) -> str:
    return f"{journal_words(soundness)}\nBản sao lưu này không dùng được. Chưa thay đổi gì."


def not_put_back(why: str) -> str:
    return (
        f"Không đọc hoặc ghi được tệp ({why}). Chưa thay đổi gì. Xin kiểm tra chỗ trống, quyền ghi thư mục, và chạy lệnh "
        "bằng tài khoản chạy Dondoc."
    )


def restored(file: Path, soundness: Soundness, kept: Path | None) -> str:
    """What is there now, and what is not any more."""
    before = f"\nDữ liệu trước khi phục hồi được giữ ở {kept}." if kept else ""
    return f"Đã phục hồi từ {file}. {journal_words(soundness)}{before}"


def erasures_after_restore(again: Sequence[ErasedAgain], *, known: bool) -> Iterator[str]:
    """Who had been erased since the copy was made and is erased in it again; or that this cannot be known."""
    if not known:
        yield (
            "LƯU Ý: không đọc được cơ sở dữ liệu trước đó, nên không biết ai đã được xóa dữ liệu (/xoacanbo) sau khi sao lưu; "
            "tên những người ấy có lại ở đây. Xin xóa lại từng người; python -m bot check nhắc điều này."
        )
    if again:
        yield f"Đã xóa lại dữ liệu của {len(again)} người được xóa sau khi sao lưu."
    for one in again:
        if one.held:
            tasks = [code for code in one.held if code.startswith(PREFIXES[CaseKind.TASK])]
            road = f" Nhiệm vụ giao lại cho người khác bằng /giaolai ({', '.join(tasks)})." if tasks else ""
            yield f"Người số {one.person_id} vừa xóa lại còn giữ {', '.join(one.held)}: xin báo Văn phòng xử lý.{road}"


def erasures_unknown(unknown: Unknown, timezone: ZoneInfo) -> str:
    until = f"{unknown.until.astimezone(timezone):%H:%M %d/%m/%Y}"
    since = "lúc chưa có gì" if unknown.since is None else f"lúc {unknown.since.astimezone(timezone):%H:%M %d/%m/%Y}"
    return (
        f"LƯU Ý dữ liệu phục hồi lúc {until} từ bản sao lưu có {since}: ai được xóa dữ liệu (/xoacanbo) trong khoảng ấy thì "
        "tên đã có lại, xin xóa lại"
    )


def file_exists(file: Path) -> str:
    return f"Tệp {file} đã có; xin chọn tên khác."


def folder_missing(folder: Path) -> str:
    return f"Không có thư mục {folder}; xin tạo trước hoặc chọn nơi khác."


def not_written(file: Path, why: str | None) -> str:
    return f"Không ghi được {file}: {why}"


def port_not_opened(port: int, why: str | None) -> str:
    return (
        f"Không mở được cổng {port} ({why}): có thể Dondoc hoặc chương trình khác đang dùng cổng này. "
        "Xin dừng chương trình kia, hoặc chọn cổng khác bằng HTTP_PORT (dùng thử: --port)."
    )


def trial_runs(address: str, database: Path) -> str:
    return (
        "\nDondoc đang chạy ở chế độ dùng thử (chưa có TELEGRAM_BOT_TOKEN; không có gì ra khỏi máy này).\n"
        f"Mở trang: {address}\nDừng: Ctrl+C. Dữ liệu giữ ở {database}; xóa tệp đó để bắt đầu lại.\n"
    )


def journal_words(soundness: Soundness) -> str:
    if soundness.broken is None:
        met = f"; mã đã công bố là của mục số {soundness.anchored_at}" if soundness.anchored_at else ""
        return f"Nhật ký nguyên vẹn: {soundness.count} mục, mã cuối {soundness.head}{met}"
    return f"Nhật ký KHÔNG nguyên vẹn: mục số {soundness.broken.seq} – {FAULTS[soundness.broken.fault]}"


def plan_words(timezone: ZoneInfo, chart: Chart, plans: Iterable[DutyPlan]) -> Iterator[str]:
    """The plan of each duty: when, which step, who is told."""
    scene = Scene(timezone=timezone, chart=chart)
    for plan in plans:
        yield f"{plan.case.code} – {PARTS[plan.duty.kind]}, {unescape(scene.party(plan.duty))}: {plan.case.title}"
        for planned in plan.steps:
            told = scene.people(planned.told.people) or "không liên lạc được ai"
            yield unescape(f"  {scene.moment(planned.step.at)}  {STEP_WORDS[planned.step.kind].name} – {told}")


def sheet_words(timezone: ZoneInfo, chart: Chart, coming: Iterable[NextBulletin]) -> Iterator[str]:
    """When each sheet comes next."""
    scene = Scene(timezone=timezone, chart=chart)
    for one in coming:
        yield f"{SHEETS[one.kind][0]} – {scene.moment(one.at) if one.at else OFF}"


def not_read(file: Path, why: str) -> str:
    return f"Không đọc được {file}: {why}"


def imported(result: Imported, read: ImportContents) -> str:
    return plain("\n".join((imports.done(result), *imports.remarks(read))))


def import_planned(timezone: ZoneInfo, plan: Plan, read: ImportContents) -> str:
    return plain(import_plans.preview(Scene(timezone=timezone, chart=plan.chart), plan, read))


def import_refused(timezone: ZoneInfo, chart: Chart, faults: Sequence[CellFault]) -> Iterator[str]:
    """Every bad cell on a line of its own."""
    scene = Scene(timezone=timezone, chart=chart)
    yield f"Chưa nhập được: {len(faults)} chỗ cần sửa; chưa có gì được ghi."
    for fault in faults:
        yield imports.fault_line(scene, fault)


def exported(file: Path, counts: Mapping[Worksheet, int]) -> str:
    rows = ", ".join(f"{count} dòng {NAMES[sheet]}" for sheet, count in counts.items())
    return f"Đã ghi {file}: {rows}."


def span_unreadable(option: str, phrase: str, meant: Sequence[Interval]) -> str:
    perhaps = f" Có thể là: {'; '.join(map(interval_words, meant))}." if meant else ""
    return (
        f"{option} «{phrase}»: chưa chắc là những ngày nào, hoặc ngày cuối đứng trước ngày đầu.{perhaps} "
        "Xin ghi rõ cả năm, ví dụ: 2026-11-01, «tháng 11/2026», «quý IV/2026»."
    )


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))
