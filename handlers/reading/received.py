"""Files that came with a message: read once, and kept by their content until it is known what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.duties import files
from handlers.desk import Call
from handlers.front.heard import Attachment


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file as a dialogue remembers it; `size` in bytes."""

    name: str
    size: int
    digest: str


async def keep(call: Call, file: Attachment) -> KeptFile:
    content = await file.read()
    digest = await files.keep_file(call.office, call.order, content)
    return KeptFile(name=file.name, size=len(content), digest=digest)


def waiting_file(call: Call, kept: KeptFile) -> Attachment:
    """The file that a dialogue remembers."""

    async def content() -> bytes:
        return await files.kept_file(call.office, kept.digest)

    return Attachment(name=kept.name, size=kept.size, read=content)


async def named(call: Call) -> dict[str, Any]:
    """The files of the message as a draft names them: the first, and those behind it."""
    kept = [await keep(call, file) for file in call.files]
    first, *more = [(one.name, one.digest) for one in kept]
    return {"file_name": first[0], "file_hash": first[1], "more_files": tuple(more)}
