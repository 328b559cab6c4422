"""How long what has failed waits before it is tried again: the same for reading and for sending."""

from __future__ import annotations

from datetime import timedelta

DOUBLINGS = 10  # after these the pause grows no longer, whatever its longest


def pause_after(failures: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """After so many failures in a row, of which there was one at least: doubled with each."""
    return min(first * 2.0 ** (min(failures, DOUBLINGS) - 1), longest)
