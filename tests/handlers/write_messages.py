"""Write messages/ anew after a wording was changed on purpose: `python -m tests.handlers.write_messages`.

Read the difference as an official would before it is committed.
"""

from __future__ import annotations

from tests.handlers.samples.topics import FOLDER, TOPICS, written

if __name__ == "__main__":
    for topic in TOPICS:
        (FOLDER / f"{topic}.txt").write_text(written(topic), encoding="utf-8")
