"""The history of tasks in words: requests, statements, and what the assigner did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.corrections import FREE_TEXT, Corrected
from domain.statements import BlockerKind, Cause
from domain.transfers import Way
from handlers.texts.entries import Words
from handlers.texts.scene import Scene
from handlers.texts.steering import from_plain, value
from handlers.texts.words import CAUSES, CORRECTED, DOSSIER_PARTS, WAYS, WHY_PASSED_ON
from storage.journal import Entry


def _transfer_asked(scene: Scene, entry: Entry, words: Words) -> str:
    to = scene.person(entry.data["to_person"]) if entry.data.get("to_person") else scene.unit(entry.data.get("to_unit"))
    return f"đề nghị chuyển cho {to} ({WAYS[Way(entry.data['way'])]}){words['reason']}"


def _dossier(_scene: Scene, _entry: Entry, words: Words) -> str:
    parts = "; ".join(f"{name.lower()}{words[part]}" for part, name in DOSSIER_PARTS.items() if words[part])
    return f"soạn nội dung trình – {parts}"


def _signed_up(scene: Scene, entry: Entry, _words: Words) -> str:
    # What was signed before the right itself was on record names the head alone.
    unnamed = entry.data.get("for_head") if "right" not in entry.data else None
    for_head = f" (ký thay {scene.person(unnamed)})" if unnamed else ""
    return f"ký trình{for_head}, chuyển {scene.person(entry.data['holder'])} quyết định"


def _blocked(_scene: Scene, entry: Entry, words: Words) -> str:
    law = " do quy định mâu thuẫn, chồng chéo" if entry.data["kind"] == BlockerKind.CONFLICTING_LAW else ""
    return f"báo vướng mắc{law}{words['blocker']}; đề xuất{words['proposal']}"


def _reported(_scene: Scene, entry: Entry, words: Words) -> str:
    stage = f", đạt mốc {entry.data['milestone']}" if entry.data.get("milestone") else ""
    same = " (trùng nội dung lần trước, không tính là tiến độ)" if entry.data.get("repeats") else ""
    return f"báo cáo tiến độ{stage}{same}{words['text']}"


def _corrected(scene: Scene, entry: Entry, words: Words) -> str:
    plain = entry.data.get("changes", {})
    changes = [
        f"{CORRECTED[key]}: {value(scene, from_plain(key, plain[key]['before']))} → "
        f"{value(scene, from_plain(key, plain[key]['after']))}"
        for key in Corrected
        if key in plain
    ]
    changes += [f"{CORRECTED[key]}{words[f'{key}.after']}" for key in sorted(FREE_TEXT) if words[f"{key}.after"]]
    return "sửa nội dung: " + ("; ".join(changes) or "số, ký hiệu văn bản")


def _assigner_changed(scene: Scene, entry: Entry, _words: Words) -> str:
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


ACTS: dict[str, Callable[[Scene, Entry, Words], str]] = {
    "duty.reported": _reported,
    "duty.initiative": lambda _s, _e, words: f"nêu sáng kiến{words['text']}",
    "blocker.raised": _blocked,
    "cause.proposed": lambda _s, entry, words: (
        f"{'nêu thêm' if entry.data.get('beside') else 'đề nghị'} nguyên nhân chậm là {_cause(entry)}{words['text']}"
    ),
    "cause.confirmed": lambda _s, entry, words: f"xác nhận nguyên nhân chậm là {_cause(entry)}{words['text']}",
    "late_words.credited": lambda _s, _e, _w: "ghi nhận sáng kiến, vướng mắc báo sau hạn",
    "refusal.asked": lambda _s, _e, words: f"đề nghị từ chối nhiệm vụ{words['reason']}",
    "refusal.granted": lambda _s, _e, words: f"duyệt từ chối nhiệm vụ{words['reason']}",
    "refusal.denied": lambda _s, _e, words: f"không duyệt từ chối nhiệm vụ{words['reason']}",
    "transfer.asked": _transfer_asked,
    "transfer.granted": lambda scene, entry, words: (
        f"duyệt chuyển việc, {scene.person(entry.data['holder'])} giữ việc{words['reason']}"
    ),
    "transfer.denied": lambda _s, _e, words: f"không duyệt chuyển việc{words['reason']}",
    "direction.asked": lambda scene, entry, words: (
        f"xin chỉ đạo của {scene.person(entry.data['holder'])}{words['reason']}"
    ),
    "direction.given": lambda _s, _e, words: f"cho chỉ đạo{words['text']}",
    "dossier.drafted": _dossier,
    "submission.asked": _signed_up,
    "submission.granted": lambda _s, _e, words: f"duyệt nội dung trình{words['reason']}",
    "submission.denied": lambda _s, _e, words: f"không duyệt nội dung trình{words['reason']}",
    "opinions.shown": lambda _s, _e, _w: "đã xem ý kiến của các đơn vị có thêm sau khi trình",
    "part.followed": lambda scene, entry, _: (
        f"chuyển phần phối hợp đã nộp sang {scene.person(entry.data['holder'])} nghiệm thu, theo việc chủ trì"
    ),
    "case.corrected": _corrected,
    "case.assigner_changed": _assigner_changed,
    "case.withdrawn": lambda _s, _e, words: f"thu hồi{words['reason']}",
    "task.paused": lambda _s, _e, words: f"tạm dừng{words['reason']}",
    "task.resumed": lambda scene, entry, _: (
        f"cho tiếp tục, hạn mới {scene.moment(datetime.fromisoformat(entry.data['due_at']))}"
    ),
    "task.reassigned": lambda scene, entry, words: (
        f"giao lại cho {scene.person(entry.data['holder'])}, thay {scene.person(entry.data['before'])}{words['reason']}"
    ),
}

DONE_AS = {
    "duty.initiative": "đã nêu sáng kiến",
    "blocker.raised": "đã báo vướng mắc",
    "cause.proposed": "đã đề nghị nguyên nhân chậm",
    "cause.confirmed": "đã xác nhận nguyên nhân chậm",
    "late_words.credited": "đã ghi nhận điều báo sau hạn",
    "refusal.asked": "đã đề nghị từ chối",
    "refusal.granted": "đã duyệt từ chối",
    "refusal.denied": "đã quyết định không duyệt từ chối",
    "transfer.asked": "đã đề nghị chuyển việc",
    "transfer.granted": "đã duyệt chuyển việc",
    "transfer.denied": "đã quyết định không duyệt chuyển việc",
    "direction.asked": "đã xin chỉ đạo",
    "direction.given": "đã cho chỉ đạo",
    "dossier.drafted": "đã soạn nội dung trình",
    "submission.asked": "đã trình",
    "submission.granted": "đã duyệt nội dung trình",
    "submission.denied": "đã quyết định không duyệt nội dung trình",
    "opinions.shown": "đã xem ý kiến có thêm",
    "part.followed": "đã chuyển người nghiệm thu",
    "case.corrected": "đã sửa nội dung",
    "case.assigner_changed": "đã đổi người giao",
    "case.withdrawn": "đã thu hồi",
    "task.paused": "đã tạm dừng",
    "task.resumed": "đã cho tiếp tục",
    "task.reassigned": "đã giao lại",
}
