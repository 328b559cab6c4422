"""The half of a channel by which words go out, and what differs in it from one messenger to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from handlers.delivery.outcomes import SendOutcome
from texts.buttons import Rows


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a messenger can do. `longest_text` of one message is in UTF-16 units of what is shown, a menu included.
    Without `has_buttons` a numbered menu stands in their place; without `carries_files` links do in that of documents;
    without `serves_groups` no chat of several people can be a unit's.
    `monthly_messages` and `most_users` are what the bot's plan there allows; None is any number."""

    longest_text: int
    edits_in_place: bool
    has_buttons: bool = True
    carries_files: bool = True
    serves_groups: bool = True
    monthly_messages: int | None = None
    most_users: int | None = None


class Speaker(Protocol):
    """Sends one message, file or picture at a time; what came of it is the outcome, never an error."""

    @property
    def name(self) -> str:
        """The channel's name, as it is stored beside every id that is the messenger's."""
        ...

    @property
    def traits(self) -> Traits: ...

    async def say(
        self, chat_id: str, html: str, buttons: Rows = (), *, priority: int = 0, topic: str | None = None
    ) -> SendOutcome:
        """One message with its buttons, or with a menu in their place; 0 is the priority of an answer, the lower goes
        first. `topic` is the thread of a group in which it belongs."""
        ...

    async def change(self, chat_id: str, message_id: str, html: str, buttons: Rows = ()) -> SendOutcome:
        """The message says this instead; `Declined` where it is gone or too old."""
        ...

    async def show_work(self, chat_id: str) -> None:
        """Somebody sees there that an answer is being made. Never in the way."""
        ...

    async def show(
        self, chat_id: str, picture: bytes, *, address: str | None = None, topic: str | None = None
    ) -> SendOutcome:
        """`address` is where the platform can fetch the picture, for one that takes no bytes."""
        ...

    async def hand_out(self, chat_id: str, name: str, content: bytes, *, topic: str | None = None) -> SendOutcome:
        """A document under that name."""
        ...
