"""What the bot says by itself at fixed moments, in words: the anchor, the draft for the review, the week, the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from actions.delivery.outgoing import ListedLine, RenderedNotice
from domain.acts import Act
from domain.duties.duties import WAITING, DecisionKind, DutyKind, Phase
from domain.duties.lists import COUNTED
from domain.figures.figures import Boxes
from domain.figures.records import Box
from domain.office.people import Person
from domain.payloads.bulletins import AnchorNotice, DayNotice, MonthNotice, WeekNotice
from domain.payloads.payload import Listing
from domain.rules.bulletin_rules import BulletinKind
from texts.duties.done import DONE_AS
from texts.duties.lists import title
from texts.duty_words import DECISIONS
from texts.notices.parts import said
from texts.phrases import lines
from texts.reports import words as rw
from texts.scene import Scene, by_when
from texts.words import SHEETS, WAITING_PARTS, WEEKDAYS

NO_UNIT = "Không thuộc đơn vị nào"
GROUP = 8  # characters of a hash that are read in one go

# The columns of the draft's table.
BOXES = {
    Box.DONE_ON_TIME: "hoàn thành đúng hạn",
    Box.DONE_LATE: "hoàn thành quá hạn",
    Box.OPEN_ON_TIME: "chưa xong còn hạn",
    Box.OPEN_OVERDUE: "chưa xong quá hạn",
}


def grouped(digest: str) -> str:
    """The hash as it is read aloud or copied by hand: `c040a2b1 3c4d5e6f …`."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def anchor(scene: Scene, saying: RenderedNotice[AnchorNotice], _recipient: Person) -> str:
    told = saying.payload
    return lines(
        f"<b>Mốc nhật ký</b> {scene.moment(told.at)}: đến mục số <b>{told.seq}</b>, mã",
        f"<code>{grouped(told.hash)}</code>",
        "Đề nghị đồng chí giữ tin này (không xóa): về sau nếu có ai sửa, xóa hoặc viết lại nhật ký đến mục này thì mã trên sẽ không còn khớp.",
        f"Kiểm tra (người vận hành): <code>python -m bot journal verify --anchor {told.hash}</code>",
        "Đồng chí không phải làm gì thêm.",
    )


def month(scene: Scene, saying: RenderedNotice[MonthNotice], _recipient: Person) -> str:
    told = saying.payload
    meeting, name = told.meeting, month_typed(told.month)
    units = [f"• {scene.unit(unit_id) or NO_UNIT}: {_sum(boxes)}" for unit_id, boxes in told.units]
    rest = told.unit_count - len(units)
    cancelled = told.whole.cancelled
    return lines(
        f"<b>Dự thảo báo cáo {name}</b> cho cuộc họp giao ban {_day(meeting)}; số liệu đến {scene.moment(told.at)}.",
        f"<b>Cả cơ quan</b>: {_boxes(told.whole)}" if told.whole.total else f"Không có nhiệm vụ nào trong {name}.",
        _shares(told.whole),
        rw.self_judged(told.self_judged),
        f"Ngoài ra {cancelled} nhiệm vụ đã thu hồi, không tính vào các số trên." if cancelled else "",
        "Theo đơn vị, cùng thứ tự các số:" if units else "",
        *units,
        f"… và {rest} đơn vị nữa." if rest > 0 else "",
        "Đây là số Dondoc tự tính, để Văn phòng rà soát trước khi họp. Lấy báo cáo đầy đủ: "
        f"chọn ở dưới, hoặc gõ <code>/baocao {name} docx</code> (văn bản), <code>/baocao {name} xlsx</code> (bảng tính), <code>/baocao {name}</code> (xem tại đây).",
    )


def month_typed(month: date) -> str:
    """`tháng 11/2026`, as it is typed behind /baocao."""
    return f"tháng {month:%-m/%Y}"


def _boxes(boxes: Boxes) -> str:
    """`12 nhiệm vụ = 5 hoàn thành đúng hạn + …`: the four that add up."""
    return f"<b>{boxes.total}</b> nhiệm vụ = " + " + ".join(f"{boxes.of(box)} {words}" for box, words in BOXES.items())


def _sum(boxes: Boxes) -> str:
    """`12 = 5 + 2 + 4 + 1`, in the order of BOXES."""
    return f"<b>{boxes.total}</b> = " + " + ".join(str(boxes.of(box)) for box in BOXES)


def _shares(boxes: Boxes) -> str:
    """Each share with what it is a share of (M35)."""
    parts = [
        f"{_percent(boxes.done_on_time, of)} ({boxes.done_on_time}/{of} {what})"
        for of, what in ((boxes.done, "đã hoàn thành"), (boxes.fallen_due, "đã hoàn thành hoặc quá hạn"))
        if of
    ]
    return f"Đúng hạn: {'; '.join(parts)}." if parts else ""


def _percent(part: int, of: int) -> str:
    return f"{100 * part / of:.1f}".replace(".", ",") + "%"


# Lists under their headings

Line = Callable[[Scene, ListedLine], str]


def week(scene: Scene, saying: RenderedNotice[WeekNotice], _recipient: Person) -> str:
    told = saying.payload
    units = ", ".join(scene.unit(unit_id) for unit_id in told.units[:3])
    more = f" và {len(told.units) - 3} đơn vị nữa" if len(told.units) > 3 else ""
    return lines(
        f"<b>Phiếu tuần</b> của {units}{more}, lúc {_at(scene, told.at)}",
        _listed(saying, "overdue", "Quá hạn", _of_unit, scene),
        _listed(saying, "coming", "Đến hạn trong tuần này", _of_unit, scene),
        _listed(saying, "unacknowledged", "Hạn sau tuần này, chưa ai xác nhận đã nhận", _of_unit, scene),
        _listed(saying, "silent", "Hạn sau tuần này, lâu không có tiến độ", _silent, scene),
        _listed(saying, "waiting", "Đang chờ đồng chí", _of_reader, scene),
        "Xem thêm: /donvi (cả đơn vị), /viec (việc chờ đồng chí). Đôn đốc một việc: <code>/dondoc</code> kèm mã.",
    )


def day(scene: Scene, saying: RenderedNotice[DayNotice], _recipient: Person) -> str:
    told = saying.payload
    whose = "Quá hạn ở cả cơ quan" if told.whole else "Quá hạn trong số việc đồng chí giao"
    lost, count = [scene.present(one) for one in told.unreached], told.unreached_count
    more = f" và {count - len(lost)} người nữa" if count > len(lost) else ""
    return lines(
        f"<b>Phiếu ngày</b> lúc {_at(scene, told.at)}",
        _listed(saying, "overdue", whose, _late, scene),
        _listed(saying, "waiting", "Đang chờ đồng chí", _of_reader, scene),
        _listed(saying, "stuck", "Chờ người khác quyết định, nghiệm thu quá lâu", _stuck, scene),
        _listed(saying, "deemed", "Mới ghi nhận mặc nhiên đồng ý", _deemed, scene),
        _unread(saying, scene),
        in_name_lines(scene, told),
        f"<b>Đang giữ việc mà chưa nhắn được: {count} người</b> – {', '.join(lost)}{more}" if count else "",
        "Xem thêm: /dutdiem (quá hạn), /dagiao (việc đã giao), /viec (việc chờ đồng chí).",
    )


def in_name_lines(scene: Scene, told: DayNotice) -> str:
    """What others did in the reader's name: which case, what, who, by which right, when."""
    done, count = told.in_name, told.in_name_count
    rest = count - len(done)
    return lines(
        f"<b>Đã làm thay, ghi thay đồng chí: {count} việc</b>" if done else "",
        *(
            f"• <b>{one.code}</b> – {DONE_AS.get(Act(one.act), 'đã cập nhật')}: {scene.person(one.by)}"
            f"{scene.under(one.right)}, {scene.moment(one.at)}"
            for one in done
        ),
        f"… và {rest} việc nữa trước đó" if rest > 0 else "",
    )


def _at(scene: Scene, at: datetime) -> str:
    return scene.moment(at)


def _listed(saying: RenderedNotice[Listing], name: str, heading: str, line: Line, scene: Scene) -> str:
    """A heading with its number, and the first lines; what was done since the sheet was made is left out."""
    few = saying.payload.lists.get(name)
    if few is None:
        return ""
    named = [saying.listed[duty_id] for duty_id in few.duties]
    shown = [one for one in named if _still_fits(name, one)]
    total = few.total - (len(named) - len(shown))
    if not shown:
        return ""
    rest = total - len(shown)
    return lines(
        f"<b>{heading}: {total if total <= COUNTED else f'hơn {COUNTED}'}</b>",
        *(f"• {line(scene, one)}" for one in shown),
        f"… và {rest if total <= COUNTED else 'nhiều'} việc nữa" if rest > 0 else "",
    )


def _unread(saying: RenderedNotice[Listing], scene: Scene) -> str:
    """A line for each circular, below the tasks: how many had not read it when the sheet was made."""
    few = saying.payload.lists.get("unread")
    if few is None:
        return ""
    named = ((saying.listed[duty_id].case, readers) for duty_id, readers in zip(few.duties, few.readers, strict=True))
    rest = few.total - len(few.duties)
    return lines(
        f"<b>Văn bản phổ biến quá hạn đọc: {few.total}</b>",
        *(f"• {title(case)} – {readers} người chưa đọc" for case, readers in named),
        f"… và {rest} văn bản nữa" if rest else "",
    )


def _stuck(scene: Scene, one: ListedLine) -> str:
    return f"{_of_reader(scene, one)}; {scene.present(one.duty.holder_id)} giữ"


def _still_fits(name: str, one: ListedLine) -> bool:
    if name == "deemed":
        return one.deemed is not None
    if name in {"waiting", "stuck"}:
        return one.duty.is_open and (one.duty.kind is DutyKind.DECISION or one.duty.phase in WAITING)
    if name == "overdue":  # handed in since, it was late all the same
        return one.duty.is_open
    return one.duty.is_open and one.duty.phase is Phase.WORKING


def _of_unit(scene: Scene, one: ListedLine) -> str:
    new = "" if one.duty.acknowledged_at else ", chưa xác nhận"
    return f"{title(one.case)} – hạn {by_when(scene, one.duty)}; {scene.holder(one.duty)} giữ{new}"


def _silent(scene: Scene, one: ListedLine) -> str:
    return f"{_of_unit(scene, one)}, không có tiến độ từ {scene.moment(one.duty.heard_at)}"


def _of_reader(scene: Scene, one: ListedLine) -> str:
    duty = one.duty
    part = WAITING_PARTS.get(duty.phase)
    what = f"chờ {part}" if part else f"{DECISIONS[duty.decision or DecisionKind.EXTENSION]} chờ quyết định"
    return f"{title(one.case)} – {what} từ {scene.moment(duty.held_since)}"


def _late(scene: Scene, one: ListedLine) -> str:
    late = f"quá hạn từ {by_when(scene, one.duty)}"
    whose = scene.addressee(one.duty)
    if one.duty.named_id == one.duty.holder_id:
        away = scene.away(one.duty.holder_id)
        return f"{title(one.case)} – {late}; {whose} giữ{f' ({away})' if away else ''}"
    return f"{title(one.case)} – {late}; {whose}; {scene.holder(one.duty)} giữ"


def _deemed(scene: Scene, one: ListedLine) -> str:
    assert one.deemed is not None
    return (
        f"{title(one.case)} – {scene.unit(one.duty.unit_id)} không trả lời; "
        f"{scene.person(one.deemed.answerable_id)} chịu trách nhiệm"
    )


# The rules of them


def wanted(kinds: frozenset[BulletinKind]) -> str:
    """What the bot says by itself, and what the office has turned off: a line each."""
    return "\n".join(
        f"• Tự gửi <b>{name.lower()}</b>: {when if kind in kinds else 'đã tắt'}"
        for kind, (name, when) in SHEETS.items()
    )


def review_day(day_of_month: int | None) -> str:
    when = "ngày làm việc cuối cùng của tháng" if day_of_month is None else f"ngày {day_of_month} hằng tháng"
    return f"• Họp giao ban tháng: {when}"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


TEXTS = (
    said(AnchorNotice, SHEETS[BulletinKind.ANCHOR][0], anchor),
    said(MonthNotice, SHEETS[BulletinKind.MONTH][0], month),
    said(WeekNotice, SHEETS[BulletinKind.WEEK][0], week),
    said(DayNotice, SHEETS[BulletinKind.DAY][0], day),
)
