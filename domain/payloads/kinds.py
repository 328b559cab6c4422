"""All kinds of notice, by what is stored of them."""

from __future__ import annotations

from collections.abc import Mapping

from domain.payloads import bulletins, decisions, duties, office, opinions  # noqa: F401  # each declares its kinds
from domain.payloads.payload import DECLARED, NoticePayload

NOTICE_KINDS: Mapping[str, type[NoticePayload]] = DECLARED
