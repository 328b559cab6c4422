"""What became of updates, and who was heard: written with whatever this process writes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, case, func, literal, null, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.channel_use import add_sent
from storage.tables import InboxState, accounts, inbox
from storage.types import Moment


@dataclass(kw_only=True)
class Marks:
    """What waits to be written. Lost with the process, an update that was answered is found waiting, and answered once
    more; as these go along in every transaction, never after anything else was changed.

    `answered` by the key of the update, `heard` by that of the account; `carried_out` are updates that an act has
    marked as handled in its own transaction, whose answer is still to be given. `sent` counts, by channel and month,
    what went out by one that allows so many a month."""

    answered: dict[int, datetime] = field(default_factory=dict)
    heard: dict[int, datetime] = field(default_factory=dict)
    carried_out: set[int] = field(default_factory=set)
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)

    def waiting(self) -> Marks:
        """A copy of what is to be written now."""
        return Marks(answered=dict(self.answered), heard=dict(self.heard), sent=self.sent.copy())

    async def write(self, connection: AsyncConnection) -> None:
        if self.answered:
            await mark_answered(connection, self.answered)
        if self.heard:
            await note_heard(connection, self.heard)
        if self.sent:
            await add_sent(connection, self.sent)

    def forget(self, written: Marks) -> None:
        """What has been written. What was noted anew meanwhile goes on waiting."""
        self.answered = dict(self.answered.items() - written.answered.items())
        self.heard = dict(self.heard.items() - written.heard.items())
        self.sent -= written.sent


async def mark_answered(connection: AsyncConnection, answered: Mapping[int, datetime]) -> None:
    """Note that the person has been answered; what needed no act is handled by that, and its raw text, which has
    served, blanked."""
    at = bindparam("at", type_=Moment())
    is_waiting = inbox.c.state == InboxState.STORED
    marked = (
        update(inbox)
        .where(inbox.c.id == bindparam("key"))
        .values(
            answered_at=at,
            handled_at=func.coalesce(inbox.c.handled_at, at),
            raw=case((is_waiting, null()), else_=inbox.c.raw),
            state=case((is_waiting, literal(InboxState.HANDLED)), else_=inbox.c.state),
        )
    )
    await connection.execute(marked, [{"key": key, "at": moment} for key, moment in sorted(answered.items())])


async def note_heard(connection: AsyncConnection, heard: Mapping[int, datetime]) -> None:
    """These accounts were written from: of a person's accounts the last one is answered on."""
    noted = update(accounts).where(accounts.c.id == bindparam("key")).values(heard_at=bindparam("at", type_=Moment()))
    await connection.execute(noted, [{"key": key, "at": moment} for key, moment in sorted(heard.items())])
