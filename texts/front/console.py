"""What the command line prints for whoever runs the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.clock.audit import DutyPlan
from actions.clock.bulletins import NextBulletin
from actions.exchange.import_contents import CellFault, ImportContents, Worksheet
from actions.exchange.import_plans import Plan
from actions.exchange.imports import Imported
from actions.office.personal import ErasedAgain
from deadlines import Interval
from domain.duties.cases import PREFIXES, CaseKind
from domain.office.chart import Chart
from texts.duty_words import PARTS
from texts.front.deadlines import interval_words
from texts.notices.step_words import STEP_WORDS
from texts.office import import_plans, imports
from texts.office.columns import NAMES
from texts.scene import Scene
from texts.words import OFF, SHEETS


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
