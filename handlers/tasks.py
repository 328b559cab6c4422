"""Tasks by chat: assign, report, hand in, accept or return."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from actions import tasks
from actions.tasks import Assignment, Result
from domain.cases import Deadline
from domain.names import fold
from domain.policy import Urgency
from domain.refusals import NotAllowed, TooLong
from domain.rights import Act, may, relations_to_office
from handlers import drafts
from handlers.buttons import draft_buttons
from handlers.cases import addressed
from handlers.desk import Ask, Attachment, Reply, scene
from handlers.names import listed
from handlers.texts import plans, replies
from handlers.texts.words import LABELS, URGENCIES
from handlers.typing import parse_choice, parse_form
from handlers.when import deadline

DRAFT = "task"
FILE_LIMIT_MB = 20  # what the platform lets a bot download

NOT_YET = ("Nguồn", "Nơi nhận", "Nhãn", "Lặp lại", "Mốc")  # keys of the contract that this version cannot serve
KEYS = {
    fold(key): key
    for key in (
        "Chủ trì",
        "Phối hợp",
        "Theo dõi",
        "Việc",
        "Sản phẩm",
        "Hạn",
        "Người giao",
        "Văn bản",
        "Khẩn",
        "Lĩnh vực",
        *NOT_YET,
    )
} | {fold("Độ khẩn"): "Khẩn"}  # as the preview names it
CLEARS = ("Chủ trì", "Việc", "Sản phẩm", "Hạn")


async def assign(ask: Ask) -> Reply:
    """One message: preview first, done when confirmed (M1, promise 6)."""
    form = parse_form(ask.text, KEYS, command="giaoviec", required=CLEARS, not_yet=NOT_YET)
    assignment = Assignment(
        lead=form["Chủ trì"],
        title=_one_line(form["Việc"]),
        product=_one_line(form["Sản phẩm"]),
        deadline=await deadline(ask, form["Hạn"]),
        coordinating=await listed(ask, form.get("Phối hợp", "")),
        watching=await listed(ask, form.get("Theo dõi", "")),
        assigner=form.get("Người giao") or None,
        document=_one_line(form.get("Văn bản", "")),
        urgency=parse_urgency(form.get("Khẩn", "")),
        field=form.get("Lĩnh vực") or None,
    )
    prospect = await tasks.preview_assignment(ask.office, ask.order, assignment)
    dialogue = await drafts.begin(ask, DRAFT, {"original": f"/giaoviec\n{ask.text}", "draft": stored_form(assignment)})
    text = plans.preview(await scene(ask), prospect, now=ask.order.now)
    return Reply(text=text, buttons=draft_buttons(dialogue.token, confirm=LABELS["giaoviec"]))


def template(ask: Ask, *acts: Act) -> Reply:
    """The form to copy, for who may send it."""
    assert ask.sender is not None
    if not any(may(act, relations_to_office(ask.sender)) for act in acts):
        raise NotAllowed
    return Reply(text=replies.template(ask.command))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def parse_urgency(text: str) -> Urgency:
    if not text:
        return Urgency.NORMAL
    named = {word: urgency for urgency, word in URGENCIES.items()}
    return named[parse_choice("Khẩn", text, named)]


def stored_form(value: Any) -> dict[str, Any]:
    """A draft as plain data, its deadline spelled out."""
    data: dict[str, Any] = asdict(value)
    if data["deadline"] is not None:
        data["deadline"]["moment"] = data["deadline"]["moment"].isoformat()
    return data


def stored_deadline(data: dict[str, Any] | None) -> Deadline | None:
    if data is None:
        return None
    return Deadline(moment=datetime.fromisoformat(data["moment"]), names_hour=data["names_hour"])


async def confirm(ask: Ask) -> Reply:
    dialogue = await drafts.current(ask)
    assert dialogue is not None
    data = dict(dialogue.data["draft"])
    due = stored_deadline(data["deadline"])
    assert due is not None
    assignment = Assignment(
        **data
        | {
            "deadline": due,
            "urgency": Urgency(data["urgency"]),
            "coordinating": tuple(data["coordinating"]),
            "watching": tuple(data["watching"]),
        }
    )
    done = await tasks.assign_task(ask.office, ask.order, assignment)
    return Reply(text=replies.assigned(await scene(ask), done, now=ask.order.now))


async def report(ask: Ask) -> Reply:
    code, unit, text = await addressed(ask, "tiendo")
    if not text:
        return await drafts.wait_for_text(ask, "tiendo", code, prefix=f"{code} {unit};" if unit else code)
    seen = await tasks.report_progress(ask.office, ask.order, code=code, text=text, unit=unit)
    return Reply(text=replies.reported(seen.case))


async def submit(ask: Ask) -> Reply:
    """Without result or file it waits for the next of either, and submits nothing before (M17)."""
    code, unit, text = await addressed(ask, "xong")
    result = await _with_file(ask, Result(text=text))
    if result.is_empty:
        return await drafts.wait_for_text(ask, "xong", code, prefix=f"{code} {unit};" if unit else code)
    seen, judge = await tasks.submit_result(ask.office, ask.order, code=code, result=result, unit=unit)
    return Reply(text=replies.submitted(await scene(ask), seen.case, judge))


async def _with_file(ask: Ask, result: Result) -> Result:
    file = ask.attachment
    return result if file is None else replace(result, file=await content_of(file), file_name=file.name)


async def content_of(file: Attachment) -> bytes:
    """Raises FileTooLarge for what the platform would not hand over."""
    if file.size > FILE_LIMIT_MB * 1_000_000:
        raise FileTooLarge(limit=FILE_LIMIT_MB, length=file.size)
    return await file.read()


class FileTooLarge(TooLong):
    """The platform does not hand a bot files of this size; `limit` in megabytes."""


async def accept(ask: Ask) -> Reply:
    code, unit, _ = await addressed(ask, "nghiemthu")
    seen, duty = await tasks.accept_result(ask.office, ask.order, code=code, unit=unit)
    return Reply(text=replies.judged(await scene(ask), seen.case, duty, accepted=True))


async def give_back(ask: Ask) -> Reply:
    code, unit, reason = await addressed(ask, "tralai")
    if not reason:
        return await drafts.wait_for_text(ask, "tralai", code, prefix=f"{code} {unit};" if unit else code)
    seen, duty = await tasks.return_result(ask.office, ask.order, code=code, reason=reason, unit=unit)
    return Reply(text=replies.judged(await scene(ask), seen.case, duty, accepted=False))
