"""Sending: refusals counted apart from attempts, what was promised apart from the next attempt, an index for each
thing that is looked for."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("messages", sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("messages", sa.Column("promised_at", Moment(), nullable=True))
    op.execute("UPDATE messages SET promised_at = not_before")
    with op.batch_alter_table("messages") as batch:
        batch.alter_column("promised_at", existing_type=Moment(), nullable=False)
    _index("ix_messages_promised", "messages", ["promised_at"], where="state = 'queued'")
    _index("ix_messages_rank", "messages", ["priority", "not_before"], where="state = 'queued'")
    _index("ix_messages_spaced", "messages", ["recipient_id", "attempted_at"], where="spaced", on_sqlite="spaced = 1")
    op.drop_index("ix_messages_open", "messages")
    op.create_index("ix_messages_open", "messages", ["recipient_id", "state"])
    _index("ix_notices_owed", "notices", ["message_id"], where="state = 'owed'")


def _index(name: str, table: str, columns: list[str], *, where: str, on_sqlite: str | None = None) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(on_sqlite or where), postgresql_where=sa.text(where))
