"""Tasks that come again: how many working days before its deadline each is assigned."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"


def upgrade() -> None:
    # For a while 0002 made this column itself: such a database has it already.
    if any(column["name"] == "lead_days" for column in sa.inspect(op.get_bind()).get_columns("recurrences")):
        return
    with op.batch_alter_table("recurrences") as recurrences:
        recurrences.add_column(sa.Column("lead_days", sa.Integer(), nullable=True))
    op.execute("UPDATE recurrences SET lead_days = 0")
    with op.batch_alter_table("recurrences") as recurrences:
        recurrences.alter_column("lead_days", existing_type=sa.Integer(), nullable=False)
