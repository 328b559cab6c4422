"""What is told of requests: what waits for a decision, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from domain.duties.consultations import Contribution
from domain.duties.duties import DecisionKind, SettledBy
from domain.duties.transfers import TransferWay
from domain.payloads.payload import NoticePayload, OfAct, WithDates, WithTexts, Worded


@dataclass(frozen=True, kw_only=True)
class DecideNotice(OfAct, Worded, WithTexts, WithDates, kind="decide"):
    """What is to be decided: of a transfer the `way`; of a submission who wrote it, its parts, and what the units asked
    have said."""

    about_the_turn = True

    words: int | None = None
    way: TransferWay | None = None
    author: int | None = None
    opinions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecidedNotice(OfAct, Worded, WithDates, kind="decided"):
    asked: DecisionKind = DecisionKind.EXTENSION
    granted: bool


@dataclass(frozen=True, kw_only=True)
class InYourNameNotice(OfAct, Worded, kind="in_your_name"):
    """Told to whose decision another has made or recorded."""

    informs = True

    asked: DecisionKind
    granted: bool


@dataclass(frozen=True, kw_only=True)
class AskedNotice(OfAct, Worded, kind="asked"):
    """Told to the head whose official asks to be freed of a duty."""

    asked: DecisionKind
    decider: int | None


@dataclass(frozen=True, kw_only=True)
class SettledNotice(NoticePayload, kind="settled"):
    """`was_asked` to who would have decided; `to` and `to_unit` with whom the work is, where another got it."""

    asked: DecisionKind
    because: SettledBy
    was_asked: bool = False
    to: int | None = None
    to_unit: int | None = None


@dataclass(frozen=True, kw_only=True)
class DirectedNotice(OfAct, Worded, kind="directed"):
    pass


@dataclass(frozen=True, kw_only=True)
class GoneUpNotice(OfAct, kind="gone_up"):
    """Told to who drafted the dossier: the head has signed, and the drafter holds the work again."""

    to: int | None


@dataclass(frozen=True, kw_only=True)
class CameInNotice(Worded, kind="came_in"):
    """Told to who decides: what units have said since the case went up."""

    about_the_turn = True

    said: Contribution
