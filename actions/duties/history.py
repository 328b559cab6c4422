"""Read a case: its card, and its whole history with who held it since when (M33)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from actions.installation import Office
from actions.order import Order
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.consultations import Contribution, waited_for
from domain.duties.duties import DecisionKind, DutyKind, Holding
from domain.duties.opinions import Answer
from domain.duties.statements import Statement
from domain.figures.records import PostHeld, Record, Register
from domain.journal.entry import Entry
from domain.ladder.next_steps import NextStep
from domain.permissions import Permission, may
from storage import cases, consultations, duties, evidence, journal, opinions, records, statements
from storage.evidence import Submission
from storage.opinions import DeemedConsent

TOLD_ON_CARD = (Act.DUTY_SUBMITTED, Act.DUTY_REPORTED, Act.DUTY_ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """One case as it stands, as far as the reader may see it."""

    seen: VisibleCase
    ahead: Mapping[int, tuple[NextStep, ...]]
    answers: Mapping[int, list[Answer]]
    deemed: Mapping[int, DeemedConsent]
    submissions: Mapping[int, Submission]
    words: Mapping[int, str | None]
    said: tuple[Contribution, ...] = ()  # what the units asked about the task have said, for who may weigh it
    awaited: tuple[Contribution, ...] = ()  # the units that have not said anything yet, for who sees the lead
    progress: Mapping[int, Statement] = field(default_factory=dict)  # the last report on each duty
    rights: Mapping[tuple[int, Act], Borrowed] = field(default_factory=dict)  # of the last acts in another's place


@dataclass(frozen=True, kw_only=True)
class History:
    """What became of a case, as far as the reader may see its duties. `records` are those of the duties in which work
    is owed; the last number and hash are those of the whole journal."""

    card: CaseCard
    entries: tuple[Entry, ...]
    words: Mapping[int, str | None]
    holdings: tuple[Holding, ...]
    records: tuple[Record, ...]
    posts: Mapping[int, tuple[PostHeld, ...]]
    last_seq: int
    last_hash: str

    def unit_of(self, person_id: int, at: datetime) -> int | None:
        """Where the person worked then, which need not be the unit that answered for what the person held."""
        return Register(records=(), posts=self.posts, away={}).unit_of(person_id, at)


async def case_card(office: Office, order: Order, *, code: str) -> CaseCard:
    async with office.look(order) as view:
        return await _card(view, await find_case(view, code))


async def _card(view: View, seen: VisibleCase) -> CaseCard:
    visible = [duty.id for duty in seen.duties]
    submissions = await evidence.last_submissions(view.connection, visible)
    everything = await _said(view, seen)
    said = everything if _weighs(seen) else ()
    progress = await statements.last_progress(view.connection, visible)
    told = [one.words_id for one in submissions.values()] + [one.words_id for one in progress.values()]
    keys = [key for key in (*told, *(one.words_id for one in said)) if key is not None]
    return CaseCard(
        seen=seen,
        ahead={duty.id: view.next_steps(duty, seen.case) for duty in seen.duties if duty.is_open},
        answers=await opinions.answers_to(view.connection, visible),
        deemed=await opinions.deemed_of(view.connection, visible),
        submissions=submissions,
        words=await journal.words_of(view.connection, keys),
        said=said,
        awaited=waited_for(everything),
        progress=progress,
        rights=await _rights(view, visible),
    )


async def _rights(view: View, duty_ids: list[int]) -> dict[tuple[int, Act], Borrowed]:
    """By whose right the last act of each kind that the card tells was done, where that is another's."""
    newest = {act: await journal.newest_of(view.connection, act, duty_ids) for act in TOLD_ON_CARD}
    found = {(key, act): one.right for act, of in newest.items() for key, one in of.items()}
    return {key: right for key, right in found.items() if right is not None}


async def _said(view: View, seen: VisibleCase) -> tuple[Contribution, ...]:
    """By the units asked about the task; of that who sees only a part of it sees nothing."""
    if not any(duty.kind is DutyKind.LEAD for duty in seen.duties):
        return ()
    return tuple(await consultations.said_for(view.connection, seen.case.id))


def _weighs(seen: VisibleCase) -> bool:
    """Whether the reader may read with the task what the units asked about it have said: who leads it and those above,
    who decides; no unit that only takes part."""
    weighed = (one for one in seen.duties if one.kind is DutyKind.LEAD or one.decision is DecisionKind.SUBMISSION)
    return any(may(Permission.WEIGH, seen.relations[duty.id]) for duty in weighed)


async def files_shown(office: Office, order: Order, *, card: CaseCard) -> list[tuple[str, bytes]]:
    """The file that the case is about, and the newest file handed in or supplied that the reader may see: name and
    content of each."""
    case = card.seen.case
    named = [(case.file_name, case.file_hash), *case.more_files] if case.file_hash else []
    handed = [one for one in card.submissions.values() if one.files]
    if handed:
        named += max(handed, key=lambda one: one.at).files
    async with office.look(order) as view:
        return [(name, await evidence.file_content(view.connection, digest)) for name, digest in named]


async def case_history(office: Office, order: Order, *, code: str) -> History:
    """Every entry of the duties that the reader may see, in the order in which it was recorded."""
    async with office.look(order) as view:
        seen = await find_case(view, code)
        visible = {duty.id for duty in seen.duties}
        every = await journal.entries_of_case(view.connection, seen.case.id)
        entries = [one for one in every if one.duty_id is None or one.duty_id in visible]
        keys = [kept.id for entry in entries for kept in entry.circumstances.words.values()]
        seq, digest = await journal.head(view.connection)
        register = await records.register_of(view.connection, seen.case.id)
        return History(
            card=await _card(view, seen),
            entries=tuple(entries),
            words=await journal.words_of(view.connection, keys),
            holdings=tuple(await duties.holdings_of(view.connection, visible)),
            posts=register.posts,
            records=tuple(one for one in register.records if one.duty_id in visible),
            last_seq=seq,
            last_hash=digest,
        )


async def goes_on(office: Office, order: Order, *, duty_id: int) -> bool:
    """Whether the case of this duty is still open."""
    async with office.look(order) as view:
        duty = await duties.duty_by_id(view.connection, duty_id)
        known = {} if duty is None else await cases.cases_of(view.connection, [duty.case_id])
        return any(case.closed_at is None for case in known.values())


async def last_act(office: Office, order: Order, *, duty_id: int) -> Entry | None:
    """Who last moved the duty and when: what a stale button, and whoever came second, is answered with. Of a decision
    it is who decided."""
    async with office.look(order) as view:
        duty = await duties.duty_by_id(view.connection, duty_id)
        if duty is None:
            return None
        if duty.about_id is not None and not duty.is_open:
            decided = await journal.decided(view.connection, duty.about_id, decision=duty.id)
            if decided is not None:
                return decided
        return await journal.last_act_on(view.connection, duty.id)
