"""Where a name or a platform's number of somebody is kept beside the tables of people, to be taken out (M52)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, and_, bindparam, delete, func, literal, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.mentions import Mentions, number_pattern, unescaped
from domain.names import fold
from storage.tables import (
    InboxState,
    cases,
    dialogues,
    duties,
    inbox,
    linked_files,
    memberships,
    menus,
    notices,
    reconciliations,
    recurrences,
    submissions,
    words,
)
from storage.types import AnyRow, Moment

BATCH = 1000
ERASED = "(đã xóa)"

PLAIN = (  # names in them are written over
    memberships.c.position,
    *(cases.c.title, cases.c.product, cases.c.proposal, cases.c.recipients, cases.c.subject, cases.c.field),
    *(cases.c.document, cases.c.excess, cases.c.file_name),
    duties.c.reason,
    *(submissions.c.file_name, reconciliations.c.file_name, linked_files.c.name),
)
JSON = (  # likewise, in whatever strings they hold
    *(cases.c.more_files, submissions.c.more_files, duties.c.milestones),
    *(notices.c.data, dialogues.c.data, recurrences.c.form, menus.c.options, menus.c.rest),
)


async def blank_words(connection: AsyncConnection, name: Mentions) -> int:
    """Blank every free text in which the name stands; how many they were. Its hash in the journal stays."""
    found = [row.id async for row in _rows(connection, [words.c.text]) if name.stands_in(row.text or "")]
    for start in range(0, len(found), BATCH):
        await connection.execute(update(words).where(words.c.id.in_(found[start : start + BATCH])).values(text=None))
    return len(found)


async def write_over(connection: AsyncConnection, name: Mentions) -> None:
    """Take the name out of everything else that people wrote, and out of the names of files."""
    columns = (*PLAIN, *JSON)
    for table in dict.fromkeys(column.table for column in columns):
        own = [column for column in columns if column.table is table]
        changes: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        async for row in _rows(connection, own):
            values = _written_over(row, own, name)
            if values:
                keys = {f"of_{key.name}": row._mapping[key] for key in table.primary_key}  # noqa: SLF001  # its own
                changes.setdefault(tuple(values), []).append({**keys, **{f"new_{one}": values[one] for one in values}})
        for names, rows in changes.items():
            mine = and_(*(key == bindparam(f"of_{key.name}") for key in table.primary_key))
            new: dict[str, Any] = {one: bindparam(f"new_{one}") for one in names}
            await connection.execute(update(table).where(mine).values(new), rows)


async def forget_chats(connection: AsyncConnection, chats: Sequence[tuple[str, str, str]], *, at: datetime) -> None:
    """Take the numbers (channel, user, chat) out of what came in and has been dealt with, and end the dialogues and
    menus. What still waits is handled as a stranger's."""
    keys = [(channel, number) for channel, *numbers in chats for number in numbers if number]
    if not keys:
        return
    dealt_with = (inbox.c.state != InboxState.STORED, tuple_(inbox.c.channel, inbox.c.chat_id).in_(keys))
    answered = func.coalesce(inbox.c.answered_at, literal(at, Moment()))
    forgotten = update(inbox).where(*dealt_with).values(chat_id="", raw=None, answered_at=answered)
    await connection.execute(forgotten)
    for begun in (dialogues, menus):
        await connection.execute(delete(begun).where(tuple_(begun.c.channel, begun.c.chat_id).in_(keys)))


async def blank_set_aside(connection: AsyncConnection, name: Mentions, numbers: Iterable[str]) -> None:
    """Blank what could not be handled and tells of the person, whoever sent it."""
    pattern = number_pattern(numbers)

    def tells(raw: str) -> bool:
        text = unescaped(raw)
        return name.stands_in(text) or (pattern is not None and pattern.search(text) is not None)

    kept = select(inbox.c.id, inbox.c.raw).where(inbox.c.state != InboxState.STORED, inbox.c.raw.is_not(None))
    found = [row.id for row in await connection.execute(kept) if tells(row.raw)]
    for start in range(0, len(found), BATCH):
        await connection.execute(update(inbox).where(inbox.c.id.in_(found[start : start + BATCH])).values(raw=None))


async def _rows(connection: AsyncConnection, columns: Sequence[Column[Any]]) -> AsyncIterator[AnyRow]:
    """These columns of one table, with its key, a batch at a time; rows in which none says anything are passed over."""
    table = columns[0].table
    says = or_(*(column.not_in(["", "[]", "{}"]) for column in columns))
    async with connection.stream(select(*table.primary_key, *columns).where(says)) as found:
        async for batch in found.partitions(BATCH):
            for row in batch:
                yield row


def _written_over(row: AnyRow, columns: Sequence[Column[Any]], name: Mentions) -> dict[str, str]:
    """What is to be written over in the row, by the name of the column."""
    values: dict[str, str] = {}
    for column in columns:
        text = row._mapping[column]  # noqa: SLF001  # SQLAlchemy's own
        if text and (changed := _without(text, name, is_json=column in JSON)) is not None:
            values[column.name] = changed
    if cases.c.title in columns and "title" in values:
        values[cases.c.folded.name] = fold(values["title"])
    return values


def _without(text: str, name: Mentions, *, is_json: bool) -> str | None:
    """The text without the name; None where it does not stand in it."""
    if not is_json:
        return name.without(text, ERASED) if name.stands_in(text) else None
    kept = json.loads(text)
    changed = _in_strings(kept, lambda one: name.without(one, ERASED))
    return None if changed == kept else json.dumps(changed, ensure_ascii=False)


def _in_strings(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_in_strings(one, change) for one in value]
        case dict():
            return {change(key): _in_strings(one, change) for key, one in value.items()}
    return value
