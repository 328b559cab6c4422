"""Many reminders to one person in one passage: a line for each, and what has no room by its code (M27, M29)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from actions.delivery import Saying
from domain.ladder import EFFECTS, Ahead, StepKind
from domain.notices import PRIORITY, NoticeKind
from domain.people import Person
from handlers.delivery.splitting import shown_units
from handlers.texts.scene import Scene
from handlers.texts.words import STANDINGS, STEPS, URGENCIES

DIGEST_FROM = 5  # reminders; fewer are said in full
SHORT_TITLE = 60
ROOM_FOR_CODES = 700  # UTF-16 units as shown
WEIGHTS = (
    StepKind.LAST_PASSED,
    StepKind.OVERDUE,
    StepKind.OPINION_WARNING,
    StepKind.UNACKNOWLEDGED_UP,
    StepKind.UNACKNOWLEDGED,
    StepKind.WAITING_UP,
    StepKind.WAITING,
    StepKind.SILENT_UP,
    StepKind.SILENT,
    StepKind.LAST_SOON,
    StepKind.MILESTONE_LATE,
    StepKind.DUE_SOON,
    StepKind.MILESTONE,
    StepKind.PAUSED,
    StepKind.CLEARING,
)


def _step(saying: Saying) -> StepKind:
    return StepKind(saying.notice.data["step"])


def digested(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """What is said in a line each, the most pressing first; none where there are few. What had an effect, or is said to
    one in place of another, is always said in full, and so is what a person's act caused."""
    reminders = [
        one
        for one in sayings
        if one.notice.kind is NoticeKind.STEP and _step(one) not in EFFECTS and "in_place_of" not in one.notice.data
    ]
    return tuple(sorted(reminders, key=_rank)) if len(reminders) >= DIGEST_FROM else ()


def _rank(saying: Saying) -> tuple[int, int, float, int]:
    assert saying.case is not None
    assert saying.duty is not None
    moment = saying.duty.deadline.moment.timestamp()
    return PRIORITY[saying.case.urgency], WEIGHTS.index(_step(saying)), moment, saying.notice.id


def digest(scene: Scene, sayings: Sequence[Saying], recipient: Person, *, room: int, after_holiday: bool) -> str:
    """`room` is in UTF-16 units as shown. What has no line of its own is named by its code, as far as that goes."""
    heading = _heading(sayings, after_holiday=after_holiday)
    ending = "Bấm mã việc ở dưới, hoặc gõ /viec và mã việc, để xem đầy đủ và xử lý từng việc."
    room -= shown_units(heading) + shown_units(ending) + 3
    lines: list[str] = []
    for index, saying in enumerate(sayings):
        line = _line(scene, saying, recipient)
        reserved = ROOM_FOR_CODES if index + 1 < len(sayings) else 0
        if shown_units(line) + 1 + reserved > room:
            break
        room -= shown_units(line) + 1
        lines.append(line)
    left = sayings[len(lines) :]
    return "\n".join((heading, *lines, *([_codes(left)] if left else []), ending))


def _heading(sayings: Sequence[Saying], *, after_holiday: bool) -> str:
    counted = Counter(STANDINGS[_step(one)] for one in sayings)
    parts = "; ".join(f"{standing} {number}" for standing, number in counted.items())
    when = "Sau kỳ nghỉ, có" if after_holiday else "Tổng hợp"
    return f"<b>{when} {len(sayings)} việc cần đồng chí xem</b> ({parts}):"


def _line(scene: Scene, saying: Saying, recipient: Person) -> str:
    case, duty = saying.case, saying.duty
    assert case is not None
    assert duty is not None
    title = case.title if len(case.title) <= SHORT_TITLE else case.title[: SHORT_TITLE - 1] + "…"
    urgency = URGENCIES[case.urgency]
    marked = f" ({urgency})" if urgency != "Thường" else ""
    holder = "" if duty.holder_id == recipient.id else f"; {scene.person(duty.holder_id)} giữ việc"
    then = "; sau đó ".join(_ahead(scene, ahead, known) for ahead, known in _with_known(saying.ahead))
    return (
        f"• <b>{case.code}</b>{marked} – {escape(title)}: <b>{STANDINGS[_step(saying)]}</b>, "
        f"hạn {scene.deadline(duty.deadline)}{holder}." + (f" Tiếp theo: {then}." if then else "")
    )


def _with_known(steps: Sequence[Ahead]) -> Iterator[tuple[Ahead, frozenset[int]]]:
    """Each step with those whom an earlier one named."""
    known: frozenset[int] = frozenset()
    for ahead in steps:
        yield ahead, known
        known |= {person.id for person in ahead.people}


def _ahead(scene: Scene, ahead: Ahead, known: frozenset[int]) -> str:
    names = ", ".join(escape(person.name) for person in ahead.people if person.id not in known)
    told = f"thêm {names}" if known else names or "chưa liên lạc được ai"
    return f"{scene.step(ahead.step.at)} {STEPS[ahead.step.kind]} ({told})"


def _codes(sayings: Sequence[Saying]) -> str:
    """`Còn 12 việc nữa: NV-3, NV-7 … và 2 việc khác.`"""
    text = f"Còn {len(sayings)} việc nữa: "
    codes = [one.case.code for one in sayings if one.case is not None]
    shown: list[str] = []
    for code in codes:
        if len(text) + sum(len(one) + 2 for one in shown) + len(code) > ROOM_FOR_CODES - 60:
            break
        shown.append(code)
    others = len(codes) - len(shown)
    return text + ", ".join(shown) + (f" và {others} việc khác (gõ /viec)." if others else ".")
