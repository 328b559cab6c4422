"""Write messages.txt anew after a wording was changed on purpose: `python -m tests.handlers.write_messages`.

Read the difference as an official would before it is committed.
"""

from __future__ import annotations

from tests.handlers.samples import STORED, everything

if __name__ == "__main__":
    STORED.write_text(everything(), encoding="utf-8")
