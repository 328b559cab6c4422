"""Look over the whole: is anything due left lying, does the journal hold?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.audits import Finding
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.hearing import ChannelHearing
from domain.intake import Hindrance
from domain.journal.upkeep import BackupMade, BackupRestored, DefectFound, JournalHead
from domain.ladder.next_steps import PlannedStep, promised
from domain.ladder.recipients import who_hears
from domain.office.chart import Chart
from domain.office.people import Person
from domain.payloads.office import UnsoundNotice
from domain.permissions import Permission
from domain.quotas import month_of
from domain.rights import relations_to_office
from storage import (
    audits,
    cases,
    channel_use,
    due_messages,
    duties_in_hand,
    hearings,
    inbox,
    journal,
    journal_check,
)
from storage.database import Connection
from storage.journal_check import Soundness


@dataclass(frozen=True, kw_only=True)
class InstallationState:
    """How the installation stands, as far as its database tells."""

    unsent_since: datetime | None  # the oldest message that could have gone out
    due: int  # messages that could go out now
    hearings: Mapping[str, ChannelHearing]  # by channel
    sent: Mapping[str, int]  # this month, by channels that allow so many
    unread_since: datetime | None  # the oldest word that has not been handled
    head_is_sound: bool
    journal_seq: int
    audited_at: datetime | None
    found: tuple[Finding, ...]  # by the last audit
    set_aside: Mapping[Hindrance, int]  # what could not be handled, as long as it is kept


async def look_over(office: Office, now: datetime) -> InstallationState:
    """By indexed reads alone."""
    async with office.database.reading() as connection:
        return await _state(connection, now, office.timezone)


async def _state(connection: Connection, now: datetime, timezone: tzinfo) -> InstallationState:
    seq, _ = await journal.head(connection)
    used = await channel_use.used_in(connection, month_of(now, timezone))
    return InstallationState(
        unsent_since=await due_messages.oldest_unsent(connection, now),
        due=await due_messages.count_due(connection, now),
        hearings=await hearings.all_hearings(connection, now=now),
        sent={name: one.sent for name, one in used.items()},
        unread_since=min((await inbox.oldest_waiting(connection)).values(), default=None),
        head_is_sound=await journal.head_is_last(connection),
        journal_seq=seq,
        audited_at=await audits.audited_at(connection),
        found=await audits.last_found(connection),
        set_aside=await inbox.count_set_aside(connection),
    )


async def state_of_office(office: Office, order: Order) -> tuple[InstallationState, tuple[Person, ...]]:
    """For the office: how the installation stands, and who cannot be written to (M31)."""
    async with office.look(order) as view:
        view.allow(Permission.SEE_HEALTH, relations_to_office(view.sender))
        lost = tuple(one for one in view.chart.people.values() if one.roles and not one.reachable)
        return await _state(view.connection, view.now, office.timezone), lost


async def audit_hourly(office: Office, now: datetime) -> bool:
    """Where an hour has passed since the last audit, by whichever process: look whether anything has been lost or left
    lying, or the journal is broken, and tell the office what is found, each kind once a day. Whether it was done."""
    async with office.database.reading() as connection:
        if not await audits.is_due(connection, now):
            return False
        before = await audits.audited_at(connection)
        broken, walked = await audits.journal_defects(connection)
        found = [*await audits.defects(connection, now), *broken]
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        if not await audits.note_audit(work.connection, found, before=before, at=now, walked=walked):
            return False
        for one in found:
            await _tell_of_defect(work, one)
    return True


async def _tell_of_defect(work: Transaction, found: Finding) -> None:
    recorded = DefectFound(defect=found.defect, count=found.count, first=found.first, fault=found.fault)
    told = UnsoundNotice(defect=found.defect, count=found.count, first=found.first, fault=found.fault)
    await work.record(Act.AUDIT_FOUND, recorded)
    work.owe(work.chart.office, told, slot=f"audit-{found.defect}-{work.calendar.day_of(work.now)}")


async def verify_journal(office: Office, *, anchor: str | None = None) -> Soundness:
    async with office.database.reading() as connection:
        return await journal_check.verify(connection, anchor=anchor)


async def record_backup(office: Office, order: Order, *, file: str, digest: str, head: tuple[int, str]) -> None:
    """A copy with this SHA-256 was made, which holds the journal up to that head: whoever is erased later is told of
    it."""
    async with office.act(order) as work:
        copied = JournalHead(seq=head[0], hash=head[1])
        await work.record(Act.BACKUP_MADE, BackupMade(file=digest, head=copied), words={"file": file})


async def record_restored(
    office: Office,
    order: Order,
    *,
    digest: str,
    replaced: tuple[int, str] | None,
    kept: str | None,
    erasures_known: bool,
) -> None:
    """What comes next in the journal follows a backup with this SHA-256: what was recorded since is in the file kept
    aside, up to the head named here. Where it could not be read who was erased since, that is on record too."""
    async with office.act(order) as work:
        head = JournalHead(seq=replaced[0], hash=replaced[1]) if replaced else None
        seq, _ = await journal.head(work.connection)
        copied_at = await journal.moment_at(work.connection, seq)
        await work.record(
            Act.BACKUP_RESTORED,
            BackupRestored(file=digest, replaced=head, erasures_known=erasures_known, until=copied_at),
            words={"file": kept or ""},
        )


@dataclass(frozen=True, kw_only=True)
class DutyPlan:
    case: Case
    duty: Duty
    steps: Sequence[PlannedStep]


async def simulate(office: Office, now: datetime, until: datetime) -> tuple[Chart, list[DutyPlan]]:
    """The dated plan of every open duty as it stands, up to a moment."""
    async with office.look(Order(now=now, said_at=now, via="cli")) as view:
        still_open = await duties_in_hand.open_duties(view.connection)
        known = await cases.cases_of(view.connection, [duty.case_id for duty in still_open])
        plans = [
            DutyPlan(
                case=known[duty.case_id],
                duty=duty,
                steps=[
                    PlannedStep(
                        step=step, told=who_hears(step, duty, known[duty.case_id], view.chart.at(max(now, step.at)))
                    )
                    for step in promised(
                        view.plan(duty, known[duty.case_id], after=duty.stepped_until),
                        duty,
                        known[duty.case_id],
                        view.chart,
                    )
                    if step.at <= until
                ],
            )
            for duty in still_open
        ]
        return view.chart, plans
