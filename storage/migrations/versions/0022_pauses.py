"""Since when the clock of a duty stands still, and since when a deadline that was moved counts (docs/decisions/0089)."""

import sqlalchemy as sa
from alembic import op

from storage.types import Moment

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("duties", sa.Column("paused_at", Moment(), nullable=True))
    op.add_column("duties", sa.Column("due_since", Moment(), nullable=True))
    # Until now a change of holder during a pause began it anew, with the deadline moved to match.
    op.execute("UPDATE duties SET paused_at = held_since WHERE phase = 'paused'")
    # What was extended during a pause that still lasts counts from when it was granted.
    op.execute(
        "UPDATE duties SET due_since = (SELECT MAX(past_terms.until) FROM past_terms WHERE past_terms.duty_id = duties.id)"
        " WHERE phase = 'paused'"
    )
