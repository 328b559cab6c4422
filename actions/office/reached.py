"""The office is never left without an account that it can be reached on: whoever must act is never gone (design §2)."""

from __future__ import annotations

from collections.abc import Callable

from actions.view import View
from domain.refusals import LastOfficeAccount
from storage import accounts


async def require_office_reached(view: View, *, without: Callable[[accounts.Account], bool]) -> None:
    """Raises LastOfficeAccount where, without these accounts, the office has none left on which it can be reached."""
    live = await accounts.live_accounts(view.connection, [member.id for member in view.chart.office])
    if live and all(map(without, live)):
        raise LastOfficeAccount
