"""How long the files of a month's report take: 3,000 tasks, or as many as are named.

Run from the root of the project: python -m benchmarks.report_files [TASKS]
"""

from __future__ import annotations

import sys
import time

from documents.reports.letter import paper
from documents.reports.workbook import workbook
from tests.handlers.report_samples import AGENCY, scene, told


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    office, month = scene(), told(tasks)
    for name, make in (("spreadsheet", workbook), ("document", paper)):
        began, computed = time.perf_counter(), time.process_time()
        size = len(make(office, month, agency=AGENCY))
        print(
            f"{tasks} tasks, {name}: {time.process_time() - computed:.2f} s of computing, "
            f"{time.perf_counter() - began:.2f} s in all, {size // 1024} KiB"
        )


if __name__ == "__main__":
    main()
