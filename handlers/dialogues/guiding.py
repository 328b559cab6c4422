"""The guided dialogue: it asks for one thing at a time and only makes the form that could have been typed at once. The
form then goes the form's own way, so that there is one preview, one confirmation, and one set of refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.names import fold
from domain.refusals import DeadlineInThePast, DeadlineOnDayOff, DraftGone, DraftLapsed, FormFault, FormUnclear, Refusal
from handlers.desk import Call, FileUse, Reply, scene
from handlers.dialogues import carrying_out, drafts, going_on, mending
from handlers.dialogues.begun import OpenDialogue
from handlers.dialogues.datepicker import (
    MOST_MONTHS,
    NOTHING,
    CalendarMonth,
    first_day,
    month_rows,
    pressed_day,
    pressed_month,
)
from handlers.dialogues.form_steps import GuideStep, QuestionKind
from handlers.dialogues.guides import Progress, form_text, missing, place, step_back, steps_for
from handlers.dialogues.payloads import GuideUnderWay
from handlers.dialogues.questions import LISTS, Option, instead_of, options, read
from handlers.duties.tasks import template
from handlers.front.heard import FileTooLarge
from handlers.reading import received
from texts.buttons import Button, guide_data, rows
from texts.front import guides as texts

SHORT_LABEL = 20  # letters of a button, of which two stand side by side on a phone


async def begin(call: Call) -> Reply:
    """The first question of the command's guide, to who may give the command. A file that came with it is kept."""
    template(call)  # raises for whom it is not
    progress = Progress(command=call.command, at=steps_for(call.form_of(call.command), call.sender)[0].key)
    progress, note = await _keep_file(call, progress)
    return await _put(call, progress, note=note)


async def ask_for_rest(call: Call, unclear: FormUnclear) -> Reply:
    """A form of which something is wrong or missing: all of it is named, what is right is kept, and only the rest is
    asked for. Raises it where the form is not what the command ends with."""
    if not call.text.endswith(unclear.text):
        raise unclear
    if call.desk.commands[unclear.command].rights:
        template(call.with_text(call.text, command=unclear.command))
    progress = Progress(
        command=unclear.command,
        at=unclear.faults[0].key,
        answers=unclear.values,
        only=tuple(dict.fromkeys(fault.key for fault in unclear.faults)),
        typed=unclear.typed,
        head=call.text.removesuffix(unclear.text).strip(),
        run_as=call.command,
    )
    progress, kept = await _keep_file(call, progress)
    named = texts.unclear(await scene(call), unclear)
    return await _put(call, progress, note=f"{named}\n{kept}" if kept else named, fault=unclear.faults[0])


def _steps(call: Call, progress: Progress) -> tuple[GuideStep, ...]:
    return steps_for(call.form_of(progress.command), call.sender)


def _step(call: Call, progress: Progress) -> GuideStep:
    return call.form_of(progress.command).step(progress.at)


async def _put(
    call: Call,
    progress: Progress,
    *,
    note: str = "",
    instead: Sequence[Option] = (),
    token: str | None = None,
    fault: FormFault | None = None,
) -> Reply:
    """Ask what the guide is at, remembering that it was asked. `fault` is what of a form is asked for, and was told."""
    step = _step(call, progress)
    if progress.at in progress.typed or fault is not None:
        progress, instead, why = await mending.asked(call, progress, fault)
        note = "\n\n".join(filter(None, (note, why)))
    offered = list(instead) if instead or progress.about else await options(call, step, progress.answers)
    progress = replace(progress, asked=progress.asked + 1, options=tuple(offered), update=call.order.inbox_id)
    dialogue = await drafts.begin(call, GuideUnderWay(progress=progress), token=token)
    return _shown(call, progress, dialogue.token, note=note)


def _shown(call: Call, progress: Progress, token: str, *, note: str = "") -> Reply:
    step = _step(call, progress)
    text = texts.question(
        progress.command,
        step.key,
        answers=progress.answers,
        about=progress.about,
        fault=progress.fault,
        place=place(_steps(call, progress), progress),
        controls=_controls(call, progress),
    )
    return Reply(text=f"{note}\n\n{text}" if note else text, buttons=_buttons(call, progress, token))


def _controls(call: Call, progress: Progress) -> list[str]:
    """What can be done beside answering."""
    step, steps = _step(call, progress), _steps(call, progress)
    answered = bool(progress.answers.get(step.key))
    return [
        name
        for name, fits in (
            ("calendar", step.kind is QuestionKind.DEADLINE and call.has_buttons),
            ("next", step.kind in LISTS and answered and not progress.about),
            ("skip", step.optional and not answered),
            ("done", not progress.only and not missing(steps, progress) and not progress.about),
            ("back", (not progress.only and step is not steps[0]) or bool(progress.about)),
            ("leave", True),
        )
        if fits
    ]


def _buttons(call: Call, progress: Progress, token: str, *, without: str = "") -> list[list[Button]]:
    def button(label: str, what: str) -> Button:
        return Button(label=label, data=guide_data(token, progress.asked, what))

    offered = [button(one.label, str(number)) for number, one in enumerate(progress.options)]
    width = 2 if all(len(one.label) <= SHORT_LABEL for one in offered) else 1
    beside = [name for name in _controls(call, progress) if name != without]
    return rows(offered, width=width) + rows([button(texts.CONTROLS[name], name) for name in beside])


async def answered(call: Call, dialogue: OpenDialogue[GuideUnderWay]) -> Reply:
    """A plain text or a file while a guide asks: an answer, or one of the words that stand for its buttons."""
    progress = dialogue.begun.progress
    if progress.update is not None and progress.update == call.order.inbox_id:
        return _shown(call, progress, dialogue.token)
    progress, note = await _keep_file(call, progress)
    word = texts.CONTROL_WORDS.get(fold(call.text))
    if word in _controls(call, progress):
        return await _control(call, progress, dialogue.token, word)
    if fold(call.text) in texts.ONLY_CONTROLS:
        return await _put(call, progress, note=texts.not_here(call.text, progress.at), token=dialogue.token)
    if word == "template":
        return template(call.with_text("", command=progress.command))
    if not call.text:
        return await _put(call, progress, note=note, token=dialogue.token)
    number = going_on.number_typed(call.text, [one.label for one in progress.options])
    text = call.text if number is None else progress.options[number].text
    return await _take(call, progress, dialogue.token, text, note=note)


async def pressed(call: Call, token: str, asked: int, what: str) -> Reply | None:
    """A button of a guide. One of an earlier question answers nothing: the present question is shown again."""
    dialogue = await drafts.current(call)
    if dialogue is None or not drafts.is_of(dialogue, GuideUnderWay) or dialogue.token != token:
        raise DraftGone
    if drafts.is_over(call, dialogue):
        raise DraftLapsed(begun_at=dialogue.begun_at)
    progress = dialogue.begun.progress
    if what == NOTHING:
        return None
    if asked != progress.asked:
        again = progress.update is not None and progress.update == call.order.inbox_id
        return _shown(call, progress, token, note="" if again else texts.answered_before())
    month = pressed_month(what)
    if month is not None:
        return await _month(call, progress, token, month)
    if what in _controls(call, progress):
        return await _control(call, progress, token, what)
    day = pressed_day(what)
    if day is not None:
        return await _take(call, progress, token, f"{day:%d/%m/%Y}")
    if not what.isdecimal() or len(what) > 2 or int(what) >= len(progress.options):
        raise DraftGone
    return await _take(call, progress, token, progress.options[int(what)].text)


async def _month(call: Call, progress: Progress, token: str, month: CalendarMonth | None = None) -> Reply:
    """The month as a keyboard, in the place of the question's own buttons."""
    step = _step(call, progress)
    async with call.office.look(call.order) as view:
        calendar = view.calendar
    first = CalendarMonth.of(first_day(call.order.now, calendar))
    month = first if month is None else month
    if step.kind is not QuestionKind.DEADLINE or not 0 <= month.months_since(first) <= MOST_MONTHS:
        raise DraftGone
    days = month_rows(
        month,
        now=call.order.now,
        calendar=calendar,
        data=lambda what: guide_data(token, progress.asked, what),
        working_only=step.working_only,
    )
    text = f"{_shown(call, progress, token).text}\n\n{texts.month_note(working_only=step.working_only)}"
    beside = _buttons(call, replace(progress, options=()), token, without="calendar")
    return Reply(text=text, buttons=(*days, *beside), in_place=True)


async def _control(call: Call, progress: Progress, token: str, what: str) -> Reply:
    match what:
        case "calendar":
            return await _month(call, progress, token)
        case "back":
            return await _put(call, step_back(_steps(call, progress), progress), token=token)
        case "leave":
            return await drafts.leave(call)
        case "done":
            return await _finish(call, progress, token)
        case _:  # skip, next
            return await _go_on(call, progress.answering(progress.answers.get(progress.at, "")), token)


async def _take(call: Call, progress: Progress, token: str, text: str, *, note: str = "") -> Reply:
    """The answer to the present question; one that is refused is explained, and the same question asked again."""
    if progress.at in progress.typed:
        return await _go_on(call, await mending.mended(call, progress, text), token, note=note)
    step, so_far = _step(call, progress), progress.answers.get(progress.at, "")
    try:
        taken = await read(call, step, text, so_far=so_far, about=progress.about)
    except Refusal as refusal:
        return await _refused(call, progress, token, refusal)
    progress = progress.answering(taken.value, about=taken.about)
    if taken.unread is not None:
        return await _refused(call, progress, token, taken.unread)
    if step.kind in LISTS:
        return await _put(call, progress, note=note, token=token)
    return await _go_on(call, progress, token, note=note)


async def _refused(call: Call, progress: Progress, token: str, refusal: Refusal) -> Reply:
    instead = await instead_of(call, refusal)
    note = texts.refused(await scene(call), refusal, [option.label for option in instead])
    return await _put(call, progress, note=note, instead=instead, token=token)


async def _go_on(call: Call, progress: Progress, token: str, *, note: str = "") -> Reply:
    """The first question that has no answer yet; behind the last one, the form."""
    steps = _steps(call, progress)
    wanted = progress.only or [step.key for step in steps]
    following = next((key for key in wanted if key not in progress.answers), None)
    if following is None:
        return await _finish(call, progress, token)
    return await _put(call, replace(progress, at=following), note=note, token=token)


async def _finish(call: Call, progress: Progress, token: str) -> Reply:
    """Run the command with the form that was made; where it is refused, ask again for what it was refused for."""
    absent = missing(_steps(call, progress), progress)
    if absent:
        return await _put(call, replace(progress, at=absent[0]), note=texts.missing(absent[0]), token=token)
    whole = await _whole(call, progress)
    try:
        return await carrying_out.carry_out(whole)
    except FileTooLarge:
        raise
    except FormUnclear as unclear:
        return await ask_for_rest(whole, unclear)
    except Refusal as refusal:
        if not call.desk.commands[progress.command].is_guided:
            raise
        concerned = _concerned(call, progress, refusal)
        return await _refused(call, progress.without(concerned, at=concerned), token, refusal)


async def _whole(call: Call, progress: Progress) -> Call:
    """The command that says the same at once, as what ends the guide."""
    waiting = [*([progress.file] if progress.file else []), *progress.files]
    text = f"{progress.head}\n{form_text(call.form_of(progress.command), progress)}".strip()
    whole = call.with_text(text, command=progress.run_as or progress.command)
    dialogue = await drafts.current(call)
    whole = whole if dialogue is None else whole.completing(dialogue.key)
    return whole.with_files([received.waiting_file(call, one) for one in waiting])


def _concerned(call: Call, progress: Progress, refusal: Refusal) -> str:
    """The key whose answer was refused: the deadline, the one that holds the name that was refused, else the first."""
    steps = _steps(call, progress)
    if isinstance(refusal, DeadlineInThePast | DeadlineOnDayOff):
        return next(step.key for step in steps if step.kind is QuestionKind.DEADLINE)
    name = getattr(refusal, "name", None) or getattr(refusal, "code", None)
    holds = (key for key, value in progress.answers.items() if name and name in value)
    return next(holds, steps[0].key)


async def _keep_file(call: Call, progress: Progress) -> tuple[Progress, str]:
    """A file sent meanwhile, kept where the command takes one, and what to say about it."""
    if call.attachment is None:
        return progress, ""
    if call.desk.commands[progress.command].files is FileUse.NONE:
        return progress, texts.file_not_taken()
    kept = [await received.keep(call, one) for one in call.files]
    names = ", ".join(one.name for one in kept)
    return replace(progress, files=(*progress.files, *kept)), texts.file_kept(names)
