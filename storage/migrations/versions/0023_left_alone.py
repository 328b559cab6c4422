"""An absence goes on when the right of who stood in has ended: then nobody stands in."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("absences", sa.Column("left_alone_at", Moment(), nullable=True))
