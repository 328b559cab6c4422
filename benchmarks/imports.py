"""How long `python -m bot import` takes and how much memory, for an office of so many people and tasks.

python -m benchmarks.imports [--people 10000] [--tasks 50000]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from actions.exchange.import_contents import Worksheet
from documents.writing import export_to

PER_UNIT = 20
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng")
FIELDS = ("đất đai", "đầu tư", "xây dựng", "môi trường")


def rows(people: int, tasks: int) -> dict[Worksheet, list[dict[str, Any]]]:
    """Units of twenty, each with a head; a tenth of the tasks addressed to units, a fifth with a coordinating one."""
    units = [f"Đơn vị số {number}" for number in range(max(1, people // PER_UNIT))]
    names = [f"{FAMILIES[number % 10]} Văn {number}" for number in range(people)]
    begin = datetime(2027, 6, 1)  # noqa: DTZ001  # a cell of a spreadsheet has no zone
    return {
        Worksheet.UNITS: [{"name": "UBND tỉnh"}, *({"name": unit, "parent": "UBND tỉnh"} for unit in units)],
        Worksheet.PEOPLE: [
            {
                "name": name,
                "unit": units[min(number // PER_UNIT, len(units) - 1)],
                "position": "Chuyên viên",
                "roles": "văn phòng" if number == 0 else ("thủ trưởng" if number % PER_UNIT == 1 else "chuyên viên"),
            }
            for number, name in enumerate(names)
        ],
        Worksheet.TASKS: [
            {
                "lead": units[number % len(units)] if number % 10 == 0 else names[number % people],
                "title": f"Báo cáo chuyên đề số {number} về tình hình thực hiện nhiệm vụ",
                "product": "Báo cáo bằng văn bản",
                "deadline": begin + timedelta(days=number % 200, hours=16 if number % 3 else 0),
                "coordinating": units[(number + 7) % len(units)] if number % 5 == 0 else None,
                "document": f"{number}/UBND-TH",
                "urgency": ("Thường", "Khẩn")[number % 2],
                "field": FIELDS[number % 4],
            }
            for number in range(tasks)
        ],
    }


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=10_000)
    asked.add_argument("--tasks", type=int, default=50_000)
    sizes = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.xlsx"
        export_to(file, rows(sizes.people, sizes.tasks))
        settings = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/office.db", "TELEGRAM_BOT_TOKEN": ""}
        subprocess.run([sys.executable, "-m", "bot", "migrate"], check=True, env=settings)
        began = time.perf_counter()
        command = [sys.executable, "-m", "bot", "import", str(file)]
        subprocess.run(command, check=True, env=settings)  # our own program
        took = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        memory, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
        size = file.stat().st_size / 1e6
        what = f"{sizes.people} people, {sizes.tasks} tasks ({size:.1f} MB)"
        spent = f"{took:.1f} s ({busy:.1f} s of one processor)"
        print(f"{what}: {spent}, {memory:.0f} MB at most")


if __name__ == "__main__":
    main()
