"""Twenty spellings of each of the next 400 days: asking is allowed only without the year, a wrong moment never."""

from datetime import datetime, time, timedelta

from deadlines import Reading
from texts.words import WEEKDAYS

SPELLINGS = (
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d}-{m}-{y}",
    "{d:02}.{m:02}.{y}",
    "{d}/{m}/{short}",
    "{y}-{m:02}-{d:02}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02} tháng {m:02}",
    "{d} tháng {m}",
    "{d}/{m}",
    "{d:02}-{m:02}",
    "{weekday} {d}/{m}/{y}",
    "{weekday}, ngày {d} tháng {m} năm {y}",
    "chậm nhất {d}/{m}/{y}",
    "hạn: {d}/{m}/{y} ạ",
    "ngay {d} thang {m} nam {y}",
    "đến hết ngày {d}/{m}/{y}",
    "NGÀY {d}/{m}/{y}",
    "từ nay đến {d}/{m}/{y}",
    "mùng {d}/{m}",
)


def test_no_spelling_is_read_as_another_day(read, monday):
    assert len(set(SPELLINGS)) == 20
    for ahead in range(400):
        day = monday.date() + timedelta(days=ahead)
        names = {"d": day.day, "m": day.month, "y": day.year, "short": day.year % 100}
        for spelling in SPELLINGS:
            phrase = spelling.format(**names, weekday=WEEKDAYS[day.weekday()])
            with_year = "{y}" in spelling or "{short}" in spelling
            meant = day if with_year or ahead < 365 else day.replace(year=day.year - 1)
            found = read(phrase)
            if isinstance(found, Reading):
                assert found.moment == datetime.combine(meant, time(17), tzinfo=monday.tzinfo), phrase
            else:
                assert not with_year, phrase
