"""Each is told once what is recorded about whoever uses the bot, and says that it was read."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("people", sa.Column("privacy_said_at", Moment()))
    op.add_column("people", sa.Column("privacy_read_at", Moment()))
