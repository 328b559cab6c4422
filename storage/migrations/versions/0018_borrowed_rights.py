"""By whose right an answer was signed: a deputy's under a delegation, a substitute's while the head was away."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("answers", sa.Column("signed_under", sa.Text(), nullable=True))
