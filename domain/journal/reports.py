"""Payloads about what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.acts import Act
from domain.encoding import CanonicalMoment
from domain.journal.recorded import Recorded


@dataclass(frozen=True, kw_only=True)
class ReportRecorded(Recorded, acts=(Act.REPORT_MADE,)):
    """Of what (`scope`, plain), of which time, as of when; the SHA-256 of each file by its form. Of tasks drawn the
    `seed` and their codes."""

    scope: Mapping[str, Any]
    since: CanonicalMoment
    until: CanonicalMoment
    as_of: CanonicalMoment
    files: Mapping[str, str]
    seed: int | None = None
    sample: tuple[str, ...] = ()
