"""A process of its own that appends to a journal: `python -m tests.storage.one_writer ADDRESS NAME COUNT`."""

from __future__ import annotations

import asyncio
import sys

from domain.acts import Act
from domain.journal.entry import Entry
from storage.database import Database
from storage.journal import append
from tests.storage.samples import OPENED


async def main(address: str, name: str, count: int) -> None:
    database = Database(address)
    for number in range(count):
        async with database.writing() as connection:
            await append(connection, [Entry(at=OPENED, act=Act.DUTY_REPORTED, via=name)] * (1 + number % 3))
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
