"""The first schema."""

from alembic import op
from sqlalchemy import insert

from storage.journal import GENESIS
from storage.schema import guard_journal
from storage.tables import journal_head, metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    metadata.create_all(connection)
    connection.execute(insert(journal_head).values(id=1, seq=0, hash=GENESIS))
    guard_journal(connection)
