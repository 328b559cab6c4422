"""Units whose names differ in their accents alone are two: the name is kept as it is told from others, not folded."""

import sqlalchemy as sa
from alembic import op

from domain.names import spelled

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("ALTER TABLE units RENAME COLUMN folded TO spelled")
    units = sa.table("units", sa.column("id"), sa.column("name"), sa.column("spelled"))
    connection = op.get_bind()
    rows = connection.execute(sa.select(units.c.id, units.c.name)).all()
    if rows:
        connection.execute(
            sa.update(units).where(units.c.id == sa.bindparam("unit")).values(spelled=sa.bindparam("name")),
            [{"unit": row.id, "name": spelled(row.name)} for row in rows],
        )
