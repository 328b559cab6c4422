"""Who has answered or read, and who has not, as the words of a document (M10, M26)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from actions.opinions.summaries import Summary
from domain.duties.cases import CaseKind
from domain.duties.duties import Duty, DutyKind, Outcome
from domain.duties.opinions import Answer, Stance
from domain.rules.lengths import Urgency
from texts.duty_words import PHASES, STANCES
from texts.notices.steps import heard
from texts.phrases import capital, plain
from texts.scene import Scene
from texts.words import URGENCIES

SHOWN = 160  # characters of reasons in a board's line; the document has them whole


def counted(shown: Summary) -> str:
    """`Đã trả lời 3/5: đồng ý 2, không đồng ý 1; chờ 2`."""
    waiting = sum(duty.is_open for duty in shown.duties)
    outcomes = Counter(result_words(shown, duty) for duty in shown.duties if not duty.is_open)
    verb = "Đã có kết quả" if shown.case.kind is CaseKind.OPINION else "Đã đọc"
    each = ", ".join(f"{words} {count}" for words, count in outcomes.most_common())
    told = f": {each}" if shown.case.kind is CaseKind.OPINION and each else ""
    return f"<b>{verb} {len(shown.duties) - waiting}/{len(shown.duties)}</b>{told}" + (
        f"; còn chờ {waiting}" if waiting else ""
    )


def result_words(shown: Summary, duty: Duty) -> str:
    """What came of one duty, in the words of the board and of the document."""
    final = shown.final(duty)
    if final is not None:
        return STANCES[final.stance]
    return _RESULTS.get(duty.outcome, "chưa trả lời") if duty.outcome is not None else _OPEN[duty.kind]


_OPEN = {DutyKind.OPINION: "chưa trả lời", DutyKind.READING: "chưa đọc"}
_RESULTS = {
    Outcome.DEEMED: "mặc nhiên đồng ý",
    Outcome.READ: "đã đọc",
    Outcome.ENDED: "kết thúc, không trả lời",
    Outcome.WITHDRAWN: "đã thu hồi",
}


def signed(scene: Scene, final: Answer) -> str:
    """Who signed it when and by whose right, and who had drafted it."""
    assert final.signed_at is not None
    by = f"{scene.person(final.signed_by_id)}{scene.under(final.signed_under)} ký {scene.moment(final.signed_at)}"
    return by if final.author_id == final.signed_by_id else f"{scene.person(final.author_id)} dự thảo, {by}"


def short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def reasons(shown: Summary, answer: Answer | None) -> str:
    if answer is None or answer.words_id is None:
        return ""
    return shown.words.get(answer.words_id) or "(nội dung đã xóa)"


def notes(scene: Scene, shown: Summary, duty: Duty) -> list[str]:
    """Everything to be minded about a unit's outcome, as HTML."""
    final, consent, settled = shown.final(duty), shown.deemed.get(duty.id), shown.reconciled.get(duty.id)
    found = [so] if (so := silence_so_far(scene, duty)) else []
    if final is not None:
        found += ["phó ký"] if final.by_deputy else []
        found += ["chưa nêu lý do cụ thể"] if final.is_empty else []
    if consent is not None:
        found.append(
            f"chịu trách nhiệm: {scene.person(consent.answerable_id)}; "
            f"người giữ lúc hết hạn: {scene.person(consent.holder_id)}"
            + (f"; <b>{unheard}</b>" if (unheard := heard(scene, consent)) else "")
        )
    found += [
        f"trả lời muộn: {STANCES[one.stance]} ({_late_by(scene, one)}, {scene.moment(one.said_at)})"
        + (f" – {escape(short(said))}" if (said := reasons(shown, one)) else "")
        for one in shown.late(duty)
    ]
    if settled is not None:
        minutes = shown.words.get(settled.words_id) if settled.words_id is not None else None
        file = f"tệp {escape(settled.file_name or '')}" if settled.file_sha256 else ""
        about = "; ".join(part for part in (escape(short(minutes)) if minutes else "", file) if part)
        found.append(f"đã thống nhất {scene.moment(settled.at)}: {about}")
    elif shown.objects(duty):
        found.append("<b>cần thống nhất trước khi trình</b>")
    return found


def silence_so_far(scene: Scene, duty: Duty) -> str:
    """What has become of the silence of an open request at its deadline; empty before."""
    if duty.undeemed_since is not None:
        return "không ghi nhận mặc nhiên đồng ý, Văn phòng quyết định"
    return f"đã hỏi lại lúc {scene.moment(duty.asked_again_at)}" if duty.asked_again_at is not None else ""


def _late_by(scene: Scene, late: Answer) -> str:
    return scene.person(late.author_id) + scene.under(late.signed_under)


# The document: plain text, cell by cell.


@dataclass(frozen=True, kw_only=True)
class SummaryTable:
    """A document as words: lines above the table, its columns and rows, lines below it."""

    file_name: str
    agency: str
    title: str
    above: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


def sheet(scene: Scene, shown: Summary, *, agency: str) -> SummaryTable:
    """What the summary of a request or a circular says, whole."""
    opinion = shown.case.kind is CaseKind.OPINION
    columns = OPINION_COLUMNS if opinion else CIRCULAR_COLUMNS
    row = _opinion_row if opinion else _circular_row
    return SummaryTable(
        file_name=f"tong-hop-{shown.case.code}.docx",
        agency=agency,
        title=f"BẢNG TỔNG HỢP Ý KIẾN {shown.case.code}" if opinion else f"DANH SÁCH XÁC NHẬN ĐÃ ĐỌC {shown.case.code}",
        above=_plain(_above(scene, shown)),
        columns=columns,
        rows=tuple(
            (str(number), *_plain(row(scene, shown, duty))) for number, duty in enumerate(shown.duties, start=1)
        ),
        below=_plain(
            [
                f"Lập lúc {scene.moment(shown.at)} từ sổ theo dõi của Dondoc.",
                *(
                    [
                        "Im lặng hoặc trả lời sau hạn được tính là mặc nhiên đồng ý với đề xuất; trả lời muộn được lưu riêng."
                    ]
                    if opinion
                    else []
                ),
            ]
        ),
    )


OPINION_COLUMNS = ("STT", "Đơn vị; lý do được hỏi", "Ý kiến", "Lý do, nội dung", "Người trả lời, thời điểm", "Ghi chú")
CIRCULAR_COLUMNS = ("STT", "Họ tên, chức vụ", "Đơn vị", "Tình trạng", "Thời điểm")


def _plain(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(plain, texts))


def _above(scene: Scene, shown: Summary) -> list[str]:
    case = shown.case
    sender = "Nơi hỏi" if case.kind is CaseKind.OPINION else "Người gửi"
    lines = [
        f"Nội dung: {escape(case.title)}",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}" if case.proposal else "",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        f"Tệp: {escape(case.file_name)} (SHA-256 {case.file_hash})" if case.file_hash else "",
        f"{sender}: {scene.full(scene.chart.person(case.assigner_id))}",
        f"Gửi lúc {scene.moment(case.opened_at)}; hạn {scene.deadline(case.deadline)}",
        f"Độ khẩn: {URGENCIES[case.urgency]}" if case.urgency is not Urgency.NORMAL else "",
        f"Lần lấy ý kiến thứ {case.round}" if case.round > 1 else "",
        f"Lý do vượt giới hạn của cơ quan: {escape(case.excess)}" if case.excess else "",
        counted(shown),
    ]
    return [line for line in lines if line]


def _opinion_row(scene: Scene, shown: Summary, duty: Duty) -> list[str]:
    final = shown.final(duty)
    return [
        f"{scene.unit(duty.unit_id)}\n({escape(duty.reason)})",
        capital(result_words(shown, duty)),
        escape(reasons(shown, final)),
        _answered_by(scene, duty, final),
        "\n".join(capital(note) for note in _plain(_whole_notes(scene, shown, duty))),
    ]


def _answered_by(scene: Scene, duty: Duty, final: Answer | None) -> str:
    if final is not None:
        return capital(signed(scene, final))
    if duty.closed_at is not None:
        return f"Hết hạn: {scene.step(duty.closed_at)}" if duty.outcome is Outcome.DEEMED else ""
    return capital(f"{scene.holder(duty)} giữ từ {scene.moment(duty.held_since)}; {PHASES[duty.phase]}")


def _whole_notes(scene: Scene, shown: Summary, duty: Duty) -> list[str]:
    lacked = [one for one in shown.answers.get(duty.id, ()) if one.stance is Stance.LACKING and one.signed_by_id]
    missing = [
        f"báo thiếu hồ sơ {scene.moment(one.said_at)}: {escape(reasons(shown, one))}"
        + (f"; hạn mới {scene.deadline(duty.deadline)}" if duty.restarted_at else "")
        for one in lacked
    ]
    return missing + notes(scene, shown, duty)


def _circular_row(scene: Scene, shown: Summary, duty: Duty) -> list[str]:
    person = scene.chart.person(duty.holder_id)
    read = "Đã đọc (quá hạn)" if duty.id in shown.late_readers else "Đã đọc"
    return [
        ", ".join(
            part
            for part in (
                escape(person.name),
                escape(person.position),
                scene.away(person.id) if duty.is_open else "",
            )
            if part
        ),
        scene.unit(duty.unit_id),
        "Chưa đọc" if duty.is_open else read,
        "" if duty.closed_at is None else scene.moment(duty.closed_at),
    ]
