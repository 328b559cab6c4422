"""What a handler works with: the desk that it sits at, what it is asked, what it answers, and what a command is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from actions.installation import Office
from actions.order import Order
from actions.view import View
from domain.office.people import Person
from domain.permissions import Permission
from domain.refusals import TooHeavy
from handlers.dialogues.form_steps import Guide
from handlers.front.channel import Channel
from handlers.front.heard import Attachment
from storage.dialogues import DialogueKey
from texts.buttons import Button
from texts.front import replies
from texts.front.usage.command import Usage
from texts.office.doors import Door
from texts.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The bot's place in the office, and what can be said there: the `commands` by name, by whichever of the `channels`
    (by their names)."""

    office: Office
    commands: Mapping[str, Command]
    channels: Mapping[str, Channel] = field(default_factory=dict)
    agency: str = ""
    public_url: str = ""  # where people reach the program's web pages; empty where they do not
    admins: frozenset[tuple[str, str]] = frozenset()  # of each channel and number, by the settings

    @property
    def identity(self) -> str:
        """Tells this installation's files from another's."""
        return next((one.name.removeprefix("@") for one in self.doors), "dondoc")

    @property
    def doors(self) -> tuple[Door, ...]:
        """By which the bot can be found at present."""
        return tuple(one.door for one in self.channels.values() if one.door is not None)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One command: who gives it where, and the rest of the line after its name."""

    desk: Desk
    order: Order
    channel: str
    chat_id: str
    user_id: str
    sender: Person | None
    command: str = ""
    text: str = ""
    attachment: Attachment | None = None
    more_files: tuple[Attachment, ...] = ()  # behind the first
    album: str | None = None  # the platform's number of files that were sent together, each in a message of its own
    quoted: Attachment | None = None  # the file of the message that this one answers
    replies_to: str | None = None  # the platform's number of the message that this one answers
    completes: str = ""  # the beginning of the command that this text goes on with
    chosen: Mapping[str, str] = field(default_factory=dict)  # a deadline phrase or a name, and what was chosen for it
    day_off_confirmed: bool = False  # the button that names the day off was pressed (R6)
    tell: Callable[[str], Awaitable[None]] | None = None  # a word on the way to an answer that takes long
    show_work: Callable[[], Awaitable[None]] | None = None  # that one is being made, without a word

    @property
    def office(self) -> Office:
        return self.desk.office

    @property
    def has_buttons(self) -> bool:
        """Whether what is offered here can be pressed; else it is numbered, and said anew instead of changed."""
        channel = self.desk.channels.get(self.channel)
        return channel is None or channel.traits.has_buttons

    @property
    def carries_files(self) -> bool:
        """Whether files come and go here; else by links."""
        channel = self.desk.channels.get(self.channel)
        return channel is None or channel.traits.carries_files

    @property
    def declared(self) -> Command:
        """The command as it is declared. Raises KeyError for the verb of a button that is no command."""
        return self.desk.commands[self.command]

    def form_of(self, command: str) -> Guide:
        """What the command asks for, which has a form."""
        form = self.desk.commands[command].form
        assert form is not None
        return form

    async def takes_long(self) -> None:
        """Let the person see that an answer is being made."""
        if self.show_work is not None:
            await self.show_work()

    @property
    def files(self) -> tuple[Attachment, ...]:
        return (self.attachment, *self.more_files) if self.attachment is not None else ()

    def with_files(self, files: Sequence[Attachment]) -> Call:
        return replace(self, attachment=files[0] if files else None, more_files=tuple(files[1:]))

    def with_text(self, text: str, *, command: str | None = None) -> Call:
        return replace(self, text=text, command=command or self.command)

    def choosing(self, chosen: Mapping[str, str]) -> Call:
        """The same, these phrases and names standing for what was chosen for them."""
        every = {**self.chosen, **chosen}
        return replace(self, chosen=every, order=replace(self.order, meant=every))

    def about(self, duty_id: int | None) -> Call:
        """The same, of the duty on which the button stood that was pressed."""
        return replace(self, order=replace(self.order, duty_id=duty_id))

    def of_part(self, duty_id: int) -> Call:
        """The same, of the duty that was chosen where several were possible; what is typed is read as before."""
        return replace(self, order=replace(self.order, part_id=duty_id))

    def completing(self, dialogue: DialogueKey) -> Call:
        """The same, as what completes what the chat has begun: that ends with the act, and stays if it is refused."""
        return replace(self, order=replace(self.order, dialogue=dialogue))


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is said at once: HTML, buttons under it, perhaps a picture or documents; `in_place` of the message whose
    button was pressed, where that can still be changed."""

    text: str
    buttons: Sequence[Sequence[Button]] = ()
    picture: bytes | None = None
    document: tuple[str, bytes] | None = None
    documents: Sequence[tuple[str, bytes]] = ()  # where there may be several
    more: Sequence[str] = ()
    in_place: bool = False
    then: Sequence[Reply] = ()  # said after it, each with its own buttons


async def with_picture(call: Call, reply: Reply, drawing: Awaitable[bytes | None]) -> Reply:
    """The words with their picture; alone where there is none to show, or where it could not be drawn."""
    try:
        return replace(reply, picture=await call.office.apart(drawing))
    except TooHeavy:
        return replace(reply, text=f"{reply.text}\n\n{replies.not_drawn()}")


Handler = Callable[[Call], Awaitable[Reply]]


class Behind(StrEnum):
    """What stands behind the name of a command. Words that it does not take are said not to have been done."""

    NOTHING = "nothing"
    CODE = "code"  # a case code alone
    CODE_AND_PART = "code_and_part"  # a case code, and perhaps whose part of the case is meant
    CODE_AND_WORDS = "code_and_words"
    COMMAND = "command"  # a name, and a command of that person's
    WORDS = "words"

    @property
    def has_code(self) -> bool:
        return self in {Behind.CODE, Behind.CODE_AND_PART, Behind.CODE_AND_WORDS}

    @property
    def is_wordless(self) -> bool:
        return self in {Behind.NOTHING, Behind.CODE, Behind.CODE_AND_PART}


class FileUse(StrEnum):
    """Which files a command keeps of those that come with it or were sent before."""

    NONE = "none"
    FIRST = "first"
    SPREADSHEET = "spreadsheet"  # the first; of those that were sent before the first spreadsheet
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a command shows before it does it: `kind` of the dialogue in which that waits, `confirm` does it. `label` is
    that of its button, and can be typed as well; empty where what is typed then means something else."""

    kind: str
    confirm: Handler
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """What a button does, where that is otherwise than the command typed with the code of the case. `choose` is for one
    that carries a choice, behind the code."""

    run: Handler | None = None
    choose: Callable[[Call, str, int], Awaitable[Reply]] | None = None
    in_lists: bool = False  # with what would be typed behind the command
    on_cases: bool = False  # of a case as a whole
    outlives_turn: bool = False  # of use though the ball has changed courts


@dataclass(frozen=True, kw_only=True)
class Command:
    """All that is known of a command but its words, which are in `usage`. Declared beside its handler. Any of `rights`
    lets a person give it; where there is none everybody may who is linked, and a case allows what is done with it."""

    usage: Usage
    run: Handler
    rights: tuple[Permission, ...]
    changes: bool  # something of the office; what only shows may still note that it was shown
    behind: Behind = Behind.WORDS
    aliases: tuple[str, ...] = ()
    files: FileUse = FileUse.NONE
    form: Guide | None = None  # what it asks for, where its form is not right; without a code also where there is none
    preview: Preview | None = None
    pressed: Pressed = Pressed()
    in_group: Handler | None = None  # what it does where it is given in a group
    keyword: str = ""  # folded, of a wordless one the only word that it takes behind the code
    needs_known_part: bool = False  # done to the whole where a part was meant, it would do too much
    is_reportable: bool = False  # on paper: what a holder does, nothing that is shown to the holder alone
    is_open_to_strangers: bool = False

    @property
    def is_guided(self) -> bool:
        """Whether its name alone begins the questions of its form."""
        return self.form is not None and not self.behind.has_code


def scene_of(view: View) -> Scene:
    return Scene(timezone=view.calendar.timezone, chart=view.chart, reader=view.order.sender_id)


async def scene(call: Call) -> Scene:
    """The office by name, as it stands after the act."""
    async with call.office.look(call.order) as view:
        return scene_of(view)
