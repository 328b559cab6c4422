"""The card of a case in words: what it is, each of its duties, who holds it, since when."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from actions.duties.history import CaseCard
from domain.acts import Act
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import DecisionKind, Duty, DutyKind, Outcome, Phase
from domain.duties.opinions import AnswerState
from texts.duties.awaiting import awaiting_lines
from texts.duties.plans import next_steps
from texts.duties.previews import document_line, draft_with_hash, milestone_lines, source_lines
from texts.duty_words import DECISIONS, OUTCOMES, PARTS, PHASES, STANCES
from texts.notices.steps import heard
from texts.opinions import consultations
from texts.opinions.summaries import short, signed, silence_so_far
from texts.phrases import capital
from texts.scene import Scene, by_when, case_heading
from texts.words import SENDERS, URGENCIES

WORTH_A_WORD = timedelta(
    minutes=1
)  # what is recorded later than that names the moment for which it was planned, or said
WORK = frozenset({DutyKind.LEAD, DutyKind.COORDINATING})
# Why what lies with a unit went from one to another.
HANDED = {
    "head": "thay đổi thủ trưởng",
    "away": "thủ trưởng vắng mặt",
    "back": "thủ trưởng trở lại",
    "merged": "sáp nhập đơn vị",
    "erased": "người trước không còn",
    "corrected": "đổi người giao",
}


def card(scene: Scene, shown: CaseCard) -> str:
    """One case as it stands."""
    parts = part_lines(scene, shown)
    return "\n\n".join(
        [case_lines(scene, shown.seen.case), *parts, f"Toàn bộ quá trình: /lichsu {shown.seen.case.code}"]
    )


def case_lines(scene: Scene, case: Case) -> str:
    """What was registered, a line each."""
    lines = [
        case_heading(case),
        f"Sản phẩm: {escape(case.product)}" if case.product else "",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}" if case.proposal else "",
        document_line(case),
        source_lines(case),
        draft_with_hash(case) if case.kind is CaseKind.OPINION else "",
        f"Độ khẩn: {URGENCIES[case.urgency]}",
        f"Hạn: <b>{scene.deadline(case.deadline)}</b>",
        f"Hạn ban đầu: {scene.deadline(case.original)}" if case.original != case.deadline else "",
        f"{SENDERS[case.kind]}: {scene.person(case.assigner_id)}",
    ]
    return "\n".join(line for line in lines if line)


def part_lines(scene: Scene, shown: CaseCard) -> list[str]:
    """What waits with whom, how each duty stands, and what the units asked about the task have said."""
    parts = (
        awaiting_lines(scene, shown),
        *(_duty_lines(scene, shown, duty) for duty in shown.seen.duties),
        consultations.card_lines(scene, shown),
    )
    return [part for part in parts if part]


def _duty_lines(scene: Scene, shown: CaseCard, duty: Duty) -> str:
    part = PARTS[duty.kind] if duty.decision is None else f"quyết định {DECISIONS[duty.decision]}"
    who = f"<b>{capital(part)}</b>: {scene.addressee(duty)}"
    if not duty.is_open:
        return f"{who} – {_outcome(scene, shown, duty)}"
    taken = "chưa xác nhận" if duty.acknowledged_at is None else f"xác nhận {scene.moment(duty.acknowledged_at)}"
    held = f"Đang giữ: {scene.holder(duty)} từ {scene.moment(duty.held_since)} ({taken}); {PHASES[duty.phase]}."
    silent = f"{capital(so)}." if (so := silence_so_far(scene, duty)) else ""
    stages = milestone_lines(scene, duty)
    own = f"Hạn của phần này: {by_when(scene, duty, emphasised=True)}" if _has_own_deadline(shown, duty) else ""
    last = f"Hạn dứt điểm: <b>{scene.deadline(duty.last)}</b>" if duty.last else ""
    result = _handed_in(scene, shown, duty)
    progress = _progress(scene, shown, duty)
    return "\n".join(
        line
        for line in (
            who,
            own,
            silent,
            last,
            stages,
            held,
            progress,
            result,
            next_steps(scene, shown.ahead.get(duty.id, ())),
        )
        if line
    )


def _progress(scene: Scene, shown: CaseCard, duty: Duty) -> str:
    """The last report: when, whose, what."""
    last = shown.progress.get(duty.id)
    if last is None:
        return ""
    said = escape(short(shown.words.get(last.words_id) or "(nội dung đã xóa)"))
    right = scene.under(shown.rights.get((duty.id, Act.DUTY_REPORTED)))
    return f"Tiến độ gần nhất: {scene.moment(last.at)}, {scene.person(last.by_id)}{right}: {said}"


def _handed_in(scene: Scene, shown: CaseCard, duty: Duty) -> str:
    """What waits for acceptance: its words, and that its file comes with this message."""
    submission = shown.submissions.get(duty.id)
    if submission is None or duty.phase is not Phase.SUBMITTED:
        return ""
    words = shown.words.get(submission.words_id) if submission.words_id is not None else None
    names = ", ".join(escape(name) for name, _ in submission.files)
    file = f" (tệp {names} gửi kèm)" if names else ""
    said = f": {escape(words)}" if words else ""
    right = scene.under(shown.rights.get((duty.id, Act.DUTY_SUBMITTED)))
    return f"Kết quả {scene.person(submission.by_id)}{right} nộp {scene.moment(submission.at)}{file}{said}"


def _has_own_deadline(shown: CaseCard, duty: Duty) -> bool:
    """A deadline, or beside the case's a moment that is its holder's alone."""
    other = duty.deadline != shown.seen.case.deadline or duty.act_by != duty.deadline.moment
    return duty.kind is not DutyKind.DECISION and other


def _outcome(scene: Scene, shown: CaseCard, duty: Duty) -> str:
    assert duty.outcome is not None
    assert duty.closed_at is not None
    directed = duty.decision is DecisionKind.DIRECTION and duty.outcome is Outcome.GRANTED
    text = f"{'đã cho chỉ đạo' if directed else OUTCOMES[duty.outcome]} lúc {scene.moment(duty.closed_at)}"
    if duty.outcome is Outcome.ACCEPTED:
        text += scene.under(shown.rights.get((duty.id, Act.DUTY_ACCEPTED)))
    final = next((one for one in shown.answers.get(duty.id, ()) if one.state is AnswerState.FINAL), None)
    if final is not None:
        text = f"<b>{STANCES[final.stance]}</b>, {signed(scene, final)}"
    consent = shown.deemed.get(duty.id)
    if consent is not None:
        text += (
            f"; chịu trách nhiệm: {scene.person(consent.answerable_id)}, "
            f"đang giữ lúc hết hạn: {scene.person(consent.holder_id)}"
            + (f"; <b>{unheard}</b>" if (unheard := heard(scene, consent)) else "")
        )
    late = [one for one in shown.answers.get(duty.id, ()) if one.state is AnswerState.LATE]
    return text + "".join(f"; trả lời muộn: {STANCES[one.stance]} ({scene.moment(one.said_at)})" for one in late)
