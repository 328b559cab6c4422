"""Notices that waited in the table before an upgrade: rows of every kind, as they lay there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.encoding import decoded, encoded
from domain.payloads.decisions import DecidedNotice
from domain.payloads.duties import DelegatedNotice
from domain.payloads.kinds import NOTICE_KINDS
from domain.payloads.office import TakenOnNotice

ROWS: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("kept_notices.json").read_text())
OF_THE_NOTICE = {"turn", "urgency"}
UNREAD = {"delegation"}  # nothing has ever read it
EVERY = [(kind, row) for kind, rows in ROWS.items() for row in rows]


def plain(value: Any) -> Any:
    """What of a row says something: moments in UTC, nothing that is a default."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if one not in (None, False, 0, "", [], {}, "extension")}
    if isinstance(value, list):
        return [plain(one) for one in value]
    try:
        return datetime.fromisoformat(value).astimezone(UTC) if "T" in value else value
    except (TypeError, ValueError):
        return value


def test_no_kind_of_which_rows_may_wait_is_gone() -> None:
    assert set(ROWS) <= set(NOTICE_KINDS)


@pytest.mark.parametrize(("kind", "row"), EVERY)
def test_a_row_says_after_the_upgrade_what_it_said(kind: str, row: dict[str, Any]) -> None:
    payload = decoded(NOTICE_KINDS[kind], row)
    again = json.loads(json.dumps(encoded(payload)))
    assert plain(again) == {key: one for key, one in plain(row).items() if key not in OF_THE_NOTICE | UNREAD}
    assert decoded(NOTICE_KINDS[kind], again) == payload


def test_what_former_versions_did_not_keep_is_the_default() -> None:
    assert decoded(DelegatedNotice, {"turn": 2, "to": 5}) == DelegatedNotice(to=5, by=None)
    assert decoded(DecidedNotice, {"granted": True}) == DecidedNotice(by=None, granted=True, words=None)
    by_codes = decoded(TakenOnNotice, ROWS["taken_on"][-1])
    assert (by_codes.codes, by_codes.count, by_codes.lists) == (("NV-1", "NV-2"), 12, {})
