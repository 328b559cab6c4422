"""One question after the other, and answers to plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from deadlines import DateQuestion
from deadlines.readings import Reason
from deadlines.refusals import DeadlineUnclear
from domain import refusals as r
from domain.duties.cases import Case
from domain.duties.duties import Duty
from handlers.dialogues.guides import Progress, place
from handlers.dialogues.questions import QuestionKind
from handlers.front.commands import COMMANDS
from tests.handlers.samples.cases import ASKED, BUSY, HANDED_IN, LATER, OPINION, TASK
from tests.handlers.samples.cast import SCENE
from texts.duties import (
    task_confirmations,
)
from texts.front import guides, offers, remarks, replies, several
from texts.words import LABELS


def guide_samples() -> Iterator[tuple[str, str]]:
    """Every question of every guide, the first one bare, the others with what was answered before."""
    guided = {name: one.form for name, one in COMMANDS.items() if one.form is not None and one.is_guided}
    for command, guide in guided.items():
        progress = Progress(command=command, at=guide.steps[0].key)
        for number, step in enumerate(guide.steps):
            beside = (
                ("calendar", step.kind is QuestionKind.DEADLINE),
                ("skip", step.optional),
                ("done", step.optional),
            )
            shown = replace(progress, at=step.key, answers=FIRST[command] if step.optional else progress.answers)
            yield (
                f"hỏi từng mục, /{command}: {step.key}",
                guides.question(
                    command,
                    step.key,
                    answers=shown.answers,
                    about="",
                    place=place(guide.steps, shown),
                    controls=[name for name, fits in (*beside, ("back", number > 0), ("leave", True)) if fits],
                ),
            )
            if step.key in GUIDED:
                progress = replace(progress, at=step.key).answering(GUIDED[step.key])
    controls, answers = ["next", "done", "back", "leave"], {"Hỏi": "- Phòng Kinh tế: nguồn kinh phí"}
    asked = {"answers": answers, "place": (3, 3), "controls": controls}
    yield (
        "hỏi từng mục, vì sao hỏi đơn vị",
        guides.question("xinykien", "Hỏi", about="Phòng Tài nguyên", **asked),
    )
    yield "hỏi từng mục, còn đơn vị nào nữa", guides.question("xinykien", "Hỏi", about="", **asked)
    yield "chọn ngày", guides.month_note(working_only=False)
    yield "chọn ngày làm việc", guides.month_note(working_only=True)
    unknown, meant = (
        r.UnknownParty(name="An", similar=("Nguyễn Văn An (Phòng Kinh tế)",)),
        ["Nguyễn Văn An (Phòng Kinh tế)"],
    )
    yield "trả lời chưa đúng, có gợi ý", guides.refused(SCENE, unknown, meant)
    unclear = DeadlineUnclear(phrase="tuần sau", question=DateQuestion(reason=Reason.BARE_PERIOD))
    yield "hạn chưa rõ, có gợi ý", guides.refused(SCENE, unclear, ["Thứ Sáu 11/12/2026 (17:00, hết ngày)"])
    yield "lựa chọn của câu đã qua", guides.answered_before()
    yield "chưa tới lúc xem trước", guides.not_here("xong", "Việc")
    yield "còn thiếu mục bắt buộc", guides.missing("Hạn")
    yield "tệp được giữ khi hỏi từng mục", guides.file_kept("du-thao.docx")
    yield "tệp không được nhận khi hỏi từng mục", guides.file_not_taken()


def remark_samples() -> Iterator[tuple[str, str]]:
    def offered(case: Case, duty: Duty, *verbs: str, **more: Any) -> str:
        usual = {"verbs": verbs, "understood": bool(verbs), "holds": True, "wanted": None, "file": False}
        return remarks.offered(SCENE, case, duty, **(usual | more))

    yield "em làm xong rồi", offered(TASK, BUSY, "xong")
    yield "cho em xin đến thứ Sáu tuần sau", offered(TASK, BUSY, "giahan", wanted=LATER)
    yield "chưa xong", offered(TASK, BUSY, "tiendo", "giahan")
    yield "không phải việc của phòng em", offered(OPINION, ASKED, "ktt")
    yield "đồng ý nhưng…", offered(OPINION, ASKED, "dy", "cdk")
    yield "một câu chưa hiểu", offered(TASK, BUSY)
    yield "một tệp gửi kèm lời", offered(TASK, BUSY, "xong", file=True)
    yield "việc không còn giữ", offered(TASK, HANDED_IN, holds=False)
    yield "hỏi lại về việc nào", remarks.which([TASK, OPINION], 4)
    yield "hỏi lại về phần nào", remarks.which_part(TASK, ("Phòng Kinh tế – chủ trì", "Phòng Tài nguyên – phối hợp"))
    yield from several_remarks()
    yield from file_remarks()
    yield from form_remarks()
    yield "tệp không còn chờ", replies.wait_no_more(["bao-cao.pdf", "phu-luc.xlsx"])
    yield "hỏi lý do gia hạn", remarks.reason_for("NV-12", SCENE.deadline(LATER))


def form_remarks() -> Iterator[tuple[str, str]]:
    lacking = r.FormFault(key="Sản phẩm"), r.FormFault(key="Hạn")
    wrong = r.FormFault(
        key="Phối hợp", why=r.UnknownUnit(name="Phòng X", similar=("Phòng Kinh tế",)), piece="Phòng X", place=1
    )
    strange = r.FormFault(key="Ghi chú: gấp", why=r.KeyUnknown(key="Ghi chú"))
    for title, faults in (
        ("mẫu còn thiếu mục", lacking),
        ("mẫu có mục chưa đúng", (wrong,)),
        ("mẫu có mục chưa đúng và còn thiếu", (strange, wrong, *lacking)),
    ):
        yield title, guides.unclear(SCENE, r.FormUnclear(command="giaoviec", text="", faults=faults))
    reason = r.FormFault(key="Hỏi", piece="Phòng Kinh tế", place=0, before="Phòng Kinh tế: ")
    beside = {"answers": {"Việc": "Rà soát"}, "about": "", "place": None, "controls": ("leave",)}
    for title, command, key, fault in (
        ("hỏi lại một phần của mục", "giaoviec", "Phối hợp", r.FormFault(key="Phối hợp", piece="Phòng X", place=1)),
        ("hỏi phần thiếu của một dòng", "xinykien", "Hỏi", reason),
        ("hỏi dòng chưa rõ mục", "giaoviec", "Ghi chú: gấp", None),
    ):
        yield title, guides.question(command, key, fault=fault, **beside)


def file_remarks() -> Iterator[tuple[str, str]]:
    names = ["bao-cao.pdf", "phu-luc.xlsx"]
    yield (
        "một tệp gửi kèm lời, đã giữ",
        remarks.offered(
            SCENE, TASK, BUSY, verbs=["xong"], understood=True, holds=True, wanted=None, file=True, kept=True
        ),
    )
    yield "một tệp chưa rõ để làm gì", offers.kept(names[:1])
    yield "thêm tệp của cùng tập", offers.kept_more(names[1], 2)
    yield "tệp gửi khi còn phải chọn", offers.kept_for_choice(names)
    yield "tệp gửi khi bản nháp chờ", offers.added_to_draft(names, LABELS["giaoviec"])
    yield "tệp nữa của cùng kết quả", offers.added_to_result(TASK, names[1], count=2, words="")
    yield "tệp nữa có lời kèm", offers.added_to_result(TASK, names[1], count=2, words="bản ký số")
    yield "lệnh chỉ nhận một tệp", replies.only_first_file(names[0])


def several_remarks() -> Iterator[tuple[str, str]]:
    first, second = "/nhan NV-12", "/tiendo NV-12 đã tổng hợp số liệu"
    words = "nhưng xin lùi hạn đến thứ Sáu"
    yield (
        "một lệnh trong tin nhiều lệnh",
        several.answer_to(first, task_confirmations.acknowledged(SCENE, TASK, BUSY, first=True)),
    )
    yield "lệnh đã thực hiện trước khi gián đoạn", several.done_before(first)
    yield "những lệnh chưa thực hiện", several.not_done([first, second])
    yield "tin nhiều lệnh bị lỗi giữa chừng", several.broken_off([first], [second])
    yield (
        "lời thừa sau lệnh",
        several.words_left("nhan", words, verbs=["giahan"], code="NV-12", pressed=True),
    )
    yield "lời thừa chưa rõ ý", several.words_left("nhan", "nhé", verbs=(), code="NV-12", pressed=True)
    yield "lời thừa sau lệnh không có mã", several.words_left("huy", "NV-12", verbs=(), code=None, pressed=False)


FIRST = {
    "giaoviec": {"Chủ trì": "Phòng Kinh tế"},
    "xinykien": {"Nội dung": "Dự thảo quy chế"},
    "phobien": {"Nội dung": "Quy chế làm việc"},
}


GUIDED = {
    "Chủ trì": "Nguyễn Văn An (Phòng Kinh tế)",
    "Việc": "Báo cáo giải ngân vốn đầu tư công tháng 11",
    "Sản phẩm": "Báo cáo bằng văn bản",
    "Hạn": "Thứ Sáu 11/12/2026 (17:00, hết ngày)",
    "Nội dung": "Dự thảo quy chế phối hợp quản lý đất đai",
    "Đề xuất": "Ban hành trong quý I/2027",
    "Hỏi": "- Phòng Kinh tế: nguồn kinh phí",
    "Gửi": "Phòng Kinh tế",
}
