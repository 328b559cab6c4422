"""What officials write in reply to a nudge, and what it may mean. Nothing is ever done upon it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading.meanings import MEANINGS, date_meant, verbs_meant
from tests.handlers.samples.cases import ASKED, BUSY, DUE, HANDED_IN, LEAD
from tests.handlers.samples.cast import CALENDAR, NOW
from texts.buttons import duty_buttons
from texts.words import LABELS

SAID = {
    "em làm xong rồi": {"xong"},
    "Em làm xong rồi ạ, anh xem giúp em": {"xong"},
    "da hoan thanh": {"xong"},
    "đã nhận": {"nhan"},
    "Dạ em nhận việc rồi ạ": {"nhan"},
    "cho em xin thêm 2 ngày": {"giahan"},
    "xin gia hạn đến thứ Sáu": {"giahan"},
    "em không kịp ạ": {"giahan"},
    "vướng quá": {"vuong"},
    "không phải việc của phòng em": {"chuyen", "tuchoi", "ktt"},
    "đang tổng hợp số liệu": {"tiendo"},
    "gần xong rồi": {"tiendo"},
    "chưa xong anh ơi": {"tiendo", "giahan", "vuong"},
    "em chưa làm xong được": {"tiendo", "giahan", "vuong"},
    "không thể hoàn thành đúng hạn": {"tiendo", "giahan", "vuong"},
    "em chưa nhận được công văn": set(),
    "không đồng ý": {"kdy", "khongduyet", "suaykien", "tralai"},
    "đồng ý": {"dy", "duyet", "ky", "nghiemthu"},
    "chưa đồng ý vì trái quy hoạch": {"kdy", "khongduyet", "suaykien", "tralai"},
    "thiếu hồ sơ": {"ths"},
    "từ chối": {"tuchoi"},
    "làm lại nhé": {"tralai"},
    "em chào anh ạ": set(),
    "okay kyle": set(),
    "": set(),
}


@pytest.mark.parametrize("said", SAID)
def test_words_and_the_verbs_that_they_may_mean(said: str) -> None:
    assert set(verbs_meant(said)) == SAID[said]


def test_with_and_without_accents_the_same() -> None:
    for verb_free, upper in (("EM LÀM XONG RỒI", "em lam xong roi"), ("Vướng Quá!!!", "vuong qua")):
        assert verbs_meant(verb_free) == verbs_meant(upper) != ()


def test_every_verb_is_a_button_or_a_command_of_the_contract() -> None:
    buttons = {
        button.data.partition(":")[0]
        for duty in (LEAD, ASKED, HANDED_IN)
        for row in duty_buttons(duty)
        for button in row
    }
    verbs = {verb for _, meant in MEANINGS for verb in meant}
    assert verbs <= set(LABELS) | buttons | {"vuong", "tuchoi", "chuyen", "xinchidao"}


WANTED = {
    "cho em xin thêm 2 ngày": (date(2026, 12, 9), (16, 30)),  # Monday's deadline of 16:30 and two days
    "xin thêm 5 ngày nữa ạ": (date(2026, 12, 14), (16, 30)),  # a Saturday, on to the Monday
    "xin gia hạn thêm 5 ngày làm việc": (date(2026, 12, 14), (16, 30)),
    "cho em xin thêm 1 tuần": (date(2026, 12, 14), (16, 30)),
    "cho em xin đến thứ Sáu tuần sau": (date(2026, 12, 11), (17, 0)),
    "anh cho em lùi hạn sang 17h ngày 10/12 nhé": (date(2026, 12, 10), (17, 0)),
}


@pytest.mark.parametrize("said", WANTED)
def test_a_date_in_the_sentence_is_what_the_button_would_ask_for(said: str) -> None:
    found = date_meant(said, BUSY, now=NOW, said_at=NOW, calendar=CALENDAR)
    assert found is not None
    local = CALENDAR.local(found.moment)
    assert (local.date(), (local.hour, local.minute)) == WANTED[said]


@pytest.mark.parametrize("said", ["cho em xin thêm thời gian", "xin đến thứ Sáu", "đạt 5/12 chỉ tiêu, xin thêm", ""])
def test_no_date_or_none_behind_the_deadline_is_none(said: str) -> None:
    assert date_meant(said, BUSY, now=NOW, said_at=NOW, calendar=CALENDAR) is None


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from([*SAID, *WANTED, "999 ngày"]), max_size=4).map(" ".join))
def test_what_is_shown_lies_behind_the_deadline_in_force(said: str) -> None:
    found = date_meant(said, BUSY, now=NOW, said_at=NOW, calendar=CALENDAR)
    assert found is None or found.moment > DUE.moment
    assert len(set(verbs_meant(said))) == len(verbs_meant(said))
