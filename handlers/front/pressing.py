"""What a pressed button stands for: a command typed for that duty, or the next step of what was begun."""

from __future__ import annotations

from actions.duties import duties, history
from actions.visible_case import find_case
from domain.acts import Act
from domain.duties.duties import Duty, Move
from domain.refusals import AlreadyDone, DraftGone, NotLinked
from handlers.desk import Call, FileUse, Pressed, Reply
from handlers.dialogues import carrying_out, going_on, guiding, offers
from handlers.duties import cases, statements
from handlers.duties import duties as duty_handlers
from handlers.front import typed_presses
from handlers.front.commands import COMMANDS, GO_ON
from handlers.office import people
from handlers.opinions import answers
from texts.buttons import (
    STANCE_VERBS,
    Press,
    is_more_press,
    parse_case_press,
    parse_draft_press,
    parse_file_press,
    parse_guide_press,
    parse_link_press,
    parse_list_press,
    parse_press,
)
from texts.duties.done import DONE_AS

# The verbs of buttons that are no commands.
BUTTONS = {
    "hoso": Pressed(run=cases.hand_out_file, on_cases=True),
    "xacnhan": Pressed(run=statements.confirm_cause, outlives_turn=True),
    "chon": Pressed(choose=duty_handlers.delegate_chosen),
    "suaykien": Pressed(run=answers.answer),
    **{verb: Pressed(run=answers.answer_as(stance)) for stance, verb in STANCE_VERBS.items()},
}


async def run_press(call: Call, data: str) -> Reply | None:
    """A pressed button: a command for that duty, refused where the duty has moved on since the button was shown."""
    if call.sender is None:
        raise NotLinked
    begun = await _run_begun(call, data)
    if begun is not None:
        return begun
    board = parse_case_press(data)
    if board is not None:
        verb, code = board
        return await _run(call.with_text(code, command=verb), _pressed(verb, on_cases=True))
    shown = parse_list_press(data)
    if shown is not None:
        verb, text = shown
        return await _run(call.with_text(text, command=verb), _pressed(verb, in_lists=True))
    guided = parse_guide_press(data)
    if guided is not None:
        return await guiding.pressed(call, *guided)
    link = parse_link_press(data)
    if link is not None:
        return await people.withdraw_account(call, person_id=link[0], account_id=link[1])
    press = parse_press(data)
    if press is None:
        raise DraftGone
    return await _run_duty_press(call, press)


async def _run_begun(call: Call, data: str) -> Reply | None:
    """A button of what the chat has begun, files that were kept, or choices without a number; None for any other."""
    if is_more_press(data):
        return await typed_presses.show_rest(call, data)
    file = parse_file_press(data)
    if file is not None:
        return await offers.pressed(call, *file)
    draft = parse_draft_press(data)
    return None if draft is None else await going_on.pressed(call, *draft, GO_ON)


async def _run_duty_press(call: Call, press: Press) -> Reply:
    duty, case = await duties.duty_shown(call.office, call.order, duty_id=press.duty_id)
    async with call.office.look(call.order) as view:
        await find_case(view, case.code)  # who may not see the case learns nothing from its buttons
    verb = press.verb
    pressed, call = _pressed(verb), call.with_text(case.code, command=verb)
    if verb in COMMANDS and COMMANDS[verb].behind.has_code and not COMMANDS[verb].changes:
        return await _run(call, pressed)
    if not pressed.outlives_turn and duty.turn != press.turn:
        await _refuse_stale(call, duty, case.code)
    call = call.about(duty.id)
    if press.choice is not None and pressed.choose is not None:
        return await pressed.choose(call, case.code, press.choice)
    return await _run(call, pressed)


def _pressed(verb: str, *, on_cases: bool = False, in_lists: bool = False) -> Pressed:
    """What the button does. Raises DraftGone for one that there never was."""
    pressed = BUTTONS.get(verb) or (COMMANDS[verb].pressed if verb in COMMANDS else None)
    if pressed is None or (on_cases and not pressed.on_cases) or (in_lists and not pressed.in_lists):
        raise DraftGone
    return pressed


async def _run(call: Call, pressed: Pressed) -> Reply:
    if pressed.run is not None:
        return await pressed.run(call)
    if call.command not in COMMANDS:
        raise DraftGone
    command = call.declared
    return await (command.run(call) if command.files is FileUse.NONE else carrying_out.carry_out(call))


async def _refuse_stale(call: Call, duty: Duty, code: str) -> None:
    """The button was made for an earlier turn: say who did what when."""
    last = await history.last_act(call.office, call.order, duty_id=duty.id)
    if last is None:
        raise AlreadyDone(code=code)
    if not duty.is_open and last.act is Act.DUTY_ENDED:  # it ended with another: by what that was is said
        duty.require(Move.ACKNOWLEDGE, code)
    right = last.right
    raise AlreadyDone(code=code, act=DONE_AS.get(last.act), by_id=last.actor_id, right=right, at=last.at)
