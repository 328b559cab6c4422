from __future__ import annotations

import subprocess
import sys


def test_the_program_starts_without_the_libraries_for_pictures_and_calendars() -> None:
    """They take seconds to load: that is the first picture's time, not the start's."""
    code = "import sys, bot.program; print(sorted({'matplotlib', 'numpy', 'icalendar'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
