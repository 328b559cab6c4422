"""A result, and what a case comes from, may have several files."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("cases", sa.Column("more_files", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("submissions", sa.Column("more_files", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("submissions", sa.Column("album", sa.Text(), nullable=True))
    op.create_index("ix_submissions_album", "submissions", ["album"])
