"""Who was named for a duty, by who assigned it or by the unit's head, whoever holds it at the moment."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

# What gave a unit's duty to a person by name, and what gave it to the unit's head again; the last of them counts.
GIVEN = "duty.delegated"
TO_THE_POST = ("duty.handed_over", "task.reassigned", "transfer.granted", "opinion.supplied")


def upgrade() -> None:
    with op.batch_alter_table("duties") as duties:
        duties.add_column(sa.Column("named_id", sa.Integer(), nullable=True))
        duties.create_foreign_key(op.f("fk_duties_named_id"), "people", ["named_id"], ["id"])
    op.execute(
        "UPDATE duties SET named_id = COALESCE((SELECT person_id FROM holdings WHERE holdings.duty_id = duties.id"
        " AND holdings.phase IN ('working', 'paused') ORDER BY holdings.turn DESC LIMIT 1), holder_id)"
        " WHERE kind <> 'decision' AND NOT to_unit"
    )
    _name_officials()


def _name_officials() -> None:
    """Of duties addressed to units, from the journal."""
    journal = sa.table("journal", *map(sa.column, ("seq", "duty_id", "act", "data")))
    duties = sa.table("duties", *map(sa.column, ("id", "to_unit", "named_id")))
    moved = (
        sa.select(journal.c.duty_id, journal.c.act, journal.c.data)
        .join(duties, duties.c.id == journal.c.duty_id)
        .where(journal.c.act.in_((GIVEN, *TO_THE_POST)), duties.c.to_unit)
        .order_by(journal.c.seq)
    )
    named: dict[int, int | None] = {}
    for row in op.get_bind().execute(moved):
        named[row.duty_id] = json.loads(row.data)["holder"] if row.act == GIVEN else None
    found = [{"duty": duty, "person": person} for duty, person in named.items() if person is not None]
    if found:
        by_key = sa.update(duties).where(duties.c.id == sa.bindparam("duty"))
        op.get_bind().execute(by_key.values(named_id=sa.bindparam("person")), found)
