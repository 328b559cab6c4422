"""What is looked at after a run: was everything due sent, or recorded with the reason why not; was every repeat marked;
was every word of the people carried out once; does the journal hold?"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from actions.installation import Office
from actions.order import Order
from benchmarks.bulk import HANOI, account_of
from benchmarks.zalo import is_on_zalo, text_shown
from bot.trial.telegram import BotApi
from bot.trial.zalo.platform import ZaloApi
from domain.acts import Act
from domain.encoding import canonical
from storage import cases, duties_in_hand, inbox, journal_check
from storage.database import Database
from storage.next_due import next_turn
from storage.tables import duties as duties_table
from storage.tables import journal as entries
from storage.tables import messages, notices, words

REPEAT = "(Gửi lại)"
PASSAGES_SHOWN = 10
UNNAMED = "việc khác (gõ /viec)"
# What the bot answers to a command may be the same twice, and rightly so; so may what can be chosen under a message.
ANSWERS = re.compile(r"Gõ số hoặc chữ|Đã ghi|Dondoc vừa khởi động lại|Chưa ghi|\d+ việc đang chờ đồng chí")


@dataclass(frozen=True, kw_only=True)
class Findings:
    notices: int  # owed in all
    said: int
    superseded: int
    suppressed: int
    still_owed: int  # with nothing left that would say them: lost
    unsent: int  # recorded as said, and not at the platform: lost
    untold: int  # a step that came, and of which no notice was owed: lost
    untaken: int  # a step of the plan that was never taken: lost
    given_up: int  # messages of which nobody knows, after two attempts, whether they arrived
    repeats: int
    unmarked: int  # an attempt that may be a repeat and does not say so, by the journal
    read_twice: tuple[str, ...]  # passages that somebody has read before, in a message that does not say so
    words: int
    words_lost: int
    words_twice: int
    set_aside: int  # words, of which none is to blame for a death
    journal: int
    broken: str | None

    @property
    def is_good(self) -> bool:
        bad = (
            self.still_owed,
            self.unsent,
            self.untold,
            self.untaken,
            self.unmarked,
            len(self.read_twice),
            self.words_lost,
            self.words_twice,
            self.set_aside,
        )
        return not any(bad) and self.broken is None

    def __str__(self) -> str:
        figures = {one.name: getattr(self, one.name) for one in fields(self)}
        figures["read_twice"] = len(self.read_twice)
        return "\n".join(
            [*(f"{name:>12}  {figure}" for name, figure in figures.items()), *self.read_twice[:PASSAGES_SHOWN]]
        )


async def holder_of(database: Database, case_id: int) -> int:
    async with database.reading() as connection:
        found = await connection.execute(select(duties_table.c.holder_id).where(duties_table.c.case_id == case_id))
        return int(found.scalar_one())


async def at_rest(database: Database, now: datetime) -> bool:
    """Whether nothing is due, and nothing is on its way."""
    async with database.reading() as connection:
        step_at = await next_turn(connection)
        unread = await inbox.oldest_waiting(connection)
        going = await connection.scalar(
            select(func.count())
            .select_from(messages)
            .where(
                or_(
                    messages.c.state.in_(("sending", "uncertain")),
                    (messages.c.state == "queued") & (messages.c.not_before <= now),
                )
            )
        )
    return not going and not unread and (step_at is None or step_at > now)


async def findings(
    database: Database, api: BotApi, said: Sequence[tuple[int, str]], *, zalo_api: ZaloApi | None = None
) -> Findings:
    async with database.reading() as connection:
        owed = (await connection.execute(select(notices))).all()
        carried = {row.id: row for row in await connection.execute(select(messages))}
        acts = (await connection.execute(select(entries).order_by(entries.c.seq))).all()
        kept: dict[int, str] = {row.id: row.text for row in await connection.execute(select(words))}
        aside = await inbox.count_set_aside(connection)
        sound = await journal_check.verify(connection)
    states = Counter(row.state for row in owed)
    reported = Counter(
        kept[json.loads(row.data)["words"]["text"]["id"]] for row in acts if row.act == Act.DUTY_REPORTED
    )
    platforms: list[BotApi | ZaloApi] = [api, *([zalo_api] if zalo_api is not None else [])]
    repeats, read_twice = _repeats(platforms)
    return Findings(
        notices=len(owed),
        said=states["said"],
        superseded=states["superseded"],
        suppressed=states["suppressed"],
        still_owed=sum(row.state == "owed" and carried[row.message_id].state != "queued" for row in owed),
        unsent=sum(row.state == "said" and not _arrived(api, zalo_api, row, carried[row.message_id]) for row in owed),
        untold=_untold(acts, owed),
        untaken=await _untaken(database, acts),
        given_up=sum(row.reason == "uncertain twice" for row in carried.values()),
        repeats=repeats,
        unmarked=_unmarked_attempts(acts),
        read_twice=read_twice,
        words=len(said),
        words_lost=sum(reported[text] == 0 for _, text in said),
        words_twice=sum(reported[text] > 1 for _, text in said),
        set_aside=sum(aside.values()),
        journal=sound.count,
        broken=None if sound.broken is None else f"{sound.broken.fault} at {sound.broken.seq}",
    )


def _arrived(api: BotApi, zalo_api: ZaloApi | None, notice: Any, message: Any) -> bool:
    """The platform has the message in that chat, and it speaks of that case, if only by number in a long digest."""
    if zalo_api is not None and is_on_zalo(notice.recipient_id):
        text = text_shown(zalo_api, notice.recipient_id, message.platform_id)
    else:
        text = _text_on_telegram(api, notice.recipient_id, message.platform_id)
    if text is None:
        return False
    return notice.case_id is None or f"NV-{notice.case_id}" in text or UNNAMED in text


def _text_on_telegram(api: BotApi, person_id: int, platform_id: str | None) -> str | None:
    try:
        shown: str = api.raw_message(account_of(person_id), int(platform_id or ""))["text"]
    except (KeyError, ValueError):
        return None
    return shown


def _repeats(platforms: Sequence[BotApi | ZaloApi]) -> tuple[int, tuple[str, ...]]:
    """Messages that say that they are repeats, and passages that were read twice though the later does not."""
    marked, read_twice = 0, []
    for api, chat_id in [(one, chat_id) for one in platforms for chat_id in one.chats]:
        read: Counter[str] = Counter()
        for message in api.messages(chat_id):
            if not message.from_bot:
                continue
            marked += message.text.startswith(REPEAT)
            for passage in set(message.text.split("\n\n")):
                if "NV-" in passage and not ANSWERS.match(passage):
                    if read[passage] and not message.text.startswith(REPEAT):
                        read_twice.append(f"chat {chat_id}, message {message.message_id}: {passage}")
                    read[passage] += 1
    return marked, tuple(read_twice)


def _unmarked_attempts(acts: Sequence[Any]) -> int:
    """The same by the journal: an attempt that is no repeat, after one of which is not known that the notice did not
    leave with it, nor that the message arrived without it for want of room."""
    arrived: dict[tuple[int, int], set[int]] = defaultdict(set)
    attempts: dict[int, set[tuple[int, int]]] = defaultdict(set)
    unmarked: list[tuple[int, tuple[tuple[int, int], ...]]] = []
    for row in acts:
        if not row.act.startswith("notice."):
            continue
        data = json.loads(row.data)
        attempt, notice = (data["message"], data["attempt"]), data["notice"]
        if row.act == Act.NOTICE_SENDING:
            if not data["repeat"]:
                unmarked.append((notice, tuple(attempts[notice])))
            attempts[notice].add(attempt)
        elif row.act == Act.NOTICE_NOT_SENT:
            attempts[notice].discard(attempt)
        elif row.act == Act.NOTICE_SENT:
            arrived[attempt].add(notice)
    return sum(any(one not in arrived or notice in arrived[one] for one in earlier) for notice, earlier in unmarked)


def _untold(acts: Sequence[Any], owed: Sequence[Any]) -> int:
    """Steps that name somebody as told to whom no notice is owed."""
    known = {(row.duty_id, row.recipient_id, canonical(row.planned_at)) for row in owed if row.kind == "step"}
    return sum(
        (row.duty_id, person, data["planned_at"]) not in known
        for row in acts
        if row.act == Act.STEP_TAKEN
        for data in [json.loads(row.data)]
        for person in data["told"]
    )


async def _untaken(database: Database, acts: Sequence[Any]) -> int:
    """Steps of the plan, of duties on which nobody acted, that have passed and are not in the journal."""
    acted = {row.duty_id for row in acts if row.act.startswith("duty.")}
    taken = {
        (row.duty_id, data["step"], data["planned_at"])
        for row in acts
        if row.act == Act.STEP_TAKEN
        for data in [json.loads(row.data)]
    }
    office = Office(database, timezone=HANOI)
    now = datetime.now(HANOI)  # noqa: TID251  # only named by the order; nothing here depends on it
    async with office.look(Order(now=now, said_at=now, via="test")) as view:
        untouched = [one for one in await duties_in_hand.open_duties(view.connection) if one.id not in acted]
        known = await cases.cases_of(view.connection, [one.case_id for one in untouched])
        return sum(
            step.at <= duty.stepped_until and (duty.id, step.kind, canonical(step.at)) not in taken
            for duty in untouched
            for step in view.plan(duty, known[duty.case_id], after=duty.opened_at)
        )
