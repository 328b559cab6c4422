"""What a head names as a cause of delay stands beside what the holder named; whether a silence could have been broken."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("statements", sa.Column("beside", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("deemed", sa.Column("hearing", sa.Text(), nullable=True))
