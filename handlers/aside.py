"""Work of the processor, beside the loop and one piece at a time: pictures and files are made of libraries that are not
meant for many threads, and each takes tens of megabytes while it is made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_MAKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="maker")


async def made_aside(make: Callable[[], T]) -> T:
    """What `make` comes to, while the loop goes on; what is asked for meanwhile waits its turn."""
    return await asyncio.get_running_loop().run_in_executor(_MAKER, make)
