"""What is looked for is found by an index: the words of one chat before another."""

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_index(op.f("ix_inbox_chat"), "inbox", ["chat_id", "id"])
