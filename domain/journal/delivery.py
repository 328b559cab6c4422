"""Payloads about the attempts to send, and about files that were fetched."""

from __future__ import annotations

from dataclasses import dataclass

from domain.acts import Act
from domain.encoding import CanonicalMoment
from domain.file_links import LinkPurpose
from domain.journal.recorded import Recorded
from domain.ladder.steps import StepKind


@dataclass(frozen=True, kw_only=True)
class NoticeTried(
    Recorded,
    acts=(Act.NOTICE_SENDING, Act.NOTICE_SENT, Act.NOTICE_NOT_SENT, Act.NOTICE_UNCERTAIN, Act.NOTICE_UNREACHED),
):
    """The notice, of which `step` or else of which kind, to whom, in which message. Before an attempt, whether it
    `repeats` one; where it failed the reason."""

    notice: int
    kind: str
    step: StepKind | None
    recipient: int
    message: int
    attempt: int
    planned_at: CanonicalMoment
    repeat: bool | None = None
    reason: str | None = None
    channel: str | None = None  # unknown of what was sent while there was but one


@dataclass(frozen=True, kw_only=True)
class FileFetched(Recorded, acts=(Act.FILE_FETCHED,)):
    """By a link of the `account`: the SHA-256 of the `file`, what for, and which fetch of the link it was. A messenger
    that shows a picture, or a preview, fetches as well."""

    account: int
    file: str
    purpose: LinkPurpose
    count: int
