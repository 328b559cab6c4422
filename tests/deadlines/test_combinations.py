"""Days, hours and the words around them put together in every way: what is read is what the parts mean."""

from datetime import date, datetime, time
from itertools import product

import pytest

from deadlines import Reading
from deadlines.words import fold

DAYS = {
    "27/11": date(2026, 11, 27),
    "ngày 27/11/2026": date(2026, 11, 27),
    "thứ Sáu 27/11": date(2026, 11, 27),
    "27/11 (thứ Sáu)": date(2026, 11, 27),
    "ngày 02 tháng 12 năm 2026": date(2026, 12, 2),
    "mùng 2/12": date(2026, 12, 2),
    "ngày 25": date(2026, 11, 25),
    "2026-12-02": date(2026, 12, 2),
    "thứ 5": date(2026, 11, 26),
    "t5 tuần này": date(2026, 11, 26),
    "thứ tư tuần sau": date(2026, 12, 2),
    "thứ sáu tuần sau": date(2026, 12, 4),
    "hôm nay": date(2026, 11, 23),
    "ngày mai": date(2026, 11, 24),
    "mốt": date(2026, 11, 25),
    "mùng 6 Tết": date(2027, 2, 11),
    "15/12 âm lịch": date(2027, 1, 22),
}
HOURS = {
    "17h": time(17),
    "10h30": time(10, 30),
    "15g": time(15),
    "9 giờ 30 phút": time(9, 30),
    "16:30": time(16, 30),
    "8h sáng": time(8),
    "9 rưỡi sáng": time(9, 30),
    "5 giờ kém 15 chiều": time(16, 45),
    "12h trưa": time(12),
    "7h tối": time(19),
    "3h": time(15),
    "nửa đêm": time(23, 59),
    "24h": time(23, 59),
    "sáng": time(11, 30),
    "cuối giờ chiều": time(17),
    "đầu giờ chiều": time(13),
    "chín giờ sáng": time(9),
}
WHOLE_DAYS = ("{day}", "hạn {day}", "chậm nhất {day}", "đến hết {day}", "deadline: {day} nhé", "từ nay đến {day} ạ")
WITH_HOURS = (
    "{hour} {day}",
    "{hour}, {day}",
    "{day} {hour}",
    "{day}, lúc {hour}",
    "chậm nhất {hour} {day}",
    "hạn {hour} {day} nhé",
    "nộp {hour} {day} giúp anh",
    "em gửi chậm nhất {hour} {day} để tổng hợp",
)


def check(read, phrase: str, expected: datetime, *, names_hour: bool) -> bool:
    """Whether it is read; a reading must be right."""
    found = read(phrase)
    if isinstance(found, Reading):
        assert found.moment == expected, phrase
        assert found.names_hour is names_hour, phrase
        return True
    return expected.replace(tzinfo=None) <= datetime(2026, 11, 23, 9)  # noqa: DTZ001


@pytest.mark.parametrize("frame", WHOLE_DAYS)
@pytest.mark.parametrize("typed", [str, str.upper, fold], ids=["as written", "in capitals", "without marks"])
def test_a_day_is_its_end(frame, typed, read, monday):
    read_as_meant = [
        check(read, typed(frame.format(day=words)), datetime.combine(day, time(17), monday.tzinfo), names_hour=False)
        for words, day in DAYS.items()
    ]
    assert sum(read_as_meant) >= 0.9 * len(read_as_meant)


@pytest.mark.parametrize("frame", [*WITH_HOURS, "trước {hour} {day}"])
@pytest.mark.parametrize("typed", [str, fold], ids=["as written", "without marks"])
def test_an_hour_of_a_day_is_exactly_that(frame, typed, read, monday):
    read_as_meant = [
        check(
            read,
            typed(frame.format(hour=hour_words, day=day_words)),
            datetime.combine(day, hour, monday.tzinfo),
            names_hour=True,
        )
        for (day_words, day), (hour_words, hour) in product(DAYS.items(), HOURS.items())
    ]
    assert sum(read_as_meant) >= 0.8 * len(read_as_meant)


def test_before_a_day_is_the_working_day_before(read, calendar, monday):
    for words, day in DAYS.items():
        expected = calendar.at(calendar.working_days_before(day, 1), time(17))
        assert check(read, f"trước {words}", expected, names_hour=False), words
