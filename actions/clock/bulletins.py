"""What the bot says by itself at fixed moments, the clock's act: each kind of sheet is made once for a moment, after
downtime the newest alone (M29, M32, M35, M46)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from actions.clock.bulletin_content import CONTENTS, Bulletin
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.journal.clock import BulletinMade
from domain.ladder.bulletins import moments, next_moment
from domain.ladder.notices import Notice
from domain.office.people import Person
from domain.payloads.bulletins import SheetUnreachedNotice
from domain.payloads.payload import NoticePayload
from domain.rules.bulletin_rules import BulletinKind
from storage import sheets
from storage.sheets import Schedule

log = structlog.get_logger()

SET_ASIDE = timedelta(hours=1)  # a sheet that raised keeps nobody else waiting, and is tried again
NAMED = 31  # superseded moments in one journal entry: the newest of them


@dataclass(frozen=True, kw_only=True)
class NextBulletin:
    """When a kind of sheet comes next; None where the office does not want it."""

    kind: BulletinKind
    at: datetime | None


async def make_sheets(office: Office, now: datetime) -> int:
    """Make the sheets whose moment has come, of each kind the newest; returns how many were made. They tell of the
    office as it stands now, and are read again when they go out."""
    async with office.database.reading() as connection:
        due = await sheets.due_sheets(connection, now)
    made = 0
    for one in due:
        try:
            made += await _make(office, one, now)
        except Exception:
            log.exception("sheet_failed", sheet=one.kind)
            async with office.database.writing() as connection:
                await sheets.reschedule(connection, one, due_at=now + SET_ASIDE)
    return made


async def _make(office: Office, one: Schedule, now: datetime) -> bool:
    """What it says is gathered before the transaction, which must not wait for it; it is claimed by what was read."""
    order = Order(now=now, said_at=now, via="clock")
    async with office.look(order) as view:
        rules, calendar = view.newest_policy.sheets, view.calendar
        come = moments(one.kind, after=one.taken_until, until=now, rules=rules, calendar=calendar)
        sheet = await CONTENTS[one.kind](view, one, come[-1]) if come else None
        following = next_moment(one.kind, after=max(now, one.taken_until), rules=rules, calendar=calendar)
    async with office.act(order) as work:
        taken_until = now if sheet else one.taken_until
        if not await sheets.reschedule(work.connection, one, due_at=following, taken_until=taken_until):
            return False
        if sheet is not None:
            await _owe(work, one.kind, sheet, come)
        return sheet is not None


async def _owe(work: Transaction, kind: BulletinKind, sheet: Bulletin, come: Sequence[datetime]) -> None:
    *older, planned_at = come
    seq, digest = sheet.head or (None, None)
    reached = [(person, payload) for person, payload in sheet.told if person.reachable]
    await work.record(
        Act.ANCHOR_POSTED if kind is BulletinKind.ANCHOR else Act.SHEET_MADE,
        BulletinMade(
            sheet=kind,
            planned_at=planned_at,
            told=tuple(person.id for person, _ in reached),
            unreached=tuple(person.id for person, _ in sheet.told if not person.reachable),
            superseded=tuple(older[-NAMED:]),
            superseded_count=len(older),
            seq=seq,
            hash=digest,
            month=sheet.month,
            read_to=sheet.read_to,
        ),
    )
    if sheet.told and not reached:  # the office can mend it
        lost = [person.id for person, _ in sheet.told]
        slot = f"sheet-{kind}-{planned_at.astimezone(UTC):%Y%m%d}"
        work.owe(work.chart.office, SheetUnreachedNotice(sheet=kind, people=tuple(lost[:NAMED])), slot=slot)
    _owe_each(work, kind, reached, planned_at)


def _owe_each(
    work: Transaction, kind: BulletinKind, told: Sequence[tuple[Person, NoticePayload]], planned_at: datetime
) -> None:
    for person, payload in told:
        work.owed.append(
            Notice(
                recipient_id=person.id,
                payload=payload,
                slot=f"{planned_at.astimezone(UTC):%Y%m%d%H%M}",
                planned_at=planned_at,
                by_clock=True,
                spaced=kind is not BulletinKind.ANCHOR,
            )
        )


async def sheets_ahead(office: Office, now: datetime) -> tuple[NextBulletin, ...]:
    """When each kind comes next by the rules and the calendar in force: for `simulate`."""
    async with office.look(Order(now=now, said_at=now, via="cli")) as view:
        rules = view.newest_policy.sheets
        return tuple(
            NextBulletin(kind=kind, at=next_moment(kind, after=now, rules=rules, calendar=view.calendar))
            for kind in BulletinKind
        )
