"""The guards in the database itself: what is recorded is neither changed nor taken out."""

from __future__ import annotations


def journal_guards(dialect: str) -> list[str]:
    """The triggers that refuse to change or remove an entry, and to move the head back."""
    return _SQLITE_GUARDS if dialect == "sqlite" else _POSTGRESQL_GUARDS


_SQLITE_GUARDS = [
    f"CREATE TRIGGER journal_refuses_{verb.lower()} BEFORE {verb} ON journal "
    f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
] + [
    "CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_head "
    "BEGIN SELECT RAISE(ABORT, 'the journal head stays'); END",
    "CREATE TRIGGER journal_head_goes_forward BEFORE UPDATE ON journal_head "
    "WHEN NEW.seq <= OLD.seq OR NEW.id <> OLD.id "
    "BEGIN SELECT RAISE(ABORT, 'the journal head goes forward'); END",
]
_POSTGRESQL_GUARDS = [
    "CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER journal_refuses_change BEFORE UPDATE OR DELETE ON journal "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuses()",
    "CREATE TRIGGER journal_refuses_truncate BEFORE TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()",
    "CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_refuses()",
    "CREATE TRIGGER journal_head_refuses_truncate BEFORE TRUNCATE ON journal_head "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()",
    "CREATE TRIGGER journal_head_goes_forward BEFORE UPDATE ON journal_head "
    "FOR EACH ROW WHEN (NEW.seq <= OLD.seq OR NEW.id <> OLD.id) EXECUTE FUNCTION journal_refuses()",
]
