"""A change of head moves what lies with the unit itself (design §2)."""

from __future__ import annotations

from tests.scenarios.cast import World


async def test_what_lies_with_the_old_head_goes_to_the_new_one(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí")
    binh.receives("Phòng Kinh tế được lấy ý kiến")
    await clerk.is_told("/canbo Phạm Văn Bình; Phòng Kinh tế; Chuyên viên cao cấp; chuyên viên", "Đã cập nhật")
    await clerk.is_told("/canbo Đỗ Thị Cúc; Phòng Kinh tế; Trưởng phòng; thủ trưởng", "Đã cập nhật")
    cuc.receives("Phòng Kinh tế được lấy ý kiến", "YK-1")
    await cuc.presses("Đồng ý")
    cuc.receives("Đã gửi ý kiến của Phòng Kinh tế")
    clerk.receives("Phòng Kinh tế đã trả lời đồng ý")
    await clerk.is_told("/lichsu YK-1", "thay đổi thủ trưởng: chuyển từ đồng chí")


async def test_a_missing_dossier_drafted_by_an_official_is_signed_by_the_head(world: World) -> None:
    clerk, binh, an = world.clerk, world.binh, world.an
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí")
    binh.receives("Phòng Kinh tế được lấy ý kiến")
    await binh.is_told("/phancong YK-1 Nguyễn Văn An", "Đã phân công")
    an.receives("dự thảo ý kiến")
    await an.is_told("/ykien YK-1 thiếu hồ sơ; chưa có tờ trình", "Đã ghi dự thảo", "chờ đồng chí Phạm Văn Bình ký")
    binh.receives("đã dự thảo ý kiến", "thiếu hồ sơ")
    clerk.receives_nothing()
    await binh.presses("Ký")
    binh.receives("hồ sơ YK-1 còn thiếu")
    clerk.receives("báo thiếu hồ sơ", "chưa có tờ trình")
    an.receives("đã báo thiếu hồ sơ, chờ đồng chí Lê Thị Hoa bổ sung")
    world.nothing_else_was_said()
