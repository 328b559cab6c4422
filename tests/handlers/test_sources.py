"""Where a task comes from, read out of one line (M2)."""

from __future__ import annotations

from datetime import date
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.refusals import Refusal
from handlers.reading.sources import Document, parse_document

numbers = st.builds("{}/{}".format, st.integers(1, 99999), st.sampled_from(("UBND-TH", "TB-UBND", "QĐ-TTg", "KL/TU")))
subjects = st.sampled_from(("", "báo cáo giải ngân", "phối hợp quản lý đất đai, xây dựng"))
days = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(
    number=numbers | st.just(""),
    day=days,
    subject=subjects,
    shape=st.sampled_from(("{}/{}/{}", "{}.{}.{}", "{} tháng {} năm {}")),
)
def test_what_is_written_in_the_usual_way_is_read_as_it_is(
    number: str, day: date | None, subject: str, shape: str
) -> None:
    dated = f" ngày {shape.format(day.day, day.month, day.year)}" if day else ""
    written = f"{number}{dated}" + (f" V/v {subject}" if subject else "")
    assert parse_document(written) == Document(number=number, day=day, subject=subject)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300) | st.text(alphabet="ngày /.-0123456789 v tháng năm", max_size=2000))
def test_anything_else_is_kept_as_a_number_or_refused_and_soon_done(text: str) -> None:
    began = perf_counter()
    try:
        document = parse_document(text)
    except Refusal:
        return
    finally:
        assert perf_counter() - began < 1
    assert len(document.number) + len(document.subject) <= len(text)
