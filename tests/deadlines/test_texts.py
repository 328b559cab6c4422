"""What the bot says about a phrase that it does not accept: why, and an example that it does accept."""

import re
from datetime import timedelta

import pytest

from deadlines import Reading, Reason
from texts.front.deadlines import REASONS, day_off_words, forecast_words


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_an_example_that_is_accepted(reason, read):
    examples = re.findall("<code>(.*?)</code>", REASONS[reason])
    assert examples
    for example in examples:
        assert isinstance(read(example), Reading), example


def test_a_day_off_is_named(read):
    assert "Thứ Ba 24/11/2026 là ngày nghỉ (Ngày Văn hóa Việt Nam)" in day_off_words(read("mai"))
    assert "(cuối tuần)" in day_off_words(read("thứ 7"))
    assert "(dự kiến)" not in day_off_words(read("mùng 5 Tết"))
    assert day_off_words(read("thứ 4")) is None


def test_a_forecast_is_said(read, monday):
    assert forecast_words(read("trước Tết")) is not None
    assert forecast_words(read("mai", now=monday + timedelta(days=1))) is None
