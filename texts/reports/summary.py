"""The first sheet of a report: its tables' titles."""

from __future__ import annotations

_ALIKE = ("Số lượng", "Trên tổng số", "Tỷ lệ", "Cách tính")
BOX_TITLES = ("Bốn nhóm nhiệm vụ", *_ALIKE)
COUNTS_TITLES = ("Chỉ tiêu khác", "Số lượng", "", "", "Cách tính")
SPREAD_TITLES = ("Thời gian (giờ làm việc)", "Số lần", "Trung vị", "90% không quá", "Cách tính")
COORDINATING_TITLES = ("Phần việc phối hợp", *_ALIKE)
OPINION_TITLES = ("Lấy ý kiến", *_ALIKE)
ASKING_TITLES = ("Thời gian dành cho lấy ý kiến", "Số giờ", "Trên số giờ", "Tỷ lệ", "Cách tính")
