"""Write anew what is said of an earlier database, after a wording was changed: `python -m tests.databases.write_told`.

No figure and no answer may differ but in the words that were changed: read the difference before it is committed.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.copies import migrated
from tests.databases.restored import FOLDER, lived_on, told, unpacked

SCHEMAS = ("schema_0024",)


async def main() -> None:
    for schema in SCHEMAS:
        with tempfile.TemporaryDirectory() as folder:
            file = unpacked(schema, Path(folder))
            await migrated(f"sqlite:///{file}")
            async with lived_on(f"sqlite:///{file}", file) as world:
                parts = [f"== {title}\n{words}\n" async for title, words in told(world)]
        (FOLDER / f"{schema}.txt").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
