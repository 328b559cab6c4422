"""The same scenario on Telegram, on Zalo and on both: who is where, and what must come out the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.scenarios.cast import ALL_ON_TELEGRAM, CAST, Channels, World

EVERYBODY = frozenset(key for key, *_ in CAST) | {"stranger"}
ALL_ON_ZALO = Channels(name="zalo", on_zalo=EVERYBODY)
MIXED = Channels(name="mixed", on_zalo=frozenset({"leader", "cuc", "an", "khanh", "stranger"}), by_webhook=True)
EVERY_CHANNEL = {one.name: one for one in (ALL_ON_TELEGRAM, ALL_ON_ZALO, MIXED)}

# What lies in the channel itself: that a file was fetched is known where a link leads to it.
OF_THE_CHANNEL = ("file.fetched",)
# What has come of it all; numbers of messages and the ways they went are the channels'.
OUTCOMES = {
    "cases": "SELECT * FROM cases ORDER BY id",
    "duties": "SELECT * FROM duties ORDER BY id",
    "holdings": "SELECT * FROM holdings ORDER BY duty_id, turn",
    "answers": "SELECT * FROM answers",
    "words": "SELECT id, text FROM words ORDER BY id",
    "files": "SELECT sha256 FROM files ORDER BY sha256",
    "messages": "SELECT recipient_id, planned_at, state, by_clock FROM messages ORDER BY 1, 2, 3, 4",
    "notices": "SELECT kind, duty_id FROM notices ORDER BY kind, duty_id",
}
_SECONDS = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d):\d\d(?:\.\d+)?")


def outcome(world: World, *, since: object) -> dict[str, list[Any]]:
    """The journal behind that entry but for the channel, and what stands in the tables; moments to the minute, for a
    menu takes its time to be read."""
    entries = world.stored(
        "SELECT at, actor_id, actor_unit_id, actor_position, case_id, duty_id, act, data FROM journal "
        f"WHERE seq > {since} ORDER BY seq"
    )
    found: dict[str, list[Any]] = {
        "journal": [_without_channel(entry) for entry in entries if entry[6] not in OF_THE_CHANNEL]
    }
    found |= {name: [list(map(_to_the_minute, row)) for row in world.stored(query)] for name, query in OUTCOMES.items()}
    return found


def compare(folder: Path, scenario: str, channels: str, found: dict[str, list[Any]]) -> None:
    """With what came out on the other channels, where that has been seen; the last of the three sees both."""
    text = {name: [json.dumps(row, ensure_ascii=False) for row in rows] for name, rows in found.items()}
    mine = folder / f"{scenario}.{channels}.json"
    written = mine.with_suffix(".new")
    written.write_text(json.dumps(text, ensure_ascii=False), "utf-8")
    written.rename(mine)
    for other in folder.glob(f"{scenario}.*.json"):
        if other != mine:
            theirs = json.loads(other.read_text("utf-8"))
            for name, rows in text.items():
                here, there = Counter(rows), Counter(theirs[name])
                assert (here, there) == (there, here), _difference(name, other.stem, here, there)
            assert _in_order(text) == _in_order(theirs), f"in another order than on {other.stem}"


def _in_order(found: dict[str, list[str]]) -> list[str]:
    """What people and the clock did; what falls due at once goes out by several channels side by side."""
    return [row for row in found["journal"] if '"notice.' not in row]


def _difference(name: str, other: str, here: Counter[str], there: Counter[str]) -> str:
    """Every line that stands on one side alone."""
    more, less = list((here - there).elements()), list((there - here).elements())
    lines = (*(f"+ {row}" for row in more), *(f"- {row}" for row in less))
    return "\n".join((f"{name}, otherwise than in {other}", *lines))


def _without_channel(entry: Sequence[object]) -> list[object]:
    *head, data = entry
    return [*map(_to_the_minute, head), json.loads(str(_to_the_minute(data)), object_hook=_without_ids)]


def _without_ids(data: dict[str, Any]) -> dict[str, Any]:
    """The words are salted by chance: they are compared where they lie."""
    left_out = {"account", "channel", "message"} | ({"hash"} if "id" in data else set())
    return {name: value for name, value in data.items() if name not in left_out}


def _to_the_minute(value: object) -> object:
    return _SECONDS.sub(r"\1", value) if isinstance(value, str) else value
