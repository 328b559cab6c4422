"""Of what the bot wrote to somebody: found by the number of the message and its recipient, by index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, text

from storage.database import Connection, Database
from storage.remarks import last_said, said_in
from storage.tables import accounts, messages, notices
from tests.storage.samples import OPENED, a_duty, seat
from tests.storage.test_plans_of_queries import ROWS, a_message, explained, listening


async def sent_to(connection: Connection, person_id: int, case_id: int, duty_id: int | None, number: str) -> None:
    """A message of that number to this person, about this duty."""
    account = await connection.scalar(accounts.select().where(accounts.c.person_id == person_id))
    row: dict[str, Any] = a_message(person_id, 2) | {"platform_id": number, "account_id": account}
    key = await connection.scalar(insert(messages).values(row | {"attempted_at": OPENED}).returning(messages.c.id))
    await connection.execute(
        insert(notices).values(
            recipient_id=person_id,
            case_id=case_id,
            duty_id=duty_id,
            kind="assigned",
            slot=f"opened-{number}",
            data="{}",
            planned_at=OPENED,
            created_at=OPENED,
            state="said",
            message_id=key,
        )
    )


async def test_a_number_means_the_message_of_that_chat_alone(database: Database) -> None:
    async with database.writing() as connection:
        mine, his = await a_duty(connection), await a_duty(connection)
        await sent_to(connection, mine.holder_id, mine.case_id, mine.id, "7")
        await sent_to(connection, his.holder_id, his.case_id, his.id, "7")
        await sent_to(connection, mine.holder_id, his.case_id, None, "8")

        async def said(to: int, number: str, chat: int | None = None) -> list[tuple[int, int | None]]:
            return await said_in(connection, to, channel="telegram", chat_id=str(chat or to), platform_id=number)

        assert await said(mine.holder_id, "7") == [(mine.case_id, mine.id)]
        assert await said(his.holder_id, "7") == [(his.case_id, his.id)]
        assert await said(mine.holder_id, "8") == [(his.case_id, None)]
        assert await said(mine.holder_id, "9") == []
        assert await said(mine.holder_id, "7", chat=his.holder_id) == []
        assert await last_said(connection, his.holder_id) == {his.id}
        assert await last_said(connection, await seat(connection, "Trần Thị Bình")) == set()


async def test_the_messages_of_years_are_not_read(database: Database) -> None:
    async with database.writing() as connection:
        duty = await a_duty(connection)
        await connection.execute(insert(messages), [a_message(duty.holder_id, number) for number in range(ROWS)])
    async with database.writing() as connection:
        await connection.execute(text("ANALYZE"))
    async with database.writing() as connection:
        with listening(connection) as asked:
            await said_in(connection, duty.holder_id, channel="telegram", chat_id="1", platform_id="17")
            await last_said(connection, duty.holder_id)
        plans = [await explained(connection, statement, given) for statement, given in asked]
    # SQLite may find the newest by its recipient, PostgreSQL walk the same index from its end.
    assert "ix_messages_replied" in plans[0], plans[0]
    assert "ix_messages_recipient" in plans[1], plans[1]
