"""The reminders of the ladder, one sample of each step, alone and many in one message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.delivery.outgoing import AnyRendered
from domain.duties.opinions import Hearing
from domain.ladder.steps import StepKind
from tests.handlers.samples.cases import (
    ASKED,
    BUSY,
    CIRCULAR,
    CONSENT,
    DECISION,
    DEEMED,
    DIRECTION,
    DRAFTED,
    DRAFTING,
    FREED,
    GOING_UP,
    HANDED_IN,
    LACKING,
    LATE_CONSENT,
    LEAD,
    LIMITED,
    OPINION,
    PAUSED,
    READING,
    STAGED,
    TASK,
)
from tests.handlers.samples.cast import AN, BINH, CLERK, DUC, KHANH, LEADER, NOW, PEOPLE, SOMEBODY_AWAY
from tests.handlers.samples.office_notices import OFFICE_NOTICES
from tests.handlers.samples.rendering import T, outgoing_of, reminders, replace_recipient, shown, step_of
from texts.notices import notices


def digest_samples() -> Iterator[tuple[str, str]]:
    few = [*reminders(3, StepKind.OVERDUE, BINH), *reminders(5, StepKind.UNACKNOWLEDGED_UP, BINH)[3:]]
    yield "nhiều lời nhắc trong một tin", shown(outgoing_of(*few))
    yield "nhiều lời nhắc, sau kỳ nghỉ", shown(replace(outgoing_of(*few), after_holiday=True))
    unread = step_of(T.OVERDUE, CIRCULAR, READING, LEADER)
    readers = [replace(unread, notice=replace(unread.notice, id=number)) for number in range(1, 4)]
    yield "một văn bản nhiều người chưa đọc", shown(outgoing_of(*readers))
    yield "rất nhiều lời nhắc trong một tin", shown(outgoing_of(*reminders(300, StepKind.OVERDUE, BINH)))


STEPS: dict[str, AnyRendered] = {
    "chưa xác nhận, cho người giữ việc": step_of(T.UNACKNOWLEDGED, TASK, LEAD, AN),
    "chưa xác nhận, cho cấp trên": step_of(T.UNACKNOWLEDGED_UP, TASK, LEAD, BINH),
    "chưa xác nhận, cấp trên cùng được báo": step_of(T.UNACKNOWLEDGED_UP, TASK, LEAD, AN, told_too=[BINH]),
    "chưa xác nhận lấy ý kiến, cho thủ trưởng": step_of(T.UNACKNOWLEDGED, OPINION, ASKED, DUC),
    "chưa đọc văn bản phổ biến": step_of(T.UNACKNOWLEDGED, CIRCULAR, READING, AN),
    "chưa đọc văn bản phổ biến, cho cấp trên": step_of(T.UNACKNOWLEDGED_UP, CIRCULAR, READING, BINH),
    "sắp đến hạn": step_of(T.DUE_SOON, TASK, BUSY, AN),
    "sắp đến hạn, gửi muộn nhiều": step_of(T.DUE_SOON, TASK, BUSY, AN, set_for=NOW),
    "sắp đến hạn cho ý kiến": step_of(T.DUE_SOON, OPINION, DRAFTING, KHANH),
    "sắp đến hạn, ý kiến chờ ký": step_of(T.DUE_SOON, OPINION, DRAFTED, DUC),
    "sắp hết hạn cho ý kiến, cho người giữ việc": step_of(T.OPINION_WARNING, OPINION, DRAFTING, KHANH),
    "sắp hết hạn cho ý kiến, cho thủ trưởng": step_of(T.OPINION_WARNING, OPINION, DRAFTING, DUC),
    "mặc nhiên đồng ý, cho người chịu trách nhiệm": step_of(T.DEEMED_CONSENT, OPINION, DEEMED, DUC, deemed=CONSENT),
    "mặc nhiên đồng ý, cho người hỏi": step_of(T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=CONSENT),
    **{
        f"mặc nhiên đồng ý, {hearing}, cho người hỏi": step_of(
            T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=replace(CONSENT, hearing=hearing)
        )
        for hearing in (Hearing.UNHEARD, Hearing.LOST)
    },
    "mặc nhiên đồng ý, ghi nhận sau khi ngừng": step_of(T.DEEMED_CONSENT, OPINION, DEEMED, CLERK, deemed=LATE_CONSENT),
    "chờ Văn phòng quyết định": step_of(T.UNDECIDED, OPINION, replace(ASKED, undeemed_since=NOW), CLERK),
    "mặc nhiên đồng ý sau khi hỏi lại": step_of(
        T.DEEMED_CONSENT, OPINION, replace(DEEMED, asked_again_at=NOW), DUC, deemed=CONSENT
    ),
    "quá hạn, cho người giữ việc": step_of(T.OVERDUE, TASK, BUSY, AN),
    "quá hạn, cho cấp trên": step_of(T.OVERDUE, TASK, BUSY, BINH),
    "không có tiến độ, cho người giữ việc": step_of(T.SILENT, TASK, BUSY, AN),
    "không có tiến độ, cho cấp trên": step_of(T.SILENT_UP, TASK, BUSY, BINH),
    "kết quả chờ nghiệm thu": step_of(T.WAITING, TASK, HANDED_IN, LEADER),
    "kết quả chờ nghiệm thu, cho cấp trên": step_of(
        T.WAITING_UP, replace(TASK, assigner_id=BINH), replace(HANDED_IN, holder_id=BINH), LEADER
    ),
    "đề nghị gia hạn chờ quyết định": step_of(T.WAITING, TASK, DECISION, LEADER),
    "đề nghị gia hạn chờ quyết định, cho cấp trên": step_of(
        T.WAITING_UP, replace(TASK, assigner_id=BINH), replace(DECISION, holder_id=BINH), LEADER
    ),
    "ý kiến dự thảo chờ ký": step_of(T.WAITING, OPINION, DRAFTED, DUC),
    "hồ sơ chờ bổ sung": step_of(T.WAITING, OPINION, LACKING, CLERK),
    "hồ sơ chờ bổ sung, cho cấp trên": step_of(T.WAITING_UP, OPINION, LACKING, LEADER),
    "lịch nghỉ mới là dự kiến": replace(
        due_soon := step_of(T.DUE_SOON, TASK, BUSY, AN),
        ahead=tuple(replace(one, forecast=True) for one in due_soon.ahead),
    ),
    "dứt điểm": step_of(T.CLEARING, TASK, BUSY, CLERK),
    "sắp đến hạn dứt điểm": step_of(T.LAST_SOON, TASK, LIMITED, AN),
    "quá hạn dứt điểm, cho người giữ việc": step_of(T.LAST_PASSED, TASK, LIMITED, AN),
    "quá hạn dứt điểm, cho người giao": step_of(T.LAST_PASSED, TASK, LIMITED, LEADER),
    "sắp đến mốc": step_of(T.MILESTONE, TASK, STAGED, AN, milestone=2),
    "quá mốc, cho cấp trên": step_of(T.MILESTONE_LATE, TASK, STAGED, BINH, milestone=2),
    "việc đang tạm dừng, cho người giao": step_of(T.PAUSED, TASK, PAUSED, LEADER),
    "chờ giao lại, nhắc": step_of(T.WAITING, TASK, FREED, LEADER),
    "chỉ đạo chưa có": step_of(T.WAITING, TASK, DIRECTION, BINH),
    "nội dung trình chờ ký": step_of(T.WAITING, TASK, GOING_UP, BINH),
}


def step_samples() -> Iterator[tuple[str, str]]:
    for name, notice in STEPS.items():
        yield name, shown(outgoing_of(notice))
    many = (STEPS["quá hạn, cho cấp trên"], replace_recipient(STEPS["sắp hết hạn cho ý kiến, cho thủ trưởng"], BINH))
    yield "nhiều nội dung trong một tin", shown(outgoing_of(*many))
    one = STEPS["dứt điểm"]
    weekly = (one, replace(one, duty=replace(LIMITED, id=77)), replace(one, duty=HANDED_IN))
    yield "danh sách dứt điểm hằng tuần", shown(outgoing_of(*weekly))
    yield (
        "danh sách dứt điểm hằng tuần, với nội dung khác",
        shown(outgoing_of(*weekly, OFFICE_NOTICES["không nhắn được, cho Văn phòng"])),
    )
    yield "danh sách dứt điểm hằng tuần, dài", shown(outgoing_of(*[one] * 40))
    yield from digest_samples()
    yield "nhắc người làm thay", notices.notice_text(SOMEBODY_AWAY, STEPS["quá hạn, cho người giữ việc"], PEOPLE[BINH])
