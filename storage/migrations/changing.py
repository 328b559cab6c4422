"""Change what a CHECK constraint allows. SQLite makes the table anew for that; the journal never is."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op


def change_checks(table: str, checks: Mapping[str, str]) -> None:
    """Put these constraints in force, by their short names: in place of those of the same name, or beside the rest."""
    known = {one["name"] for one in sa.inspect(op.get_bind()).get_check_constraints(table)}
    with op.batch_alter_table(table) as batch:
        for name, text in checks.items():
            whole = op.f(f"ck_{table}_{name}")
            if whole in known:
                batch.drop_constraint(whole, type_="check")
            batch.create_check_constraint(whole, sa.text(text))
