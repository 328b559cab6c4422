"""How fast deadline phrases are read: the sample, hostile phrases of 80 characters, and a cold start.

Run from the root of the project: python benchmarks/deadlines.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from zoneinfo import ZoneInfo  # noqa: E402

from deadlines import DateQuestion, read_deadline  # noqa: E402
from deadlines.forest import language  # noqa: E402
from storage.calendars import EnteredCalendar, calendar_of  # noqa: E402
from storage.holidays import public_days  # noqa: E402

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
YEARS = range(2025, 2031)
CALENDAR = calendar_of(public_days(YEARS), EnteredCalendar(), HANOI)
HOSTILE_PHRASES = 5_000
COLD_START = """
from time import perf_counter
begun = perf_counter()
from datetime import datetime
from zoneinfo import ZoneInfo
from domain.office.calendar import Calendar
from deadlines import read_deadline
hanoi = ZoneInfo("Asia/Ho_Chi_Minh")
read_deadline("30/11/2026", now=datetime(2026, 11, 23, 9, tzinfo=hanoi), calendar=Calendar(timezone=hanoi))
print(perf_counter() - begun)
"""


def read(phrase: str, now: datetime) -> tuple[float, str | None]:
    """Seconds taken, and the local moment."""
    begun = perf_counter()
    found = read_deadline(phrase, now=now, calendar=CALENDAR)
    taken = perf_counter() - begun
    return taken, None if isinstance(found, DateQuestion) else f"{found.moment:%Y-%m-%dT%H:%M}"


def main() -> None:
    sample = ROOT / "tests" / "deadlines" / "phrases.jsonl"
    phrases = [json.loads(line) for line in sample.read_text(encoding="utf-8").splitlines()]
    now = datetime.fromisoformat(phrases[0]["now"]).replace(tzinfo=HANOI)
    read("30/11/2026", now)

    results = [(phrase["expect"], *read(phrase["text"], now)) for phrase in phrases]
    right = sum(moment == expected for expected, _, moment in results)
    wrong = sum(moment is not None and moment != expected for expected, _, moment in results)
    times = [1000 * taken for _, taken, _ in results]
    print(f"sample   right {right}, asked {len(results) - right - wrong}, wrong {wrong} of {len(results)}")
    print(f"sample   median {median(times):.2f} ms, longest {max(times):.2f} ms")

    words = [*sorted(language().vocabulary.words), "5", "27/11", "8h", "t2", "-", "17:00", "12/2026"]
    chance = Random(2026)  # the same phrases every time
    hostile = [" ".join(chance.choices(words, k=chance.randint(1, 5)) * 40)[:80] for _ in range(HOSTILE_PHRASES)]
    times = [1000 * read(phrase, now)[0] for phrase in hostile]
    print(f"hostile  median {median(times):.2f} ms, longest {max(times):.2f} ms, {len(hostile)} phrases")

    starts = [
        float(subprocess.run([sys.executable, "-c", COLD_START], cwd=ROOT, check=True, capture_output=True).stdout)
        for _ in range(5)
    ]
    print(f"start    import and first phrase {1000 * median(starts):.0f} ms")


if __name__ == "__main__":
    main()
