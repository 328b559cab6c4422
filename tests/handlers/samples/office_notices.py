"""What the bot says by itself about people, units, rights, the calendar and imports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.delivery.outgoing import AnyRendered, ListedLine
from domain.audits import Defect
from domain.intake import Hindrance
from domain.office.lapses import Ending
from tests.handlers.samples.cases import DUE, DUE_DAY, LEAD, PART, TASK
from tests.handlers.samples.cast import AN, BINH, CLERK, DUC, ENDED_BECAUSE, KHANH, LEADER, NOW, SCENE, UNITS, at
from tests.handlers.samples.changes import AWAY, CLOCK_WAS_WRONG, MOVED_BY_CALENDAR, UNCOVERED
from tests.handlers.samples.rendering import bulletin_of, outgoing_of, rendered, shown
from texts.notices import notices

GIVEN_TWO = {
    "given": (
        7,
        (
            ListedLine(duty=replace(LEAD, id=911), case=TASK),
            ListedLine(duty=replace(PART, id=912, to_unit=True), case=TASK),
        ),
    )
}


QUOTA = {"channel": "zalo", "limit": 3000, "anew_at": at(1, 0).isoformat()}

OFFICE_NOTICES: dict[str, AnyRendered] = {
    "có người liên kết tài khoản, cho Văn phòng": rendered(
        "linked", None, None, CLERK, data={"person": AN, "account": 7}
    ),
    "liên kết tài khoản đang là của người khác, cho Văn phòng": rendered(
        "linked", None, None, CLERK, data={"person": AN, "account": 7, "before": BINH, "left_without": True}
    ),
    "kênh đã đủ người, cho Văn phòng": rendered(
        "channel_full", None, None, CLERK, data={"channel": "zalo", "limit": 50}
    ),
    **{
        f"số tin trong tháng: {level} %, cho Văn phòng": rendered(
            "quota",
            None,
            None,
            CLERK,
            data={**QUOTA, "sent": 30 * level, "level": level},
        )
        for level in (80, 100)
    },
    "nền tảng báo hết số tin, cho Văn phòng": rendered(
        "quota", None, None, CLERK, data={**QUOTA, "sent": 1200, "level": 100}
    ),
    "đơn vị không còn người đứng đầu, cho Văn phòng": rendered(
        "headless",
        None,
        None,
        CLERK,
        data={"unit": 2, "above": LEADER, "head": None, "codes": ["NV-12"], "count": 1},
    ),
    "không nhắn được, cho Văn phòng": rendered("unreachable", None, None, CLERK, data={"person": AN}),
    "nhóm không còn, cho Văn phòng": rendered(
        "unreachable", None, None, CLERK, data={"person": 99, "group_of": UNITS[2].id}
    ),
    "không nhắn được thủ trưởng phải cho ý kiến": rendered(
        "unreachable",
        None,
        None,
        CLERK,
        data={
            "person": DUC,
            "silences": [{"code": "YK-5", "due_at": DUE_DAY.moment.isoformat(), "names_hour": False}],
        },
    ),
    "lịch làm việc thay đổi": rendered("calendar", None, None, CLERK, data={"items": MOVED_BY_CALENDAR, "more": 3}),
    **{
        f"tự kiểm tra, {defect}, cho Văn phòng": rendered(
            "unsound", None, None, CLERK, data={"defect": defect, "count": 3, "first": 17, "fault": "changed"}
        )
        for defect in Defect
    },
    "đồng hồ máy chủ đã sai, cho Văn phòng": rendered("clock", None, None, CLERK, data=CLOCK_WAS_WRONG),
    "đồng hồ máy chủ đang sai, cho Văn phòng": rendered(
        "clock", None, None, CLERK, data=CLOCK_WAS_WRONG | {"ahead": -1260, "until": None}
    ),
    **{
        f"tin không xử lý được, {why}, cho Văn phòng": rendered(
            "set_aside", None, None, CLERK, data={"why": why, "person": person, "said_at": at(7).isoformat()}
        )
        for why, person in ((Hindrance.UNREADABLE, None), (Hindrance.DIED, AN))
    },
    "bắt đầu thay người vắng mặt": rendered(
        "standing_in",
        None,
        None,
        KHANH,
        data=AWAY
        | {"acting": KHANH, "handed": ["NV-12", "YK-5"], "handed_count": 2, "kept": ["NV-7"], "kept_count": 1},
    ),
    "bắt đầu thay, có việc của chính mình": rendered(
        "standing_in",
        None,
        None,
        KHANH,
        data=AWAY | {"acting": KHANH, "own": [{"code": "NV-12", "deciders": [DUC, LEADER]}], "own_count": 1},
    ),
    "bắt đầu thay, chưa có việc": rendered("standing_in", None, None, KHANH, data=AWAY | {"acting": KHANH}),
    "người được cử thay cũng vắng mặt": rendered("standing_in", None, None, KHANH, data=AWAY | {"acting": CLERK}),
    "trở lại": rendered(
        "back", None, None, DUC, data={"person": DUC, "acted": KHANH, "handed": ["NV-12"], "handed_count": 1}
    ),
    **{
        f"phạm vi thanh tra {what}, cho {who}": rendered(
            "right_ended", None, None, to, data={"what": "scope", "person": KHANH, "fields": fields, "lost": lost}
        )
        for what, fields, lost, told in (
            ("theo đơn vị sáp nhập", ["Phòng Tài nguyên"], [], (("thanh tra", KHANH),)),
            ("không còn rõ", ["phong tai nguyen"], [3], (("thanh tra", KHANH), ("Văn phòng", CLERK))),
        )
        for who, to in told
    },
    "thôi thay, vì người vắng cử người khác": rendered(
        "back", None, None, KHANH, data={"person": DUC, "acted": KHANH, "handed_count": 0, "follows": AN}
    ),
    **{
        f"ủy quyền chấm dứt ({reason}), cho {who}": rendered(
            "right_ended",
            None,
            None,
            to,
            data={"what": "delegation", "why": reason, "of": of, "unit": 2, "head": BINH, "person": AN},
        )
        for reason, of in ENDED_BECAUSE.items()
        for who, to in (("người ủy quyền", BINH), ("người được ủy quyền", AN))
    },
    "thôi làm thay, việc của đơn vị còn lại": rendered(
        "right_ended",
        None,
        None,
        KHANH,
        data={
            "what": "substitution",
            "why": Ending.LEFT,
            "of": DUC,
            "person": DUC,
            "substitute": KHANH,
            "since": at(7, 0).isoformat(),
            "until": at(12, 0).isoformat(),
            "kept": ["NV-12"],
        },
    ),
    **{
        f"thôi làm thay, cho {who}": rendered(
            "right_ended",
            None,
            None,
            to,
            data={
                "what": "substitution",
                "why": Ending.MOVED,
                "of": KHANH,
                "person": DUC,
                "substitute": KHANH,
                "since": at(7, 0).isoformat(),
                "until": at(12, 0).isoformat(),
            },
        )
        for who, to in (("người vắng mặt", DUC), ("người thay", KHANH))
    },
    "vắng mặt, người thay đã chuyển, cho cấp trên": rendered(
        "uncovered",
        None,
        None,
        LEADER,
        data=UNCOVERED | {"why": Ending.MOVED, "of": KHANH},
    ),
    "vắng mặt, không nhắn được người thay, cho Văn phòng": rendered(
        "uncovered", None, None, CLERK, data=UNCOVERED | {"unreachable": KHANH}
    ),
    "thôi thay": rendered("back", None, None, KHANH, data={"person": DUC, "acted": KHANH, "handed_count": 1}),
    "chưa liên lạc được, cho Văn phòng": rendered(
        "unreached", None, None, CLERK, data={"people": [[AN, 3], [KHANH, 1]], "count": 2}
    ),
    "các việc nhập từ bảng tính, tin giữ từ trước": rendered(
        "taken_on",
        None,
        None,
        AN,
        data={"count": 12, "codes": [f"NV-{number}" for number in range(1, 11)], "due_at": at(7, 17).isoformat()},
    ),
    "được ủy quyền": rendered(
        "empowered",
        None,
        None,
        KHANH,
        data={
            "by": DUC,
            "unit": 3,
            "fields": ["đất đai"],
            "since": at(7, 0).isoformat(),
            "until": at(12, 0).isoformat(),
        },
    ),
    "nhiệm vụ định kỳ đến kỳ": rendered("recurred", None, None, CLERK, data={"recurrence": 1, "code": "NV-13"}),
    "nhiệm vụ định kỳ chưa giao được": rendered(
        "recurred",
        None,
        None,
        CLERK,
        data={"recurrence": 1, "code": None, "why": "UnknownParty", "due_at": DUE.moment.isoformat()},
    ),
    "nhiệm vụ định kỳ, kỳ đã qua hạn": rendered(
        "recurred",
        None,
        None,
        CLERK,
        data={"recurrence": 1, "code": None, "why": "DeadlineInThePast", "due_at": DUE.moment.isoformat()},
    ),
    "phiếu ngày không tới ai": rendered(
        "sheet_unreached", None, None, CLERK, data={"sheet": "day", "people": [LEADER]}
    ),
    "nhận việc người trước đã giao": rendered(
        "succeeded",
        None,
        None,
        DUC,
        data={"before": BINH, "taker": DUC, "codes": ["NV-12", "YK-5"], "count": 3},
    ),
    "nhận nhiệm vụ định kỳ người trước đã lập": rendered(
        "succeeded", None, None, DUC, data={"before": BINH, "taker": DUC, "codes": ["DK-1"], "count": 1}
    ),
    "việc đã giao nay người khác tiếp nhận": rendered(
        "succeeded", None, None, BINH, data={"before": BINH, "taker": DUC, "codes": ["NV-12"], "count": 1}
    ),
    "các việc nhập từ bảng tính": bulletin_of("taken_on", AN, GIVEN_TWO, holder=AN),
    "các việc nhập từ bảng tính, cho người thay": bulletin_of("taken_on", KHANH, GIVEN_TWO, holder=AN),
    "nhập với danh nghĩa người giao": bulletin_of("imported", LEADER, GIVEN_TWO, importer=CLERK, via="telegram"),
    "nhập tại máy chủ với danh nghĩa người giao": bulletin_of("imported", CLERK, GIVEN_TWO, importer=CLERK, via="cli"),
    "nhập tại máy chủ, không có việc": bulletin_of("imported", CLERK, {"given": (0, ())}, importer=CLERK, via="cli"),
}


def office_notice_samples() -> Iterator[tuple[str, str]]:
    for name, notice in OFFICE_NOTICES.items():
        yield name, shown(outgoing_of(notice))
    yield "sau khi khởi động lại", notices.fell_behind(SCENE, NOW)
