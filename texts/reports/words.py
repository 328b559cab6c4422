"""What a report calls things: its time, what it is about, boxes, ranks, people and numbers; plain text for documents."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from html import unescape

from actions.reports import FinishedReport
from domain.figures.figures import Group, Grouping, Rank
from domain.figures.reports import Report
from domain.figures.scopes import Scope
from texts.phrases import span
from texts.scene import Scene

RANKS = {
    Rank.LEADER: "Lãnh đạo",
    Rank.HEAD: "Thủ trưởng đơn vị",
    Rank.OFFICE: "Văn phòng",
    Rank.OTHER: "Người khác",
}
NOTHING = {
    Grouping.UNIT: "(không thuộc đơn vị nào)",
    Grouping.PERSON: "(không rõ người thực hiện)",
    Grouping.FIELD: "(không ghi lĩnh vực)",
    Grouping.RANK: "(không rõ cấp giao)",
    Grouping.ASSIGNER: "(không rõ người giao)",
    Grouping.DOCUMENT: "(chưa có số văn bản)",
    Grouping.HEAD: "(đơn vị không có người đứng đầu)",
    Grouping.DEPUTY: "(không có cấp phó phụ trách lĩnh vực)",
}
ERASED_NAME = "(đã xóa dữ liệu)"
ERASED_WORDS = "(nội dung đã xóa)"
NO_TASK = "Không có nhiệm vụ nào."
_QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}
# What XML does not allow: Word and Excel refuse a file in which it stands.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def bounded(text: str, limit: int) -> str:
    """Words in one line, without what no document may hold, cut at the limit with a mark."""
    whole = " ".join(_UNWRITABLE.sub("", text).split())
    return whole if len(whole) <= limit else whole[: limit - 1].rstrip() + "…"


def words(told: FinishedReport, key: int | None, limit: int) -> str:
    """Free text by its key; what was erased says so."""
    if key is None:
        return ""
    found = told.words.get(key)
    return ERASED_WORDS if found is None else bounded(found, limit)


# Names. Unlike in messages nobody is addressed: no `đồng chí`, no marks.


def person(scene: Scene, person_id: int | None) -> str:
    found = None if person_id is None else scene.chart.people.get(person_id)
    return bounded(found.name, 120) if found and found.name else ERASED_NAME


def holder(scene: Scene, told: FinishedReport, person_id: int | None) -> str:
    """Who holds something, as of the moment of the report: `Nguyễn Văn An (vắng đến 05/12, đồng chí Bình thay)`."""
    away = unescape(scene.as_of(told.report.at).away(person_id))
    return f"{person(scene, person_id)} ({away})" if away else person(scene, person_id)


def unit(scene: Scene, unit_id: int | None) -> str:
    found = None if unit_id is None else scene.chart.units.get(unit_id)
    return bounded(found.name, 200) if found else NOTHING[Grouping.UNIT]


def group(scene: Scene, grouping: Grouping, one: Group) -> str:
    """The name of a group of tasks."""
    if one.key is None:
        return NOTHING[grouping]
    if grouping is Grouping.RANK:
        return RANKS[Rank(str(one.key))]
    if isinstance(one.key, str):
        return bounded(one.key, 200)
    return unit(scene, one.key) if grouping is Grouping.UNIT else person(scene, one.key)


# Numbers, as they are written in Vietnamese.


def points(points: float | None) -> str:
    """Points out of 100: `92,5`."""
    return "–" if points is None else f"{points:.1f}".removesuffix(".0").replace(".", ",")


def number(count: int) -> str:
    """`3.000`."""
    return f"{count:,}".replace(",", ".")


def percent(share: float | None) -> str:
    """`58,3%`; a dash where there is nothing to divide by."""
    if share is None:
        return "–"
    return f"{100 * share:.1f}%".replace(".0%", "%").replace(".", ",")


def share(of: int, by: int) -> str:
    """`70/120 (58,3%)`: never a rate without its denominator."""
    return f"{number(of)}/{number(by)} ({percent(of / by if by else None)})"


def length(took: timedelta | None) -> str:
    return "–" if took is None else span(took)


# Time and scope


def period(scene: Scene, report: Report) -> str:
    """`tháng 11 năm 2026`, `quý IV năm 2026`, `năm 2026`, else `từ ngày … đến hết ngày …`."""
    since, until = (moment.astimezone(scene.timezone) for moment in (report.since, report.until))
    if report.is_moment:
        return f"tại thời điểm {since:%H:%M} ngày {since:%d/%m/%Y}"
    if since.time() != time() or until.time() != time():
        return f"từ {since:%H:%M} ngày {since:%d/%m/%Y} đến {until:%H:%M} ngày {until:%d/%m/%Y}"
    return _days(since.date(), until.date())


def _days(first: date, after: date) -> str:
    months = 12 * (after.year - first.year) + after.month - first.month
    if first.day == after.day == 1 and months == 1:
        return f"tháng {first.month} năm {first.year}"
    if first.day == after.day == 1 and months == 3 and first.month in _QUARTERS:
        return f"quý {_QUARTERS[first.month]} năm {first.year}"
    if (first.day, first.month, after.day, months) == (1, 1, 1, 12):
        return f"năm {first.year}"
    last = after - timedelta(days=1)
    return f"ngày {first:%d/%m/%Y}" if last == first else f"từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y}"


def month(first: date) -> str:
    return f"{first:%m/%Y}"


def about(scene: Scene, scope: Scope) -> str:
    """What the report is about, as it stands within a sentence."""
    within = "; ".join(sorted(unit(scene, unit_id) for unit_id in scope.within or ()))
    parts = [
        f"các đơn vị {bounded(within, 400)}" if within else "",
        f"{unit_of_its_time(scene, scope.unit_id)} và các đơn vị trực thuộc" if scope.unit_id is not None else "",
        f"nhiệm vụ của {person(scene, scope.person_id)}" if scope.person_id is not None else "",
        f"lĩnh vực {bounded(scope.field, 200)}" if scope.field is not None else "",
        f"nhiệm vụ do cấp {RANKS[scope.rank].lower()} giao" if scope.rank is not None else "",
        f"nhiệm vụ do {person(scene, scope.assigner_id)} giao" if scope.assigner_id is not None else "",
        f"nhiệm vụ theo văn bản {bounded(scope.document, 200)}" if scope.document is not None else "",
    ]
    return "; ".join(part for part in parts if part) or "toàn cơ quan"


def unit_of_its_time(scene: Scene, unit_id: int) -> str:
    """The unit with what has become of it, or what it was called before."""
    found = scene.chart.units.get(unit_id)
    name = unit(scene, unit_id)
    if found is None:
        return name
    if found.ended_at is not None:
        into = scene.chart.heir_of(found)
        return f"{name} (đã sáp nhập vào {unit(scene, into.id)} từ {day(scene, found.ended_at)})"
    return f"{name} (trước đây là {bounded(', '.join(found.former), 200)})" if found.former else name


def counted(scene: Scene, report: Report) -> str:
    """Since when, until when, as of when."""
    if report.is_moment:
        return f"Tình trạng {period(scene, report)}."
    return f"Thời gian: {period(scene, report)}. Số liệu tính đến {scene.step(report.at)}."


def day(scene: Scene, moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(scene.timezone):%d/%m/%Y}"


def self_judged(count: int) -> str:
    """Beside what was done: how much of it nobody but who did it has accepted; empty where that is nothing."""
    return f"Trong số đã hoàn thành, tự giao, tự nghiệm thu: {number(count)}." if count else ""
