"""A stance is taken only where it stands alone before a semicolon, a line end, or the end of what was typed (M20)."""

from __future__ import annotations

import pytest

from domain.duties.opinions import Stance
from domain.refusals import StanceUnknown
from handlers.opinions.answers import parse_stance

UNDERSTOOD = {
    "đồng ý": (Stance.AGREE, ""),
    "Dong y. ": (Stance.AGREE, ""),
    "ĐỒNG Ý;": (Stance.AGREE, ""),
    "đồng ý ; nhất trí nội dung": (Stance.AGREE, "nhất trí nội dung"),
    "đồng ý\nnhất trí; không sửa gì": (Stance.AGREE, "nhất trí; không sửa gì"),
    "có điều kiện; bổ sung Điều 7": (Stance.CONDITIONAL, "bổ sung Điều 7"),
    "đồng ý có điều kiện; bổ sung: Điều 7, 8": (Stance.CONDITIONAL, "bổ sung: Điều 7, 8"),
    "khong dong y; trái quy hoạch": (Stance.DISAGREE, "trái quy hoạch"),
    "không thuộc chức năng; của Phòng Kinh tế": (Stance.NOT_OURS, "của Phòng Kinh tế"),
    "thiếu hồ sơ\nbản đồ": (Stance.LACKING, "bản đồ"),
}

ASKED_BACK = (
    "đồng ý, có điều kiện; bổ sung Điều 7",
    "Đồng ý. Tuy nhiên không đồng ý Điều 3",
    "đồng ý: có điều kiện",
    "đồng ý nhưng nên xem lại",
    "đồng ý - có điều kiện\nbổ sung Điều 7",
    "không, đồng ý",
    "không; đồng ý",
    "",
    ";",
    "\n",
)


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_is_taken(text: str) -> None:
    assert parse_stance(text) == UNDERSTOOD[text]


@pytest.mark.parametrize("text", ASKED_BACK)
def test_is_asked_back(text: str) -> None:
    with pytest.raises(StanceUnknown):
        parse_stance(text)
