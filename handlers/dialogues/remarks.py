"""Plain words, in reply to a nudge or not: the buttons that they may mean are offered, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from actions.dialogues import remarks
from actions.dialogues.remarks import RemarkSubject
from actions.duties.parts import choices
from actions.visible_case import find_case
from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.refusals import DraftGone, UnknownCase
from handlers.desk import Call, Reply, scene_of
from handlers.dialogues import drafts
from handlers.reading.meanings import date_meant, verbs_meant
from handlers.reading.typing import find_code
from texts.buttons import Button, duty_button, duty_buttons, is_history, rows
from texts.front import remarks as texts
from texts.front import replies

MOST_CASES = 9
WORK_ONLY = frozenset({"vuong", "tuchoi", "chuyen", "xinchidao"})  # offered to be typed where there is no button
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


async def replied_to(call: Call) -> tuple[RemarkSubject, ...]:
    """What the message speaks of that this one replies to; nothing where it is none of the bot's own accord."""
    if call.replies_to is None:
        return ()
    return await remarks.replied_to(
        call.office, call.order, channel=call.channel, chat_id=call.chat_id, platform_id=call.replies_to
    )


async def answer(call: Call, *, kept: bool = False) -> Reply:
    """Answer words that no dialogue waits for: the buttons of the duty that they may be about."""
    try:
        about = await remarks.spoken_of(call.office, call.order, code=find_code(call.text))
    except UnknownCase:
        about = ()
    return await offer(call, about, kept=kept) if about else Reply(text=replies.not_understood())


async def offer(call: Call, about: Sequence[RemarkSubject], *, kept: bool = False) -> Reply:
    """The matching buttons of the one duty, or the codes to choose from; nothing is recorded."""
    if len(about) > 1:
        if len({one.case.id for one in about}) == 1:
            return await _which_part(call, about)
        return Reply(text=texts.which([one.case for one in about[:MOST_CASES]], len(about)), buttons=_codes(about))
    (one,) = about
    meaning = await meant(call, one)
    async with call.office.look(call.order) as view:
        scene = scene_of(view)
    text = texts.offered(
        scene,
        one.case,
        one.duty,
        verbs=meaning.verbs,
        understood=meaning.understood,
        holds=one.holds,
        wanted=meaning.wanted,
        file=bool(call.files),
        kept=kept,
    )
    card = duty_button("viec", one.duty, label=texts.card_label(one.case.code))
    return Reply(text=text, buttons=[*meaning.buttons, [card]] if meaning.understood else meaning.buttons)


async def _which_part(call: Call, about: Sequence[RemarkSubject]) -> Reply:
    """Answer to a sender who owes several duties of the one case: the buttons of each, by its name."""
    async with call.office.look(call.order) as view:
        owed = (await find_case(view, about[0].case.code)).everything
        names = choices(view.chart, [one.duty for one in about], owed)
    verbs, shown = verbs_meant(call.text), []
    for one, name in zip(about, names, strict=True):
        fitting = [button for button in _everything(one) if _verb(button) in verbs]
        wanted = fitting or [button for button in _everything(one) if not is_history(button)]
        shown += [replace(button, label=f"{button.label}: {name}") for button in wanted]
    return Reply(text=texts.which_part(about[0].case, names), buttons=rows(shown, width=1))


@dataclass(frozen=True, kw_only=True)
class RemarkMeaning:
    """What words about a duty may mean: verbs that can be pressed or typed, the buttons, and the deadline that was
    read in them. Not `understood`, the buttons are all that the duty has."""

    verbs: Sequence[str]
    buttons: Sequence[Sequence[Button]]
    wanted: Deadline | None
    understood: bool


async def meant(call: Call, one: RemarkSubject) -> RemarkMeaning:
    """What the text may mean for this duty."""
    async with call.office.look(call.order) as view:
        calendar = view.calendar
    verbs = verbs_meant(call.text)
    wanted = (
        date_meant(call.text, one.duty, now=call.order.now, said_at=call.order.said_at, calendar=calendar)
        if "giahan" in verbs and one.holds
        else None
    )
    everything = _everything(one)
    fitting = [button for button in everything if _verb(button) in verbs]
    typed = [verb for verb in verbs if _is_typed_only(verb, one, everything)]
    shown = [_until(button, one.duty, wanted) for button in (fitting or ([] if typed else everything))]
    return RemarkMeaning(
        verbs=[*map(_verb, fitting), *typed],
        buttons=rows(shown),
        wanted=wanted if fitting else None,
        understood=bool(fitting or typed),
    )


def _everything(one: RemarkSubject) -> list[Button]:
    """All the buttons of the duty for who holds it; others may look."""
    if not one.holds:
        return [duty_button("lichsu", one.duty)]
    return [button for row in duty_buttons(one.duty, for_head=one.for_head) for button in row]


def _verb(button: Button) -> str:
    return button.data.partition(":")[0]


def _is_typed_only(verb: str, one: RemarkSubject, everything: Iterable[Button]) -> bool:
    """A command of work that has no button of its own."""
    works = one.duty.kind in {DutyKind.LEAD, DutyKind.COORDINATING} and one.duty.phase is Phase.WORKING
    return verb in WORK_ONLY and one.holds and works and verb not in map(_verb, everything)


def _until(button: Button, duty: Duty, wanted: Deadline | None) -> Button:
    """The button of an extension carries the date that was understood, so that only the reason is left to say."""
    if wanted is None or _verb(button) != "giahan":
        return button
    return duty_button("giahan", duty, choice=_packed(wanted))


def _packed(deadline: Deadline) -> int:
    return int(deadline.moment.timestamp()) // 60 * 2 + deadline.names_hour


def _codes(about: Sequence[RemarkSubject]) -> list[list[Button]]:
    codes = {one.case.code: one.duty for one in about[:MOST_CASES]}
    return rows([duty_button("viec", duty, label=code) for code, duty in codes.items()], width=3)


async def ask_reason(call: Call, code: str, packed: int) -> Reply:
    """Ask for the reason, behind `Xin gia hạn` with the date that was understood: the reason is all that is still asked
    for."""
    if packed // 2 * 60 > LATEST.timestamp():
        raise DraftGone
    wanted = Deadline(moment=datetime.fromtimestamp(packed // 2 * 60, UTC), names_hour=bool(packed % 2))
    async with call.office.look(call.order) as view:
        words = scene_of(view).deadline(wanted)
    return await drafts.wait_for_text(call, "giahan", code, given=words, text=texts.reason_for(code, words))
