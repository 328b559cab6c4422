"""The text of the grammar, and the names of what its rules mean."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = re.sub(r"^//.*$", "", Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8"), flags=re.MULTILINE)
RULE_NAMES = frozenset(re.findall(r"-> (\w+)$", SOURCE, flags=re.MULTILINE))
