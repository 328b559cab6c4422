"""What the bot says by itself about tasks: to who holds one, judges it, decides about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.delivery.outgoing import AnyRendered
from domain.acts import Act
from domain.duties.duties import Outcome, Phase, SettledBy
from domain.duties.statements import Cause, StatementKind
from domain.ladder.dates import moved_dates
from tests.handlers.samples.cases import (
    ACCEPTED,
    ALONG,
    BEHALF,
    BUSY,
    DECISION,
    DIRECTION,
    FREE_AGAIN,
    FREED,
    GIVEN_TO,
    GOING_UP,
    GRANTED,
    HANDED_IN,
    KT,
    LAST_DATES,
    LEAD,
    LEAD_UNIT,
    LIMITED,
    OWN_DAY,
    PART,
    PART_OF_UNIT,
    PASSED_ON,
    PAUSED,
    PULLED,
    REFUSAL,
    SAID,
    SET_RIGHT,
    STAGED,
    STANDS_IN,
    SUBMISSION,
    TASK,
    TRANSFER,
    WHOLE_DOSSIER,
    WORDS,
)
from tests.handlers.samples.cast import AN, BINH, CLERK, DUC, KHANH, LEADER, NOW, at
from tests.handlers.samples.rendering import outgoing_of, rendered, shown

DUTY_NOTICES: dict[str, AnyRendered] = {
    "giao việc, cho người chủ trì": rendered("assigned", TASK, LEAD, AN),
    "giao việc, cho thủ trưởng đơn vị chủ trì": rendered("assigned", TASK, LEAD_UNIT, BINH),
    "giao việc, cho đơn vị phối hợp": rendered("assigned", TASK, PART, DUC),
    "phân công việc, cho chuyên viên": rendered(
        "delegated", TASK, replace(LEAD_UNIT, holder_id=AN, turn=2), AN, data={"to": AN}
    ),
    "phân công người khác, cho người giữ trước": rendered(
        "delegated", TASK, replace(LEAD_UNIT, holder_id=AN, turn=2), BINH, data={"to": AN}
    ),
    "nộp kết quả, cho người nghiệm thu": rendered("judge", TASK, HANDED_IN, LEADER, data={"by": AN}),
    "nộp kết quả phần phối hợp, cho người chủ trì": rendered(
        "judge", TASK, replace(HANDED_IN, **PART_OF_UNIT), AN, data={"by": DUC}
    ),
    "nghiệm thu đúng hạn": rendered("accepted", TASK, ACCEPTED, AN, data={"late": False}),
    "nghiệm thu quá hạn": rendered("accepted", TASK, ACCEPTED, BINH, data={"late": True}),
    "trả lại": rendered("returned", TASK, replace(LEAD, turn=3, held_since=at(4)), AN, words="Thiếu phụ lục số liệu"),
    "xin gia hạn, cho người quyết định": rendered(
        "decide", TASK, DECISION, LEADER, data={"by": AN}, words="Chờ số liệu của Kho bạc", about=LEAD
    ),
    "quyết định ghi thay, cho người có quyền": rendered(
        "in_your_name",
        TASK,
        LEAD,
        LEADER,
        data={"by": CLERK, "asked": "extension", "granted": False, "right": BEHALF.to_data()},
        words="Phải kịp kỳ họp",
    ),
    "chỉ đạo ghi thay, cho người có quyền": rendered(
        "in_your_name",
        TASK,
        LEAD,
        LEADER,
        data={"by": CLERK, "asked": "direction", "granted": True, "right": BEHALF.to_data()},
        words="Chỉ tính dự án khởi công trong năm",
    ),
    "gia hạn được duyệt": rendered("decided", TASK, GRANTED, AN, data={"granted": True}),
    "gia hạn không được duyệt": rendered(
        "decided", TASK, replace(LEAD, acknowledged_at=NOW), AN, data={"granted": False}, words="Phải kịp kỳ họp"
    ),
    "theo dõi": rendered("watching", TASK, None, BINH),
    "kết thúc": rendered("ended", TASK, None, BINH),
    "phần phối hợp được nghiệm thu cùng nhiệm vụ": rendered(
        "accepted",
        TASK,
        replace(PART, phase=Phase.CLOSED, outcome=Outcome.ACCEPTED, closed_at=at(4)),
        DUC,
        data={"late": False, "whole": True},
    ),
    **{
        f"việc của mình nay ở người khác ({was}, {handed_on})": rendered(
            "left",
            TASK,
            replace(LEAD, phase=was, holder_id=DUC),
            AN,
            data={"by": CLERK, "was": was, "handed_on": handed_on, "signed": False, "holder": DUC},
        )
        for was, handed_on in (
            (Phase.WORKING, False),
            (Phase.DRAFTED, False),
            (Phase.DRAFTED, True),
            (Phase.SUBMITTED, True),
        )
    },
    "dự thảo không dùng, việc giao người khác": rendered(
        "left",
        TASK,
        replace(LEAD, holder_id=DUC),
        AN,
        data={"by": BINH, "was": Phase.DRAFTED, "handed_on": True, "signed": False, "holder": DUC},
    ),
    "người thay đã làm, việc vẫn ở người vắng mặt": rendered(
        "left",
        TASK,
        BUSY,
        AN,
        data={"by": KHANH, "did": Act.EXTENSION_ASKED, "right": STANDS_IN.to_data()},
    ),
    "người khác làm thay": rendered(
        "left",
        TASK,
        replace(LEAD, phase=Phase.SUBMITTED, holder_id=LEADER),
        AN,
        data={
            "by": KHANH,
            "was": Phase.WORKING,
            "handed_on": False,
            "signed": False,
            "holder": LEADER,
            "right": STANDS_IN.to_data(),
        },
    ),
    "phối hợp thôi, vì đơn vị nay chủ trì": rendered(
        "ended",
        TASK,
        replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)),
        KHANH,
        data={"leads": True},
    ),
    "phối hợp thôi, vì đơn vị nay chủ trì, hai đơn vị sáp nhập": rendered(
        "ended",
        TASK,
        replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)),
        KHANH,
        data={"leads": False, "joins": True},
    ),
    "kết thúc phần phối hợp": rendered(
        "ended", TASK, replace(PART, phase=Phase.CLOSED, outcome=Outcome.ENDED, closed_at=at(4)), DUC
    ),
    "đôn đốc, cho người giữ việc": rendered("nudged", TASK, BUSY, AN, data={"by": BINH}),
    "đặt hạn dứt điểm, cho người giữ việc": rendered(
        "last_set", TASK, LIMITED, AN, data={"by": LEADER}, words="Tồn từ quý III", after=at(8)
    ),
    "đặt hạn dứt điểm, cho thủ trưởng": rendered(
        "last_set", TASK, LIMITED, BINH, data={"by": LEADER}, words="Tồn từ quý III", after=at(8)
    ),
    "từ chối, cho người quyết định": rendered(
        "decide", TASK, REFUSAL, LEADER, data={"by": AN}, words="Nội dung đã giao Phòng Tài nguyên"
    ),
    "từ chối, cho thủ trưởng biết": rendered(
        "asked", TASK, LEAD, BINH, data={"by": AN, "asked": "refusal"}, words="Nội dung đã giao Phòng Tài nguyên"
    ),
    "từ chối được duyệt, cho người xin": rendered(
        "decided", TASK, FREED, AN, data={"granted": True, "asked": "refusal"}
    ),
    "từ chối không được duyệt": rendered(
        "decided", TASK, BUSY, AN, data={"granted": False, "asked": "refusal"}, words="Vẫn thuộc chức năng của phòng"
    ),
    "chờ giao lại": rendered("freed", TASK, FREED, LEADER),
    "chuyển việc, cho người quyết định": rendered(
        "decide", TASK, TRANSFER, LEADER, data={"by": AN, "way": "sideways"}, words="Không thuộc chức năng của phòng"
    ),
    "chuyển việc được duyệt, cho người xin": rendered(
        "decided", TASK, PASSED_ON, AN, data={"granted": True, "asked": "transfer"}
    ),
    "chuyển việc được duyệt, cho nơi nhận": rendered("assigned", TASK, PASSED_ON, DUC),
    "xin chỉ đạo, cho người được xin": rendered(
        "decide", TASK, DIRECTION, BINH, data={"by": AN}, words="Có tính các dự án chuyển tiếp không?"
    ),
    **{
        f"đề nghị không còn chờ quyết định ({because})": rendered(
            "settled", TASK, BUSY, AN, data={"asked": "extension", "because": because, **GIVEN_TO.get(because, {})}
        )
        for because in SettledBy
    },
    "cho chỉ đạo": rendered("directed", TASK, BUSY, AN, data={"by": BINH}, words="Chỉ tính dự án khởi công trong năm"),
    "đã ký và trình lên": rendered("gone_up", TASK, BUSY, AN, data={"by": BINH}),
    "trình, cho thủ trưởng ký": rendered("sign", TASK, GOING_UP, BINH, data={"by": AN}, texts=WHOLE_DOSSIER),
    "trình, cho người quyết định": rendered(
        "decide", TASK, SUBMISSION, LEADER, data={"by": BINH, "author": AN}, texts=WHOLE_DOSSIER
    ),
    "trình với ý kiến của các đơn vị": rendered(
        "decide",
        TASK,
        SUBMISSION,
        LEADER,
        data={"by": KHANH, "author": AN, "right": KT.to_data(), "opinions": [one.to_data() for one in SAID]},
        texts=WHOLE_DOSSIER | {one.key: WORDS[one.words_id] for one in SAID if one.words_id},
    ),
    "có thêm ý kiến sau khi trình": rendered(
        "came_in", TASK, SUBMISSION, LEADER, data={"said": SAID[3].to_data()}, words=WORDS[5]
    ),
    "trình thiếu nội dung": rendered(
        "decide",
        TASK,
        SUBMISSION,
        LEADER,
        data={"by": BINH, "author": BINH},
        texts={"position": WHOLE_DOSSIER["position"]},
    ),
    "nội dung trình được duyệt": rendered("decided", TASK, BUSY, AN, data={"granted": True, "asked": "submission"}),
    "vướng mắc": rendered(
        "blocker",
        TASK,
        BUSY,
        CLERK,
        data={"by": AN, "law": False},
        texts={"blocker": "Kho bạc chưa gửi số liệu", "proposal": "Đề nghị Văn phòng đôn đốc Kho bạc"},
    ),
    "vướng mắc do quy định chồng chéo": rendered(
        "blocker",
        TASK,
        BUSY,
        LEADER,
        data={"by": AN, "law": True},
        texts={"blocker": "Hai nghị định quy định khác nhau", "proposal": "Đề nghị xin ý kiến Bộ"},
    ),
    "vướng mắc báo sau hạn": rendered(
        "blocker",
        TASK,
        BUSY,
        LEADER,
        data={"by": AN, "law": False, "statement": 3},
        texts={"blocker": "Kho bạc chưa gửi số liệu", "proposal": "Đề nghị Văn phòng đôn đốc Kho bạc"},
    ),
    "sáng kiến nêu sau hạn": rendered(
        "initiative", TASK, BUSY, LEADER, data={"by": AN, "statement": 3}, words="Gửi số liệu qua trục liên thông"
    ),
    "điều báo sau hạn được ghi nhận": rendered(
        "credited",
        TASK,
        BUSY,
        AN,
        data={"by": LEADER, "said": StatementKind.INITIATIVE},
        words="Gửi số liệu qua trục liên thông",
    ),
    "đề nghị xác nhận nguyên nhân chậm": rendered(
        "cause",
        TASK,
        HANDED_IN,
        LEADER,
        data={"by": AN, "cause": Cause.OUTSIDE},
        words="Mưa lũ kéo dài",
    ),
    "nguyên nhân chậm đã xác nhận": rendered("cause_confirmed", TASK, ACCEPTED, AN, data={"cause": Cause.OUTSIDE}),
    "sửa nội dung": rendered(
        "corrected",
        TASK,
        None,
        AN,
        data={"by": CLERK, "changes": SET_RIGHT},
        texts={"title.before": "Báo cáo giải ngân", "title.after": "Báo cáo giải ngân vốn đầu tư công"},
    ),
    "sửa hạn, mốc đổi theo": rendered(
        "corrected",
        TASK,
        None,
        CLERK,
        data={
            "by": LEADER,
            "changes": {"deadline": SET_RIGHT["deadline"]},
            "dates": [one.to_data() for one in ALONG],
            "kept": [one.to_data() for one in OWN_DAY],
        },
    ),
    "gia hạn, mốc sẽ đổi theo, cho người quyết định": replace(
        rendered(
            "decide",
            TASK,
            DECISION,
            LEADER,
            data={"by": AN, "dates": [one.to_data() for one in FREE_AGAIN]},
            words="Chờ số liệu của Kho bạc",
        ),
        about=PULLED,
    ),
    "gia hạn, mốc đổi theo": rendered(
        "decided",
        TASK,
        STAGED,
        AN,
        data={"granted": True, "asked": "extension", "dates": [one.to_data() for one in FREE_AGAIN]},
    ),
    "tiếp tục, mốc và hạn dứt điểm đổi theo": rendered(
        "resumed",
        TASK,
        replace(STAGED, turn=3, held_since=at(7)),
        AN,
        data={"by": LEADER, "dates": [one.to_data() for one in (*FREE_AGAIN, *LAST_DATES)]},
    ),
    "được giao lại, hạn dứt điểm vẫn giữ": rendered("assigned", TASK, replace(PASSED_ON, last=LIMITED.last), DUC),
    "được giao lại, hạn dứt điểm đã qua": rendered(
        "assigned",
        TASK,
        PASSED_ON,
        DUC,
        data={"dates": [one.to_data() for one in moved_dates(LIMITED, replace(LIMITED, last=None))]},
    ),
    "hạn dứt điểm đặt lại, cho người giữ việc": rendered(
        "last_set",
        TASK,
        LIMITED,
        AN,
        data={"by": LEADER, "dates": [one.to_data() for one in LAST_DATES]},
        words="Cấp trên gia hạn",
        after=at(8),
    ),
    "giao lại, cho người giữ trước": rendered("reassigned", TASK, PASSED_ON, AN, words="Điều chỉnh phân công"),
    "tạm dừng": rendered("paused", TASK, PAUSED, AN, data={"by": LEADER}, words="Chờ kết luận thanh tra"),
    "tiếp tục": rendered("resumed", TASK, replace(GRANTED, turn=3, held_since=at(7)), AN, data={"by": LEADER}),
    "thu hồi": rendered("withdrawn", TASK, None, AN, data={"by": CLERK}, words="Giao nhầm người"),
    "đổi người giao, cho người giao mới": rendered(
        "assigner_changed", TASK, None, BINH, data={"by": CLERK, "before": LEADER, "assigner": BINH}
    ),
    "đổi người giao, cho người giữ việc": rendered(
        "assigner_changed", TASK, None, AN, data={"by": CLERK, "before": LEADER, "assigner": BINH}
    ),
}


def duty_notice_samples() -> Iterator[tuple[str, str]]:
    for name, notice in DUTY_NOTICES.items():
        yield name, shown(outgoing_of(notice))
    yield "tin gửi lại", shown(outgoing_of(DUTY_NOTICES["theo dõi"], repeats_at=NOW))
