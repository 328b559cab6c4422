"""The history of tasks in words: requests, statements, and what the assigner did."""

from __future__ import annotations

from domain.acts import Act
from domain.duties.corrections import FREE_TEXT, Corrected
from domain.duties.statements import BlockerKind
from domain.journal.duties import (
    AssignerChanged,
    BlockerRaised,
    CaseCorrected,
    CauseNamed,
    DutyPassed,
    ProgressReported,
    TaskReassigned,
    TaskStopped,
)
from domain.journal.entry import Entry
from domain.journal.requests import DecisionAsked, DossierSubmitted, RequestDecided
from texts.duties.entries import EntryTexts, Sentence, always, of, with_words
from texts.duties.steering import from_plain, value
from texts.duty_words import CAUSES, CORRECTED, DOSSIER_PARTS, WAYS, WHY_PASSED_ON
from texts.scene import Scene


def _transfer_asked(scene: Scene, told: DecisionAsked, words: EntryTexts) -> str:
    assert told.way is not None
    to = scene.person(told.to_person) if told.to_person else scene.unit(told.to_unit)
    return f"đề nghị chuyển cho {to} ({WAYS[told.way]}){words['reason']}"


def _dossier(_scene: Scene, _entry: Entry, words: EntryTexts) -> str:
    parts = "; ".join(f"{name.lower()}{words[part]}" for part, name in DOSSIER_PARTS.items() if words[part])
    return f"soạn nội dung trình – {parts}"


def _signed_up(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    told = entry.payload(DossierSubmitted)
    # What was signed before the right itself was on record names the head alone.
    unnamed = told.for_head if entry.circumstances.right is None else None
    for_head = f" (ký thay {scene.person(unnamed)})" if unnamed else ""
    return f"ký trình{for_head}, chuyển {scene.person(told.holder)} quyết định"


def _blocked(_scene: Scene, told: BlockerRaised, words: EntryTexts) -> str:
    law = " do quy định mâu thuẫn, chồng chéo" if told.kind is BlockerKind.CONFLICTING_LAW else ""
    return f"báo vướng mắc{law}{words['blocker']}; đề xuất{words['proposal']}"


def _reported(_scene: Scene, told: ProgressReported, words: EntryTexts) -> str:
    stage = f", đạt mốc {told.milestone}" if told.milestone else ""
    same = " (trùng nội dung lần trước, không tính là tiến độ)" if told.repeats else ""
    return f"báo cáo tiến độ{stage}{same}{words['text']}"


def _corrected(scene: Scene, told: CaseCorrected, words: EntryTexts) -> str:
    changes = [
        f"{CORRECTED[key]}: {value(scene, from_plain(key, told.changes[key].before))} → "
        f"{value(scene, from_plain(key, told.changes[key].after))}"
        for key in Corrected
        if key in told.changes
    ]
    changes += [f"{CORRECTED[key]}{words[f'{key}.after']}" for key in sorted(FREE_TEXT) if words[f"{key}.after"]]
    return "sửa nội dung: " + ("; ".join(changes) or "số, ký hiệu văn bản")


def _assigner_changed(scene: Scene, told: AssignerChanged, _words: EntryTexts) -> str:
    changes = list[str]()
    if told.before != told.assigner:
        changes.append(f"đổi người giao từ {scene.person(told.before)} sang {scene.person(told.assigner)}")
    if told.registrar not in {told.registrar_before, told.assigner}:
        changes.append(f"đổi người ghi từ {scene.person(told.registrar_before)} sang {scene.person(told.registrar)}")
    return f"{'; '.join(changes) or 'đổi người ghi'} ({WHY_PASSED_ON[told.why]})"


ACTS: dict[Act, Sentence] = {
    Act.DUTY_REPORTED: of(ProgressReported, _reported),
    Act.DUTY_INITIATIVE: with_words("nêu sáng kiến", "text"),
    Act.BLOCKER_RAISED: of(BlockerRaised, _blocked),
    Act.CAUSE_PROPOSED: of(
        CauseNamed,
        lambda _, told, words: (
            f"{'nêu thêm' if told.beside else 'đề nghị'} nguyên nhân chậm là {CAUSES[told.cause]}{words['text']}"
        ),
    ),
    Act.CAUSE_CONFIRMED: of(
        CauseNamed, lambda _, told, words: f"xác nhận nguyên nhân chậm là {CAUSES[told.cause]}{words['text']}"
    ),
    Act.LATE_WORDS_CREDITED: always("ghi nhận sáng kiến, vướng mắc báo sau hạn"),
    Act.EXTENSION_ASKED: of(
        DecisionAsked,
        lambda scene, told, words: (
            f"xin gia hạn đến {scene.moment(told.wanted) if told.wanted else ''}{words['reason']}"
        ),
    ),
    Act.EXTENSION_GRANTED: of(
        RequestDecided,
        lambda scene, told, words: f"duyệt gia hạn đến {scene.moment(told.due_at)}{words['reason']}",
    ),
    Act.EXTENSION_DENIED: with_words("không duyệt gia hạn", "reason"),
    Act.REFUSAL_ASKED: with_words("đề nghị từ chối nhiệm vụ", "reason"),
    Act.REFUSAL_GRANTED: with_words("duyệt từ chối nhiệm vụ", "reason"),
    Act.REFUSAL_DENIED: with_words("không duyệt từ chối nhiệm vụ", "reason"),
    Act.TRANSFER_ASKED: of(DecisionAsked, _transfer_asked),
    Act.TRANSFER_GRANTED: of(
        RequestDecided,
        lambda scene, told, words: f"duyệt chuyển việc, {scene.person(told.holder)} giữ việc{words['reason']}",
    ),
    Act.TRANSFER_DENIED: with_words("không duyệt chuyển việc", "reason"),
    Act.DIRECTION_ASKED: of(
        DecisionAsked, lambda scene, told, words: f"xin chỉ đạo của {scene.person(told.holder)}{words['reason']}"
    ),
    Act.DIRECTION_GIVEN: with_words("cho chỉ đạo", "text"),
    Act.DOSSIER_DRAFTED: _dossier,
    Act.SUBMISSION_ASKED: _signed_up,
    Act.SUBMISSION_GRANTED: with_words("duyệt nội dung trình", "reason"),
    Act.SUBMISSION_DENIED: with_words("không duyệt nội dung trình", "reason"),
    Act.OPINIONS_SHOWN: always("đã xem ý kiến của các đơn vị có thêm sau khi trình"),
    Act.PART_FOLLOWED: of(
        DutyPassed,
        lambda scene, told, _: (
            f"chuyển phần phối hợp đã nộp sang {scene.person(told.holder)} nghiệm thu, theo việc chủ trì"
        ),
    ),
    Act.CASE_CORRECTED: of(CaseCorrected, _corrected),
    Act.CASE_ASSIGNER_CHANGED: of(AssignerChanged, _assigner_changed),
    Act.CASE_WITHDRAWN: with_words("thu hồi", "reason"),
    Act.TASK_PAUSED: with_words("tạm dừng", "reason"),
    Act.TASK_RESUMED: of(TaskStopped, lambda scene, told, _: f"cho tiếp tục, hạn mới {scene.moment(told.due_at)}"),
    Act.TASK_REASSIGNED: of(
        TaskReassigned,
        lambda scene, told, words: (
            f"giao lại cho {scene.person(told.holder)}, thay {scene.person(told.before)}{words['reason']}"
        ),
    ),
}
