"""Which samples stand in which file of messages/, and all of them together."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from tests.handlers.report_messages import report_samples
from tests.handlers.samples.duties import duties_answers
from tests.handlers.samples.duty_notices import DUTY_NOTICES, duty_notice_samples
from tests.handlers.samples.front import front_answers
from tests.handlers.samples.guides import guide_samples, remark_samples
from tests.handlers.samples.histories import document_samples
from tests.handlers.samples.lists import list_samples
from tests.handlers.samples.office import office_answers, status_samples
from tests.handlers.samples.office_notices import OFFICE_NOTICES, office_notice_samples
from tests.handlers.samples.opinion_notices import OPINION_NOTICES, opinion_notice_samples
from tests.handlers.samples.opinions import opinions_answers
from tests.handlers.samples.refusals import refusal_samples
from tests.handlers.samples.rendering import plain
from tests.handlers.samples.reports import BULLETINS, bulletin_samples
from tests.handlers.samples.steps import step_samples

FOLDER = Path(__file__).parents[1] / "messages"
NOTICES = DUTY_NOTICES | OPINION_NOTICES | OFFICE_NOTICES | BULLETINS
# The file of each topic: under each heading, where its samples come from.
TOPICS = {
    "duties": {
        "DONDOC TỰ NHẮN": duty_notice_samples,
        "TRẢ LỜI LỆNH": duties_answers,
        "HÌNH, HỒ SƠ, LỊCH": document_samples,
    },
    "steps": {"NHẮC THEO THANG ĐÔN ĐỐC": step_samples},
    "lists": {"DANH SÁCH, ĐÔN ĐỐC, DỨT ĐIỂM, QUY ĐỊNH": list_samples},
    "opinions": {"DONDOC TỰ NHẮN": opinion_notice_samples, "TRẢ LỜI LỆNH": opinions_answers},
    "office": {"DONDOC TỰ NHẮN": office_notice_samples, "TRẢ LỜI LỆNH": office_answers, "TÌNH TRẠNG": status_samples},
    "reports": {"DONDOC TỰ NHẮN": bulletin_samples, "BÁO CÁO": report_samples},
    "front": {"TRẢ LỜI CHUNG": front_answers, "HỎI TỪNG MỤC": guide_samples, "TRẢ LỜI LỜI THƯỜNG": remark_samples},
    "refusals": {"CHƯA THỰC HIỆN ĐƯỢC": refusal_samples},
}


def by_name() -> dict[str, str]:
    """Every sample, as HTML."""
    return dict(chain.from_iterable(samples() for parts in TOPICS.values() for samples in parts.values()))


def written(topic: str) -> str:
    """The file of the topic: each sample under its name."""
    found = []
    for title, samples in TOPICS[topic].items():
        found.append(f"{'=' * 100}\n{title}\n{'=' * 100}")
        found += [f"--- {name}\n{plain(html)}" for name, html in samples()]
    return "\n\n".join(found) + "\n"
