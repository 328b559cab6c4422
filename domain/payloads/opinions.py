"""What is told of opinions that are asked, signed, given, missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.duties.opinions import Stance
from domain.payloads.payload import NoticePayload, OfAct, WithTexts, Worded


@dataclass(frozen=True, kw_only=True)
class Flagged(NoticePayload):
    """What is to be minded about an answer (M21, M22)."""

    is_empty: bool = False
    by_deputy: bool = False


@dataclass(frozen=True, kw_only=True)
class SignNotice(OfAct, Worded, WithTexts, Flagged, kind="sign"):
    """An opinion with its stance, or a dossier with its parts."""

    about_the_turn = True

    words: int | None = None
    stance: Stance | None = None


@dataclass(frozen=True, kw_only=True)
class AnsweredNotice(OfAct, Flagged, kind="answered"):
    """Told to the requester."""

    informs = True

    stance: Stance


@dataclass(frozen=True, kw_only=True)
class AnsweredLateNotice(OfAct, kind="answered_late"):
    informs = True

    stance: Stance


@dataclass(frozen=True, kw_only=True)
class LackingNotice(OfAct, Worded, kind="lacking"):
    about_the_turn = True


@dataclass(frozen=True, kw_only=True)
class SuppliedNotice(OfAct, Worded, kind="supplied"):
    about_the_turn = True

    file: bool = False


@dataclass(frozen=True, kw_only=True)
class AskedAgainNotice(NoticePayload, kind="asked_again"):
    """The marked question: an answer to the first may have been lost on the `channels`. Silence is consent from
    `consent_at`."""

    about_the_turn = True

    channels: tuple[str, ...]
    consent_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnheardNotice(NoticePayload, kind="unheard"):
    """Told beside the marked question to who waits for the answer; and where there is no `consent_at`, that nothing is
    deemed."""

    informs = True

    channels: tuple[str, ...]
    consent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ReconciledNotice(OfAct, Worded, kind="reconciled"):
    """Told to the unit that had objected."""

    informs = True
