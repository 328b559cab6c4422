"""How often Python looks for circles in what the program has made."""

from __future__ import annotations

import gc

SELDOM = 50_000  # objects made and kept since the last look


def collect_seldom() -> None:
    """A report makes some hundred thousand objects that all stay: looked through after every 700 of them, as is the
    default, it takes a fifth longer. What is given up is a few megabytes that are found later."""
    gc.set_threshold(SELDOM)
