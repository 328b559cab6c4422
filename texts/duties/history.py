"""A case's card and its history in words: who held it, since when, for how long (M33)."""

from __future__ import annotations

from datetime import datetime

from actions.duties.history import History
from domain.acts import ABOUT_NO_CASE, Act
from domain.duties.duties import Duty, DutyKind
from domain.duties.opinions import Hearing
from domain.journal.clock import StepTaken
from domain.journal.delivery import NoticeTried
from domain.journal.duties import (
    CircularRead,
    DeadlineMoved,
    DutyEnded,
    DutyHandedOver,
    DutyOpened,
    DutyPassed,
    HolderNamed,
    LastSet,
    ResultAccepted,
    ResultSubmitted,
    WaitingMoved,
)
from domain.journal.entry import Entry
from domain.journal.opinions import (
    AnswerWritten,
    ConsentDeemed,
    DossierSupplied,
    DraftSigned,
    QuestionRepeated,
    SilenceUnheard,
)
from domain.journal.recorded import PAYLOADS, MovesDates
from domain.office.calendar import Calendar
from texts.duties import task_history as of_tasks
from texts.duties.cards import HANDED, WORK, WORTH_A_WORD, case_lines, part_lines
from texts.duties.dates import dates_line
from texts.duties.entries import EntryTexts, Sentence, always, of, with_words
from texts.duty_words import PARTS, STANCES
from texts.notices.notices import notice_name
from texts.notices.parts import settled_words
from texts.notices.step_words import STEP_WORDS
from texts.phrases import span
from texts.scene import Scene
from texts.step_words import LADDER_PARTS
from texts.words import channel_names


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
    marked = scene.under(entry.right)
    noted = entry.circumstances.recorded_by
    marked += f" (báo trên giấy, {scene.person(noted)} ghi)" if noted else ""
    return f"{who}{marked} {text}{_dates(scene, entry)}{_said(scene, entry)}"


def _dates(scene: Scene, entry: Entry) -> str:
    moves = issubclass(PAYLOADS[entry.act], MovesDates)
    return dates_line(scene, entry.payload(MovesDates).dates) if moves else ""


def _said(scene: Scene, entry: Entry) -> str:
    """When it was said, where the bot heard of it later."""
    return f" (gửi lúc {scene.moment(entry.said_at)})" if entry.at - entry.said_at > WORTH_A_WORD else ""


def _answered(text: str) -> Sentence:
    """Line with the stance and the reasons."""
    return of(
        AnswerWritten,
        lambda _, recorded, words: f"{text} {STANCES[recorded.stance]}{words['reasons']}{_flags(recorded)}",
    )


def _flags(recorded: AnswerWritten) -> str:
    notes = {"phó ký": recorded.by_deputy, "chưa nêu lý do cụ thể": recorded.is_empty}
    said = [words for words, is_so in notes.items() if is_so]
    return f" ({'; '.join(said)})" if said else ""


def _sent(text: str) -> Sentence:
    """A notice: to whom, and what it was."""

    def tell(scene: Scene, recorded: NoticeTried, _words: EntryTexts) -> str:
        what = STEP_WORDS[recorded.step].name if recorded.step else notice_name(recorded.kind)
        return f"{text} {scene.person(recorded.recipient)}: {what}"

    return of(NoticeTried, tell)


def _step_line(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    recorded = entry.payload(StepTaken)
    text = f"đến bước: {STEP_WORDS[recorded.step].name}"
    if entry.at - recorded.planned_at > WORTH_A_WORD:
        text += f" (dự kiến {scene.step(recorded.planned_at)})"
    if recorded.superseded:
        text += "; tin cũ hơn không gửi vì đã có tin mới hơn"
    if recorded.unreached:
        names = ", ".join(scene.person(key) for key in recorded.unreached)
        text += f"; không liên lạc được {names} nên báo lên cấp trên"
    if recorded.empty:
        text += f"; không có {', '.join(LADDER_PARTS[part] for part in recorded.empty)} để báo"
    return text


def _submitted_line(scene: Scene, recorded: ResultSubmitted, words: EntryTexts) -> str:
    late = "quá hạn" if recorded.late else "trong hạn"
    more = len(recorded.more_files)
    file = (f" (kèm {more + 1} tệp)" if more else " (kèm tệp)") if recorded.file else ""
    return f"nộp kết quả {late}{file}, chuyển {scene.person(recorded.holder)} nghiệm thu{words['text']}"


_UNHEARD = {
    Hearing.UNHEARD: "; chưa tin nào của Dondoc về việc này tới được người chịu trách nhiệm",
    Hearing.LOST: "; đến hết hạn Dondoc không còn nhắn được cho người chịu trách nhiệm",
}


def _deemed_line(scene: Scene, recorded: ConsentDeemed, _words: EntryTexts) -> str:
    unheard = "" if recorded.hearing is None else _UNHEARD.get(recorded.hearing, "")
    return (
        f"ghi nhận mặc nhiên đồng ý, tính từ {scene.step(recorded.at)}; chịu trách nhiệm: "
        f"{scene.person(recorded.answerable)}, người đang giữ việc: {scene.person(recorded.holder)}{unheard}"
    )


def _repeated_line(scene: Scene, recorded: QuestionRepeated, _words: EntryTexts) -> str:
    return (
        f"hết hạn ({scene.step(recorded.due_at)}), hỏi lại vì tin gửi qua {channel_names(recorded.channels)} có thể đã không "
        f"tới Dondoc; câu hỏi gửi lúc {scene.moment(recorded.at)}, đến {scene.moment(recorded.consent_at)} không trả lời thì "
        "ghi nhận mặc nhiên đồng ý"
    )


def _ended_line(scene: Scene, recorded: DutyEnded, _words: EntryTexts) -> str:
    if recorded.because is not None:
        settled = settled_words(scene, recorded.because, to=recorded.to, to_unit=recorded.to_unit)
        return f"đề nghị không còn chờ quyết định: {settled}"
    if recorded.stays is not None:
        return "kết thúc phần phối hợp: đơn vị đã có phần khác trong việc này"
    if recorded.why == "erased":
        return "kết thúc việc đọc: dữ liệu của người đọc đã được xóa"
    return "kết thúc phần việc còn lại"


_ACTS: dict[Act, Sentence] = {
    Act.TASK_ASSIGNED: always("giao nhiệm vụ"),
    Act.OPINION_ASKED: always("gửi lấy ý kiến"),
    Act.CIRCULAR_SENT: always("phổ biến văn bản"),
    Act.CIRCULAR_READ: of(
        CircularRead, lambda _s, recorded, _w: f"xác nhận đã đọc{' (quá hạn)' if recorded.late else ''}"
    ),
    Act.DUTY_OPENED: of(
        DutyOpened,
        lambda scene, recorded, words: (
            f"{'giao cho' if recorded.kind in WORK else 'gửi đến'} {scene.person(recorded.holder)}{words['reason']}"
        ),
    ),
    Act.DUTY_ACKNOWLEDGED: always("xác nhận đã nhận việc"),
    Act.DUTY_DELEGATED: of(DutyPassed, lambda scene, recorded, _: f"phân công {scene.person(recorded.holder)}"),
    Act.DUTY_HANDED_OVER: of(
        DutyHandedOver,
        lambda scene, recorded, _: (
            f"{HANDED[recorded.why or 'head']}: chuyển từ {scene.person(recorded.before)} sang {scene.person(recorded.holder)}"
        ),
    ),
    Act.DUTY_SUBMITTED: of(ResultSubmitted, _submitted_line),
    Act.RESULT_FILE_ADDED: always("gửi thêm một tệp của cùng kết quả"),
    Act.DUTY_ACCEPTED: of(
        ResultAccepted, lambda _s, recorded, _w: f"nghiệm thu ({'hoàn thành quá hạn' if recorded.late else 'đúng hạn'})"
    ),
    Act.DUTY_RETURNED: of(
        HolderNamed, lambda scene, recorded, words: f"trả lại {scene.person(recorded.holder)}{words['reason']}"
    ),
    Act.DUTY_ENDED: of(DutyEnded, _ended_line),
    Act.DEADLINE_MOVED: of(
        DeadlineMoved,
        lambda scene, recorded, _: (
            f"chuyển hạn theo lịch làm việc mới, từ {scene.moment(recorded.before)} sang {scene.moment(recorded.due_at)}"
        ),
    ),
    Act.WAITING_MOVED: of(
        WaitingMoved,
        lambda scene, recorded, _: (
            f"chuyển thời hạn giải quyết theo lịch làm việc mới, từ {scene.moment(recorded.before)} sang {scene.moment(recorded.act_by)}"
        ),
    ),
    Act.OPINION_DRAFTED: _answered("dự thảo ý kiến"),
    Act.OPINION_SENT_BACK: of(
        AnswerWritten,
        lambda _, recorded, words: (
            f"gõ ý kiến {STANCES[recorded.stance]}{words['reasons']}; câu chữ chung chung nên được đề nghị nêu rõ"
        ),
    ),
    Act.OPINION_ANSWERED: _answered("trả lời"),
    Act.OPINION_RECONCILED: with_words("ghi việc thống nhất ý kiến của đơn vị", "minutes"),
    Act.OPINION_SIGNED: of(DraftSigned, lambda _s, recorded, _w: f"ký ý kiến {STANCES[recorded.stance]}"),
    Act.OPINION_LATE: of(
        AnswerWritten, lambda _, recorded, words: f"trả lời muộn {STANCES[recorded.stance]}{words['reasons']}"
    ),
    Act.OPINION_LACKING: with_words("báo thiếu hồ sơ", "reasons"),
    Act.OPINION_SUPPLIED: of(
        DossierSupplied,
        lambda scene, recorded, words: f"bổ sung hồ sơ, hạn mới {scene.moment(recorded.due_at)}{words['text']}",
    ),
    Act.OPINION_DEEMED: of(ConsentDeemed, _deemed_line),
    Act.OPINION_ASKED_AGAIN: of(QuestionRepeated, _repeated_line),
    Act.OPINION_UNDEEMED: of(
        SilenceUnheard,
        lambda scene, recorded, _: (
            f"hết hạn ({scene.step(recorded.due_at)}) mà không ghi nhận mặc nhiên đồng ý: không chắc mọi tin gửi qua "
            f"{channel_names(recorded.channels)} đã tới Dondoc; Văn phòng quyết định"
        ),
    ),
    **of_tasks.ACTS,
    Act.DUTY_NUDGED: of(HolderNamed, lambda scene, recorded, _: f"đôn đốc {scene.person(recorded.holder)}"),
    Act.DUTY_LAST_SET: of(
        LastSet, lambda scene, recorded, words: f"đặt hạn dứt điểm {scene.moment(recorded.last_at)}{words['reason']}"
    ),
    Act.CASE_CLOSED: always("việc kết thúc"),
    Act.STEP_TAKEN: _step_line,
    Act.NOTICE_SENT: _sent("đã gửi tới"),
    Act.NOTICE_UNCERTAIN: _sent("đã gửi, chưa rõ đã tới"),
    Act.NOTICE_UNREACHED: _sent("không gửi được tới"),
}

# What the history leaves out: an extract of the journal has every entry.
ON_FILE_ALONE = {
    Act.NOTICE_SENDING: "bắt đầu một lần gửi tin",
    Act.NOTICE_NOT_SENT: "lần gửi tin chưa thành, sẽ gửi lại",
}
if unsaid := set(Act) - ABOUT_NO_CASE - _ACTS.keys() - ON_FILE_ALONE.keys():
    raise RuntimeError(f"no sentence in the history of a case for {', '.join(sorted(unsaid))}")
