"""What a handler works with: the desk that it sits at, what it is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from actions.work import Office, Order, View
from domain.office.people import Person
from domain.refusals import TooHeavy
from storage.dialogues import DialogueKey
from texts.buttons import Button
from texts.front import replies
from texts.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The bot's place in the office; `username` is the bot's, for deep links."""

    office: Office
    username: str
    agency: str = ""
    admin_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that came with a message; read only when it is wanted."""

    name: str
    size: int
    read: Callable[[], Awaitable[bytes]]


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
    day_off_confirmed: bool = False  # he pressed the button that names the day off (R6)
    tell: Callable[[str], Awaitable[None]] | None = None  # a word on the way to an answer that takes long

    @property
    def office(self) -> Office:
        return self.desk.office

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


async def with_picture(reply: Reply, drawing: Awaitable[bytes | None]) -> Reply:
    """The words with their picture; alone where there is none to show, or where it could not be drawn."""
    try:
        return replace(reply, picture=await drawing)
    except TooHeavy:
        return replace(reply, text=f"{reply.text}\n\n{replies.not_drawn()}")


Handler = Callable[[Call], Awaitable[Reply]]


def scene_of(view: View) -> Scene:
    return Scene(timezone=view.calendar.timezone, chart=view.chart, reader=view.order.sender_id)


async def scene(ask: Call) -> Scene:
    """The office by name, as it stands after the act."""
    async with ask.office.look(ask.order) as view:
        return scene_of(view)
