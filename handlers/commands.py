"""The table of commands, and what a pressed button stands for: a command typed for that duty."""

from __future__ import annotations

from actions import duties, history
from actions.finding import described, find_case
from domain.duties import Duty
from domain.opinions import Stance
from domain.refusals import AlreadyDone, DraftGone, NotLinked
from handlers import (
    absences,
    boards,
    cases,
    decisions,
    drafts,
    groups,
    imports,
    opinions,
    paper,
    people,
    personal,
    tasks,
)
from handlers import duties as duty_handlers
from handlers.buttons import STANCE_VERBS, Press, parse_draft_press, parse_link_press, parse_press
from handlers.desk import Ask, Handler, Reply
from handlers.texts import replies
from handlers.texts.history import DONE_AS
from handlers.texts.words import STANCES
from handlers.typing import Typed

COMMANDS: dict[str, Handler] = {
    "start": people.start,
    "trogiup": people.help_me,
    "help": people.help_me,
    "huy": drafts.leave,
    "viec": cases.list_mine,
    "lichsu": cases.show_history,
    "nhan": duty_handlers.acknowledge,
    "phancong": duty_handlers.delegate,
    "tiendo": tasks.report,
    "xong": tasks.submit,
    "nghiemthu": tasks.accept,
    "tralai": tasks.give_back,
    "giahan": decisions.ask_extension,
    "duyet": decisions.grant,
    "khongduyet": decisions.deny,
    "giaoviec": tasks.assign,
    "xinykien": opinions.ask_opinions,
    "ykien": opinions.answer,
    "ky": opinions.sign,
    "bosung": opinions.supply,
    "donvimoi": people.enter_unit,
    "canbo": people.enter_person,
    "moi": people.invite,
    "thulienket": people.withdraw_link,
    "vangmat": absences.be_away,
    "uyquyen": absences.empower,
    "nhapfile": imports.import_file,
    "donvi": boards.show_board,
    "toi": personal.show_own,
    "xoacanbo": personal.erase,
    "nhom": groups.only_in_group,
}
COMMANDS["ghigiay"] = paper.recording(COMMANDS)
OPEN_TO_STRANGERS = frozenset({"start", "trogiup", "help"})
CONFIRMERS: dict[str, Handler] = {tasks.DRAFT: tasks.confirm, opinions.DRAFT: opinions.confirm}
GO_ON = drafts.Continuations(confirmers=CONFIRMERS, commands=COMMANDS)
STANCES_BY_VERB: dict[str, Stance] = {verb: stance for stance, verb in STANCE_VERBS.items()}


async def run(ask: Ask, typed: Typed) -> Reply:
    """A typed command. Beginning another command leaves what the chat had begun as it is, for /huy or the button."""
    handler = COMMANDS.get(typed.name)
    if ask.sender is None and typed.name not in OPEN_TO_STRANGERS:
        raise NotLinked
    if handler is None:
        return Reply(text=replies.unknown_command(typed.name))
    return await drafts.carry_out(ask.with_text(typed.rest, command=typed.name), handler)


async def run_text(ask: Ask) -> Reply:
    """A plain text, or a file: it completes what the chat has begun, or is not understood and records nothing."""
    if ask.sender is None:
        raise NotLinked
    reply = await drafts.typed(ask, GO_ON)
    return reply or Reply(text=replies.not_understood())


async def run_press(ask: Ask, data: str) -> Reply:
    """A pressed button: a command for that duty, refused where the duty has moved on since the button was shown."""
    if ask.sender is None:
        raise NotLinked
    draft = parse_draft_press(data)
    if draft is not None:
        return await drafts.pressed(ask, *draft, GO_ON)
    link = parse_link_press(data)
    if link is not None:
        return await people.withdraw_account(ask, person_id=link[0], account_id=link[1])
    press = parse_press(data)
    if press is None:
        raise DraftGone
    return await _run_duty_press(ask, press)


async def _run_duty_press(ask: Ask, press: Press) -> Reply:
    duty, case = await duties.duty_shown(ask.office, ask.order, duty_id=press.duty_id)
    async with ask.office.look(ask.order) as view:
        # Who may not see the case learns nothing from its buttons.
        await find_case(view, case.code)
        chosen = view.chart.people.get(press.choice) if press.choice is not None else None
    if press.verb in {"lichsu", "viec"}:
        return await COMMANDS[press.verb](ask.with_text(case.code))
    if duty.turn != press.turn:
        await _refuse_stale(ask, duty, case.code)
    ask = ask.about(duty.id).with_text(case.code, command=press.verb)
    if press.verb in STANCES_BY_VERB:
        return await opinions.answer(ask.with_text(f"{case.code} {STANCES[STANCES_BY_VERB[press.verb]]}"))
    if press.verb == "phancong":
        return await duty_handlers.offer_officials(ask, case.code, duty.id)
    if press.verb == "chon" and chosen is not None:
        return await duty_handlers.delegate(ask.with_text(f"{case.code} {described(view.chart, chosen)}"))
    if press.verb == "suaykien":
        return await opinions.answer(ask)
    handler = COMMANDS.get(press.verb)
    if handler is None:
        raise DraftGone
    return await handler(ask)


async def _refuse_stale(ask: Ask, duty: Duty, code: str) -> None:
    """The button was made for an earlier turn: say who did what when."""
    last = await history.last_act(ask.office, ask.order, duty=duty)
    if last is None:
        raise AlreadyDone(code=code)
    raise AlreadyDone(code=code, act=DONE_AS.get(last.act), by_id=last.actor_id, at=last.at)
