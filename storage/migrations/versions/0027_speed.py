"""What is looked for is found by an index: the words of one chat before another, and what concerns one person."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_index(op.f("ix_inbox_chat"), "inbox", ["chat_id", "id"])
    op.create_index(op.f("ix_deemed_answerable_id"), "deemed", ["answerable_id"])
    op.create_index(op.f("ix_statements_by_id"), "statements", ["by_id"])
    op.create_index(op.f("ix_answers_author_id"), "answers", ["author_id"])
    _where("ix_answers_not_ours", "answers", ["duty_id"], "stance = 'not_ours'")
    _where("ix_answers_late", "answers", ["signed_at", "said_at"], "state = 'late'")
    _where("ix_statements_confirmed", "statements", ["confirmed_at"], "confirmed_at IS NOT NULL")
    _where("ix_duties_asker", "duties", ["asked_by_id"], "asked_by_id IS NOT NULL")


def _where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(op.f(name), table, columns, sqlite_where=where, postgresql_where=where)
