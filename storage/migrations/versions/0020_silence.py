"""What has begun is planned anew: silence is pressed on, and Hỏa tốc counts by the clock (docs/decisions/0068)."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.execute(
        "UPDATE duties SET next_step_at = stepped_until WHERE closed_at IS NULL AND next_step_at > stepped_until"
        " AND ((kind IN ('lead', 'coordinating') AND phase = 'working')"
        " OR case_id IN (SELECT id FROM cases WHERE urgency = 'flash'))"
    )
