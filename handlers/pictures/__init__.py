"""What is said in a picture, for the chat and for documents: PNGs 1080 pixels wide, to be read on a phone.

Drawing is a matter of the processor and of libraries that are not made for many threads: one picture is drawn at a
time, beside the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_DRAWER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawer")


async def drawn(draw: Callable[[], T]) -> T:
    """What `draw` comes to, while the loop goes on; pictures asked for meanwhile wait their turn."""
    return await asyncio.get_running_loop().run_in_executor(_DRAWER, draw)
