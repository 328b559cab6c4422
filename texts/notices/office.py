"""What the bot says of its own accord about people, their absences, the calendar, and itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from actions.delivery.outgoing import RenderedNotice
from domain.duties.cases import Deadline
from domain.intake import Hindrance
from domain.office.people import Person
from domain.payloads.bulletins import SheetUnreachedNotice
from domain.payloads.office import (
    BackNotice,
    CalendarNotice,
    ClockNotice,
    EmpoweredNotice,
    HeadlessNotice,
    ImportedNotice,
    LinkedNotice,
    RightEndedNotice,
    SetAsideNotice,
    SilenceAtStake,
    StandingInNotice,
    TakenOnNotice,
    UncoveredNotice,
    UnreachableNotice,
    UnreachedNotice,
    UnsoundNotice,
)
from texts.front.clocks import wrong_clock
from texts.notices.imports import imported, taken_on
from texts.notices.parts import by, said
from texts.office.calendars import changed as calendar_changed
from texts.office.gaps import gap
from texts.office.lapses import right_ended, uncovered
from texts.office.status import ASK_FOR_HELP, defect
from texts.phrases import capital, lines
from texts.scene import Scene
from texts.words import SHEETS


def _linked(scene: Scene, saying: RenderedNotice[LinkedNotice], _recipient: Person) -> str:
    person = scene.chart.people.get(saying.payload.person)
    who = scene.full(person) if person else scene.person(None)
    return lines(
        f"{capital(who)} vừa liên kết tài khoản với Dondoc. Nếu không đúng người, chọn <b>Thu hồi liên kết</b> hoặc gõ /thulienket và họ tên.",
        _lost(scene, saying.payload),
    )


def _lost(scene: Scene, linked: LinkedNotice) -> str:
    """Who lost the account that somebody else linked."""
    if linked.before is None:
        return ""
    person = scene.chart.people.get(linked.before)
    text = f"Tài khoản này trước đó là của {scene.full(person) if person else scene.person(None)}."
    if not linked.left_without or person is None:
        return text
    return f"{text} Đồng chí ấy nay không còn tài khoản nào liên kết; cấp lại bằng <code>/moi {scene.typed_person(person.id)}</code>"


def _headless(scene: Scene, saying: RenderedNotice[HeadlessNotice], _recipient: Person) -> str:
    told = saying.payload
    return gap(scene, told.unit, above=told.above, head=told.head, codes=told.codes, count=told.count)


def _unreachable(scene: Scene, saying: RenderedNotice[UnreachableNotice], _recipient: Person) -> str:
    unit = saying.payload.group_of
    if unit is not None:
        return (
            f"Dondoc không còn viết được vào nhóm của {scene.unit(unit)} (nhóm không còn, hoặc Dondoc đã bị đưa ra khỏi nhóm). "
            "Từng người vẫn được nhắn riêng như trước, đồng chí không phải làm gì thêm. Muốn dùng lại nhóm: thêm Dondoc vào nhóm, "
            f"rồi thủ trưởng đơn vị gõ <code>/nhom {scene.unit(unit)}</code> trong nhóm."
        )
    person_id = saying.payload.person
    silences = saying.payload.silences
    name = scene.typed_person(person_id)
    return lines(
        f"Dondoc không còn nhắn được cho {scene.person(person_id)} (đã chặn bot hoặc tài khoản không còn). Việc của đồng chí "
        "ấy được báo lên cấp trên. Đề nghị liên hệ trực tiếp; gõ /moi và họ tên để cấp mã mời mới.",
        "Đơn vị của đồng chí ấy còn phải cho ý kiến; đến hạn không trả lời thì được ghi nhận mặc nhiên đồng ý:"
        if silences
        else "",
        *(f"• <b>{one.code}</b> – hạn {scene.deadline(_deadline(one))}" for one in silences),
        f"Ý kiến báo trên giấy ghi bằng <code>/ghigiay {name}; /ykien {silences[0].code} ý kiến; lý do</code>."
        if silences
        else "",
    )


def _deadline(one: SilenceAtStake) -> Deadline:
    return Deadline(moment=one.due_at, names_hour=one.names_hour)


def _calendar(scene: Scene, saying: RenderedNotice[CalendarNotice], _recipient: Person) -> str:
    return calendar_changed(scene, saying.payload)


def _unsound(_scene: Scene, saying: RenderedNotice[UnsoundNotice], _recipient: Person) -> str:
    told = saying.payload
    return (
        f"Dondoc tự kiểm tra và thấy <b>có vấn đề</b>: {defect(told.defect, count=told.count, first=told.first, fault=told.fault)}. {ASK_FOR_HELP} "
        "Gõ /trangthai để xem tình trạng hiện tại."
    )


def _clock(scene: Scene, saying: RenderedNotice[ClockNotice], _recipient: Person) -> str:
    return wrong_clock(scene, saying.payload)


def _set_aside(scene: Scene, saying: RenderedNotice[SetAsideNotice], _recipient: Person) -> str:
    told = saying.payload
    sender = "" if told.person is None else f", người gửi: {scene.person(told.person)}"
    word = f"(gửi lúc {scene.moment(told.said_at)}{sender})"
    found, repeat = (
        (f"Một tin {word} đã <b>làm Dondoc dừng 3 lần</b> nên được để riêng, không xử lý nữa", "")
        if told.why is Hindrance.DIED
        else (
            f"Dondoc <b>không đọc được</b> một tin {word} nên để riêng, chưa ghi gì",
            " Nếu hôm nay còn tin như vậy, Dondoc không báo lại.",
        )
    )
    return (
        f"{found}; người gửi, nếu biết là ai, đã được báo gửi lại cách khác. Các tin khác vẫn xử lý bình thường.{repeat} "
        "Gõ /trangthai để xem số lượng; đề nghị báo người vận hành Dondoc."
    )


def _standing_in(scene: Scene, saying: RenderedNotice[StandingInNotice], recipient: Person) -> str:
    told = saying.payload
    until = scene.step(told.until)
    if told.acting != recipient.id:
        return (
            f"{capital(scene.person(told.person))} vắng mặt đến {until} và cử đồng chí làm thay; vì đồng chí cũng vắng mặt nên "
            f"{scene.person(told.acting)} làm thay. Đồng chí không phải làm gì thêm."
        )
    return lines(
        f"Từ nay đến {until}, đồng chí thay {scene.person(told.person)} vắng mặt.",
        f"Việc của đơn vị chuyển sang đồng chí giữ: {_listed(told.handed, told.handed_count)}."
        if told.handed_count
        else "",
        f"Việc {scene.person(told.person)} đang giữ, đồng chí được nhắc cùng và được làm thay: "
        f"{_listed(told.kept, told.kept_count)}."
        if told.kept_count
        else "",
        _own_cases(scene, told),
        "Hiện không có việc nào đang chờ." if not told.handed_count + told.kept_count + told.own_count else "",
        "Việc mới trong thời gian này cũng đến đồng chí; mỗi việc làm thay được ghi rõ trong nhật ký. Gõ /viec để xem.",
    )


def _own_cases(scene: Scene, told: StandingInNotice) -> str:
    """What a stand-in may not decide, and who does; notices from before do not name it."""
    if not told.own:
        return ""
    named = [f"{one.code} (người quyết định: {', '.join(map(scene.person, one.deciders))})" for one in told.own]
    return f"Việc đồng chí có phần, đồng chí không quyết định thay: {_listed(named, told.own_count)}."


def _listed(codes: Sequence[str], count: int) -> str:
    """Each case once, with how many parts of it, where there are several."""
    named = [code if parts == 1 else f"{code} ({parts} phần)" for code, parts in Counter(codes).items()]
    more = f" và {count - len(codes)} việc nữa" if count > len(codes) else ""
    return f"{', '.join(named)}{more}"


def _back(scene: Scene, saying: RenderedNotice[BackNotice], recipient: Person) -> str:
    told = saying.payload
    if told.follows is not None:
        return (
            f"{capital(scene.person(told.person))} còn vắng mặt, nhưng từ nay {scene.person(told.follows)} làm thay: đồng chí "
            "thôi làm thay, không phải làm gì thêm."
        )
    if told.person != recipient.id:
        return f"{capital(scene.person(told.person))} đã trở lại: đồng chí thôi làm thay, không phải làm gì thêm."
    handed = (
        f"Việc của đơn vị chuyển lại đồng chí giữ: {_listed(told.handed, told.handed_count)}."
        if told.handed_count
        else ""
    )
    acted = f" {capital(scene.person(told.acted))} thôi làm thay." if told.acted != recipient.id else ""
    return lines(f"Hết thời gian vắng mặt.{acted}", handed, "Gõ /viec để xem việc đang chờ.")


def _empowered(scene: Scene, saying: RenderedNotice[EmpoweredNotice], _recipient: Person) -> str:
    told = saying.payload
    return lines(
        f"{capital(by(scene, saying))} ủy quyền cho đồng chí ký thay (KT.) thủ trưởng {scene.unit(told.unit)}.",
        f"Phạm vi: {escape(', '.join(told.fields)) or 'mọi lĩnh vực'}",
        f"Từ {scene.beginning(told.since)} đến {scene.step(told.until)}.",
        "Trong phạm vi này, ý kiến đồng chí trả lời (/ykien) hoặc ký (/ky) là ý kiến chính thức của đơn vị.",
    )


def _unreached_list(scene: Scene, saying: RenderedNotice[UnreachedNotice], _recipient: Person) -> str:
    told = saying.payload
    named = [f"• {capital(scene.present(person))}: {count} việc" for person, count in told.people]
    more = f"… và {told.count - len(named)} người nữa." if told.count > len(named) else ""
    return lines(
        f"<b>{told.count} người đang giữ việc mà Dondoc chưa nhắn được</b> (chưa liên kết, đã chặn, hoặc tài khoản không còn):",
        *named,
        more,
        "Lời nhắc được báo lên cấp trên. Đề nghị cấp mã mời (<code>/moi Họ tên</code>), ghi việc báo trên giấy (<code>/ghigiay Họ tên; /nhan NV-12</code>) "
        "hoặc in phiếu (<code>/donvi Tên đơn vị; in</code>).",
    )


def _sheet_unreached(scene: Scene, saying: RenderedNotice[SheetUnreachedNotice], _recipient: Person) -> str:
    """Nobody for whom it was made could be written to."""
    name, _ = SHEETS[saying.payload.sheet]
    people = [scene.chart.people[one] for one in saying.payload.people if one in scene.chart.people]
    again = f"/moi {escape(people[0].name)}" if people else "/moi Họ tên"
    return lines(
        f"<b>{name}</b> không gửi được cho ai: {scene.people(people)} chưa liên kết, đã chặn hoặc mất tài khoản.",
        f"Đề nghị cấp mã mời: <code>{again}</code>",
    )


TEXTS = (
    said(LinkedNotice, "báo liên kết tài khoản", _linked),
    said(HeadlessNotice, "báo đơn vị chưa có người đứng đầu", _headless),
    said(UnreachableNotice, "báo không liên lạc được", _unreachable),
    said(CalendarNotice, "báo thay đổi lịch làm việc", _calendar),
    said(UnsoundNotice, "báo kết quả tự kiểm tra", _unsound),
    said(ClockNotice, "báo đồng hồ máy chủ sai", _clock),
    said(SetAsideNotice, "báo tin không xử lý được", _set_aside),
    said(StandingInNotice, "báo thay người vắng mặt", _standing_in),
    said(BackNotice, "báo người vắng mặt trở lại", _back),
    said(EmpoweredNotice, "báo ủy quyền", _empowered),
    said(RightEndedNotice, "báo chấm dứt ủy quyền, làm thay hoặc nhóm", right_ended),
    said(UncoveredNotice, "báo người vắng mặt chưa có người thay", uncovered),
    said(UnreachedNotice, "báo danh sách người chưa liên lạc được", _unreached_list),
    said(SheetUnreachedNotice, "báo phiếu định kỳ chưa tới ai", _sheet_unreached),
    said(TakenOnNotice, "báo các việc mới", taken_on),
    said(ImportedNotice, "báo người đứng tên giao việc nhập từ bảng tính", imported),
)
