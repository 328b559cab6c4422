"""Of a message with several commands it is kept which have been carried out."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("done", sa.Integer(), nullable=False, server_default="0"))
