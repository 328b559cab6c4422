"""What cannot be handled is set aside with the reason, and counted."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("reason", sa.Text(), nullable=True))
        inbox.create_check_constraint(op.f("ck_inbox_reason"), sa.text("reason IN ('unreadable', 'raised', 'died')"))
    op.execute("UPDATE inbox SET reason = 'raised' WHERE state = 'failed'")
    op.create_index(
        "ix_inbox_set_aside",
        "inbox",
        ["reason"],
        sqlite_where=sa.text("reason IS NOT NULL"),
        postgresql_where=sa.text("reason IS NOT NULL"),
    )
