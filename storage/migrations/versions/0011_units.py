"""Units are merged and renamed: one that has ended stays for the record, its name is free again and leads on."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("units") as units:
        units.add_column(sa.Column("ended_at", Moment(), nullable=True))
        units.add_column(sa.Column("former", sa.Text(), nullable=False, server_default=""))
        units.drop_constraint(op.f("uq_units_folded"), type_="unique")
    op.create_index(
        "uq_units_present",
        "units",
        ["folded"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
