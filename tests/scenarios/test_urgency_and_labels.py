"""Four levels of urgency, the label of what is new, hard or a pilot, and the field (M5)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World


@pytest.mark.parametrize(
    ("urgency", "acknowledge_within"),
    [
        ("thường", "01/12/2026"),
        ("khẩn", "30/11/2026 13:30"),
        ("thượng khẩn", "30/11/2026 10:00"),
        ("hỏa tốc", "30/11/2026 09:00"),
    ],
)
async def test_the_more_urgent_the_sooner_an_acknowledgement_is_asked_for(
    world: World, urgency: str, acknowledge_within: str
) -> None:
    await world.clerk.assigns(Khẩn=urgency)
    world.an.receives("được giao chủ trì", acknowledge_within)


async def test_label_and_field_are_seen_with_the_task(world: World) -> None:
    await world.clerk.assigns(Nhãn="thí điểm", Lĩnh_vực="chuyển đổi số")
    world.an.receives("được giao chủ trì", "Nhãn: thí điểm")
    await world.an.is_told("/viec NV-1", "thí điểm", "chuyển đổi số")
