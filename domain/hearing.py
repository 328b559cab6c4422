"""What is known of having heard people out, by the channel that they speak by (design §4, *Who could be heard*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HearingProof(StrEnum):
    """How a channel proves that nothing said by it was missed."""

    EXACT = "exact"  # the platform keeps what is said until it was taken, however long nobody asks
    SOUND = "sound"  # it hands each event out once: nothing is missing while somebody stood there to take it
    NONE = "none"  # what it hands out can be lost on its way


@dataclass(frozen=True, kw_only=True)
class ChannelHearing:
    """All that was said by the channel from `since` (None: ever) to `until` has been stored; None until the first
    reading."""

    channel: str
    proof: HearingProof
    since: datetime | None = None
    until: datetime | None = None


def all_read(channel: str, until: datetime) -> ChannelHearing:
    """Of a platform that keeps what is said: it has been asked for, and nothing more was there."""
    return ChannelHearing(channel=channel, proof=HearingProof.EXACT, until=until)
