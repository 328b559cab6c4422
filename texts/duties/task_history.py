"""The history of tasks in words: requests, statements, and what the assigner did."""

from __future__ import annotations

from domain.acts import Act
from domain.duties.corrections import FREE_TEXT, Corrected
from domain.duties.statements import BlockerKind
from domain.journal.cases import AssignerChanged, CaseCorrected
from domain.journal.duties import BlockerRaised, CauseNamed, DutyPassed, PauseChanged, ProgressReported, TaskReassigned
from domain.journal.entry import Entry
from domain.journal.requests import DecisionAsked, DossierSubmitted, RequestDecided
from texts.duties.entries import EntryTexts, Sentence, always, of, with_words
from texts.duties.steering import from_plain, value
from texts.duty_words import CAUSES, CORRECTED, DOSSIER_PARTS, WAYS, WHY_PASSED_ON
from texts.scene import Scene


def _transfer_asked(scene: Scene, recorded: DecisionAsked, words: EntryTexts) -> str:
    assert recorded.way is not None
    to = scene.person(recorded.to_person) if recorded.to_person else scene.unit(recorded.to_unit)
    return f"đề nghị chuyển cho {to} ({WAYS[recorded.way]}){words['reason']}"


def _dossier(_scene: Scene, _entry: Entry, words: EntryTexts) -> str:
    parts = "; ".join(f"{name.lower()}{words[part]}" for part, name in DOSSIER_PARTS.items() if words[part])
    return f"soạn nội dung trình – {parts}"


def _signed_up(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    recorded = entry.payload(DossierSubmitted)
    # What was signed before the right itself was on record names the head alone.
    unnamed = recorded.for_head if entry.circumstances.right is None else None
    for_head = f" (ký thay {scene.person(unnamed)})" if unnamed else ""
    return f"ký trình{for_head}, chuyển {scene.person(recorded.holder)} quyết định"


def _blocked(_scene: Scene, recorded: BlockerRaised, words: EntryTexts) -> str:
    law = " do quy định mâu thuẫn, chồng chéo" if recorded.kind is BlockerKind.CONFLICTING_LAW else ""
    return f"báo vướng mắc{law}{words['blocker']}; đề xuất{words['proposal']}"


def _reported(_scene: Scene, recorded: ProgressReported, words: EntryTexts) -> str:
    stage = f", đạt mốc {recorded.milestone}" if recorded.milestone else ""
    same = " (trùng nội dung lần trước, không tính là tiến độ)" if recorded.repeats else ""
    return f"báo cáo tiến độ{stage}{same}{words['text']}"


def _corrected(scene: Scene, recorded: CaseCorrected, words: EntryTexts) -> str:
    changes = [
        f"{CORRECTED[key]}: {value(scene, from_plain(key, recorded.changes[key].before))} → "
        f"{value(scene, from_plain(key, recorded.changes[key].after))}"
        for key in Corrected
        if key in recorded.changes
    ]
    changes += [f"{CORRECTED[key]}{words[f'{key}.after']}" for key in sorted(FREE_TEXT) if words[f"{key}.after"]]
    return "sửa nội dung: " + ("; ".join(changes) or "số, ký hiệu văn bản")


def _assigner_changed(scene: Scene, recorded: AssignerChanged, _words: EntryTexts) -> str:
    changes = list[str]()
    if recorded.before != recorded.assigner:
        changes.append(f"đổi người giao từ {scene.person(recorded.before)} sang {scene.person(recorded.assigner)}")
    if recorded.registrar not in {recorded.registrar_before, recorded.assigner}:
        changes.append(
            f"đổi người ghi từ {scene.person(recorded.registrar_before)} sang {scene.person(recorded.registrar)}"
        )
    return f"{'; '.join(changes) or 'đổi người ghi'} ({WHY_PASSED_ON[recorded.why]})"


ACTS: dict[Act, Sentence] = {
    Act.DUTY_REPORTED: of(ProgressReported, _reported),
    Act.DUTY_INITIATIVE: with_words("nêu sáng kiến", "text"),
    Act.BLOCKER_RAISED: of(BlockerRaised, _blocked),
    Act.CAUSE_PROPOSED: of(
        CauseNamed,
        lambda _, recorded, words: (
            f"{'nêu thêm' if recorded.beside else 'đề nghị'} nguyên nhân chậm là {CAUSES[recorded.cause]}{words['text']}"
        ),
    ),
    Act.CAUSE_CONFIRMED: of(
        CauseNamed, lambda _, recorded, words: f"xác nhận nguyên nhân chậm là {CAUSES[recorded.cause]}{words['text']}"
    ),
    Act.LATE_WORDS_CREDITED: always("ghi nhận sáng kiến, vướng mắc báo sau hạn"),
    Act.EXTENSION_ASKED: of(
        DecisionAsked,
        lambda scene, recorded, words: (
            f"xin gia hạn đến {scene.moment(recorded.wanted) if recorded.wanted else ''}{words['reason']}"
        ),
    ),
    Act.EXTENSION_GRANTED: of(
        RequestDecided,
        lambda scene, recorded, words: f"duyệt gia hạn đến {scene.moment(recorded.due_at)}{words['reason']}",
    ),
    Act.EXTENSION_DENIED: with_words("không duyệt gia hạn", "reason"),
    Act.REFUSAL_ASKED: with_words("đề nghị từ chối nhiệm vụ", "reason"),
    Act.REFUSAL_GRANTED: with_words("duyệt từ chối nhiệm vụ", "reason"),
    Act.REFUSAL_DENIED: with_words("không duyệt từ chối nhiệm vụ", "reason"),
    Act.TRANSFER_ASKED: of(DecisionAsked, _transfer_asked),
    Act.TRANSFER_GRANTED: of(
        RequestDecided,
        lambda scene, recorded, words: f"duyệt chuyển việc, {scene.person(recorded.holder)} giữ việc{words['reason']}",
    ),
    Act.TRANSFER_DENIED: with_words("không duyệt chuyển việc", "reason"),
    Act.DIRECTION_ASKED: of(
        DecisionAsked,
        lambda scene, recorded, words: f"xin chỉ đạo của {scene.person(recorded.holder)}{words['reason']}",
    ),
    Act.DIRECTION_GIVEN: with_words("cho chỉ đạo", "text"),
    Act.DOSSIER_DRAFTED: _dossier,
    Act.SUBMISSION_ASKED: _signed_up,
    Act.SUBMISSION_GRANTED: with_words("duyệt nội dung trình", "reason"),
    Act.SUBMISSION_DENIED: with_words("không duyệt nội dung trình", "reason"),
    Act.OPINIONS_SHOWN: always("đã xem ý kiến của các đơn vị có thêm sau khi trình"),
    Act.PART_FOLLOWED: of(
        DutyPassed,
        lambda scene, recorded, _: (
            f"chuyển phần phối hợp đã nộp sang {scene.person(recorded.holder)} nghiệm thu, theo việc chủ trì"
        ),
    ),
    Act.CASE_CORRECTED: of(CaseCorrected, _corrected),
    Act.CASE_ASSIGNER_CHANGED: of(AssignerChanged, _assigner_changed),
    Act.CASE_WITHDRAWN: with_words("thu hồi", "reason"),
    Act.TASK_PAUSED: with_words("tạm dừng", "reason"),
    Act.TASK_RESUMED: of(
        PauseChanged, lambda scene, recorded, _: f"cho tiếp tục, hạn mới {scene.moment(recorded.due_at)}"
    ),
    Act.TASK_REASSIGNED: of(
        TaskReassigned,
        lambda scene, recorded, words: (
            f"giao lại cho {scene.person(recorded.holder)}, thay {scene.person(recorded.before)}{words['reason']}"
        ),
    ),
}
