"""Lead, holder, who decides and each person's own unit are four different things wherever a case is shown."""

from __future__ import annotations

import io

from docx import Document

from tests.scenarios.cast import World

LEADER_GIVES = {"Người giao": "Trần Quốc Hùng"}


async def test_who_accepts_is_never_shown_as_the_lead(world: World) -> None:
    clerk, leader, an, binh = world.clerk, world.leader, world.an, world.binh
    await clerk.assigns(**LEADER_GIVES)
    an.receives("được giao chủ trì")
    await an.is_told("/xong NV-1 báo cáo đã gửi", "Đã nộp kết quả")
    leader.receives("NV-1")

    # The card, for each who may see it: the lead leads, the leader holds it, named with the leader's unit.
    for reader in (an, leader, clerk, binh, world.inspector):
        card = await reader.is_told("/viec NV-1", "Chủ trì: đồng chí Nguyễn Văn An (Phòng Kinh tế)")
        assert "Đang giữ: đồng chí Trần Quốc Hùng (UBND huyện) từ" in card.text
        assert "Chủ trì: đồng chí Trần Quốc Hùng" not in card.text

    # The lists and the head's board.
    given = "nghiệm thu; chủ trì: đồng chí Nguyễn Văn An (Phòng Kinh tế)"
    held = "đồng chí Trần Quốc Hùng (UBND huyện) giữ từ"
    await clerk.is_told("/dagiao tất cả", given, held[5:])
    await binh.is_told("/donvi", given, held, "đang giữ: đồng chí Trần Quốc Hùng (UBND huyện) 1 (0 quá hạn)")

    # The history, and the file of the case to print.
    await binh.is_told(
        "/lichsu NV-1",
        "Ai giữ việc – chủ trì, đồng chí Nguyễn Văn An (Phòng Kinh tế)",
        "• đồng chí Trần Quốc Hùng (UBND huyện):",
        "• đồng chí Nguyễn Văn An:",
    )
    await binh.says("/lichsu NV-1 hồ sơ")
    file = await world.api.file(binh.said_by_bot()[-1].file_id or "")
    assert file is not None
    paper = Document(io.BytesIO(file.content))
    assert "Chủ trì: đồng chí Nguyễn Văn An (Phòng Kinh tế)" in [line.text for line in paper.paragraphs]
    rows = [[cell.text for cell in row.cells][1] for row in paper.tables[0].rows[1:]]
    assert rows == ["đồng chí Nguyễn Văn An, Phòng Kinh tế", "đồng chí Trần Quốc Hùng, UBND huyện"]
