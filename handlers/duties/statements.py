"""Progress, blockers and causes by chat (M11, M12, M34, M54)."""

from __future__ import annotations

import re

from actions.duties import causes, crediting, statements
from domain.duties.statements import BlockerKind, Cause
from domain.names import fold
from domain.permissions import Permission
from domain.refusals import Unreadable, ValueUnknown
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene
from handlers.dialogues import drafts
from handlers.reading.addressing import addressed
from handlers.reading.typing import split_reason
from texts.duties import statements as working
from texts.duty_words import CAUSES
from texts.front.usage import heads, holders

_MILESTONE = re.compile(r"(?:mốc|moc)\s+(?:số\s+|so\s+)?(\d{1,2})\s*[:;,.\-–]?\s*", re.IGNORECASE)
_INITIATIVE = re.compile(r"(?:sáng kiến|sang kien)\s*[:;,\-–]\s*", re.IGNORECASE)
_LAW = frozenset(
    {
        "mau thuan phap luat",
        "mau thuan quy dinh",
        "quy dinh mau thuan",
        "quy dinh chong cheo",
        "chong cheo",
        "phap luat mau thuan",
        "phap luat chong cheo",
        "vuong phap luat",
    }
)


async def report(call: Call) -> Reply:
    """`CODE TEXT`; `CODE mốc 2: TEXT` for a milestone reached, `CODE sáng kiến: TEXT` for an initiative."""
    about = await addressed(call, "tiendo")
    if not about.rest:
        return await drafts.wait_for_text(call, "tiendo", about.code, unit=about.part)
    stage = _MILESTONE.match(about.rest)
    idea = _INITIATIVE.match(about.rest)
    prefix = stage or idea
    done = await statements.report_progress(
        call.office,
        call.order,
        code=about.code,
        text=(about.rest[prefix.end() :] if prefix else about.rest) or about.rest,
        unit=about.part,
        milestone=int(stage[1]) if stage else None,
        is_initiative=idea is not None,
    )
    return Reply(text=working.reported(await scene(call), done, is_initiative=idea is not None))


async def block(call: Call) -> Reply:
    """`CODE BLOCKER; PROPOSAL`, and a third part where the law is in conflict with itself."""
    about = await addressed(call, "vuong")
    if not about.rest:
        return await drafts.wait_for_text(call, "vuong", about.code, unit=about.part)
    parts = [part.strip() for part in about.rest.split(";")]
    kind = BlockerKind.ORDINARY
    if len(parts) > 2 and fold(parts[-1]) in _LAW:
        kind = BlockerKind.CONFLICTING_LAW
        parts.pop()
    if len(parts) < 2 or not parts[0] or not parts[1]:
        raise Unreadable(command="vuong")
    done = await statements.raise_blocker(
        call.office,
        call.order,
        code=about.code,
        blocker=parts[0],
        proposal="; ".join(parts[1:]),
        kind=kind,
        unit=about.part,
    )
    return Reply(text=working.blocked(await scene(call), done, kind))


async def credit(call: Call) -> Reply:
    """`CODE`: all that others said after the deadline stands beside the lateness all the same."""
    about = await addressed(call, "ghinhan")
    done = await crediting.credit_late_words(call.office, call.order, code=about.code, unit=about.part)
    return Reply(text=working.credited(await scene(call), done))


async def credit_one(call: Call, code: str, statement: int) -> Reply:
    """Credit that alone which stands above the button."""
    done = await crediting.credit_late_words(call.office, call.order, code=code, statement=statement)
    return Reply(text=working.credited(await scene(call), done))


async def name_cause(call: Call) -> Reply:
    """`CODE chủ quan|khách quan; TEXT`; who confirms need not repeat the text."""
    about = await addressed(call, "nguyennhan")
    if not about.rest:
        return await drafts.wait_for_text(call, "nguyennhan", about.code, unit=about.part)
    word, text = split_reason(about.rest)
    named = {fold(name): cause for cause, name in CAUSES.items()}
    cause = named.get(fold(word))
    if cause is None:
        raise ValueUnknown(key="Nguyên nhân", value=word[:40], choices=tuple(CAUSES.values()))
    return await _name(call, about.code, about.part, cause, text)


async def _name(call: Call, code: str, unit: str | None, cause: Cause, text: str) -> Reply:
    seen, duty, named = await causes.name_cause(call.office, call.order, code=code, cause=cause, text=text, unit=unit)
    to_id = seen.decider_of(Permission.CONFIRM_CAUSE, duty)
    return Reply(text=working.cause_named(await scene(call), seen.case, named, to_id=to_id))


async def confirm_cause(call: Call) -> Reply:
    """Confirm the proposed cause as it stands; behind the button under it."""
    about = await addressed(call, "nguyennhan")
    proposed = await causes.cause_that_waits(call.office, call.order, code=about.code)
    return await _name(call, about.code, None, proposed, "")


COMMANDS = (
    Command(
        usage=holders.TIENDO, run=report, rights=(), changes=True, behind=Behind.CODE_AND_WORDS, is_reportable=True
    ),
    Command(usage=holders.VUONG, run=block, rights=(), changes=True, behind=Behind.CODE_AND_WORDS, is_reportable=True),
    Command(
        usage=holders.NGUYENNHAN,
        run=name_cause,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        is_reportable=True,
    ),
    Command(
        usage=heads.GHINHAN, run=credit, rights=(), changes=True, pressed=Pressed(choose=credit_one, outlives_turn=True)
    ),
)
