"""What lists are read by: titles as they are searched, who gave each duty, who waits for it, an index for each list."""

import sqlalchemy as sa
from alembic import op

from domain.names import fold

revision = "0007"
down_revision = "0004"

GIVEN = ("assigner_id", "registrar_id")
LISTS = {
    "ix_duties_asked": ["asked_by_id"],
    "ix_duties_given": ["assigner_id", "act_by"],
    "ix_duties_registered": ["registrar_id", "act_by"],
    "ix_duties_of_unit": ["unit_id", "act_by"],
    "ix_duties_pressing": ["act_by"],
    "ix_duties_backlog": ["due_at", "phase"],
    "ix_duties_given_longest": ["assigner_id", "held_since"],
    "ix_duties_registered_longest": ["registrar_id", "held_since"],
    "ix_duties_longest": ["held_since"],
}


def upgrade() -> None:
    op.add_column("cases", sa.Column("folded", sa.Text(), nullable=False, server_default=""))
    _fold_titles()
    with op.batch_alter_table("duties") as duties:
        for column in GIVEN:
            duties.add_column(sa.Column(column, sa.Integer(), nullable=True))
    for column in GIVEN:
        op.execute(f"UPDATE duties SET {column} = (SELECT {column} FROM cases WHERE cases.id = duties.case_id)")  # noqa: S608  # names of our own
    with op.batch_alter_table("duties") as duties:
        for column in GIVEN:
            duties.alter_column(column, existing_type=sa.Integer(), nullable=False)
            duties.create_foreign_key(op.f(f"fk_duties_{column}"), "people", [column], ["id"])
    _name_who_waits()
    for name, columns in LISTS.items():
        is_open = sa.text("closed_at IS NULL")
        op.create_index(name, "duties", columns, unique=False, sqlite_where=is_open, postgresql_where=is_open)


def _fold_titles() -> None:
    cases = sa.table("cases", sa.column("id"), sa.column("title"), sa.column("folded"))
    titles = op.get_bind().execute(sa.select(cases.c.id, cases.c.title)).all()
    if titles:
        op.get_bind().execute(
            sa.update(cases).where(cases.c.id == sa.bindparam("case")).values(folded=sa.bindparam("words")),
            [{"case": row.id, "words": fold(row.title)} for row in titles],
        )


def _name_who_waits() -> None:
    """Who held the duty before the one who must now accept, sign or supply."""
    op.execute(
        "UPDATE duties SET asked_by_id = (SELECT person_id FROM holdings WHERE holdings.duty_id = duties.id"
        " AND holdings.turn < duties.turn ORDER BY holdings.turn DESC LIMIT 1)"
        " WHERE phase IN ('submitted', 'drafted', 'lacking')"
    )
