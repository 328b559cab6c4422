"""That the notice of a holiday is not out yet is a column of its own, and no longer the end of its name."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

SUFFIX = " (dự kiến)"


def upgrade() -> None:
    op.add_column("calendar_days", sa.Column("forecast", sa.Boolean(), nullable=False, server_default=sa.false()))
    days = sa.table(
        "calendar_days", sa.column("day"), sa.column("source"), sa.column("name"), sa.column("forecast", sa.Boolean())
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(days.c.day, days.c.source, days.c.name)).all():
        if row.name.endswith(SUFFIX):
            mine = (days.c.day == row.day, days.c.source == row.source)
            plain = {"name": row.name.removesuffix(SUFFIX), "forecast": True}
            connection.execute(sa.update(days).where(*mine).values(plain))
    reviews = sa.table("calendar_reviews", sa.column("id"), sa.column("prior"))
    for key, prior_text in connection.execute(sa.select(reviews.c.id, reviews.c.prior)).all():
        prior = json.loads(prior_text)
        for name in ("base", "days"):
            prior[name] = [_parted(one) for one in prior[name]]
        text = json.dumps(prior, ensure_ascii=False)
        connection.execute(sa.update(reviews).where(reviews.c.id == key).values(prior=text))


def _parted(day: list[str]) -> list[str | bool]:
    date, kind, name, notice = day
    return [date, kind, name.removesuffix(SUFFIX), notice, name.endswith(SUFFIX)]
