"""How often Python looks for circles in what the program has made."""

from __future__ import annotations

import gc

SELDOM = (50_000, 20, 100)  # objects made since the last look; looks at the young, at the middle before the next older


def collect_seldom() -> None:
    """A report makes some hundred thousand objects that all stay: looked through after every 700 of them, as is the
    default, it takes a fifth longer. What is given up is a few megabytes that are found later."""
    gc.set_threshold(*SELDOM)
