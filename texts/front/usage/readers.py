"""The command of who reads figures."""

from __future__ import annotations

from texts.front.usage.command import Usage

BAOCAO = Usage(
    name="baocao",
    example="/baocao tháng 11/2026 Phòng Kinh tế",
    purpose="báo cáo: gõ thêm kỳ, đơn vị, người, lĩnh vực; thêm <code>xlsx</code>, <code>docx</code> để lấy tệp",
)
