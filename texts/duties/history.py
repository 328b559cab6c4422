"""A case's card and its history in words: who held it, since when, for how long (M33)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from actions.duties.history import History
from domain.acts import ABOUT_NO_CASE, Act
from domain.borrowing import Borrowed
from domain.duties.duties import Duty, DutyKind, SettledBy
from domain.duties.opinions import Hearing, Stance
from domain.encoding import from_canonical
from domain.ladder.steps import Audience, StepKind
from domain.office.calendar import Calendar
from storage.journal import Entry
from texts.duties import task_history as of_tasks
from texts.duties.cards import HANDED, WORK, WORTH_A_WORD, case_lines, part_lines
from texts.duties.dates import dates_in
from texts.duties.entries import EntryTexts
from texts.duty_words import PARTS, STANCES
from texts.notices.notices import notice_name
from texts.notices.parts import settled_words
from texts.notices.step_words import STEP_WORDS
from texts.phrases import span
from texts.scene import Scene
from texts.step_words import LADDER_PARTS


def history(scene: Scene, told: History, *, calendar: Calendar, now: datetime) -> str:
    """The whole history: how it stands, who held it how long, what happened."""
    parts = ["\n\n".join([case_lines(scene, told.card.seen.case), *part_lines(scene, told.card)])]
    parts += [
        _held_lines(scene, duty, told, calendar=calendar, now=now)
        for duty in told.card.seen.duties
        if duty.kind is not DutyKind.DECISION
    ]
    happened = [
        f"• {scene.moment(entry.at)}: {line}"
        for entry in told.entries
        if (line := entry_line(scene, entry, EntryTexts(entry, told.words)))
    ]
    parts.append("\n".join(["<b>Diễn biến</b>", *happened]))
    code = told.card.seen.case.code
    parts.append(
        f"Nhật ký đến mục số {told.last_seq}, mã <code>{told.last_hash[:16]}</code>\n"
        f"Tệp hồ sơ để in, kèm hình và mã băm từng mục: <code>/lichsu {code} hồ sơ</code>"
    )
    return "\n\n".join(parts)


def _held_lines(scene: Scene, duty: Duty, told: History, *, calendar: Calendar, now: datetime) -> str:
    """Who held it how long; of whom another unit is the own that one is named, as it was then."""
    lines = [f"<b>Ai giữ việc</b> – {PARTS[duty.kind]}, {scene.addressee(duty)}"]
    for one in (holding for holding in told.holdings if holding.duty_id == duty.id):
        own = told.unit_of(one.person_id, one.since)
        unit = scene.unit(own) if own not in {None, duty.unit_id} else ""
        end = one.until or now
        until = scene.moment(one.until) if one.until else "nay"
        worked = span(calendar.working_time(one.since, end))
        person = scene.person(one.person_id)
        was = f"{person} ({unit})" if unit else person
        who = was if one.until else scene.present(one.person_id, unit)
        lines.append(f"• {who}: {scene.moment(one.since)} → {until} ({worked} làm việc)")
    return "\n".join(lines)


def entry_line(scene: Scene, entry: Entry, words: EntryTexts) -> str:
    """Who did what; empty for what says nothing to a person, such as the attempts to send."""
    tell = _ACTS.get(entry.act)
    if tell is None:
        return ""
    who = scene.person(entry.actor_id) if entry.actor_id is not None else "hệ thống"
    text = tell(scene, entry, words)
    if entry.act is Act.CASE_CLOSED:
        return text
    marked = scene.under(Borrowed.of_entry(entry.data))
    noted = entry.data.get("recorded_by")
    marked += f" (báo trên giấy, {scene.person(noted)} ghi)" if noted else ""
    return f"{who}{marked} {text}{dates_in(scene, entry.data)}{_said(scene, entry)}"


def _said(scene: Scene, entry: Entry) -> str:
    """When it was said, where the bot heard of it later."""
    said_at = from_canonical(entry.data["said_at"]) if "said_at" in entry.data else entry.at
    return f" (gửi lúc {scene.moment(said_at)})" if entry.at - said_at > WORTH_A_WORD else ""


def _moment(scene: Scene, iso: str) -> str:
    return scene.moment(datetime.fromisoformat(iso))


def _stance(entry: Entry) -> str:
    return STANCES[Stance(entry.data["stance"])]


def _flags(entry: Entry) -> str:
    notes = {"by_deputy": "phó ký", "is_empty": "chưa nêu lý do cụ thể"}
    said = [words for name, words in notes.items() if entry.data.get(name)]
    return f" ({'; '.join(said)})" if said else ""


def _notice_line(scene: Scene, entry: Entry, said: str) -> str:
    what = STEP_WORDS[StepKind(entry.data["step"])].name if entry.data.get("step") else notice_name(entry.data["kind"])
    return f"{said} {scene.person(entry.data['recipient'])}: {what}"


def _step_line(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    text = f"đến bước: {STEP_WORDS[StepKind(entry.data['step'])].name}"
    planned_at = from_canonical(entry.data["planned_at"])
    if entry.at - planned_at > WORTH_A_WORD:
        text += f" (dự kiến {scene.step(planned_at)})"
    if entry.data.get("superseded"):
        text += "; tin cũ hơn không gửi vì đã có tin mới hơn"
    if entry.data.get("unreached"):
        names = ", ".join(scene.person(key) for key in entry.data["unreached"])
        text += f"; không liên lạc được {names} nên báo lên cấp trên"
    if entry.data.get("empty"):
        text += f"; không có {', '.join(LADDER_PARTS[Audience(part)] for part in entry.data['empty'])} để báo"
    return text


def _submitted_line(scene: Scene, entry: Entry, words: EntryTexts) -> str:
    late = "quá hạn" if entry.data.get("late") else "trong hạn"
    more = len(entry.data.get("more_files", ()))
    file = (f" (kèm {more + 1} tệp)" if more else " (kèm tệp)") if entry.data.get("file") else ""
    return f"nộp kết quả {late}{file}, chuyển {scene.person(entry.data['holder'])} nghiệm thu{words['text']}"


_UNHEARD = {
    Hearing.UNHEARD: "; chưa tin nào của Dondoc về việc này tới được người chịu trách nhiệm",
    Hearing.LOST: "; đến hết hạn Dondoc không còn nhắn được cho người chịu trách nhiệm",
}


def _deemed_line(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    data = entry.data
    return (
        f"ghi nhận mặc nhiên đồng ý, tính từ {scene.step(from_canonical(data['at']))}; chịu trách nhiệm: "
        f"{scene.person(data['answerable'])}, người đang giữ việc: {scene.person(data['holder'])}"
        + _UNHEARD.get(data.get("hearing", ""), "")
    )


def _ended_line(scene: Scene, entry: Entry) -> str:
    if "because" in entry.data:
        return f"đề nghị không còn chờ quyết định: {settled_words(scene, SettledBy(entry.data['because']), to=entry.data.get('to'), to_unit=entry.data.get('to_unit'))}"
    if "stays" in entry.data:
        return "kết thúc phần phối hợp: đơn vị đã có phần khác trong việc này"
    if entry.data.get("why") == "erased":
        return "kết thúc việc đọc: dữ liệu của người đọc đã được xóa"
    return "kết thúc phần việc còn lại"


_ACTS: dict[str, Callable[[Scene, Entry, EntryTexts], str]] = {
    Act.TASK_ASSIGNED: lambda _s, _e, _w: "giao nhiệm vụ",
    Act.OPINION_ASKED: lambda _s, _e, _w: "gửi lấy ý kiến",
    Act.CIRCULAR_SENT: lambda _s, _e, _w: "phổ biến văn bản",
    Act.CIRCULAR_READ: lambda _s, entry, _w: f"xác nhận đã đọc{' (quá hạn)' if entry.data.get('late') else ''}",
    Act.DUTY_OPENED: lambda scene, entry, words: (
        f"{'giao cho' if entry.data['kind'] in WORK else 'gửi đến'} {scene.person(entry.data['holder'])}{words['reason']}"
    ),
    Act.DUTY_ACKNOWLEDGED: lambda _s, _e, _w: "xác nhận đã nhận việc",
    Act.DUTY_DELEGATED: lambda scene, entry, _: f"phân công {scene.person(entry.data['holder'])}",
    Act.DUTY_HANDED_OVER: lambda scene, entry, _: (
        f"{HANDED[entry.data.get('why', 'head')]}: chuyển từ {scene.person(entry.data['before'])} sang "
        f"{scene.person(entry.data['holder'])}"
    ),
    Act.DUTY_SUBMITTED: _submitted_line,
    Act.RESULT_FILE_ADDED: lambda _s, _e, _w: "gửi thêm một tệp của cùng kết quả",
    Act.DUTY_ACCEPTED: lambda _s, entry, _w: (
        "nghiệm thu (hoàn thành quá hạn)" if entry.data.get("late") else "nghiệm thu (đúng hạn)"
    ),
    Act.DUTY_RETURNED: lambda scene, entry, words: f"trả lại {scene.person(entry.data['holder'])}{words['reason']}",
    Act.DUTY_ENDED: lambda scene, entry, _w: _ended_line(scene, entry),
    Act.DEADLINE_MOVED: lambda scene, entry, _: (
        f"chuyển hạn theo lịch làm việc mới, từ {_moment(scene, entry.data['before'])} sang {_moment(scene, entry.data['due_at'])}"
    ),
    Act.WAITING_MOVED: lambda scene, entry, _: (
        f"chuyển thời hạn giải quyết theo lịch làm việc mới, từ {_moment(scene, entry.data['before'])} sang {_moment(scene, entry.data['act_by'])}"
    ),
    Act.EXTENSION_ASKED: lambda scene, entry, words: (
        f"xin gia hạn đến {_moment(scene, entry.data['wanted'])}{words['reason']}"
    ),
    Act.EXTENSION_GRANTED: lambda scene, entry, words: (
        f"duyệt gia hạn đến {_moment(scene, entry.data['due_at'])}{words['reason']}"
    ),
    Act.EXTENSION_DENIED: lambda _s, _e, words: f"không duyệt gia hạn{words['reason']}",
    Act.OPINION_DRAFTED: lambda _s, entry, words: f"dự thảo ý kiến {_stance(entry)}{words['reasons']}{_flags(entry)}",
    Act.OPINION_SENT_BACK: lambda _s, entry, words: (
        f"gõ ý kiến {_stance(entry)}{words['reasons']}; câu chữ chung chung nên được đề nghị nêu rõ"
    ),
    Act.OPINION_ANSWERED: lambda _s, entry, words: f"trả lời {_stance(entry)}{words['reasons']}{_flags(entry)}",
    Act.OPINION_RECONCILED: lambda _s, _e, words: f"ghi việc thống nhất ý kiến của đơn vị{words['minutes']}",
    Act.OPINION_SIGNED: lambda _s, entry, _w: f"ký ý kiến {_stance(entry)}",
    Act.OPINION_LATE: lambda _s, entry, words: f"trả lời muộn {_stance(entry)}{words['reasons']}",
    Act.OPINION_LACKING: lambda _s, _e, words: f"báo thiếu hồ sơ{words['reasons']}",
    Act.OPINION_SUPPLIED: lambda scene, entry, words: (
        f"bổ sung hồ sơ, hạn mới {_moment(scene, entry.data['due_at'])}{words['text']}"
    ),
    Act.OPINION_DEEMED: _deemed_line,
    **of_tasks.ACTS,
    Act.DUTY_NUDGED: lambda scene, entry, _: f"đôn đốc {scene.person(entry.data['holder'])}",
    Act.DUTY_LAST_SET: lambda scene, entry, words: (
        f"đặt hạn dứt điểm {_moment(scene, entry.data['last_at'])}{words['reason']}"
    ),
    Act.CASE_CLOSED: lambda _s, _e, _w: "việc kết thúc",
    Act.STEP_TAKEN: _step_line,
    Act.NOTICE_SENT: lambda scene, entry, _: _notice_line(scene, entry, "đã gửi tới"),
    Act.NOTICE_UNCERTAIN: lambda scene, entry, _: _notice_line(scene, entry, "đã gửi, chưa rõ đã tới"),
    Act.NOTICE_UNREACHED: lambda scene, entry, _: _notice_line(scene, entry, "không gửi được tới"),
}
# What the history leaves out: an extract of the journal has every entry.
ON_FILE_ALONE = {
    Act.NOTICE_SENDING: "bắt đầu một lần gửi tin",
    Act.NOTICE_NOT_SENT: "lần gửi tin chưa thành, sẽ gửi lại",
}
if unsaid := set(Act) - ABOUT_NO_CASE - _ACTS.keys() - ON_FILE_ALONE.keys():
    raise RuntimeError(f"no sentence in the history of a case for {', '.join(sorted(unsaid))}")
