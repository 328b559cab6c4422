"""What an answer of the Zalo Bot API means: by its body, for a refusal may come with HTTP 200."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from channels.transport import HttpAnswer
from handlers.delivery.outcomes import BadToken, Declined, QuotaSpent, ServerTrouble, Uncertain, Unreachable, Unsent

TIMED_OUT = 408
NOT_FOUND = 404
# Statuses that count without the platform's envelope; others may be of what lies on the way to it.
BARE_CODES = frozenset({401, NOT_FOUND, TIMED_OUT})
# What a refusal without a code says of itself, in the platform's words.
CODES_BY_WORD = {"unauthorized": 401, "token": 401, "timeout": TIMED_OUT, "quota": 429}
_LOST = re.compile(r"\b(?:chat|user|conversation)\b.*\bnot (?:found|exist)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ZaloAnswer:
    """`envelope` is empty where the answer is not the platform's, or is broken."""

    status: int
    text: str
    envelope: dict[str, Any]

    @classmethod
    def of(cls, answer: HttpAnswer) -> Self:
        text = answer.payload.decode("utf-8", "replace")
        return cls(status=answer.status, text=text, envelope=_envelope(text))

    @property
    def is_done(self) -> bool:
        return self.envelope.get("ok") is True

    @property
    def is_bare_event(self) -> bool:
        """An event without an envelope, or something broken that may be one."""
        return self.status == 200 and not self.envelope and self.text.lstrip().startswith("{")

    @property
    def result(self) -> dict[str, Any]:
        """Empty where the call has none."""
        found = self.envelope.get("result")
        return found if isinstance(found, dict) else {}

    @property
    def code(self) -> int | None:
        """Of a refusal, wherever it stands; None where something on the way may have answered."""
        if not self.envelope:
            return self.status if self.status in BARE_CODES and not self._is_page else None
        given = str(self.envelope.get("error_code") or "")
        if given.isdecimal():
            return int(given)
        if self.status >= 300:
            return self.status
        return next((code for word, code in CODES_BY_WORD.items() if word in self._description.casefold()), None)

    def refusal(self, *, next_month: datetime) -> Unsent:
        """What became of a call of which the platform does not say that it was carried out."""
        outcome: Unsent
        match self.code:
            case 400 | 404 if _LOST.search(self._description):
                outcome = Unreachable(reason=self._description)
            case 400:
                outcome = Declined(reason=self._description)
            case 401 | 404:  # the token stands in the path
                outcome = BadToken()
            case 408:
                outcome = Uncertain(reason="408")
            case 429:
                outcome = QuotaSpent(until=next_month)
            case None if 200 <= self.status <= 299 and not self.envelope and not self._is_page:
                outcome = Uncertain(reason="an answer that cannot be read")
            case code:  # 403 as well: an error inside, and nobody has blocked the bot
                outcome = ServerTrouble(reason=f"HTTP {self.status}" if code is None else str(code))
        return outcome

    @property
    def _description(self) -> str:
        return str(self.envelope.get("description") or "")

    @property
    def _is_page(self) -> bool:
        return self.text.lstrip().startswith("<")


def _envelope(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("ok"), bool) else {}
