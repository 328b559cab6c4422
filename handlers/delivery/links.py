"""Files by links: in the place of documents that a channel does not carry, and where one is handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from actions.delivery import links
from actions.delivery.links import MadeLink
from actions.installation import Office
from domain.file_links import LinkPurpose
from handlers.desk import Reply
from texts.front import links as texts

FETCHING, HANDING_IN = "tep", "nop"  # what stands in the address before the secret
PICTURE_NAME = "anh.png"


@dataclass(frozen=True, kw_only=True)
class FileLinks:
    """Makes links below `public_url`; where that is empty it is said in words that a file cannot be given or taken."""

    office: Office
    public_url: str

    async def in_place_of_files(self, channel: str, chat_id: str, reply: Reply, *, now: datetime) -> Reply:
        """The same answer, in which links stand for its documents."""
        files = [*([reply.document] if reply.document else []), *reply.documents]
        if not files:
            return reply
        made = await links.offer_files(self.office, channel, chat_id, files, now=now) if self.public_url else []
        if made:
            said = texts.to_fetch([(one, self._address(FETCHING, one)) for one in made], self.office.timezone)
        else:
            said = texts.not_to_be_fetched([name for name, _ in files])
        *before, last = (reply.text, *reply.more)
        first, *more = (*before, f"{last}\n\n{said}")
        return replace(reply, text=first, more=more, document=None, documents=())

    async def address_of_picture(self, channel: str, chat_id: str, picture: bytes, *, now: datetime) -> str | None:
        """Where the messenger can fetch it; None where it cannot."""
        if not self.public_url:
            return None
        made = await links.offer_files(
            self.office, channel, chat_id, [(PICTURE_NAME, picture)], now=now, purpose=LinkPurpose.PICTURE
        )
        return self._address(FETCHING, made[0]) if made else None

    async def where_to_hand_in(self, channel: str, chat_id: str, *, dialogue: str, now: datetime) -> str | None:
        """In words, with a link; None where one was given for what the chat has begun, and is still good."""
        if not self.public_url:
            return texts.not_to_be_handed_in()
        made = await links.ask_for_file(self.office, channel, chat_id, dialogue=dialogue, now=now)
        return None if made is None else texts.to_hand_in(made, self._address(HANDING_IN, made), self.office.timezone)

    def _address(self, way: str, made: MadeLink) -> str:
        return f"{self.public_url}/{way}/{made.secret}"
