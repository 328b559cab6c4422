"""Payloads about what units were asked and have answered."""

from __future__ import annotations

from dataclasses import dataclass

from domain.acts import Act
from domain.duties.opinions import Hearing, Stance
from domain.encoding import UNSAID, CanonicalMoment
from domain.journal.recorded import Recorded, SetsDeadline


@dataclass(frozen=True, kw_only=True)
class AnswerWritten(
    Recorded,
    acts=(Act.OPINION_DRAFTED, Act.OPINION_SENT_BACK, Act.OPINION_ANSWERED, Act.OPINION_LATE, Act.OPINION_LACKING),
):
    """`holder` has it then. Of a draft signed late `answer` is its key, and nothing else is said of it."""

    stance: Stance
    holder: int | None = UNSAID
    answer: int | None = None
    is_empty: bool = False
    by_deputy: bool = False


@dataclass(frozen=True, kw_only=True)
class DraftSigned(Recorded, acts=(Act.OPINION_SIGNED,)):
    """The key of the answer, and who wrote it."""

    answer: int
    stance: Stance
    author: int


@dataclass(frozen=True, kw_only=True)
class DossierSupplied(SetsDeadline, acts=(Act.OPINION_SUPPLIED,)):
    """The `holder` answers by the new deadline; `file` is its SHA-256."""

    holder: int
    file: str | None


@dataclass(frozen=True, kw_only=True)
class ConsentDeemed(Recorded, acts=(Act.OPINION_DEEMED,)):
    """From the moment `at`; who is `answerable` for the silence, who held the request and had acknowledged it or not,
    and whether the silence could have been broken."""

    answerable: int
    holder: int
    at: CanonicalMoment
    acknowledged: bool
    hearing: Hearing | None


@dataclass(frozen=True, kw_only=True)
class QuestionRepeated(Recorded, acts=(Act.OPINION_ASKED_AGAIN,)):
    """Silence was to be consent from `due_at`, but something may have been lost on the `channels`: the marked question
    goes out at `at`, and silence is consent from `consent_at`."""

    due_at: CanonicalMoment
    channels: tuple[str, ...]
    at: CanonicalMoment
    consent_at: CanonicalMoment


@dataclass(frozen=True, kw_only=True)
class SilenceUnheard(Recorded, acts=(Act.OPINION_UNDEEMED,)):
    """Silence was to be consent from `due_at`; on the `channels` it could not be known to be silence."""

    due_at: CanonicalMoment
    channels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ObjectionReconciled(Recorded, acts=(Act.OPINION_RECONCILED,)):
    """`file` is the SHA-256 of the minutes."""

    file: str | None
