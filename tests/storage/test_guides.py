"""Whom somebody lately gave work to, and what a word replies to, is found by index, however much is stored."""

from __future__ import annotations

from sqlalchemy import insert, select, text

from domain.duties.duties import DutyKind
from storage.database import Database
from storage.guides import recent_parties
from storage.tables import cases
from tests.storage.samples import a_case, a_duty, a_unit, seat
from tests.storage.test_plans_of_queries import explained, listening

ROWS = 3000


async def test_each_party_is_named_once_the_newest_first(database: Database) -> None:
    async with database.writing() as connection:
        first = await a_duty(connection)
        clerk = first.holder_id
        unit = await a_unit(connection, "Phòng Kinh tế")
        to_unit = await a_duty(connection, unit_id=unit, to_unit=True)
        await connection.execute(cases.update().values(registrar_id=clerk))
        assert await recent_parties(connection, clerk, DutyKind.LEAD) == [(unit, None), (None, clerk)]
        assert await recent_parties(connection, clerk, DutyKind.OPINION) == []
        assert await recent_parties(connection, to_unit.holder_id, DutyKind.LEAD) == []


async def test_the_cases_of_others_are_not_read(database: Database) -> None:
    async with database.writing() as connection:
        mine, other = await seat(connection), await seat(connection, "Trần Thị Bình")
        for person in (mine, other):
            await a_case(connection, person)
        row = dict((await connection.execute(select(cases).limit(1))).one()._mapping)
        del row["id"]
        rows = [row | {"number": number, "registrar_id": other} for number in range(100, ROWS)]
        await connection.execute(insert(cases), rows)
    async with database.writing() as connection:
        await connection.execute(text("ANALYZE"))
    async with database.writing() as connection:
        with listening(connection) as asked:
            await recent_parties(connection, mine, DutyKind.LEAD)
        ((statement, parameters),) = asked
        plan = await explained(connection, statement, parameters)
    assert "ix_cases_regist" in plan, plan
    assert "SCAN cases" not in plan
    assert "Seq Scan on cases" not in plan
