"""Names as they are typed in forms."""

from __future__ import annotations

from handlers.desk import Call
from handlers.reading.typing import parse_names


async def listed(call: Call, value: str) -> tuple[str, ...]:
    """The names of a list; a unit whose name holds commas stays whole (Phòng Lao động, Thương binh và Xã hội)."""
    async with call.office.look(call.order) as view:
        units = view.chart.units.values()  # those merged since lead to what they have become
    return parse_names(value, whole=[unit.name for unit in units if "," in unit.name])
