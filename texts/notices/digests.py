"""Many reminders to one person in one passage: a line for each, and what has no room by its code (M27, M29)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from actions.delivery.outgoing import AnyRendered
from domain.duties.duties import DutyKind
from domain.ladder.next_steps import NextStep
from domain.ladder.notices import PRIORITY
from domain.ladder.steps import EFFECTS, StepKind
from domain.office.people import Person
from domain.payloads.duties import StepNotice
from texts.notices.step_words import PRESSING, STEP_WORDS
from texts.reports.words import bounded
from texts.scene import Scene
from texts.splitting import shown_units
from texts.words import URGENCIES

DIGEST_FROM = 5  # reminders; fewer are said in full
SHORT_TITLE = 60
ROOM_FOR_CODES = 700  # UTF-16 units as shown


def _step(saying: AnyRendered) -> StepKind:
    assert isinstance(saying.payload, StepNotice)
    return saying.payload.step


def digested(sayings: Sequence[AnyRendered]) -> tuple[AnyRendered, ...]:
    """What is said in a line each, the most pressing first; none where there are few. What had an effect, or is said to
    one in place of another, is always said in full, and so is what a person's act caused."""
    reminders = [
        one
        for one in sayings
        if isinstance(one.payload, StepNotice) and one.payload.step not in EFFECTS and one.payload.in_place_of is None
    ]
    if len(reminders) < DIGEST_FROM:
        readers = Counter(one.notice.case_id for one in reminders if _is_of_reader(one))
        reminders = [one for one in reminders if _is_of_reader(one) and readers[one.notice.case_id] > 1]
    return tuple(sorted(reminders, key=_rank))


def _is_of_reader(saying: AnyRendered) -> bool:
    """Whether it says that somebody else has not read a circular."""
    duty = saying.duty
    return duty is not None and duty.kind is DutyKind.READING and duty.holder_id != saying.notice.recipient_id


def _rank(saying: AnyRendered) -> tuple[bool, int, int, float, int]:
    """Work first; of it the urgent, the weighty, the old."""
    assert saying.case is not None
    assert saying.duty is not None
    moment = saying.duty.deadline.moment.timestamp()
    circular = saying.duty.kind is DutyKind.READING
    return circular, PRIORITY[saying.case.urgency], PRESSING.index(_step(saying)), moment, saying.notice.id


def _by_case(sayings: Sequence[AnyRendered]) -> list[tuple[AnyRendered, int]]:
    """What has a line of its own: a circular that several have not read has one, with their number."""
    found: dict[tuple[int | None, int | None], tuple[AnyRendered, int]] = {}
    for one in sayings:
        key = (one.notice.case_id, None if _is_of_reader(one) else one.notice.id)
        first, count = found.get(key, (one, 0))
        found[key] = (first, count + 1)
    return list(found.values())


def digest(scene: Scene, sayings: Sequence[AnyRendered], recipient: Person, *, room: int, after_holiday: bool) -> str:
    """`room` is in UTF-16 units as shown. What has no line of its own is named by its code, as far as that goes."""
    lined = _by_case(sayings)
    heading = _heading([one for one, _ in lined], after_holiday=after_holiday)
    ending = "Chọn mã việc ở dưới, hoặc gõ /viec và mã việc, để xem đầy đủ và xử lý từng việc."
    room -= shown_units(heading) + shown_units(ending) + 3
    lines: list[str] = []
    for index, (saying, readers) in enumerate(lined):
        line = _unread(saying, readers) if readers > 1 else _line(scene, saying, recipient)
        reserved = ROOM_FOR_CODES if index + 1 < len(lined) else 0
        if shown_units(line) + 1 + reserved > room:
            break
        room -= shown_units(line) + 1
        lines.append(line)
    left = [one for one, _ in lined[len(lines) :]]
    return "\n".join((heading, *lines, *([_codes(left)] if left else []), ending))


def _heading(sayings: Sequence[AnyRendered], *, after_holiday: bool) -> str:
    counted = Counter(STEP_WORDS[_step(one)].standing for one in sayings)
    parts = "; ".join(f"{standing} {number}" for standing, number in counted.items())
    when = "Sau kỳ nghỉ, có" if after_holiday else "Tổng hợp"
    return f"<b>{when} {len(sayings)} việc cần đồng chí xem</b> ({parts}):"


def _unread(saying: AnyRendered, readers: int) -> str:
    assert saying.case is not None
    title = escape(bounded(saying.case.title, SHORT_TITLE))
    return f"• <b>{saying.case.code}</b> – {title}: {readers} người chưa đọc."


def _line(scene: Scene, saying: AnyRendered, recipient: Person) -> str:
    case, duty = saying.case, saying.duty
    assert case is not None
    assert duty is not None
    title = bounded(case.title, SHORT_TITLE)
    urgency = URGENCIES[case.urgency]
    marked = f" ({urgency})" if urgency != "Thường" else ""
    holder = "" if duty.holder_id == recipient.id else f"; {scene.holder(duty)} giữ việc"
    then = "; sau đó ".join(_ahead(scene, ahead, known) for ahead, known in _with_known(saying.ahead))
    return (
        f"• <b>{case.code}</b>{marked} – {escape(title)}: <b>{STEP_WORDS[_step(saying)].standing}</b>, "
        f"hạn {scene.deadline(duty.deadline)}{holder}." + (f" Tiếp theo: {then}." if then else "")
    )


def _with_known(steps: Sequence[NextStep]) -> Iterator[tuple[NextStep, frozenset[int]]]:
    """Each step with those whom an earlier one named."""
    known: frozenset[int] = frozenset()
    for ahead in steps:
        yield ahead, known
        known |= {person.id for person in ahead.people}


def _ahead(scene: Scene, ahead: NextStep, known: frozenset[int]) -> str:
    names = ", ".join(escape(person.name) for person in ahead.people if person.id not in known)
    told = f"thêm {names}" if known else names or "chưa liên lạc được ai"
    return f"{scene.step(ahead.step.at)} {STEP_WORDS[ahead.step.kind].name} ({told})"


def _codes(sayings: Sequence[AnyRendered]) -> str:
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
