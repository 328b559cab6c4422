"""The office rules R1–R16 on phrases beside the sample, each with its moment or the reason to ask."""

from datetime import datetime, timedelta

import pytest

from deadlines import DateQuestion, Reading, Reason
from deadlines.words import STOPPERS, fold
from texts.front.deadlines import deadline_words

MOMENTS = {
    "R1": {
        "2026-11-30": "2026-11-30T17:00",
        "30/11/26": "2026-11-30T17:00",
        "ngày 30 tháng mười một": "2026-11-30T17:00",
        "ngày hai mươi lăm tháng mười hai": "2026-12-25T17:00",
        "Hạn: thứ Sáu, ngày 27/11/2026 nhé": "2026-11-27T17:00",
        "tuần sau thứ 6": "2026-12-04T17:00",
        "8 tháng năm 2027": "2027-05-08T17:00",
        "8 tháng năm năm 2027": "2027-05-08T17:00",
        "ngày 10 tháng mười hai năm 2026": "2026-12-10T17:00",
        "27/11 năm sau": "2027-11-27T17:00",
    },
    "R2": {
        "chậm nhất là ngày 30/11": "2026-11-30T17:00",
        "trong ngày 25/11": "2026-11-25T17:00",
        "từ nay đến thứ 6": "2026-11-27T17:00",
    },
    "R3": {
        "trước 30 tháng 11": "2026-11-27T17:00",
        "trước tuần sau": "2026-11-27T17:00",
        "trước cuối năm": "2026-12-31T17:00",
        "Đề nghị các đơn vị gửi báo cáo trước ngày 05/12/2026": "2026-12-04T17:00",
        "theo Công văn số 1211/UBND-VP, báo cáo trước ngày 30/11/2026": "2026-11-27T17:00",
    },
    "R4": {
        "deadline trước 17h thứ 6 nhé mọi người": "2026-11-27T17:00",
        "2026-11-30T16:30": "2026-11-30T16:30",
        "Hạn chót: 17h00 ngày 30 tháng 11 năm 2026 (Thứ Hai)": "2026-11-30T17:00",
        "Chậm nhất 17 giờ 00 phút, ngày 30/11/2026": "2026-11-30T17:00",
        "8h30' sáng thứ 4": "2026-11-25T08:30",
        "nửa đêm 30/11": "2026-11-30T23:59",
        "1h trưa mai": "2026-11-24T13:00",
        "sáng thứ 4 lúc 8h": "2026-11-25T08:00",
        "ngày 27/11 trước 17h": "2026-11-27T17:00",
        "hạn nộp báo cáo là 17h ngày 30/11/2026": "2026-11-30T17:00",
    },
    "R5": {
        "tối thứ 4": "2026-11-25T22:00",
        "đầu giờ sáng thứ 2": "2026-11-30T07:30",
        "hết buổi chiều thứ 6": "2026-11-27T17:00",
        "trước trưa mai": "2026-11-24T12:00",
    },
    "R7": {
        "thứ 6 tới": "2026-11-27T17:00",
        "T6 17h": "2026-11-27T17:00",
        "thứ bẩy": "2026-11-28T17:00",
        "thứ 4 tuần 49": "2026-12-02T17:00",
        "thu bay tuan nay": "2026-11-28T17:00",
    },
    "R8": {
        "quốc khánh": "2027-09-02T17:00",
        "trước Tết": "2027-02-03T17:00",
        "ngày 30": "2026-11-30T17:00",
    },
    "R9": {"2h chiều": "2026-11-23T14:00", "3h30 ngày 25/11": "2026-11-25T15:30", "4:30 25/11": "2026-11-25T16:30"},
    "R10": {
        "cuối tháng": "2026-11-30T17:00",
        "hết quý IV": "2026-12-31T17:00",
        "trong tuần này": "2026-11-27T17:00",
        "tháng 1": "2027-01-29T17:00",
        "T12/2026": "2026-12-31T17:00",
        "đầu năm 2027": "2027-01-04T17:00",
        "ngày làm việc cuối cùng của tháng 12": "2026-12-31T17:00",
        "9 tháng đầu năm 2027": "2027-09-30T17:00",
    },
    "R11": {
        "10 ngày làm việc kể từ ngày nhận": "2026-12-08T17:00",
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận được công văn": "2026-12-01T17:00",
        "trong 24h": "2026-11-24T09:00",
        "1 giờ 30 phút nữa": "2026-11-23T10:30",
        "3 tháng": "2027-02-23T17:00",
        "muoi lam ngay": "2026-12-08T17:00",
    },
    "R12": {"mùng 1 tháng 12": "2026-12-01T17:00"},
    "R13": {
        "25-27/11": "2026-11-27T17:00",
        "8h-10h mai": "2026-11-24T10:00",
        "từ nay đến cuối tháng": "2026-11-30T17:00",
    },
    "R14": {
        "ngày 5 hàng tháng": "2026-12-04T17:00",
        "17h thứ 6 hàng tuần": "2026-11-27T17:00",
        "cuối mỗi tháng": "2026-11-30T17:00",
        "trước cuối mỗi tháng": "2026-11-30T17:00",
        "báo cáo cải cách hành chính trước ngày 15 hằng tháng": "2026-12-14T17:00",
    },
    "R15": {
        "mùng 5 Tết": "2027-02-10T17:00",
        "15/12 âm lịch": "2027-01-22T17:00",
        "giao thừa": "2027-02-05T17:00",
        "29 Tết": "2027-02-05T17:00",
    },
    "R16": {"8 giờ làm việc": "2026-11-25T09:00"},
}

QUESTIONS = {
    "hôm kia": Reason.PAST,
    "đầu tháng": Reason.PAST,
    "rằm tháng Bảy": Reason.PAST,
    "29/2": Reason.IMPOSSIBLE,
    "25h ngày mai": Reason.IMPOSSIBLE,
    "ngày 31": Reason.IMPOSSIBLE,
    "tuần 54": Reason.IMPOSSIBLE,
    "26/11/30": Reason.TOO_FAR,
    "31/12/2099": Reason.TOO_FAR,
    "thứ 5 ngày 27/11": Reason.WEEKDAY_CONTRADICTS_DATE,
    "mai 27/11": Reason.WEEKDAY_CONTRADICTS_DATE,
    "10h trưa mai": Reason.PART_OF_DAY_CONTRADICTS_HOUR,
    "thứ 2 này": Reason.AMBIGUOUS,
    "04h30 ngày 26/11": Reason.AMBIGUOUS,
    "24h": Reason.AMBIGUOUS,
    "ngày 2-3": Reason.AMBIGUOUS,
    "trước 8h30/11": Reason.UNCLEAR,
    "trước chiều thứ 6": Reason.AMBIGUOUS,
    "từ thứ 2 đến thứ 6": Reason.AMBIGUOUS,
    "toi mai": Reason.AMBIGUOUS,
    "tháng này": Reason.BARE_PERIOD,
    "đến tháng 12": Reason.BARE_PERIOD,
    "chưa rõ": Reason.NO_DATE,
    "không trước ngày 30/11": Reason.UNCLEAR,
    "đã gửi trước ngày 20/12": Reason.UNCLEAR,
    "quá hạn 5 ngày": Reason.UNCLEAR,
    "lần trước 27/11": Reason.UNCLEAR,
    "sau 17h ngày 27/11": Reason.UNCLEAR,
    "thứ sau": Reason.UNCLEAR,
    "trong thời hạn 5 ngày kể từ ngày nhận đủ hồ sơ": Reason.NEEDS_ANCHOR,
    "hạn 5/12 chỉ tiêu": Reason.UNCLEAR,
    "Kế hoạch số 30/11": Reason.NOT_A_DEADLINE,
    "30 Tết": Reason.NO_SUCH_LUNAR_DAY,
    "trước ngày 30/11 " + "x" * 80: Reason.TOO_LONG,
}


@pytest.mark.parametrize(
    ("phrase", "moment"), [pair for rule in MOMENTS.values() for pair in rule.items()], ids=lambda value: value
)
def test_the_rule_gives_the_moment(phrase, moment, read):
    found = read(phrase)
    assert isinstance(found, Reading), found
    assert f"{found.moment:%Y-%m-%dT%H:%M}" == moment


@pytest.mark.parametrize(("phrase", "reason"), QUESTIONS.items(), ids=QUESTIONS.keys())
def test_the_bot_asks(phrase, reason, read):
    found = read(phrase)
    assert isinstance(found, DateQuestion), found
    assert found.reason is reason
    assert len(found.suggestions) <= 3


@pytest.mark.parametrize("word", sorted(STOPPERS))
@pytest.mark.parametrize("typed", [str, fold], ids=["as written", "without marks"])
def test_a_word_that_may_change_the_meaning_is_asked_about(word, typed, read):
    for phrase in (f"{word} trước ngày 27/11", f"{word} hạn 5 ngày", f"gửi {word} trước 17h mai", f"hạn {word} 27/11"):
        assert isinstance(read(typed(phrase)), DateQuestion), phrase


@pytest.mark.parametrize(("phrase", "name"), [("mai", "Ngày Văn hóa Việt Nam"), ("thứ 7", ""), ("thứ 4", None)])
def test_a_day_off_stays_with_a_warning(phrase, name, read):
    assert read(phrase).day_off == name


def test_a_period_ends_on_a_working_day_without_a_warning(read):
    assert read("tháng 1").day_off is None


@pytest.mark.parametrize(("phrase", "forecast"), [("trước Tết", True), ("mùng 5 Tết", True), ("cuối tháng 12", False)])
def test_a_holiday_without_its_notice_is_a_forecast(phrase, forecast, read):
    assert read(phrase).forecast is forecast


def test_counting_from_receipt_starts_at_the_sending(read, monday):
    sent_at = monday - timedelta(days=4)
    assert read("10 ngày làm việc kể từ ngày nhận", sent_at=sent_at).moment.date().isoformat() == "2026-12-04"
    assert read("10 ngày làm việc", sent_at=sent_at).moment.date().isoformat() == "2026-12-08"


def test_suggestions_lie_ahead(read, monday):
    assert [f"{one.moment:%d/%m %H:%M}" for one in read("8h").suggestions] == ["23/11 20:00", "25/11 08:00"]
    assert [f"{one.moment:%d/%m}" for one in read("27/11 hoặc 30/11").suggestions] == ["27/11", "30/11"]
    assert [f"{one.moment:%d/%m/%Y}" for one in read("30 Tết").suggestions] == ["05/02/2027"]


def test_seconds_of_now_do_not_matter(read, monday):
    late = monday + timedelta(seconds=59)
    assert read("30 phút nữa", now=late).moment == monday + timedelta(minutes=30)


def test_after_hours_today_is_past(read, monday):
    assert read("hôm nay", now=monday.replace(hour=18)).reason is Reason.PAST


@pytest.mark.parametrize(
    ("phrase", "printed"),
    [
        ("30/11", "Thứ Hai 30/11/2026 (17:00, hết ngày)"),
        ("16h30 ngày 30/11", "Thứ Hai 30/11/2026 16:30"),
        ("chiều 29/11", "Chủ Nhật 29/11/2026 17:00"),
        ("4h30 sáng mai", "Thứ Ba 24/11/2026 04:30"),
    ],
)
def test_what_is_printed_reads_the_same(phrase, printed, read):
    assert deadline_words(read(phrase)) == printed
    assert (read(printed).moment, read(printed).names_hour) == (read(phrase).moment, read(phrase).names_hour)


def test_a_naive_looking_moment_is_local(read, monday):
    found = read("17h ngày 30/11")
    assert found.moment == datetime(2026, 11, 30, 17, 0, tzinfo=monday.tzinfo)
    assert found.moment.utcoffset() == timedelta(hours=7)
