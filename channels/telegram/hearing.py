"""A stored update as what was heard: who said what, with the addresses behind the words, the file, the button."""

from __future__ import annotations

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    MessageEntity,
    Update,
    User,
)
from telegram.error import BadRequest, TelegramError
from telegram.ext import filters

from channels.telegram.errors import outcome_of
from domain.refusals import FileGone
from handlers.delivery.outcomes import PASSING, ChannelDown, Uncertain
from handlers.front.heard import (
    Attachment,
    Author,
    ChatKind,
    FileTooLarge,
    Heard,
    HeardKind,
    PressedButton,
    file_name,
)

FILE_LIMIT_MB = 20  # what the platform lets a bot download


def heard_of(update: Update) -> Heard:
    """A button may have outlived its message: what it says stands all the same."""
    pressed, message = update.callback_query, update.effective_message
    author = _author(update.effective_user, message)
    if pressed is not None:
        return Heard(
            kind=HeardKind.PRESSED, chat=_kind_of(update.effective_chat), author=author, pressed=_pressed(pressed)
        )
    if update.my_chat_member is not None:
        return Heard(kind=_contact(update.my_chat_member), chat=_kind_of(update.my_chat_member.chat))
    if message is None:
        return Heard(kind=HeardKind.NOTHING)
    if message.migrate_to_chat_id is not None:
        return Heard(kind=HeardKind.MOVED, chat=ChatKind.GROUP, moved_to=str(message.migrate_to_chat_id))
    quoted = message.reply_to_message
    return Heard(
        kind=_kind(update),
        chat=_kind_of(message.chat),
        author=author,
        text=_words_of(message),
        file=_file_of(message),
        quoted_file=None if quoted is None else _file_of(quoted),
        album=message.media_group_id,
        replies_to=None if quoted is None else str(quoted.message_id),
        topic=str(message.message_thread_id) if message.is_topic_message else None,
        is_forwarded=message.forward_origin is not None,
        is_for_the_chat=_is_for_the_chat(message),
    )


def _kind(update: Update) -> HeardKind:
    """A service message says nothing: something was pinned, somebody joined."""
    if update.edited_message is not None:
        return HeardKind.EDITED
    return HeardKind.NOTHING if filters.StatusUpdate.ALL.check_update(update) else HeardKind.WORDS


def _contact(changed: ChatMemberUpdated) -> HeardKind:
    """In a private chat who blocks the bot has thrown it out; in a group it may be left in and kept from speaking."""
    is_gone = changed.new_chat_member.status in {ChatMember.LEFT, ChatMember.BANNED}
    is_mute = (
        isinstance(changed.new_chat_member, ChatMemberRestricted) and not changed.new_chat_member.can_send_messages
    )
    return HeardKind.LOST if is_gone or is_mute else HeardKind.FOUND


def _kind_of(chat: Chat | None) -> ChatKind:
    return ChatKind.PRIVATE if chat is None or chat.type == Chat.PRIVATE else ChatKind.GROUP


def _author(user: User | None, message: Message | None) -> Author | None:
    """Another bot is nobody, but for the one that speaks for an administrator who hides."""
    if user is None or (user.is_bot and (message is None or not _is_for_the_chat(message))):
        return None
    return Author(user_id=str(user.id), name=user.full_name)


def _is_for_the_chat(message: Message) -> bool:
    """Said by an administrator who hides, or by a channel."""
    return message.sender_chat is not None


def _pressed(query: CallbackQuery) -> PressedButton:
    """What is pressed in a group is answered in private, where there is no message to change."""
    on = query.message
    is_here = on is not None and on.chat.type == Chat.PRIVATE
    return PressedButton(
        data=query.data or "", press_id=query.id, message_id=str(on.message_id) if on is not None and is_here else None
    )


def _words_of(message: Message) -> str:
    """Text or caption; an address that stands behind words follows them in brackets."""
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    return _with_addresses(text, entities)


def _with_addresses(text: str, entities: tuple[MessageEntity, ...]) -> str:
    """The platform counts in units of UTF-16."""
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda one: one.offset, reverse=True):
        if entity.type != MessageEntity.TEXT_LINK or not entity.url:
            continue
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        shown = units[start:end].decode("utf-16-le", "replace").strip()
        if shown and shown.rstrip("/") != entity.url.rstrip("/"):
            units = units[:end] + f" ({entity.url})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le", "replace")


def _file_of(message: Message) -> Attachment | None:
    file = message.document or (message.photo[-1] if message.photo else None) or message.video or message.audio
    if file is None:
        return None
    size = file.file_size or 0

    async def read() -> bytes:
        if size > FILE_LIMIT_MB * 1_000_000:
            raise FileTooLarge(limit=FILE_LIMIT_MB, length=size)
        try:
            loaded = await file.get_file()
            return bytes(await loaded.download_as_bytearray())
        except TelegramError as wrong:
            raise _why_not_read(wrong) from wrong

    name = file_name(getattr(file, "file_name", None), otherwise="anh.jpg" if message.photo else "tep")
    return Attachment(name=name, size=size, read=read)


def _why_not_read(wrong: TelegramError) -> Exception:
    """To be read later, gone for good, or something that nobody has thought of."""
    outcome = outcome_of(wrong)
    if isinstance(outcome, (*PASSING, Uncertain)):
        return ChannelDown(outcome)
    return FileGone() if isinstance(wrong, BadRequest) else wrong
