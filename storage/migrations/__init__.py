"""Alembic migrations, run at start under a lock (design §6)."""
