"""A spreadsheet waits by its hash, and is known by it once it is done."""

from datetime import timedelta

from storage import spreadsheets
from storage.database import Database
from tests.domain.cast import at

NOW = at("2026-11-30 09:00")


async def test_a_file_waits_until_it_is_imported_and_is_known_ever_after(database: Database) -> None:
    async with database.writing() as connection:
        digest = await spreadsheets.keep(connection, b"rows", at=NOW)
        assert await spreadsheets.keep(connection, b"rows", at=NOW + timedelta(hours=1)) == digest
        assert await spreadsheets.kept(connection, digest) == b"rows"
        assert await spreadsheets.imported_at(connection, digest) is None
        for later in (NOW, NOW + timedelta(days=1)):
            await spreadsheets.note_imported(connection, digest, at=later)
            assert await spreadsheets.imported_at(connection, digest) == later
        assert await spreadsheets.kept(connection, digest) is None
