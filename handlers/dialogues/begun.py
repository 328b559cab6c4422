"""What every dialogue has: its kind, what was chosen in it, by what it was begun, how long it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from storage.dialogues import DialogueKey

WORD_WAITS = timedelta(hours=4)  # for the word that completes a command: later it is meant as something else
DRAFT_WAITS = timedelta(hours=24)  # for its confirmation: later what it was written in has changed


class DialogueKind(StrEnum):
    COMPLETE = "complete"  # the next text or file completes a command
    MEANT = "meant"  # a deadline or a name that must be chosen among what it may have meant
    INSIST = "insist"  # an answer of empty phrases: said better, or insisted on
    FILES = "files"  # files that came before it was said what they are
    GUIDE = "guide"  # a form that is made by one question after the other
    TASK = "task"  # this and those below were shown, and are done when confirmed
    OPINION = "opinion"  # a request for opinions
    CIRCULAR = "circular"  # to be made known
    CORRECTION = "correction"  # that moves other days along
    LAST = "last"  # a last deadline in the place of another
    IMPORT = "import"  # a spreadsheet
    RELINKING = "relinking"  # an account that is somebody else's
    PLACING = "placing"  # somebody in another post, who leaves things behind
    ERASING = "erasing"  # of who leaves work that others go on with
    MERGER = "merger"  # of two units


@dataclass(frozen=True, kw_only=True)
class Begun:
    """`chosen` is what stands for an unclear phrase or name; `begun_by` the message, and the command in it, by which it
    was begun."""

    kind: ClassVar[DialogueKind]
    waits: ClassVar[timedelta] = WORD_WAITS

    chosen: Mapping[str, str] = field(default_factory=dict)
    begun_by: tuple[int | None, int | None] | None = None


B_co = TypeVar("B_co", bound=Begun, covariant=True)


@dataclass(frozen=True, kw_only=True)
class OpenDialogue(Generic[B_co]):
    """What stands open in a chat; the token in its key tells its buttons from those of an earlier one."""

    key: DialogueKey
    begun: B_co
    begun_at: datetime

    @property
    def token(self) -> str:
        return self.key.token

    def is_over(self, said_at: datetime) -> bool:
        """Whether it had lapsed when something was said or pressed."""
        return said_at - self.begun_at > self.begun.waits
