"""Who signs under a delegation (*KT.*) or in place of one away (*thay*), and where that stands (M22, M30)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment

UNDER = "KT. đồng chí Phạm Văn Bình, theo ủy quyền đến hết ngày Thứ Sáu 11/12/2026"
DOSSIER = """Căn cứ: Luật Đất đai
Thực tiễn: dự án dừng ba tháng
Chính kiến: đề nghị thu hồi đất đợt 2
Vượt thẩm quyền: vượt mức phân cấp"""


async def test_a_delegation_by_field_covers_an_opinion_for_a_task_of_that_field(world: World) -> None:
    clerk, binh, cuc, an = world.clerk, world.binh, world.cuc, world.an
    await binh.is_told("/uyquyen Đỗ Thị Cúc; đất đai; 30/11/2026 - 11/12/2026", "ký thay (KT.)")
    cuc.receives("ủy quyền")
    await clerk.assigns(Lĩnh_vực="đất đai")
    an.receives("NV-1")
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí", Cho_việc="NV-1")
    binh.receives("được lấy ý kiến: YK-1")
    asked = cuc.receives("Theo ủy quyền của đồng chí Phạm Văn Bình", "được lấy ý kiến: YK-1", "quý I/2027")
    assert cuc.labels(asked)[:2] == ["Đồng ý", "Có điều kiện"]
    assert "Phân công" not in cuc.labels(asked)
    await cuc.presses("Không đồng ý")
    cuc.receives("lý do")
    await cuc.is_told("trái quy hoạch đã duyệt", "Đã gửi ý kiến của Phòng Kinh tế", f"Đồng chí ký ({UNDER})")
    clerk.receives("đã trả lời không đồng ý", f"Người ký: đồng chí Đỗ Thị Cúc ({UNDER})")
    binh.receives("đã trả lời không đồng ý", f"Người ký: đồng chí Đỗ Thị Cúc ({UNDER})")
    await clerk.is_told("/viec YK-1", f"đồng chí Đỗ Thị Cúc ({UNDER}) ký")
    await clerk.is_told("/lichsu YK-1", f"đồng chí Đỗ Thị Cúc ({UNDER}) trả lời không đồng ý")
    ((kept,),) = world.stored("SELECT data FROM journal WHERE act = 'opinion.answered'")
    assert '"ground":"delegation"' in str(kept).replace(" ", "")
    world.nothing_else_was_said()


async def test_another_field_and_a_request_that_serves_no_task_are_not_covered(world: World) -> None:
    clerk, binh, cuc, an = world.clerk, world.binh, world.cuc, world.an
    await binh.is_told("/uyquyen Đỗ Thị Cúc; đất đai; 30/11/2026 - 11/12/2026", "ký thay (KT.)")
    cuc.receives("ủy quyền")
    await clerk.assigns(Lĩnh_vực="đầu tư")
    an.receives("NV-1")
    for served in ("NV-1", None):
        await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí", Cho_việc=served)
        binh.receives("được lấy ý kiến")
    await cuc.is_refused("/ykien YK-1 đồng ý", "Không tìm thấy")
    # The field of the task is what it is by now.
    await clerk.is_told("/sua NV-1 Lĩnh vực: đất đai", "Lĩnh vực")
    for player in (an, binh):
        player.receives("Lĩnh vực: đầu tư → đất đai")
    await cuc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến", "KT. đồng chí Phạm Văn Bình")
    clerk.receives("Người ký: đồng chí Đỗ Thị Cúc (KT.")
    binh.receives("Người ký: đồng chí Đỗ Thị Cúc (KT.")
    await cuc.is_refused("/ykien YK-2 đồng ý", "Không tìm thấy")
    world.nothing_else_was_said()


async def test_the_dossier_of_a_task_addressed_to_an_official_is_signed_by_the_deputy(world: World) -> None:
    clerk, leader, binh, cuc, an = world.clerk, world.leader, world.binh, world.cuc, world.an
    await binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 11/12/2026", "ký thay (KT.)")
    cuc.receives("ủy quyền")
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told(f"/trinh NV-1\n{DOSSIER}", "Đã chuyển đồng chí Phạm Văn Bình ký trình")
    binh.receives("trình đồng chí ký")
    waits = cuc.receives("Theo ủy quyền của đồng chí Phạm Văn Bình", "trình đồng chí ký", "thu hồi đất đợt 2")
    assert "Ký" in cuc.labels(waits)
    await cuc.presses("Ký")
    cuc.receives("Đã trình NV-1 lên đồng chí Trần Quốc Hùng", f"Đồng chí ký ({UNDER})")
    leader.receives(f"Đồng chí Nguyễn Văn An soạn, đồng chí Đỗ Thị Cúc ({UNDER}) ký trình")
    an.receives(f"Đồng chí Đỗ Thị Cúc ({UNDER}) đã ký và trình")
    binh.receives(
        "đã được ký trình lên, nay do đồng chí Nguyễn Văn An giữ", f"Người làm: đồng chí Đỗ Thị Cúc ({UNDER})"
    )
    await clerk.is_told("/lichsu NV-1", f"đồng chí Đỗ Thị Cúc ({UNDER}) ký trình")
    assert world.stored("SELECT for_head_id IS NOT NULL FROM dossiers") == [(1,)]
    world.nothing_else_was_said()


async def test_who_may_sign_hears_of_a_draft_and_signs_it(world: World) -> None:
    clerk, binh, cuc, an = world.clerk, world.binh, world.cuc, world.an
    await binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 11/12/2026", "ký thay (KT.)")
    cuc.receives("ủy quyền")
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí")
    for player in (binh, cuc):
        player.receives("được lấy ý kiến: YK-1")
    await binh.is_told("/phancong YK-1 Nguyễn Văn An", "Đã phân công")
    an.receives("dự thảo ý kiến")
    await an.is_told("/ykien YK-1 có điều kiện; bỏ khoản 3 Điều 7", "chờ đồng chí Phạm Văn Bình ký")
    binh.receives("đã dự thảo ý kiến")
    drafted = cuc.receives("Theo ủy quyền của đồng chí Phạm Văn Bình", "đã dự thảo ý kiến")
    assert cuc.labels(drafted) == ["Ký", "Sửa ý kiến", "Lịch sử"]
    await cuc.presses("Ký")
    cuc.receives("Đã gửi ý kiến", f"Đồng chí ký ({UNDER})")
    for player in (clerk, binh):
        player.receives("đã trả lời đồng ý có điều kiện", f"Người ký: đồng chí Đỗ Thị Cúc ({UNDER})")
    an.receives("dự thảo của đồng chí đã được ký")
    await clerk.is_told("/viec YK-1", f"đồng chí Nguyễn Văn An dự thảo, đồng chí Đỗ Thị Cúc ({UNDER}) ký")
    world.nothing_else_was_said()


async def test_who_stands_in_for_the_head_is_named_beside_him(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await binh.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Người thay")
    cuc.receives("đồng chí thay đồng chí Phạm Văn Bình")
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí")
    cuc.receives("được lấy ý kiến: YK-1")
    await cuc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến", "Đồng chí ký (thay đồng chí Phạm Văn Bình vắng mặt)")
    clerk.receives("Người ký: đồng chí Đỗ Thị Cúc (thay đồng chí Phạm Văn Bình vắng mặt)")
    binh.receives("đơn vị đã có ý kiến chính thức", "đồng chí Đỗ Thị Cúc (thay đồng chí Phạm Văn Bình vắng mặt)")
    await clerk.is_told("/lichsu YK-1", "đồng chí Đỗ Thị Cúc (thay đồng chí Phạm Văn Bình vắng mặt) trả lời đồng ý")
    await clerk.is_told("/viec YK-1", "đồng chí Đỗ Thị Cúc (thay đồng chí Phạm Văn Bình vắng mặt) ký")
    world.nothing_else_was_said()


async def test_a_deputy_who_may_sign_is_warned_before_silence_becomes_consent(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 11/12/2026", "ký thay (KT.)")
    cuc.receives("ủy quyền")
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí", Hạn="02/12/2026")
    for player in (binh, cuc):
        player.receives("YK-1")
    await binh.is_told("/nhan YK-1", "Đã ghi nhận")
    await world.until(moment(1, 9))
    binh.receives("Sắp hết hạn cho ý kiến")
    warned = cuc.receives("Theo ủy quyền", "Sắp hết hạn cho ý kiến", "/ykien YK-1")
    assert "Đồng ý" in cuc.labels(warned)
    clerk.receives_nothing()
