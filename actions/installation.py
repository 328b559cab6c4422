"""The installation: its database, and the scopes in which it is read and changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from copy import copy
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from domain.office.calendar import Calendar
from domain.office.directory import Directory
from domain.rules.policy import Policy
from storage import settings_store
from storage.calendars import CALENDAR, load_calendar
from storage.charts import load_chart
from storage.database import Connection, Database, writes
from storage.marks import Marks
from storage.people import CHART
from storage.policies import POLICIES, load_policies

V = TypeVar("V", bound=View)
T = TypeVar("T")


class Office:
    """The installation: its database, its time zone, and what is remembered of chart, calendar and rules."""

    def __init__(self, database: Database, *, timezone: ZoneInfo) -> None:
        self.database = database
        self.timezone = timezone
        self.awake_since: datetime | None = None  # the first tick of this program
        self.owes = asyncio.Event()  # an act has left something to be said
        self._one_register = asyncio.Lock()
        self._remembered = settings_store.RevisionCache()

    @property
    def marks(self) -> Marks:
        return self.database.marks

    def using(self, database: Database) -> Office:
        """The same office, read and written by this, as one command does."""
        office = copy(self)
        office.database = database
        return office

    async def apart(self, waiting: Awaitable[T]) -> T:
        """What takes long and reads nothing here: the network, a drawing. No transaction is kept open meanwhile."""
        await self.database.end_reading()
        return await waiting

    @asynccontextmanager
    async def one_register(self) -> AsyncIterator[None]:
        """One at a time: that of a large office's month takes a hundred megabytes."""
        await self.apart(self._one_register.acquire())
        try:
            yield
        finally:
            self._one_register.release()

    async def chart(self, connection: Connection, now: datetime) -> Directory:
        """The organisation as it stands now: who is away is known without asking again."""
        return (await self._remembered.get(connection, CHART, load_chart)).at(now)

    async def calendar(self, connection: Connection) -> Calendar:
        return await self._remembered.get(connection, CALENDAR, lambda read: load_calendar(read, self.timezone))

    async def policies(self, connection: Connection) -> dict[int, Policy]:
        return await self._remembered.get(connection, POLICIES, load_policies)

    @asynccontextmanager
    async def look(self, order: Order) -> AsyncIterator[View]:
        """A reading of one moment; nothing is changed."""
        async with self.database.reading() as connection:
            yield await self._view(View, connection, order)

    @asynccontextmanager
    async def act(self, order: Order) -> AsyncIterator[Transaction]:
        """One transaction: the changes, the notices that they cause, the update marked, and last the journal."""
        async with self.database.writing() as connection:
            work = await self._view(Transaction, connection, order)
            yield work
            await work.finish()
        if work.owed:
            self.owes.set()
        if order.inbox_id is not None and order.place is None:
            self.marks.carried_out.add(order.inbox_id)

    async def _view(self, kind: type[V], connection: Connection, order: Order) -> V:
        if writes(connection):
            await self._remembered.look(connection)
        return kind(
            connection=connection,
            order=order,
            chart=_as_called(await self.chart(connection, order.now), order.meant),
            calendar=await self.calendar(connection),
            policies=await self.policies(connection),
        )


def _as_called(chart: Directory, meant: Mapping[str, str]) -> Directory:
    return chart.with_names(meant) if meant else chart
