"""Opinions by chat: ask, answer with a stance, sign (M20–M24)."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import opinions
from actions.opinions import Question
from domain.names import fold
from domain.opinions import NEEDS_REASON, Stance
from domain.policy import Urgency
from domain.refusals import Nobody, StanceUnknown, ValueUnknown
from handlers import drafts
from handlers.buttons import STANCE_VERBS, draft_buttons
from handlers.cases import addressed
from handlers.desk import Ask, Reply, scene
from handlers.tasks import content_of, parse_urgency, stored_deadline, stored_form
from handlers.texts import plans, replies
from handlers.texts.words import LABELS, STANCE_TYPED, STANCES
from handlers.typing import parse_code, parse_form, parse_items
from handlers.when import deadline

DRAFT = "opinion"
KEYS = {
    fold(key): key for key in ("Nội dung", "Đề xuất", "Hỏi", "Hạn", "Khẩn", "Cho việc", "Văn bản", "Người giao", "Ký")
} | {fold("Độ khẩn"): "Khẩn"}
REQUIRED = ("Nội dung", "Đề xuất", "Hỏi")
_PARTED = re.compile("[;\n]")


async def ask_opinions(ask: Ask) -> Reply:
    """One message: preview first, sent when confirmed."""
    form = parse_form(ask.text, KEYS, command="xinykien", required=REQUIRED)
    question = Question(
        title=" ".join(form["Nội dung"].split()),
        proposal=" ".join(form["Đề xuất"].split()),
        asked=_asked(form["Hỏi"]),
        deadline=await deadline(ask, form["Hạn"]) if form.get("Hạn") else None,
        urgency=parse_urgency(form.get("Khẩn", "")),
        document=" ".join(form.get("Văn bản", "").split()),
        serves=parse_code("xinykien", form["Cho việc"])[0] if form.get("Cho việc") else None,
        assigner=form.get("Người giao") or None,
        signing=_signing(form.get("Ký", "")),
    )
    if ask.attachment is not None:
        await opinions.preview_question(ask.office, ask.order, question)  # what is refused keeps no file
        digest = await opinions.keep_draft(ask.office, ask.order, await content_of(ask.attachment))
        question = replace(question, file_name=ask.attachment.name, file_hash=digest)
    prospect = await opinions.preview_question(ask.office, ask.order, question)
    dialogue = await drafts.begin(ask, DRAFT, {"original": f"/xinykien\n{ask.text}", "draft": stored_form(question)})
    text = plans.preview(await scene(ask), prospect, now=ask.order.now)
    return Reply(text=text, buttons=draft_buttons(dialogue.token, confirm=LABELS["xinykien"]))


def _asked(value: str) -> tuple[tuple[str, str], ...]:
    asked = []
    for item in parse_items(value):
        unit, _, reason = item.partition(":")
        asked.append((unit.strip(), reason.strip()))
    if not asked:
        raise Nobody
    return tuple(asked)


def _signing(value: str) -> bool:
    if fold(value) in {"", "co"}:
        return True
    if fold(value) == "khong":
        return False
    raise ValueUnknown(key="Ký", value=value[:40], choices=("có", "không"))


async def confirm(ask: Ask) -> Reply:
    dialogue = await drafts.current(ask)
    assert dialogue is not None
    data = dict(dialogue.data["draft"])
    question = Question(
        **data
        | {
            "deadline": stored_deadline(data["deadline"]),
            "urgency": Urgency(data["urgency"]),
            "asked": tuple((unit, reason) for unit, reason in data["asked"]),
        }
    )
    done = await opinions.ask_opinions(ask.office, ask.order, question)
    return Reply(text=replies.assigned(await scene(ask), done, now=ask.order.now))


async def answer(ask: Ask) -> Reply:
    """`CODE STANCE; REASONS`; a stance that needs reasons waits for them, and sends nothing before."""
    code, unit, rest = await addressed(ask, "ykien")
    prefix = f"{code} {unit};" if unit else code
    if not rest:
        return await drafts.wait_for_text(ask, "ykien", code, prefix=prefix, about="suaykien")
    stance, reasons = parse_stance(rest)
    if stance in NEEDS_REASON and not reasons:
        about = STANCE_VERBS[stance]
        return await drafts.wait_for_text(ask, "ykien", code, prefix=f"{prefix} {STANCES[stance]};", about=about)
    given = await opinions.answer_opinion(ask.office, ask.order, code=code, stance=stance, reasons=reasons, unit=unit)
    return Reply(text=replies.answered(await scene(ask), given))


def parse_stance(text: str) -> tuple[Stance, str]:
    """The stance before the first `;` or line end, and the reasons behind it; or a stance alone. Nothing else parts
    them: *đồng ý, có điều kiện* is not *đồng ý*, and what follows a full stop may take back what stands before it."""
    head, *reasons = _PARTED.split(text, maxsplit=1)
    stance = STANCE_TYPED.get(fold(head if reasons else text.rstrip(" .")))
    if stance is None:
        raise StanceUnknown(key="Ý kiến", value=text[:40], choices=tuple(STANCES.values()))
    return stance, "".join(reasons).strip()


async def sign(ask: Ask) -> Reply:
    code, unit, _ = await addressed(ask, "ky")
    given = await opinions.sign_opinion(ask.office, ask.order, code=code, unit=unit)
    return Reply(text=replies.answered(await scene(ask), given))


async def supply(ask: Ask) -> Reply:
    code, unit, what = await addressed(ask, "bosung")
    if not what:
        return await drafts.wait_for_text(ask, "bosung", code, prefix=f"{code} {unit};" if unit else code)
    seen, duty = await opinions.supply_dossier(ask.office, ask.order, code=code, what=what, unit=unit)
    return Reply(text=replies.supplied(await scene(ask), seen.case, duty))
