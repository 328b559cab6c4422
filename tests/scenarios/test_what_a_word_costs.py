"""What one word of a person asks of the database: so many statements, and no writing that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event
from sqlalchemy.engine import Connection

from tests.scenarios.cast import World


@dataclass(kw_only=True)
class Cost:
    """Of what is asked of the database meanwhile: statements, BEGIN and COMMIT apart, and transactions by whether they
    write."""

    statements: list[str] = field(default_factory=list)
    writing: int = 0
    reading: int = 0


@contextmanager
def costing(world: World) -> Iterator[Cost]:
    engine, cost = world.program.database.engine.sync_engine, Cost()

    def sent(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            cost.statements.append(statement)

    def ended(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            cost.writing += 1
        else:
            cost.reading += 1

    listeners = [("before_cursor_execute", sent), ("commit", ended), ("rollback", ended)]
    for name, listener in listeners:
        event.listen(engine, name, listener)
    yield cost
    for name, listener in listeners:
        event.remove(engine, name, listener)


async def cost_of(world: World, text: str) -> Cost:
    """From the poll that brings it to the answer."""
    await world.api.say(world.an.user_id, text)
    with costing(world) as cost:
        await world.polling.poll(0)
        await world.program.worker.drain()
    assert not world.polling.fault
    return cost


async def test_a_list_is_answered_with_one_writing_that_of_storing_the_word(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("được giao chủ trì")
    await world.an.is_told("/viec", "NV-1")
    cost = await cost_of(world, "/viec")
    world.an.receives("NV-1")
    assert (cost.writing, cost.reading) == (1, 3)
    assert len(cost.statements) <= 10, "\n".join(cost.statements)


async def test_progress_is_recorded_by_a_second_one(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("được giao chủ trì")
    await world.an.is_told("/tiendo NV-1 xong phần một", "Đã ghi")
    cost = await cost_of(world, "/tiendo NV-1 xong phần hai")
    world.an.receives("Đã ghi")
    assert cost.writing == 2
    assert len(cost.statements) <= 27, "\n".join(cost.statements)


async def test_words_of_many_are_read_and_stored_together(world: World) -> None:
    for person in (world.an, world.binh, world.duc):
        await person.is_told("/viec", "không có việc nào")
        await world.api.say(person.user_id, "/viec")
    with costing(world) as cost:
        await world.polling.poll(0)
        await world.program.worker.drain()
    assert cost.writing == 1
    assert sum("FROM inbox" in one for one in cost.statements) <= 2
