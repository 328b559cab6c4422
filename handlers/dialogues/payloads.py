"""What a chat has begun and not finished, a type for each kind: the one place where it is read and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from actions.duties.assignments import Assignment
from actions.opinions.circulars import Circular
from actions.opinions.opinions import OpinionQuestion
from domain.duties.cases import Deadline
from domain.duties.corrections import Correction
from domain.encoding import decoded, encoded
from domain.ladder.dates import MovedDate
from handlers.dialogues.begun import DRAFT_WAITS, Begun, DialogueKind, OpenDialogue
from handlers.dialogues.guides import Progress
from handlers.reading.received import KeptFile
from storage.dialogues import Dialogue, DialogueKey

# What waits for a word


@dataclass(frozen=True, kw_only=True)
class WaitingCommand(Begun):
    """A command that the next text goes on with, behind `prefix`; on the duty whose button was pressed."""

    command: str
    prefix: str
    duty: int | None


@dataclass(frozen=True, kw_only=True)
class AwaitedText(WaitingCommand):
    kind = DialogueKind.COMPLETE

    asked: str = ""  # in which words


@dataclass(frozen=True, kw_only=True)
class UnclearMeaning(WaitingCommand):
    """The command as it was given, in which `phrase` may mean one of the choices; with `duties` it is a case, and each
    choice one of its parts."""

    kind = DialogueKind.MEANT

    text: str
    phrase: str
    choices: tuple[str, ...]
    day_off: bool
    duties: tuple[int, ...] = ()
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EmptyAnswer(WaitingCommand):
    kind = DialogueKind.INSIST
    waits = DRAFT_WAITS

    said: str


@dataclass(frozen=True, kw_only=True)
class WaitingFiles(Begun):
    """`album` is the platform's number of files that were sent together."""

    kind = DialogueKind.FILES

    files: tuple[KeptFile, ...]
    album: str | None = None

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.files]


@dataclass(frozen=True, kw_only=True)
class GuideUnderWay(Begun):
    kind = DialogueKind.GUIDE

    progress: Progress


# What was shown, and waits for its button


@dataclass(frozen=True, kw_only=True)
class ShownDraft(Begun):
    """`original` is the command as it was typed."""

    waits = DRAFT_WAITS

    original: str = ""


@dataclass(frozen=True, kw_only=True)
class FormDraft(ShownDraft):
    """One that can be taken back to edit, and to which files can be added."""

    draft: Any  # each kind names its own

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Name and hash of each."""
        first = ((self.draft.file_name, self.draft.file_hash),) if self.draft.file_hash else ()
        return (*first, *self.draft.more_files)

    def with_files(self, new: Sequence[KeptFile]) -> Self:
        first, *more = (*self.files, *((one.name, one.digest) for one in new))
        draft = replace(self.draft, file_name=first[0], file_hash=first[1], more_files=tuple(more))
        return replace(self, draft=draft)


@dataclass(frozen=True, kw_only=True)
class TaskDraft(FormDraft):
    kind = DialogueKind.TASK

    draft: Assignment


@dataclass(frozen=True, kw_only=True)
class QuestionDraft(FormDraft):
    kind = DialogueKind.OPINION

    draft: OpinionQuestion


@dataclass(frozen=True, kw_only=True)
class CircularDraft(FormDraft):
    kind = DialogueKind.CIRCULAR

    draft: Circular


@dataclass(frozen=True, kw_only=True)
class CorrectionDraft(ShownDraft):
    """`dates` are those that would move beside, as they were shown."""

    kind = DialogueKind.CORRECTION

    code: str
    correction: Correction
    dates: tuple[MovedDate, ...]


@dataclass(frozen=True, kw_only=True)
class LastDeadlineDraft(ShownDraft):
    kind = DialogueKind.LAST

    code: str
    last: Deadline
    reason: str
    unit: str | None


@dataclass(frozen=True, kw_only=True)
class ImportDraft(ShownDraft):
    """The hash of the spreadsheet and when it was read, the mark of what was shown of it, and how many duties each
    holder would get."""

    kind = DialogueKind.IMPORT

    digest: str
    read_at: datetime
    mark: str
    holders: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class RelinkingDraft(ShownDraft):
    """The account would leave the person `leaving` by this invitation."""

    kind = DialogueKind.RELINKING

    invitation: int
    leaving: int


@dataclass(frozen=True, kw_only=True)
class PlacingDraft(ShownDraft):
    kind = DialogueKind.PLACING

    text: str  # of the command


@dataclass(frozen=True, kw_only=True)
class ErasingDraft(ShownDraft):
    kind = DialogueKind.ERASING

    name: str
    reason: str
    to: str


@dataclass(frozen=True, kw_only=True)
class MergerDraft(ShownDraft):
    kind = DialogueKind.MERGER

    unit: str
    into: str
    notice: str
    to: str = ""


_KINDS: tuple[type[Begun], ...] = (
    *(AwaitedText, UnclearMeaning, EmptyAnswer, WaitingFiles, GuideUnderWay),
    *(TaskDraft, QuestionDraft, CircularDraft, CorrectionDraft, LastDeadlineDraft, ImportDraft),
    *(RelinkingDraft, PlacingDraft, ErasingDraft, MergerDraft),
)
_BY_KIND = {one.kind: one for one in _KINDS}
if lacking := set(DialogueKind) - set(_BY_KIND):
    raise RuntimeError(f"kinds of dialogue without a type: {sorted(lacking)}")


def read(row: Dialogue, *, channel: str, chat_id: str) -> OpenDialogue[Begun]:
    return OpenDialogue(
        key=DialogueKey(channel=channel, chat_id=chat_id, token=row.token),
        begun=decoded(_BY_KIND[DialogueKind(row.kind)], row.data),
        begun_at=row.begun_at,
    )


def written(dialogue: OpenDialogue[Begun]) -> Dialogue:
    begun = dialogue.begun
    return Dialogue(kind=begun.kind, token=dialogue.token, data=encoded(begun), begun_at=dialogue.begun_at)
