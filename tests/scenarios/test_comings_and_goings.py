"""People come, leave, move, stand in and are erased, units are merged, accounts blocked, while tasks, opinions and
circulars go on and the clock moves: nothing that is open is ever without somebody who can be reached and may act on
it without deciding their own case, every borrowed right is named, and no advice is refused to its reader.

DONDOC_WALKS=50 walks as many longer ways, new ones each time.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import func, select

from storage.database import Database
from storage.tables import notices
from tests.actions.office import HANOI
from tests.advice import Copy, Trials, advice_in
from tests.copies import Databases, at_once, file_of
from tests.scenarios import upheld
from tests.scenarios.comings import CHANNEL, Picture, Town
from tests.scenarios.strolling import Stroll

pytestmark = pytest.mark.long(30)

WALKS = int(os.environ.get("DONDOC_WALKS", "0"))
EXAMPLES, STEPS = (WALKS, 120) if WALKS else (5, 40)
TRIED_A_STEP = 1  # of the advice that was given in it
VERIFIED_EVERY = 10  # steps


@pytest.fixture(scope="session")
def seated_town(sqlite_databases: Databases, migrated_sqlite: str) -> tuple[str, dict[str, int]]:
    """The address of the town's database, and everybody's id."""
    address = sqlite_databases.copy(migrated_sqlite)

    async def seat() -> dict[str, int]:
        database = Database(address)
        town = Town(database)
        await town.open()
        await database.close()
        return town.ids

    return address, at_once(seat())


class ComingsAndGoings(RuleBasedStateMachine):
    """One way through what may happen; after every step all that must hold is looked at."""

    databases: ClassVar[Databases]
    seated: ClassVar[tuple[str, dict[str, int]]]
    folder: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        address, ids = self.seated
        self.address = self.databases.copy(address)
        self.town = Town(Database(self.address), ids)
        self.copy = Copy(file_of(self.address), self.folder, timezone=HANOI)
        self.trials = Trials(copy=self.copy, now=self.town.now, channel=CHANNEL)
        self.before = self.run(self.town.picture())
        self.last_entry = self.run(upheld.entries_after(self.town, 0))[-1].seq
        self.last_notice = 0
        self.steps = 0
        self.said: list[str] = []

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(doing)

    def teardown(self) -> None:
        async def end() -> None:
            await self.copy.drop()
            await self.town.database.close()

        self.run(end())
        self.loop.close()
        self.databases.drop(self.address)

    @rule(luck=st.integers(0, 2**64))
    def something_happens(self, luck: int) -> None:
        """The details are drawn from one number, evenly; what is left out of a failing walk is whole steps."""
        self.run(self._step(random.Random(luck)))

    async def _step(self, chance: random.Random) -> None:
        self.town.messages.clear()
        stroll = Stroll(self.town, chance, self.before)
        await stroll.move()
        self.said.append(f"{self.town.now:%d/%m %H:%M} {stroll.said}")
        self.steps += 1
        picture = await self.town.picture()
        found = [*await self._upheld(picture), *await self._refused(picture, chance)]
        assert not found, "\n".join((*found, "after:", *self.said))
        self.before = picture

    async def _upheld(self, picture: Picture) -> list[str]:
        """What does not hold after the step."""
        found = upheld.gone(picture) + await upheld.recurring_of_gone(self.town, picture)
        for duty in await upheld.stuck(self.town, picture):
            if not await self._can_be_given_over(picture, duty):
                found.append(f"nobody who can be reached may act: {upheld.told(picture, duty)}")
        entries = await upheld.entries_after(self.town, self.last_entry)
        found += upheld.unnamed(self.before, entries)
        found += await upheld.told_twice(self.town, self.last_notice)
        self.last_entry = entries[-1].seq if entries else self.last_entry
        async with self.town.database.reading() as connection:
            self.last_notice = (await connection.execute(select(func.max(notices.c.id)))).scalar() or 0
        if self.steps % VERIFIED_EVERY == 0:
            found += await upheld.out_of_order(self.town, picture)
        return found

    async def _can_be_given_over(self, picture: Picture, duty: Any) -> bool:
        office = await self.copy.office()
        copied = Town(office.database, self.town.ids)
        copied.now = self.town.now
        given = await upheld.can_be_given_over(copied, picture, duty)
        await self.copy.drop()
        return given

    async def _refused(self, picture: Picture, chance: random.Random) -> list[str]:
        """Of the advice in what was said, a little is tried; there is too much to try all."""
        given = [
            (heard, advice)
            for heard in self.town.messages
            if heard.at == self.town.now and heard.reader.id in picture.chart.people
            for advice in advice_in(heard.text, heard.buttons)
        ]
        self.trials.now = self.town.now
        found = []
        for heard, advice in chance.sample(given, min(TRIED_A_STEP, len(given))):
            account = self.town.name(heard.reader.id)
            refused = await self.trials.follow(heard.reader, advice, heard.text, account=account)
            if refused is not None:
                found.append(f"refused to {heard.reader.name}: {refused}\n    in: {heard.text}")
        await self.copy.drop()
        return found


def test_whoever_comes_and_goes_somebody_may_act_and_nobody_for_himself(
    sqlite_databases: Databases, seated_town: tuple[str, dict[str, int]], tmp_path: Path
) -> None:
    ComingsAndGoings.databases, ComingsAndGoings.seated = sqlite_databases, seated_town
    ComingsAndGoings.folder = tmp_path
    run_state_machine_as_test(
        ComingsAndGoings,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not WALKS,
            database=None,
            phases=(Phase.generate,),  # a way is as short as its log: to look for a shorter one takes minutes
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
