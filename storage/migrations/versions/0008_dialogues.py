"""Dialogues: whom somebody lately gave work to, and which message a word replies to, are found by index."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("ix_cases_registered", "cases", ["registrar_id", "id"])
    known = sa.text("platform_id IS NOT NULL")
    op.create_index(
        "ix_messages_replied",
        "messages",
        ["platform_id", "recipient_id"],
        sqlite_where=known,
        postgresql_where=known,
    )
