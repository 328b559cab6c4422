"""What will be done if it is confirmed, in words (promise 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from actions.prospects import Prospect
from domain.duties.cases import Case, CaseKind, Source
from domain.duties.charge import LeftOut, held_twice, stood_in_for_from_above
from domain.duties.duties import Duty, DutyKind
from domain.names import bare_subject
from domain.office.people import unique
from domain.permissions import Permission, may
from domain.rights import relations_to_office
from texts.duties.plans import plan_lines
from texts.duties.recurring import rule_words
from texts.duty_words import PARTS
from texts.notices.step_words import of_silence
from texts.phrases import capital, file_names, lines
from texts.scene import Scene, case_heading
from texts.words import LABEL_NAMES, NOT_ANNOUNCED, SOURCES, URGENCIES

SHOWN_READERS = 60


def preview_tasks(scene: Scene, prospects: Sequence[Prospect], *, now: datetime) -> str:
    """What was understood, who is told what when, and what to mind, before the button is pressed."""
    first = prospects[0]
    body = [_understood_task(scene, prospects), _warned(scene, prospects)]
    body.append(_planned(scene, first, of_several=len(prospects) > 1))
    body.append(_goes_out(scene, first, now))
    body.append(_press("Giao việc"))
    return "\n\n".join(part for part in body if part)


def preview(scene: Scene, prospect: Prospect, *, now: datetime) -> str:
    """The same of a request for opinions and of a circular."""
    body = [_UNDERSTOOD[prospect.case.kind](scene, prospect), _warned(scene, (prospect,)), _planned(scene, prospect)]
    body += [_goes_out(scene, prospect, now), _press("Gửi")]
    return "\n\n".join(part for part in body if part)


def _press(confirm: str) -> str:
    return f"Chọn <b>{confirm}</b> để thực hiện, <b>Sửa lại</b> để chỉnh nội dung, <b>Hủy</b> để bỏ (hoặc gõ chữ đó)."


def _planned(scene: Scene, prospect: Prospect, *, of_several: bool = False) -> str:
    whose = f" ({scene.party(prospect.duties[0])}; các nhiệm vụ khác tương tự)" if of_several else ""
    return f"<b>Lịch đôn đốc nếu chưa xử lý{whose}:</b>\n{plan_lines(scene, prospect.plan)}"


def _warned(scene: Scene, prospects: Sequence[Prospect]) -> str:
    warnings = _warnings(scene, prospects)
    return "<b>Xin lưu ý:</b>\n" + "\n".join(f"• {line}" for line in warnings) if warnings else ""


def _understood_task(scene: Scene, prospects: Sequence[Prospect]) -> str:
    first = prospects[0]
    case, leads = first.case, [prospect.duties[0] for prospect in prospects]
    heads = unique(head for lead in leads if (head := scene.chart.in_charge_of(lead.unit_id)) is not None)
    several = f"<b>Dondoc hiểu {len(prospects)} nhiệm vụ như sau, mỗi đầu mối chủ trì một nhiệm vụ:</b>"
    return lines(
        several if len(prospects) > 1 else "<b>Dondoc hiểu nhiệm vụ như sau:</b>",
        *(f"Chủ trì: {_addressee(scene, lead)}" for lead in leads),
        f"Người chịu trách nhiệm: {', '.join(map(scene.full_present, heads))}" if heads else "",
        f"Việc: {escape(case.title)}",
        f"Sản phẩm: {escape(case.product)}",
        f"Hạn: <b>{scene.deadline(case.deadline)}</b>",
        milestone_lines(scene, leads[0]),
        f"Độ khẩn: {URGENCIES[case.urgency]}",
        document_line(case),
        source_lines(case),
        f"Người giao: {scene.person(case.assigner_id)}",
        *(
            f"{capital(PARTS[duty.kind])}: {_addressee(scene, duty)}"
            for duty in first.duties
            if duty.kind is DutyKind.COORDINATING
        ),
        f"Lặp lại: {rule_words(first.repeats)}; hạn rơi vào ngày nghỉ thì lùi về ngày làm việc trước đó"
        if first.repeats
        else "",
    )


def document_line(case: Case) -> str:
    """`Văn bản: 1234/UBND-TH ngày 20/11/2026 – V/v …`, as far as it is known."""
    day = f"ngày {case.document_day:%d/%m/%Y}" if case.document_day else ""
    named = " ".join(part for part in (escape(case.document), day) if part)
    whole = " – ".join(
        part for part in (named, f"V/v {escape(bare_subject(case.subject))}" if case.subject else "") if part
    )
    return f"Văn bản: {whole}" if whole else ""


def source_lines(case: Case) -> str:
    """Kind of source, field, label, recipients and the file, as far as they are given."""
    return lines(
        f"Nguồn: {SOURCES[case.source]}" if case.source and case.source is not Source.DOCUMENT else "",
        f"Lĩnh vực: {escape(case.field)}" if case.field else "",
        f"Nhãn: {LABEL_NAMES[case.label]}" if case.label else "",
        f"Nơi nhận: {escape(case.recipients)}" if case.recipients else "",
        f"Tệp: {file_names(case)}" if case.file_hash and case.kind is not CaseKind.OPINION else "",
    )


def milestone_lines(scene: Scene, duty: Duty) -> str:
    """The stages of the task with their days, those reached marked."""
    stages = [
        f"Mốc {number}: {escape(stage.title)} – {scene.deadline(stage.deadline)}"
        + (f" (đạt {scene.moment(stage.reached_at)})" if stage.reached_at else "")
        for number, stage in enumerate(duty.stages, start=1)
    ]
    return "\n".join(stages)


def _addressee(scene: Scene, duty: Duty) -> str:
    if not duty.to_unit:
        return scene.full_present(scene.chart.person(duty.holder_id))
    return f"{scene.unit(duty.unit_id)} ({scene.holding(duty)})"


def _understood_opinion(scene: Scene, prospect: Prospect) -> str:
    case = prospect.case
    lines = [
        "<b>Dondoc hiểu yêu cầu lấy ý kiến như sau:</b>",
        f"Nội dung: {escape(case.title)}",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}",
        f"Hạn: <b>{scene.deadline(case.deadline)}</b>",
        f"Độ khẩn: {URGENCIES[case.urgency]}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_with_hash(case),
        f"Người hỏi: {scene.person(case.assigner_id)}",
        f"Lần lấy ý kiến thứ {case.round}" if case.round > 1 else "",
        f"Lý do vượt giới hạn của cơ quan: {escape(case.excess)}" if case.excess else "",
        "Hỏi:",
    ]
    lines += (f"– {scene.unit(one.unit_id)} ({scene.holding(one)}): {escape(one.reason)}" for one in prospect.duties)
    lines += of_silence(scene, prospect.duties, prospect.undeemed)
    return "\n".join(line for line in lines if line)


def _understood_circular(scene: Scene, prospect: Prospect) -> str:
    case, readers = prospect.case, prospect.duties
    lines = [
        "<b>Dondoc hiểu văn bản cần phổ biến như sau:</b>",
        f"Nội dung: {escape(case.title)}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_with_hash(case),
        f"Hạn đọc và xác nhận: <b>{scene.deadline(case.deadline)}</b>",
        f"Độ khẩn: {URGENCIES[case.urgency]}",
        f"Gửi {len(readers)} người, mỗi người tự xác nhận:",
    ]
    lines += [f"– {scene.full_present(scene.chart.person(duty.holder_id))}" for duty in readers[:SHOWN_READERS]]
    if len(readers) > SHOWN_READERS:
        lines.append(f"– … và {len(readers) - SHOWN_READERS} người nữa")
    return "\n".join(line for line in lines if line)


_UNDERSTOOD = {CaseKind.OPINION: _understood_opinion, CaseKind.CIRCULAR: _understood_circular}


def draft_with_hash(case: Case) -> str:
    """The draft by name and content: consent covers this one and no other."""
    if not case.file_hash:
        return ""
    what = "Dự thảo" if case.kind is CaseKind.OPINION else "Tệp"
    files = ((case.file_name, case.file_hash), *case.more_files)
    return "\n".join(f"{what}: {escape(name)}, mã băm SHA-256 <code>{digest}</code>" for name, digest in files)


def _warnings(scene: Scene, prospects: Sequence[Prospect]) -> list[str]:
    first = prospects[0]
    warnings = []
    if first.day_off is not None:
        forecast = f" {NOT_ANNOUNCED}" if first.day_off_forecast else ""
        name = f" ({escape(first.day_off)}{forecast})" if first.day_off else ""
        warnings.append(f"hạn rơi vào ngày nghỉ{name}; hạn vẫn giữ nguyên nếu đồng chí xác nhận")
    if first.forecast:
        warnings.append(
            "hạn hoặc lịch đôn đốc dưới đây dựa vào lịch nghỉ lễ, Tết mới là dự kiến, chưa có thông báo chính thức; "
            "khi có thông báo, Dondoc tính lại và báo cho người liên quan"
        )
    warnings += [*_parts_named(scene, prospects), *_own_cases(scene, prospects)]
    unreachable = unique(person for prospect in prospects for person in prospect.unreachable)
    if unreachable:
        warnings.append(
            f"chưa nhắn được cho {scene.people(unreachable)} vì chưa liên kết tài khoản; "
            f"bước đầu tiên sẽ báo cấp trên. {_invite(scene)}"
        )
    for key, load in first.workload.items():
        late = f", {load.overdue} việc đã quá hạn" if load.overdue else ""
        warnings.append(f"{scene.present(key)} đang giữ {load.still_open} việc{late}")
    warnings += [
        f"đã có việc gần giống đang mở: {case_heading(case)}, hạn {scene.deadline(case.deadline)}"
        for case in first.similar
    ]
    return warnings


def _invite(scene: Scene) -> str:
    """What the reader can do about it: the office alone invites."""
    reader = scene.chart.people.get(scene.reader or 0)
    invites = reader is not None and may(Permission.INVITE, relations_to_office(reader))
    return "Gõ /moi và họ tên để lấy mã mời" if invites else "Đề nghị Văn phòng cấp mã mời cho các đồng chí đó"


def _parts_named(scene: Scene, prospects: Sequence[Prospect]) -> list[str]:
    """Who holds what for whom, where that is not what the form says word by word."""
    owed = [duty for prospect in prospects for duty in prospect.duties]
    said = [
        f"{scene.unit(unit_id)} chưa có người đứng đầu: thủ trưởng đơn vị cấp trên, {scene.full(head)}, giữ việc thay"
        for unit_id, head in stood_in_for_from_above(scene.chart, owed)
    ]
    said += [
        f"{escape(one.unit.name)} đã {PARTS[one.has]}, nên không ghi thêm phần nào khác"
        for one in unique_parts(prospect.left_out for prospect in prospects)
    ]
    led = (prospect.duties[0] for prospect in prospects)
    said += [
        f"{scene.person(holder)} giữ cả {len(held)} nhiệm vụ ({', '.join(map(scene.addressee, held))}); nếu chỉ là một việc, "
        "chọn <b>Sửa lại</b> và bỏ một dòng Chủ trì"
        for holder, held in held_twice(led if len(prospects) > 1 else ())
    ]
    return said


def unique_parts(left_out: Iterable[tuple[LeftOut, ...]]) -> list[LeftOut]:
    return list({one.unit.id: one for several in left_out for one in several}.values())


def _own_cases(scene: Scene, prospects: Sequence[Prospect]) -> list[str]:
    """Where who assigns would hold the work too."""
    own = [
        one for one in prospects if one.case.kind is CaseKind.TASK and one.duties[0].holder_id == one.case.assigner_id
    ]
    if not own:
        return []
    return [
        f"{scene.person(own[0].case.assigner_id)} vừa giao vừa giữ việc này: xin gia hạn, từ chối hay chuyển việc do cấp trên "
        "quyết định"
    ]


def _goes_out(scene: Scene, prospect: Prospect, now: datetime) -> str:
    if prospect.goes_out_at <= now:
        return "Tin báo được gửi ngay khi xác nhận."
    return f"Ngoài giờ làm việc: tin báo được gửi lúc {scene.moment(prospect.goes_out_at)}."
