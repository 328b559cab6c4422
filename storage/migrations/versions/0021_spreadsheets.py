"""A spreadsheet waits for its confirmation, and is known again once it has been imported."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "spreadsheets",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_spreadsheets")),
    )
    op.create_table(
        "imported_files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_imported_files")),
    )
