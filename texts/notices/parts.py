"""What many of the bot's own messages have in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from actions.delivery.outgoing import AnyRendered, RenderedNotice
from actions.duties import parts
from actions.duties.requests import CHANGES_THE_DUTY
from actions.visible_case import VisibleCase
from domain.borrowing import Borrowed
from domain.deciding import waits_for_decider
from domain.duties.cases import Case, CaseKind
from domain.duties.charge import has_head, part_of_lead
from domain.duties.duties import Duty, DutyKind, Phase, SettledBy
from domain.office.people import Person
from domain.payloads.payload import NoticePayload, OfAct
from texts.duty_words import SETTLED_BY
from texts.phrases import capital, file_names
from texts.scene import Scene

P = TypeVar("P", bound=NoticePayload)
WORK = frozenset({DutyKind.LEAD, DutyKind.COORDINATING})
AT_WORK = frozenset({Phase.WORKING, Phase.DRAFTED})  # in both the unit's head may answer, and name another for it


@dataclass(frozen=True)
class NoticeText:
    """How a kind of notice is called in a history, and what it says."""

    name: str
    text: Callable[[Scene, RenderedNotice[Any], Person], str]


def said(kind: type[P], name: str, text: Callable[[Scene, RenderedNotice[P], Person], str]) -> tuple[str, NoticeText]:
    return kind.kind, NoticeText(name, text)


def instead_of_head(scene: Scene, duty: Duty) -> str:
    """Why the work of a unit comes to the head of another: it has none of its own."""
    if not duty.to_unit or duty.unit_id is None or has_head(scene.chart, duty.unit_id):
        return ""
    return f"{scene.unit(duty.unit_id)} chưa có người đứng đầu nên thủ trưởng đơn vị cấp trên giữ thay."


def about(saying: AnyRendered) -> tuple[Case, Duty]:
    assert saying.case is not None
    assert saying.duty is not None
    return saying.case, saying.duty


def by(scene: Scene, saying: RenderedNotice[OfAct]) -> str:
    """Who did it, and by whose right where that is another's."""
    return scene.person(saying.payload.by) + scene.under(right_of(saying))


def done_by(scene: Scene, saying: RenderedNotice[OfAct], who: str) -> str:
    """`Người nghiệm thu: …` where that was done by another's right; empty where it is plain who did it."""
    return f"{who}: {by(scene, saying)}." if right_of(saying) is not None else ""


def right_of(saying: RenderedNotice[OfAct]) -> Borrowed | None:
    return saying.payload.right


@dataclass(frozen=True, kw_only=True)
class Offered:
    """How commands on a duty are offered to one reader: as they have to be typed, and only what the reader may do now.
    `code` stands behind a command that takes nothing else, `lead` before the words that follow, `taken` behind the
    command that takes note of it. `delegates` says whether the reader names the official who holds it, `extends`
    whether the reader may ask for another deadline."""

    code: str
    lead: str
    taken: str
    delegates: bool
    extends: bool


def offered(scene: Scene, saying: AnyRendered, recipient: Person) -> Offered:
    """Commands offered to who is told something of the bot's own accord."""
    case, duty = about(saying)
    return _offered(scene, case, duty, saying.beside, recipient.id)


def offered_to_doer(scene: Scene, seen: VisibleCase, duty: Duty) -> Offered:
    """Commands offered to who has just done something with the duty."""
    beside = [one for one in seen.everything if one.is_open and one.id != duty.id]
    return _offered(scene, seen.case, duty, beside, seen.sender_id)


def _offered(scene: Scene, case: Case, duty: Duty, beside: Sequence[Duty], reader_id: int) -> Offered:
    """The code alone means the reader's own part; whoever may mean several in the case has to name which, and so has
    who judges what a unit that coordinates has handed in."""
    handed_in = duty.kind is DutyKind.COORDINATING and duty.phase is Phase.SUBMITTED
    others = _alike(scene, duty, beside, reader_id)
    code = _coded(scene, case, duty, others, beside, unit=scene.unit(duty.unit_id) if handed_in else "")
    held = _meant_beside(scene, duty, beside, reader_id)
    asked = {one.decision for one in beside if one.about_id == duty.id}
    return Offered(
        code=code,
        lead=f"{code};" if code != case.code else code,
        taken=_coded(scene, case, duty, held, beside),
        delegates=duty.to_unit
        and scene.chart.is_in_charge(reader_id, duty.unit_id)
        and any(one.id != reader_id for one in scene.chart.members(duty.unit_id or 0)),
        extends=not asked & CHANGES_THE_DUTY,
    )


def _coded(
    scene: Scene, case: Case, duty: Duty, others: Sequence[Duty], beside: Sequence[Duty], *, unit: str = ""
) -> str:
    """The code, and behind it the name of the part where one of these others could be meant."""
    part = escape(parts.choices(scene.chart, (duty, *others), (duty, *beside))[0]) if others else unit
    return f"{case.code} {part}".rstrip()


def of_work(scene: Scene, saying: AnyRendered) -> str:
    """What stands behind a command on somebody's work, where the case has the work of others as well."""
    case, duty = about(saying)
    others = [one for one in saying.beside if one.kind in WORK]
    # Beside the part of a coordinating unit there is always the lead, be it over.
    unit = scene.unit(duty.unit_id) if duty.kind is DutyKind.COORDINATING else ""
    code = _coded(scene, case, duty, others, saying.beside, unit=unit)
    return f"{code};" if code != case.code else code


def _alike(scene: Scene, duty: Duty, beside: Sequence[Duty], reader_id: int) -> list[Duty]:
    """What else waits for the same of the reader; of what waits for a decision any other may, to whomever it goes
    first."""
    alike = [
        one
        for one in beside
        if (one.kind is DutyKind.DECISION) == (duty.kind is DutyKind.DECISION)
        and (one.phase is duty.phase or {one.phase, duty.phase} <= AT_WORK)
    ]
    return alike if waits_for_decider(duty) else _meant_beside(scene, duty, alike, reader_id)


def _meant_beside(scene: Scene, duty: Duty, others: Sequence[Duty], reader_id: int) -> list[Duty]:
    """Those of the others that the reader might mean as well: none where this one alone is the reader's own."""
    desk = scene.chart.acts_as(reader_id)
    his = [one for one in others if one.holder_id in desk or scene.chart.is_in_charge(reader_id, one.unit_id)]
    is_only_own = duty.holder_id == reader_id and all(one.holder_id != reader_id for one in his)
    return [] if is_only_own else his


def draft_line(case: Case) -> str:
    """The file that a case is about, by name, and how to get it."""
    what = "Dự thảo" if case.kind is CaseKind.OPINION else "Tệp"
    return f"{what}: {file_names(case)} (nhận tệp: /viec {case.code})" if case.file_hash else ""


def coordinates_no_longer(scene: Scene, part: Duty, *, leads: bool = True) -> str:
    """A unit has one part in a case, also where two have become one."""
    unit = scene.unit(part.unit_id)
    now = scene.unit(None if part.unit_id is None else scene.chart.heir_of(scene.chart.units[part.unit_id]).id)
    if leads:
        since = f"{unit} nay chủ trì" if now == unit else f"{unit} đã sáp nhập vào {now}, nơi chủ trì việc này"
    else:
        since = f"sau sáp nhập {now} chỉ có một phần phối hợp trong việc này"
    return f"phần phối hợp của {unit} kết thúc, vì {since}."


def nothing_more(saying: AnyRendered, recipient: Person) -> str:
    """A line that what is told leaves the reader nothing to do; what else the reader holds in the case stays the
    same."""
    holds_more = any(one.holder_id == recipient.id for one in saying.beside)
    return "Phần việc khác của đồng chí ở đây không đổi." if holds_more else "Đồng chí không phải làm gì thêm."


def settled_words(scene: Scene, because: SettledBy, *, to: int | None, to_unit: int | None) -> str:
    """Why a request needs no decision any longer; with whom the work is, where it was given to somebody else."""
    words = SETTLED_BY[because]
    if to is None:
        return words
    whom = scene.unit(to_unit) if to_unit is not None else scene.person(to)
    return f"{words} {whom}"


def part_of(scene: Scene, duty: Duty) -> str:
    """` (phần phối hợp của Phòng Tài nguyên)`; empty for what is the whole case to whom it concerns."""
    coordinates = duty.kind is DutyKind.COORDINATING and duty.unit_id is not None
    return f" (phần phối hợp của {scene.unit(duty.unit_id)})" if coordinates else ""


def one_part(scene: Scene, lead: Duty, before: Sequence[Duty]) -> str:
    """What is said to who gave the lead to a unit that has coordinated until now; else nothing."""
    part = part_of_lead(scene.chart, lead, before) if lead.kind is DutyKind.LEAD else None
    return f"\n{capital(coordinates_no_longer(scene, part))}" if part is not None else ""


def reason_line(saying: AnyRendered) -> str:
    return f"Lý do: {escape(saying.words)}" if saying.words else ""
