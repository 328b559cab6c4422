"""How what a chat has begun goes on: by a button, by a word that is typed, by a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogues import dialogues
from actions.duties.parts import plainly
from domain.names import fitting, fold
from domain.refusals import (
    AlreadyUsed,
    DraftGone,
    DraftLapsed,
    NotLinked,
    Refusal,
)
from handlers.desk import Call, Preview, Reply, scene
from handlers.dialogues.begun import Begun, OpenDialogue
from handlers.dialogues.carrying_out import SPREADSHEET, Continuations, carry_out, run
from handlers.dialogues.drafts import current, is_of, is_over, leave
from handlers.dialogues.explaining import explained
from handlers.dialogues.payloads import (
    FormDraft,
    GuideUnderWay,
    ImportDraft,
    ShownDraft,
    UnclearMeaning,
    WaitingCommand,
)
from handlers.reading.received import waiting_file
from texts.buttons import standing_buttons
from texts.front import replies
from texts.front.refusals import refusal_text
from texts.words import LABELS

SPENT = (DraftGone, DraftLapsed, AlreadyUsed, NotLinked)  # of these nothing stays that could be set right
LEAVING = {fold(LABELS["edit"]): "edit", fold(LABELS["leave"]): "leave"}  # a draft, typed as its button says


async def pressed(call: Call, verb: str, token: str, go_on: Continuations) -> Reply:
    """A button of a draft: confirm it, choose, take it back to edit, leave it. A button of another draft is stale."""
    dialogue = await current(call)
    if dialogue is None or dialogue.token != token:
        raise DraftGone
    if is_over(call, dialogue):
        raise DraftLapsed(begun_at=dialogue.begun_at)
    if is_of(dialogue, UnclearMeaning):
        return await _choose(call, verb, dialogue, go_on)
    preview = preview_of(call, dialogue)
    if preview is None:
        raise DraftGone
    return await _go_on(call, verb, dialogue, preview)


def _previews(call: Call) -> list[Preview]:
    return [command.preview for command in call.desk.commands.values() if command.preview is not None]


def preview_of(call: Call, dialogue: OpenDialogue[Begun]) -> Preview | None:
    """What was shown in it, None where nothing waits to be confirmed."""
    return next((preview for preview in _previews(call) if preview.kind == dialogue.begun.kind), None)


def _verb_typed(call: Call) -> str | None:
    """The button of a draft whose label was typed."""
    labels = {fold(preview.label): "ok" for preview in _previews(call) if preview.label}
    return (LEAVING | labels).get(fold(call.text))


async def _choose(call: Call, verb: str, dialogue: OpenDialogue[UnclearMeaning], go_on: Continuations) -> Reply:
    """The command again, in which the phrase or the name stands for what was chosen for it."""
    begun = dialogue.begun
    if not verb.isdecimal() or int(verb) >= len(begun.choices):
        raise DraftGone
    again = replace(
        call, text=begun.text, command=begun.command, completes=begun.prefix, day_off_confirmed=begun.day_off
    )
    if begun.files:
        again = again.with_files([waiting_file(call, one) for one in begun.files])
    if begun.duties:
        meant = again.choosing(begun.chosen).of_part(begun.duties[int(verb)])
    else:
        meant = again.choosing({**begun.chosen, begun.phrase: begun.choices[int(verb)]})
    return await run(meant.about(begun.duty).completing(dialogue.key), go_on)


def number_typed(text: str, choices: Sequence[str]) -> int | None:
    """Which of the choices was typed, by its number or in its own words."""
    if text.isdecimal() and len(text) < 3:
        return int(text) - 1 if 1 <= int(text) <= len(choices) else None
    found = fitting(text, choices)
    return found[0] if len(found) == 1 else None


def _chosen(text: str, unclear: UnclearMeaning) -> int | None:
    """Which of the choices was typed; of the parts of a case also with its code, as they are shown, whatever the
    dash."""
    if not unclear.duties:
        return number_typed(text, unclear.choices)
    bare = text.removeprefix("•").strip()
    code = unclear.phrase
    if fold(bare).startswith(f"{fold(code)} "):
        bare = bare[len(code) :]
    return number_typed(plainly(bare), [plainly(name) for name in unclear.choices])


async def typed(call: Call, go_on: Continuations) -> Reply | None:
    """What a plain text or a file means in the dialogue of this chat; None where there is none that it fits."""
    dialogue = await current(call)
    if dialogue is None:
        return None
    if is_over(call, dialogue):
        await dialogues.end_dialogue(call.office, dialogue.key)
        return Reply(text=replies.lapsed(await scene(call), dialogue.begun_at))
    if is_of(dialogue, GuideUnderWay):
        return await go_on.guide(call, dialogue)
    return await _typed(call, dialogue, go_on)


async def _typed(call: Call, dialogue: OpenDialogue[Begun], go_on: Continuations) -> Reply | None:
    if is_of(dialogue, UnclearMeaning) and (number := _chosen(call.text, dialogue.begun)) is not None:
        return await _choose(call, str(number), dialogue, go_on)
    if is_of(dialogue, WaitingCommand) and dialogue.begun.prefix:
        return await _complete(call, dialogue, go_on)
    if is_of(dialogue, ImportDraft) and call.files and call.files[0].name.casefold().endswith(SPREADSHEET):
        return await carry_out(replace(call, command="nhapfile"))  # set right, sent again
    verb, preview = _verb_typed(call), preview_of(call, dialogue)
    return None if verb is None or preview is None else await _go_on(call, verb, dialogue, preview)


async def _complete(call: Call, dialogue: OpenDialogue[WaitingCommand], go_on: Continuations) -> Reply:
    """The command whose text this is; where it is refused the dialogue stays, and the text can be given again."""
    begun = dialogue.begun
    text = f"{begun.prefix} {call.text}".strip()
    completed = replace(call, text=text, command=begun.command, completes=begun.prefix)
    return await run(completed.about(begun.duty).completing(dialogue.key), go_on)


async def _go_on(call: Call, verb: str, dialogue: OpenDialogue[Begun], preview: Preview) -> Reply:
    match verb:
        case "ok":
            drafted = call.completing(dialogue.key).choosing(dialogue.begun.chosen)
            try:
                return await preview.confirm(drafted)
            except SPENT:
                raise
            except Refusal as why:
                return await _stands(call, dialogue, why)
        case "edit":
            await dialogues.end_dialogue(call.office, dialogue.key)
            return Reply(text=replies.edit_again(_original(dialogue.begun)))
        case _:
            return await leave(call)


def _original(begun: Begun) -> str:
    return begun.original if isinstance(begun, ShownDraft) else ""


async def _stands(call: Call, dialogue: OpenDialogue[Begun], why: Refusal) -> Reply:
    """What was shown cannot be done as things are now: whom or what it lacks, and the draft, which stays as it is."""
    if await current(call) is None:
        raise why
    text = refusal_text(await scene(call), await explained(call, why))
    can_be_edited = isinstance(dialogue.begun, FormDraft)
    note = replies.draft_stands(_original(dialogue.begun), can_be_edited=can_be_edited)
    return Reply(text=f"{text}\n\n{note}", buttons=standing_buttons(dialogue.token, can_be_edited=can_be_edited))
