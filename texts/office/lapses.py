"""A right that has ended with its reason, and who is away without anybody to stand in: said to both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from html import escape

from actions.delivery.outgoing import RenderedNotice
from domain.office.absences import left_uncovered
from domain.office.lapses import Ending, LapsedRights, LapseReason
from domain.office.people import Person, Role
from domain.payloads.office import EndedRight, RightEndedNotice, UncoveredNotice
from texts.front.usage.table import example
from texts.phrases import capital, lines
from texts.scene import Scene
from texts.words import roles_of

STAYS_VALID = "Những gì đã ký trước đó vẫn có hiệu lực"


def ended(scene: Scene, lapsed: LapsedRights) -> Iterator[str]:
    """What a change ends, a clause each: under a preview, and under the answer to who made it."""
    for given, _ in lapsed.delegations:
        yield (
            f"ủy quyền ký thay (KT.) của {scene.person(given.head_id)} cho {scene.person(given.person_id)} "
            f"({scene.unit(given.unit_id)}) chấm dứt"
        )
    for one, _ in lapsed.left_alone:
        yield (
            f"{scene.person(one.substitute_id)} thôi làm thay {scene.person(one.person_id)} (vắng mặt đến "
            f"{scene.step(one.until)}); đồng chí ấy được báo để cử người khác"
        )
    for one, _ in lapsed.over:
        yield f"thời gian vắng mặt đã báo của {scene.person(one.person_id)} kết thúc"
    for group in lapsed.groups:
        yield f"nhóm của {scene.unit(group.unit_id)} không nhận tin nữa"
    for moved in lapsed.scopes:
        said = (
            f"phạm vi thanh tra của {scene.person(moved.person.id)}: {_scope(scene, moved.person.fields, moved.lost)}"
        )
        yield f"{said}; nhập lại: {_entered_anew(scene, moved.person, moved.lost)}" if moved.lost else said


def under_answer(scene: Scene, lapsed: LapsedRights) -> str:
    told = [f"• {capital(one)}." for one in ended(scene, lapsed)]
    return "\n".join(("\n\nCùng với thay đổi này, hai bên đã được báo:", *told)) if told else ""


def right_ended(scene: Scene, saying: RenderedNotice[RightEndedNotice], recipient: Person) -> str:
    match saying.payload.what:
        case EndedRight.DELEGATION:
            return _delegation_ended(scene, saying, recipient)
        case EndedRight.SUBSTITUTION:
            return _substitution_ended(scene, saying, recipient)
        case EndedRight.SCOPE:
            return _scope_moved(scene, saying, recipient)
        case EndedRight.GROUP:
            return _group_ended(scene, saying, recipient)


def _scope(scene: Scene, fields: Sequence[str], lost: Sequence[int]) -> str:
    if not lost:
        return f"nay là {escape(', '.join(fields))}"
    gone = ", ".join(map(scene.unit, lost))
    return f"tên đã ghi ({escape(', '.join(fields))}) không còn chỉ đúng {gone}, nên không còn xem được {gone}"


def _scope_moved(scene: Scene, saying: RenderedNotice[RightEndedNotice], recipient: Person) -> str:
    told = saying.payload
    whose = "đồng chí" if recipient.id == told.person else scene.person(told.person)
    said = f"Phạm vi thanh tra của {whose}: {_scope(scene, told.fields, told.lost)}."
    if not told.lost:
        return f"{said} Đơn vị được sáp nhập; đồng chí không phải làm gì thêm."
    if not recipient.is_a(Role.OFFICE):
        return f"{said} Văn phòng đã được báo để nhập lại; đồng chí không phải làm gì thêm."
    assert told.person is not None
    person = scene.chart.person(told.person)
    return f"{said}\nNhập lại đúng tên đơn vị: {_entered_anew(scene, person, told.lost)}"


def _entered_anew(scene: Scene, person: Person, lost: Sequence[int]) -> str:
    """What the office types so that the inspector has every unit again."""
    units = ", ".join(scene.unit(one) for one in sorted({*scene.chart.scope_of(person), *lost}))
    place = f"{scene.unit(person.unit_id)}; {escape(person.position)}; {roles_of(person.roles)}"
    return f"<code>/canbo {escape(person.name)}; {place}; {units}</code>"


def _delegation_ended(scene: Scene, saying: RenderedNotice[RightEndedNotice], recipient: Person) -> str:
    told = saying.payload
    unit, because = scene.unit(told.unit), _because(scene, saying, recipient)
    if recipient.id != told.head:
        return (
            f"Đồng chí thôi ký thay (KT.) thủ trưởng {unit}: {because}. {STAYS_VALID}; từ nay ý kiến và tờ trình "
            "chờ thủ trưởng ký. Đồng chí không phải làm gì thêm."
        )
    heads = any(head is not None and head.id == recipient.id for head in _heads(scene, recipient))
    return lines(
        f"Ủy quyền ký thay (KT.) thủ trưởng {unit} của đồng chí cho {scene.person(told.person)} đã chấm dứt: {because}. "
        f"{STAYS_VALID}.",
        f"Khi cần ủy quyền người khác, gõ: {example('uyquyen')}" if heads else "Đồng chí không phải làm gì thêm.",
    )


def _heads(scene: Scene, recipient: Person) -> Iterator[Person | None]:
    if recipient.unit_id is not None:
        yield scene.chart.titular_head_of(recipient.unit_id)


def _substitution_ended(scene: Scene, saying: RenderedNotice[RightEndedNotice], recipient: Person) -> str:
    told = saying.payload
    because = _because(scene, saying, recipient)
    if recipient.id != told.person:
        kept = told.kept
        left = (
            f"Việc của đơn vị chưa có người khác nhận, đồng chí vẫn giữ: {', '.join(kept)} (/viec)."
            if kept
            else "Đồng chí không phải làm gì thêm."
        )
        return f"Đồng chí thôi làm thay {scene.person(told.person)} vắng mặt: {because}. {left}"
    assert told.since is not None
    assert told.until is not None
    return lines(
        f"{capital(scene.person(told.substitute))} thôi làm thay đồng chí: {because}.",
        *_alone(scene, recipient, told.since, told.until),
    )


def _alone(scene: Scene, person: Person, since: datetime, until: datetime) -> Iterator[str]:
    """What of that time nobody has been named for since."""
    left = left_uncovered(person.id, since, until, scene.chart.absences)
    typed = [f"<code>/vangmat {typed_span(scene, *one)}; Họ tên</code>" for one in left]
    if left == ((since, until),):
        yield f"Đến {scene.step(until)} chưa có ai làm thay: việc của đồng chí vẫn do đồng chí giữ."
        yield f"Cử người khác, gõ: {typed[0]}"
    elif left:
        yield f"Đồng chí đã cử người khác cho một phần thời gian. Nếu vẫn vắng phần còn lại, gõ: {', '.join(typed)}"
    else:
        yield "Đồng chí đã cử người khác làm thay trong thời gian này, không phải làm gì thêm."


def _group_ended(scene: Scene, saying: RenderedNotice[RightEndedNotice], recipient: Person) -> str:
    told = saying.payload
    unit, into = scene.unit(told.unit), scene.unit(told.into)
    here = recipient in scene.chart.groups.values()
    where, group = ("ở nhóm này", "nhóm này") if here else (f"ở nhóm của {unit}", "nhóm đó")
    return (
        f"{unit} đã sáp nhập vào {into}: từ nay Dondoc không báo {where} nữa. Muốn dùng {group} cho {into}, thủ trưởng "
        f"{into} gõ trong nhóm: <code>/nhom {into}</code>"
    )


def _because(scene: Scene, saying: RenderedNotice[RightEndedNotice | UncoveredNotice], recipient: Person) -> str:
    told = saying.payload
    assert told.why is not None
    unit_id = told.unit if isinstance(told, RightEndedNotice) else None
    return because(scene, LapseReason(reason=told.why, of_id=told.of), unit_id=unit_id, reader=recipient.id)


def because(scene: Scene, why: LapseReason, *, unit_id: int | None = None, reader: int | None = None) -> str:
    who = "đồng chí" if why.of_id is not None and why.of_id == reader else scene.person(why.of_id)
    match why.reason:
        case Ending.LEFT:
            return f"{who} không còn công tác ở cơ quan"
        case Ending.MOVED:
            return f"{who} đã chuyển sang đơn vị khác"
        case Ending.DEMOTED:
            return f"{who} thôi giữ vai trò khi được ủy quyền"
        case Ending.UNSEATED:
            return f"{who} thôi đứng đầu đơn vị"
        case Ending.WITHDRAWN:
            return f"{who} đã thu hồi ủy quyền"
        case Ending.MERGED:
            unit = scene.chart.units[unit_id or 0]
            return f"{scene.unit(unit.id)} đã sáp nhập vào {scene.unit(scene.chart.heir_of(unit).id)}"


def uncovered(scene: Scene, saying: RenderedNotice[UncoveredNotice], recipient: Person) -> str:
    told = saying.payload
    who, until = scene.person(told.person), scene.step(told.until)
    more = f" và {told.count - len(told.codes)} việc nữa" if told.count > len(told.codes) else ""
    lost = scene.chart.people.get(told.unreachable or 0)
    why = ", không có ai làm thay"
    if lost is not None:
        why = f"; Dondoc không nhắn được cho người làm thay, {scene.person(lost.id)} (chưa liên kết tài khoản hoặc đã chặn Dondoc)"
    elif told.why is not None:
        why = f", nay không còn ai làm thay: {_because(scene, saying, recipient)}"
    return lines(
        f"{capital(who)} vắng mặt đến {until}{why}.",
        f"Đang giữ {told.count} việc: {', '.join(told.codes)}{more}." if told.count else "",
        f"Đề nghị đồng chí báo trực tiếp. {capital(who)} cử người khác bằng lệnh /vangmat của mình.",
        f"Mời người thay liên kết: <code>/moi {escape(lost.name)}</code>"
        if lost is not None and recipient.is_a(Role.OFFICE)
        else "",
    )


def typed_span(scene: Scene, since: datetime, until: datetime) -> str:
    """`30/11/2026 - 04/12/2026`, as `/vangmat` takes it; from today where it has begun."""
    begins = since if scene.chart.moment is None else max(since, scene.chart.moment)
    ends = until.astimezone(scene.timezone)
    last = f"{ends - timedelta(days=1):%d/%m/%Y}" if ends.time() == time() else f"{ends:%Hh%M} ngày {ends:%d/%m/%Y}"
    return f"{begins.astimezone(scene.timezone):%d/%m/%Y} - {last}"
