"""A file that comes by itself: it joins what waits for it, or is kept and offered for what it may be."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogues import dialogues, remarks
from actions.duties import results
from domain.permissions import may
from domain.refusals import DraftGone, DraftLapsed
from domain.rights import relations_to_office
from handlers.desk import Call, Command, FileUse, Reply
from handlers.dialogues import carrying_out, drafts, going_on, guiding
from handlers.dialogues.begun import Begun, OpenDialogue
from handlers.dialogues.payloads import FormDraft, UnclearMeaning, WaitingFiles
from handlers.dialogues.remarks import answer
from handlers.reading import received
from handlers.reading.received import KeptFile
from texts.buttons import draft_buttons, duty_button, file_button, rows
from texts.front import offers as texts

MOST_DUTIES = 4  # that are offered to hand it in for


async def joined(call: Call) -> Reply | None:
    """The answer where the file belongs to what is there already: a result of the same album, a draft that waits to be
    confirmed, a command that waits for a choice. What has lapsed waits for nothing."""
    if call.album is not None and await results.album_goes_on(call.office, call.order, album=call.album):
        return await _to_result(call, call.album)
    dialogue = await drafts.current(call)
    if dialogue is not None and drafts.is_over(call, dialogue):
        await dialogues.end_dialogue(call.office, dialogue.key)
        return None
    if dialogue is None or call.text:
        return None
    if drafts.is_of(dialogue, FormDraft):
        return await _to_draft(call, dialogue)
    if drafts.is_of(dialogue, UnclearMeaning) and call.desk.commands[dialogue.begun.command].files is not FileUse.NONE:
        return await _to_choice(call, dialogue)
    return None


async def _to_result(call: Call, album: str) -> Reply:
    (file,) = call.files
    grown = await results.add_to_results(
        call.office, call.order, album=album, name=file.name, content=await file.read()
    )
    return Reply(
        text="\n".join(
            texts.added_to_result(case, file.name, count=len(handed.files), words=call.text) for case, handed in grown
        )
    )


async def _to_draft(call: Call, dialogue: OpenDialogue[FormDraft]) -> Reply:
    grown = dialogue.begun.with_files([await received.keep(call, file) for file in call.files])
    again = await drafts.begin(call, grown, token=dialogue.token)
    preview = going_on.preview_of(call, dialogue)
    assert preview is not None
    label = preview.label
    text = texts.added_to_draft([name for name, _ in grown.files], label)
    return Reply(text=text, buttons=draft_buttons(again.token, confirm=label))


async def _to_choice(call: Call, dialogue: OpenDialogue[UnclearMeaning]) -> Reply:
    kept = (*dialogue.begun.files, *[await received.keep(call, file) for file in call.files])
    await drafts.begin(call, replace(dialogue.begun, files=kept), token=dialogue.token)
    return Reply(text=texts.kept_for_choice([one.name for one in kept]))


async def hold(call: Call) -> OpenDialogue[WaitingFiles] | None:
    """Keep the files until they are asked for, beside those that came before; None where something else is under way
    in the chat, which they must not push aside."""
    dialogue = await drafts.current(call)
    before: tuple[KeptFile, ...] = ()
    token = None
    if dialogue is not None and not drafts.is_over(call, dialogue):
        if not drafts.is_of(dialogue, WaitingFiles):
            return None
        before, token = dialogue.begun.files, dialogue.token
    kept = (*before, *[await received.keep(call, file) for file in call.files])
    return await drafts.begin(call, WaitingFiles(files=kept, album=call.album), token=token)


async def offer(call: Call) -> Reply:
    """Keep the file, and offer what it may be; of one album that is said once."""
    before = await drafts.current(call)
    begun, owed = _may_begin(call), await remarks.results_owed(call.office, call.order, limit=MOST_DUTIES)
    dialogue = await hold(call) if begun or owed else None  # what nobody can use is not kept
    if dialogue is None:
        return await answer(call)
    names = dialogue.begun.names
    if call.album is not None and before is not None and _is_of_album(before, call.album):
        return Reply(text=texts.kept_more(call.files[0].name, len(names)))
    buttons = rows(
        [
            *(file_button(one.usage.name, dialogue.token, label=one.usage.from_file) for one in begun),
            *(duty_button("xong", one.duty, label=texts.hand_in(one.case)) for one in owed),
        ],
        width=1,
    )
    if call.text:
        meant = await answer(call, kept=True)
        return replace(meant, buttons=(*meant.buttons, *buttons))
    return Reply(text=texts.kept(names), buttons=buttons)


def _is_of_album(dialogue: OpenDialogue[Begun], album: str) -> bool:
    return drafts.is_of(dialogue, WaitingFiles) and dialogue.begun.album == album


def _may_begin(call: Call) -> list[Command]:
    """The commands that the sender may begin with a file."""
    assert call.sender is not None
    has = relations_to_office(call.sender)
    guided = (command for command in call.desk.commands.values() if command.is_guided)
    return [command for command in guided if any(may(permission, has) for permission in command.rights)]


async def pressed(call: Call, command: str, token: str) -> Reply:
    """`Giao việc từ tệp này` and its like: the command's guide begins with the files."""
    dialogue, declared = await drafts.current(call), call.desk.commands.get(command)
    if dialogue is None or not drafts.is_of(dialogue, WaitingFiles) or dialogue.token != token:
        raise DraftGone
    if declared is None or not declared.is_guided:
        raise DraftGone
    if drafts.is_over(call, dialogue):
        raise DraftLapsed(begun_at=dialogue.begun_at)
    return await guiding.begin(await carrying_out.with_waiting_files(call.with_text("", command=command)))
