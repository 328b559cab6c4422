"""Answers to opinion requests by chat: a stance with its reasons, signed by the head (M20–M24)."""

from __future__ import annotations

import re

from actions.opinions import answers, signatures
from actions.opinions.answered import Answered
from domain.duties.opinions import NEEDS_REASON, AnswerState, Stance
from domain.names import fold
from domain.refusals import StanceUnknown
from handlers.desk import Behind, Call, Command, Handler, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.payloads import EmptyAnswer
from handlers.reading.addressing import addressed
from texts.buttons import STANCE_VERBS, insist_buttons
from texts.duty_words import STANCE_TYPED, STANCES
from texts.front.usage import holders
from texts.opinions import opinion_confirmations

_PARTED = re.compile("[;\n]")


async def answer(call: Call) -> Reply:
    """`CODE STANCE; REASONS`; a stance that needs reasons waits for them, and sends nothing before."""
    about = await addressed(call, "ykien")
    if not about.rest:
        return await drafts.wait_for_text(call, "ykien", about.code, unit=about.part, about="suaykien")
    stance, reasons = parse_stance(about.rest)
    if stance in NEEDS_REASON and not reasons:
        verb = STANCE_VERBS[stance]
        return await drafts.wait_for_text(call, "ykien", about.code, unit=about.part, given=STANCES[stance], about=verb)
    given = await answers.answer_opinion(
        call.office, call.order, code=about.code, stance=stance, reasons=reasons, unit=about.part
    )
    text = opinion_confirmations.answered(await scene(call), given)
    if given.state is not AnswerState.SENT_BACK:
        return Reply(text=text)
    return await _wait_for_better(call, given, about.code, said=about.rest, text=text)


async def _wait_for_better(call: Call, given: Answered, code: str, *, said: str, text: str) -> Reply:
    """Empty phrases: the next text stands in their place, or a button insists on them as they are (M21)."""
    prefix = f"{code} {STANCES[given.stance]};"
    answered = EmptyAnswer(command="ykien", prefix=prefix, duty=given.duty.id, said=f"{code} {said}")
    dialogue = await drafts.begin(call, answered)
    return Reply(text=text, buttons=insist_buttons(dialogue.token))


async def insist(call: Call) -> Reply:
    """The same answer again, as it was: it is kept with a flag."""
    given = await drafts.confirmed(call, EmptyAnswer)
    return await answer(call.about(given.duty).with_text(given.said, command="ykien"))


def answer_as(stance: Stance) -> Handler:
    """The handler behind the button of a stance."""

    async def answer_so(call: Call) -> Reply:
        return await answer(call.with_text(f"{call.text} {STANCES[stance]}"))

    return answer_so


def parse_stance(text: str) -> tuple[Stance, str]:
    """The stance before the first `;` or line end, and the reasons behind it; or a stance alone. Nothing else parts
    them: *đồng ý, có điều kiện* is not *đồng ý*, and what follows a full stop may take back what stands before it."""
    head, *reasons = _PARTED.split(text, maxsplit=1)
    stance = STANCE_TYPED.get(fold(head if reasons else text.rstrip(" .")))
    if stance is None:
        raise StanceUnknown(key="Ý kiến", value=text[:40], choices=tuple(STANCES.values()))
    return stance, "".join(reasons).strip()


async def sign(call: Call) -> Reply:
    about = await addressed(call, "ky")
    given = await signatures.sign_opinion(call.office, call.order, code=about.code, unit=about.part)
    return Reply(text=opinion_confirmations.answered(await scene(call), given))


COMMANDS = (
    Command(
        usage=holders.YKIEN,
        run=answer,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        preview=Preview(kind=DialogueKind.INSIST, confirm=insist),
        is_reportable=True,
    ),
)
