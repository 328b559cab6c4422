"""Which of the scenarios that run on Telegram, on Zalo and on both are left out on Zalo, and why."""

from __future__ import annotations

import pytest

GROUPS = "groups of units: the bot serves none on Zalo"


def test_what_is_left_out_on_zalo_says_why(request: pytest.FixtureRequest) -> None:
    """Of the scenarios of this run; the reasons are printed (`pytest -rP`)."""
    left_out = {
        item.nodeid.partition("[")[0]: mark.args[0]
        for item in request.session.items
        if (mark := item.get_closest_marker("telegram_alone")) is not None
    }
    assert all(left_out.values())
    print("\n".join((GROUPS, *(f"{name}: {why}" for name, why in sorted(left_out.items())))))
