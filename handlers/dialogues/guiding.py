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


async def begin(ask: Call) -> Reply:
    """The first question of the command's guide, to who may give the command. A file that came with it is kept."""
    template(ask)  # raises for whom it is not
    progress = Progress(command=ask.command, at=steps_for(ask.form_of(ask.command), ask.sender)[0].key)
    progress, note = await _keep_file(ask, progress)
    return await _put(ask, progress, note=note)


async def ask_for_rest(ask: Call, unclear: FormUnclear) -> Reply:
    """A form of which something is wrong or missing: all of it is named, what is right is kept, and only the rest is
    asked for. Raises it where the form is not what the command ends with."""
    if not ask.text.endswith(unclear.text):
        raise unclear
    if ask.desk.commands[unclear.command].rights:
        template(ask.with_text(ask.text, command=unclear.command))
    progress = Progress(
        command=unclear.command,
        at=unclear.faults[0].key,
        answers=unclear.values,
        only=tuple(dict.fromkeys(fault.key for fault in unclear.faults)),
        typed=unclear.typed,
        head=ask.text.removesuffix(unclear.text).strip(),
        run_as=ask.command,
    )
    progress, kept = await _keep_file(ask, progress)
    named = texts.unclear(await scene(ask), unclear)
    return await _put(ask, progress, note=f"{named}\n{kept}" if kept else named, fault=unclear.faults[0])


def _steps(ask: Call, progress: Progress) -> tuple[GuideStep, ...]:
    return steps_for(ask.form_of(progress.command), ask.sender)


def _step(ask: Call, progress: Progress) -> GuideStep:
    return ask.form_of(progress.command).step(progress.at)


async def _put(
    ask: Call,
    progress: Progress,
    *,
    note: str = "",
    instead: Sequence[Option] = (),
    token: str | None = None,
    fault: FormFault | None = None,
) -> Reply:
    """Ask what the guide is at, remembering that it was asked. `fault` is what of a form is asked for, and was told."""
    step = _step(ask, progress)
    if progress.at in progress.typed or fault is not None:
        progress, instead, why = await mending.asked(ask, progress, fault)
        note = "\n\n".join(filter(None, (note, why)))
    offered = list(instead) if instead or progress.about else await options(ask, step, progress.answers)
    progress = replace(progress, asked=progress.asked + 1, options=tuple(offered), update=ask.order.inbox_id)
    dialogue = await drafts.begin(ask, GuideUnderWay(progress=progress), token=token)
    return _shown(ask, progress, dialogue.token, note=note)


def _shown(ask: Call, progress: Progress, token: str, *, note: str = "") -> Reply:
    step = _step(ask, progress)
    text = texts.question(
        progress.command,
        step.key,
        answers=progress.answers,
        about=progress.about,
        fault=progress.fault,
        place=place(_steps(ask, progress), progress),
        controls=_controls(ask, progress),
    )
    return Reply(text=f"{note}\n\n{text}" if note else text, buttons=_buttons(ask, progress, token))


def _controls(ask: Call, progress: Progress) -> list[str]:
    """What can be done beside answering."""
    step, steps = _step(ask, progress), _steps(ask, progress)
    answered = bool(progress.answers.get(step.key))
    return [
        name
        for name, fits in (
            ("calendar", step.kind is QuestionKind.DEADLINE),
            ("next", step.kind in LISTS and answered and not progress.about),
            ("skip", step.optional and not answered),
            ("done", not progress.only and not missing(steps, progress) and not progress.about),
            ("back", (not progress.only and step is not steps[0]) or bool(progress.about)),
            ("leave", True),
        )
        if fits
    ]


def _buttons(ask: Call, progress: Progress, token: str, *, without: str = "") -> list[list[Button]]:
    def button(label: str, what: str) -> Button:
        return Button(label=label, data=guide_data(token, progress.asked, what))

    offered = [button(one.label, str(number)) for number, one in enumerate(progress.options)]
    width = 2 if all(len(one.label) <= SHORT_LABEL for one in offered) else 1
    beside = [name for name in _controls(ask, progress) if name != without]
    return rows(offered, width=width) + rows([button(texts.CONTROLS[name], name) for name in beside])


async def answered(ask: Call, dialogue: OpenDialogue[GuideUnderWay]) -> Reply:
    """A plain text or a file while a guide asks: an answer, or one of the words that stand for its buttons."""
    progress = dialogue.begun.progress
    if progress.update is not None and progress.update == ask.order.inbox_id:
        return _shown(ask, progress, dialogue.token)
    progress, note = await _keep_file(ask, progress)
    word = texts.CONTROL_WORDS.get(fold(ask.text))
    if word in _controls(ask, progress):
        return await _control(ask, progress, dialogue.token, word)
    if fold(ask.text) in texts.ONLY_CONTROLS:
        return await _put(ask, progress, note=texts.not_here(ask.text, progress.at), token=dialogue.token)
    if word == "template":
        return template(ask.with_text("", command=progress.command))
    if not ask.text:
        return await _put(ask, progress, note=note, token=dialogue.token)
    number = going_on.number_typed(ask.text, [one.label for one in progress.options])
    text = ask.text if number is None else progress.options[number].text
    return await _take(ask, progress, dialogue.token, text, note=note)


async def pressed(ask: Call, token: str, asked: int, what: str) -> Reply | None:
    """A button of a guide. One of an earlier question answers nothing: the present question is shown again."""
    dialogue = await drafts.current(ask)
    if dialogue is None or not drafts.is_of(dialogue, GuideUnderWay) or dialogue.token != token:
        raise DraftGone
    if drafts.is_over(ask, dialogue):
        raise DraftLapsed(begun_at=dialogue.begun_at)
    progress = dialogue.begun.progress
    if what == NOTHING:
        return None
    if asked != progress.asked:
        again = progress.update is not None and progress.update == ask.order.inbox_id
        return _shown(ask, progress, token, note="" if again else texts.answered_before())
    month = pressed_month(what)
    if month is not None:
        return await _month(ask, progress, token, month)
    if what in _controls(ask, progress):
        return await _control(ask, progress, token, what)
    day = pressed_day(what)
    if day is not None:
        return await _take(ask, progress, token, f"{day:%d/%m/%Y}")
    if not what.isdecimal() or len(what) > 2 or int(what) >= len(progress.options):
        raise DraftGone
    return await _take(ask, progress, token, progress.options[int(what)].text)


async def _month(ask: Call, progress: Progress, token: str, month: CalendarMonth | None = None) -> Reply:
    """The month as a keyboard, in the place of the question's own buttons."""
    step = _step(ask, progress)
    async with ask.office.look(ask.order) as view:
        calendar = view.calendar
    first = CalendarMonth.of(first_day(ask.order.now, calendar))
    month = first if month is None else month
    if step.kind is not QuestionKind.DEADLINE or not 0 <= month.months_since(first) <= MOST_MONTHS:
        raise DraftGone
    days = month_rows(
        month,
        now=ask.order.now,
        calendar=calendar,
        data=lambda what: guide_data(token, progress.asked, what),
        working_only=step.working_only,
    )
    text = f"{_shown(ask, progress, token).text}\n\n{texts.month_note(working_only=step.working_only)}"
    beside = _buttons(ask, replace(progress, options=()), token, without="calendar")
    return Reply(text=text, buttons=(*days, *beside), in_place=True)


async def _control(ask: Call, progress: Progress, token: str, what: str) -> Reply:
    match what:
        case "calendar":
            return await _month(ask, progress, token)
        case "back":
            return await _put(ask, step_back(_steps(ask, progress), progress), token=token)
        case "leave":
            return await drafts.leave(ask)
        case "done":
            return await _finish(ask, progress, token)
        case _:  # skip, next
            return await _go_on(ask, progress.answering(progress.answers.get(progress.at, "")), token)


async def _take(ask: Call, progress: Progress, token: str, text: str, *, note: str = "") -> Reply:
    """The answer to the present question; one that is refused is explained, and the same question asked again."""
    if progress.at in progress.typed:
        return await _go_on(ask, await mending.mended(ask, progress, text), token, note=note)
    step, so_far = _step(ask, progress), progress.answers.get(progress.at, "")
    try:
        taken = await read(ask, step, text, so_far=so_far, about=progress.about)
    except Refusal as refusal:
        return await _refused(ask, progress, token, refusal)
    progress = progress.answering(taken.value, about=taken.about)
    if taken.unread is not None:
        return await _refused(ask, progress, token, taken.unread)
    if step.kind in LISTS:
        return await _put(ask, progress, note=note, token=token)
    return await _go_on(ask, progress, token, note=note)


async def _refused(ask: Call, progress: Progress, token: str, refusal: Refusal) -> Reply:
    instead = await instead_of(ask, refusal)
    note = texts.refused(await scene(ask), refusal, [option.label for option in instead])
    return await _put(ask, progress, note=note, instead=instead, token=token)


async def _go_on(ask: Call, progress: Progress, token: str, *, note: str = "") -> Reply:
    """The first question that has no answer yet; behind the last one, the form."""
    steps = _steps(ask, progress)
    wanted = progress.only or [step.key for step in steps]
    following = next((key for key in wanted if key not in progress.answers), None)
    if following is None:
        return await _finish(ask, progress, token)
    return await _put(ask, replace(progress, at=following), note=note, token=token)


async def _finish(ask: Call, progress: Progress, token: str) -> Reply:
    """Run the command with the form that was made; where it is refused, ask again for what it was refused for."""
    absent = missing(_steps(ask, progress), progress)
    if absent:
        return await _put(ask, replace(progress, at=absent[0]), note=texts.missing(absent[0]), token=token)
    whole = await _whole(ask, progress)
    try:
        return await carrying_out.carry_out(whole)
    except FileTooLarge:
        raise
    except FormUnclear as unclear:
        return await ask_for_rest(whole, unclear)
    except Refusal as refusal:
        if not ask.desk.commands[progress.command].is_guided:
            raise
        concerned = _concerned(ask, progress, refusal)
        return await _refused(ask, progress.without(concerned, at=concerned), token, refusal)


async def _whole(ask: Call, progress: Progress) -> Call:
    """The command that says the same at once, as what ends the guide."""
    waiting = [*([progress.file] if progress.file else []), *progress.files]
    text = f"{progress.head}\n{form_text(ask.form_of(progress.command), progress)}".strip()
    whole = ask.with_text(text, command=progress.run_as or progress.command)
    dialogue = await drafts.current(ask)
    whole = whole if dialogue is None else whole.completing(dialogue.key)
    return whole.with_files([received.waiting_file(ask, one) for one in waiting])


def _concerned(ask: Call, progress: Progress, refusal: Refusal) -> str:
    """The key whose answer was refused: the deadline, the one that holds the name that was refused, else the first."""
    steps = _steps(ask, progress)
    if isinstance(refusal, DeadlineInThePast | DeadlineOnDayOff):
        return next(step.key for step in steps if step.kind is QuestionKind.DEADLINE)
    name = getattr(refusal, "name", None) or getattr(refusal, "code", None)
    holds = (key for key, value in progress.answers.items() if name and name in value)
    return next(holds, steps[0].key)


async def _keep_file(ask: Call, progress: Progress) -> tuple[Progress, str]:
    """A file sent meanwhile, kept where the command takes one, and what to say about it."""
    if ask.attachment is None:
        return progress, ""
    if ask.desk.commands[progress.command].files is FileUse.NONE:
        return progress, texts.file_not_taken()
    kept = [await received.keep(ask, one) for one in ask.files]
    names = ", ".join(one.name for one in kept)
    return replace(progress, files=(*progress.files, *kept)), texts.file_kept(names)
