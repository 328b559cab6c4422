"""What the bot says by itself about opinions and circulars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.delivery.outgoing import AnyRendered
from domain.duties.duties import Outcome, Phase
from tests.handlers.samples.cases import ANSWERED, ASKED, CIRCULAR, DEEMED, DRAFTED, DRAFTING, LACKING, OPINION, READING
from tests.handlers.samples.cast import AN, CLERK, DUC, KHANH, at
from tests.handlers.samples.rendering import S, outgoing_of, rendered, shown

AGAIN, UNDEEMED = replace(ASKED, asked_again_at=at(9)), replace(ASKED, undeemed_since=at(9))
OPINION_NOTICES: dict[str, AnyRendered] = {
    "lấy ý kiến, cho thủ trưởng đơn vị được hỏi": rendered("assigned", OPINION, ASKED, DUC),
    "phân công dự thảo ý kiến, cho chuyên viên": rendered(
        "delegated", OPINION, replace(DRAFTING, acknowledged_at=None), KHANH, data={"to": KHANH}
    ),
    "trình ký ý kiến, cho thủ trưởng": rendered(
        "sign", OPINION, DRAFTED, DUC, data={"by": KHANH, "stance": S.CONDITIONAL}, words="Bổ sung Điều 7"
    ),
    "đơn vị đã trả lời, cho người hỏi": rendered(
        "answered", OPINION, ANSWERED, CLERK, data={"stance": S.AGREE, "by": DUC}
    ),
    "đơn vị đã trả lời, cho chuyên viên của đơn vị": rendered(
        "answered", OPINION, ANSWERED, KHANH, data={"stance": S.DISAGREE, "by": DUC}
    ),
    "hỏi lại, cho thủ trưởng đơn vị được hỏi": rendered(
        "asked_again", OPINION, AGAIN, DUC, data={"channels": ("zalo",), "consent_at": "2026-12-10T07:30:00+07:00"}
    ),
    "hỏi lại, cho người hỏi": rendered(
        "unheard",
        OPINION,
        AGAIN,
        CLERK,
        data={"channels": ("telegram", "zalo"), "consent_at": "2026-12-10T07:30:00+07:00"},
    ),
    "không ghi nhận mặc nhiên đồng ý, cho Văn phòng": rendered(
        "unheard", OPINION, UNDEEMED, CLERK, data={"channels": ("zalo",), "consent_at": None}
    ),
    "không ghi nhận mặc nhiên đồng ý, cho thủ trưởng đơn vị": rendered(
        "unheard", OPINION, UNDEEMED, DUC, data={"channels": ("zalo",), "consent_at": None}
    ),
    "trả lời muộn": rendered("answered_late", OPINION, DEEMED, CLERK, data={"stance": S.DISAGREE, "by": DUC}),
    "thiếu hồ sơ, cho người hỏi": rendered(
        "lacking", OPINION, LACKING, CLERK, words="Bản đồ hiện trạng", data={"by": DUC}
    ),
    "hồ sơ đã bổ sung, cho đơn vị được hỏi": rendered(
        "supplied", OPINION, replace(ASKED, turn=3, held_since=at(2)), DUC, words="Đã gửi bản đồ kèm công văn 77"
    ),
    "trình ký ý kiến của cấp phó, chung chung": rendered(
        "sign",
        OPINION,
        DRAFTED,
        DUC,
        data={"by": KHANH, "stance": S.CONDITIONAL, "by_deputy": True, "is_empty": True},
        words="Thực hiện theo quy định",
    ),
    "đơn vị còn ý kiến khác, cho người hỏi": rendered(
        "answered", OPINION, ANSWERED, CLERK, data={"stance": S.DISAGREE, "by": DUC, "is_empty": True}
    ),
    "ý kiến khác đã được thống nhất, cho thủ trưởng đơn vị": rendered(
        "reconciled", OPINION, ANSWERED, DUC, data={"by": CLERK}, words="Tiếp thu, bỏ khoản 3; biên bản số 15/BB"
    ),
    "phổ biến văn bản": rendered("assigned", CIRCULAR, READING, AN),
    "mọi người đã đọc, cho người gửi": rendered("ended", CIRCULAR, None, CLERK, data={"readers": 24}),
    **{
        f"việc của mình đã khép lại ({outcome}, {signed})": rendered(
            "left",
            OPINION,
            replace(DRAFTED, phase=Phase.CLOSED, outcome=outcome, closed_at=at(4)),
            KHANH,
            data={"by": by, "was": Phase.DRAFTED, "handed_on": True, "signed": signed, "holder": None},
        )
        for outcome, by, signed in (
            (Outcome.WITHDRAWN, CLERK, False),
            (Outcome.DEEMED, None, False),
            (Outcome.ANSWERED, DUC, False),
            (Outcome.ANSWERED, DUC, True),
        )
    },
    "đôn đốc, ý kiến chờ ký": rendered("nudged", OPINION, DRAFTED, DUC, data={"by": CLERK}),
}


def opinion_notice_samples() -> Iterator[tuple[str, str]]:
    for name, notice in OPINION_NOTICES.items():
        yield name, shown(outgoing_of(notice))
