"""What moves beside the deadline that was asked for, in words: said before it is done, and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from actions.delivery.outgoing import RenderedNotice
from domain.duties.duties import Duty
from domain.ladder.dates import MovedDate
from domain.ladder.replanning import Dated
from domain.payloads.payload import WithDates
from domain.refusals import OtherDatesMove
from texts.phrases import lines
from texts.scene import Scene


def date_lines(scene: Scene, dates: Iterable[MovedDate], *, owed: Iterable[Duty] = ()) -> str:
    """A line for each: `• Mốc 2 «Trình dự thảo»: cũ → mới`. The titles are those of the duties at hand."""
    known = {duty.id: duty for duty in owed}
    return "\n".join(f"• {_line(scene, one, known)}" for one in dates)


def _line(scene: Scene, one: MovedDate, known: Mapping[int, Duty]) -> str:
    return f"{_name(scene, one, known.get(one.duty_id))}: {_change(scene, one)}"


def _name(scene: Scene, one: MovedDate, duty: Duty | None) -> str:
    match one.what:
        case Dated.MILESTONE:
            assert one.number is not None
            title = f" «{escape(duty.milestones[one.number - 1].title)}»" if duty is not None else ""
            return f"Mốc {one.number}{title}"
        case Dated.LAST:
            return "Hạn dứt điểm"
        case _:
            return f"Phần của {scene.unit(one.unit_id)}"


def _change(scene: Scene, one: MovedDate) -> str:
    if one.after is None:
        return f"{scene.deadline(one.before)} đã qua, không tính cho người nhận"
    if one.before == one.after:
        return f"giữ hạn riêng {scene.deadline(one.before)}"
    return f"{scene.deadline(one.before)} → <b>{scene.deadline(one.after)}</b>"


def also_moved(scene: Scene, dates: Iterable[MovedDate], *, owed: Iterable[Duty] = (), future: bool = False) -> str:
    """Under a heading; nothing where nothing moves beside."""
    found = tuple(dates)
    if not found:
        return ""
    return lines("Duyệt thì đổi theo:" if future else "Đổi theo:", date_lines(scene, found, owed=owed))


def told_dates(scene: Scene, saying: RenderedNotice[WithDates], *, future: bool = False) -> str:
    """What a notice carries of other days."""
    told = saying.payload
    owed = [duty for duty in (saying.duty, saying.about) if duty is not None]
    return lines(also_moved(scene, told.dates, owed=owed, future=future), keeping(scene, told.kept))


def dates_line(scene: Scene, dates: Sequence[MovedDate]) -> str:
    """Other days that an act has moved, in one line."""
    return f"; đổi theo: {'; '.join(_line(scene, one, {}) for one in dates)}" if dates else ""


def keeping(scene: Scene, kept: Iterable[MovedDate]) -> str:
    found = tuple(kept)
    return lines("Không đổi theo:", date_lines(scene, found)) if found else ""


def other_dates_move(scene: Scene, refusal: OtherDatesMove, owed: Iterable[Duty] = ()) -> str:
    """Before it is done: what else the new deadline would move, and what to press."""
    return lines(
        f"Hạn mới của <b>{refusal.code}</b>: <b>{scene.deadline(refusal.due)}</b>. Chưa sửa gì, vì hạn này làm đổi cả:",
        date_lines(scene, refusal.dates, owed=owed),
        keeping(scene, refusal.kept),
        "Chọn <b>Đổi hạn</b> để đổi tất cả như trên, hoặc <b>Hủy</b> (cũng có thể gõ: đổi hạn, hủy).",
    )
