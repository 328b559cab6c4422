"""The history of tasks in words: requests, statements, and what the assigner did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.acts import Act
from domain.duties.corrections import FREE_TEXT, Corrected
from domain.duties.statements import BlockerKind, Cause
from domain.duties.transfers import TransferWay
from storage.journal import Entry
from texts.duties.entries import EntryTexts
from texts.duties.steering import from_plain, value
from texts.duty_words import CAUSES, CORRECTED, DOSSIER_PARTS, WAYS, WHY_PASSED_ON
from texts.scene import Scene


def _transfer_asked(scene: Scene, entry: Entry, words: EntryTexts) -> str:
    to = scene.person(entry.data["to_person"]) if entry.data.get("to_person") else scene.unit(entry.data.get("to_unit"))
    return f"đề nghị chuyển cho {to} ({WAYS[TransferWay(entry.data['way'])]}){words['reason']}"


def _dossier(_scene: Scene, _entry: Entry, words: EntryTexts) -> str:
    parts = "; ".join(f"{name.lower()}{words[part]}" for part, name in DOSSIER_PARTS.items() if words[part])
    return f"soạn nội dung trình – {parts}"


def _signed_up(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    # What was signed before the right itself was on record names the head alone.
    unnamed = entry.data.get("for_head") if "right" not in entry.data else None
    for_head = f" (ký thay {scene.person(unnamed)})" if unnamed else ""
    return f"ký trình{for_head}, chuyển {scene.person(entry.data['holder'])} quyết định"


def _blocked(_scene: Scene, entry: Entry, words: EntryTexts) -> str:
    law = " do quy định mâu thuẫn, chồng chéo" if entry.data["kind"] == BlockerKind.CONFLICTING_LAW else ""
    return f"báo vướng mắc{law}{words['blocker']}; đề xuất{words['proposal']}"


def _reported(_scene: Scene, entry: Entry, words: EntryTexts) -> str:
    stage = f", đạt mốc {entry.data['milestone']}" if entry.data.get("milestone") else ""
    same = " (trùng nội dung lần trước, không tính là tiến độ)" if entry.data.get("repeats") else ""
    return f"báo cáo tiến độ{stage}{same}{words['text']}"


def _corrected(scene: Scene, entry: Entry, words: EntryTexts) -> str:
    plain = entry.data.get("changes", {})
    changes = [
        f"{CORRECTED[key]}: {value(scene, from_plain(key, plain[key]['before']))} → "
        f"{value(scene, from_plain(key, plain[key]['after']))}"
        for key in Corrected
        if key in plain
    ]
    changes += [f"{CORRECTED[key]}{words[f'{key}.after']}" for key in sorted(FREE_TEXT) if words[f"{key}.after"]]
    return "sửa nội dung: " + ("; ".join(changes) or "số, ký hiệu văn bản")


def _assigner_changed(scene: Scene, entry: Entry, _words: EntryTexts) -> str:
    data, changes = entry.data, list[str]()
    if data["before"] != data["assigner"]:
        changes.append(f"đổi người giao từ {scene.person(data['before'])} sang {scene.person(data['assigner'])}")
    if data["registrar_before"] != data["registrar"] and data["registrar"] != data["assigner"]:
        changes.append(
            f"đổi người ghi từ {scene.person(data['registrar_before'])} sang {scene.person(data['registrar'])}"
        )
    return f"{'; '.join(changes) or 'đổi người ghi'} ({WHY_PASSED_ON[data['why']]})"


def _cause(entry: Entry) -> str:
    return CAUSES[Cause(entry.data["cause"])]


ACTS: dict[str, Callable[[Scene, Entry, EntryTexts], str]] = {
    Act.DUTY_REPORTED: _reported,
    Act.DUTY_INITIATIVE: lambda _s, _e, words: f"nêu sáng kiến{words['text']}",
    Act.BLOCKER_RAISED: _blocked,
    Act.CAUSE_PROPOSED: lambda _s, entry, words: (
        f"{'nêu thêm' if entry.data.get('beside') else 'đề nghị'} nguyên nhân chậm là {_cause(entry)}{words['text']}"
    ),
    Act.CAUSE_CONFIRMED: lambda _s, entry, words: f"xác nhận nguyên nhân chậm là {_cause(entry)}{words['text']}",
    Act.LATE_WORDS_CREDITED: lambda _s, _e, _w: "ghi nhận sáng kiến, vướng mắc báo sau hạn",
    Act.REFUSAL_ASKED: lambda _s, _e, words: f"đề nghị từ chối nhiệm vụ{words['reason']}",
    Act.REFUSAL_GRANTED: lambda _s, _e, words: f"duyệt từ chối nhiệm vụ{words['reason']}",
    Act.REFUSAL_DENIED: lambda _s, _e, words: f"không duyệt từ chối nhiệm vụ{words['reason']}",
    Act.TRANSFER_ASKED: _transfer_asked,
    Act.TRANSFER_GRANTED: lambda scene, entry, words: (
        f"duyệt chuyển việc, {scene.person(entry.data['holder'])} giữ việc{words['reason']}"
    ),
    Act.TRANSFER_DENIED: lambda _s, _e, words: f"không duyệt chuyển việc{words['reason']}",
    Act.DIRECTION_ASKED: lambda scene, entry, words: (
        f"xin chỉ đạo của {scene.person(entry.data['holder'])}{words['reason']}"
    ),
    Act.DIRECTION_GIVEN: lambda _s, _e, words: f"cho chỉ đạo{words['text']}",
    Act.DOSSIER_DRAFTED: _dossier,
    Act.SUBMISSION_ASKED: _signed_up,
    Act.SUBMISSION_GRANTED: lambda _s, _e, words: f"duyệt nội dung trình{words['reason']}",
    Act.SUBMISSION_DENIED: lambda _s, _e, words: f"không duyệt nội dung trình{words['reason']}",
    Act.OPINIONS_SHOWN: lambda _s, _e, _w: "đã xem ý kiến của các đơn vị có thêm sau khi trình",
    Act.PART_FOLLOWED: lambda scene, entry, _: (
        f"chuyển phần phối hợp đã nộp sang {scene.person(entry.data['holder'])} nghiệm thu, theo việc chủ trì"
    ),
    Act.CASE_CORRECTED: _corrected,
    Act.CASE_ASSIGNER_CHANGED: _assigner_changed,
    Act.CASE_WITHDRAWN: lambda _s, _e, words: f"thu hồi{words['reason']}",
    Act.TASK_PAUSED: lambda _s, _e, words: f"tạm dừng{words['reason']}",
    Act.TASK_RESUMED: lambda scene, entry, _: (
        f"cho tiếp tục, hạn mới {scene.moment(datetime.fromisoformat(entry.data['due_at']))}"
    ),
    Act.TASK_REASSIGNED: lambda scene, entry, words: (
        f"giao lại cho {scene.person(entry.data['holder'])}, thay {scene.person(entry.data['before'])}{words['reason']}"
    ),
}
