"""Moments: aware ones are stored as UTC and come back the same instant; naive ones are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from domain.encoding import canonical, from_canonical
from domain.hearing import ChannelHearing, all_read
from storage.database import Database
from storage.hearings import hearing_of, note_hearing
from storage.tables import leases
from tests.storage.samples import HANOI, at

NAIVE = datetime(2026, 11, 30, 9, 0)  # noqa: DTZ001


@pytest.mark.parametrize(
    "moment",
    [
        at("2026-11-30 09:00"),
        datetime(2026, 11, 30, 23, 59, 59, 999999, tzinfo=HANOI),
        datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
    ],
)
async def test_a_moment_comes_back_as_the_same_instant_in_utc(database: Database, moment: datetime) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(leases).values(name="l", owner="o", until=moment))
    async with database.reading() as connection:
        stored = await connection.scalar(select(leases.c.until))
        found = await connection.scalar(select(leases.c.owner).where(leases.c.until == moment))
    assert stored == moment
    assert stored is not None
    assert stored.utcoffset() == timedelta(0)
    assert found == "o"


async def test_moments_are_compared_as_instants_whatever_their_zone(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(leases).values(name="l", owner="o", until=at("2026-11-30 09:00")))
    async with database.reading() as connection:
        for limit, expected in (
            (datetime(2026, 11, 30, 2, 0, tzinfo=UTC), "o"),
            (datetime(2026, 11, 30, 1, 59, 59, 999999, tzinfo=UTC), None),
            (at("2026-11-30 09:00"), "o"),
        ):
            assert await connection.scalar(select(leases.c.owner).where(leases.c.until <= limit)) == expected


async def test_a_naive_moment_is_refused(database: Database) -> None:
    for statement in (
        insert(leases).values(name="l", owner="o", until=NAIVE),
        select(leases.c.owner).where(leases.c.until <= NAIVE),
    ):
        with pytest.raises(StatementError):
            async with database.writing() as connection:
                await connection.execute(statement)


def heard(until: datetime) -> ChannelHearing:
    return all_read("telegram", until)


async def test_what_was_heard_of_a_channel_comes_back(database: Database) -> None:
    async with database.writing() as connection:
        assert await hearing_of(connection, "telegram", now=at("2026-11-30 09:00")) is None
        for moment in (at("2026-11-30 09:00"), at("2026-11-30 09:00:05")):
            await note_hearing(connection, heard(moment))
    async with database.reading() as connection:
        read = await hearing_of(connection, "telegram", now=at("2026-11-30 09:00:06"))
        assert read == heard(at("2026-11-30 09:00:05"))
        wrong = await hearing_of(connection, "telegram", now=at("2026-11-30 08:00"))
        assert wrong is not None
        assert wrong.until is None, "noted by a clock that was wrong"


def test_what_the_journal_hashes_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="naive"):
        canonical(NAIVE)


moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, HANOI]))  # noqa: DTZ001


@given(moments)
def test_the_canonical_form_keeps_the_instant(moment: datetime) -> None:
    assert from_canonical(canonical(moment)) == moment


@given(moments, moments)
def test_the_canonical_form_sorts_as_the_instants_do(one: datetime, other: datetime) -> None:
    assert (canonical(one) < canonical(other)) == (one < other)
