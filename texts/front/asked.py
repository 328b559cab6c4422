"""What the bot asks back about a deadline or a name, with what may have been meant as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from deadlines.refusals import DayOffNamed, DeadlineUnclear, IntervalUnclear
from domain.refusals import SeveralPeople, SeveralUnits, UnknownPerson, UnknownUnit, WhichUnit
from texts.front.deadlines import REASONS, day_off_words, deadline_words, interval_words
from texts.front.refusals import fits_nobody, named_parts

NameUnclear = SeveralPeople | UnknownPerson | UnknownUnit


def unclear_deadline(unclear: DeadlineUnclear) -> str:
    choices = "\n".join(
        f"{number}. {deadline_words(reading)}" for number, reading in enumerate(unclear.question.suggestions, start=1)
    )
    return (
        f"Hạn «{escape(unclear.phrase)}»: {REASONS[unclear.question.reason]}\n\nÝ đồng chí là:\n{choices}\n"
        "Chọn một ý (gõ số thứ tự cũng được), hoặc gửi lại lệnh với hạn khác."
    )


def unclear_interval(unclear: IntervalUnclear) -> str:
    choices = "\n".join(
        f"{number}. {interval_words(days)}" for number, days in enumerate(unclear.question.intervals, start=1)
    )
    return (
        f"Dondoc chưa chắc «{escape(unclear.phrase)}» là những ngày nào. Ý đồng chí là:\n{choices}\n"
        "Chọn một ý (gõ số thứ tự cũng được), hoặc gửi lại lệnh và ghi rõ cả năm."
    )


def named_day_off(named: DayOffNamed) -> str:
    return f"{day_off_words(named.reading)} Chọn dòng dưới đây hoặc gõ <b>1</b> để giữ ngày này, hoặc gửi lại lệnh với hạn khác."


def unclear_name(unclear: NameUnclear, choices: Sequence[str]) -> str:
    return f"{name_words(unclear)}\n\n{numbered(choices)}\nChọn một ý (gõ số thứ tự cũng được), hoặc gửi lại lệnh với tên khác."


def which_part(which: WhichUnit) -> str:
    return (
        f"<b>{which.code}</b> có nhiều phần đang chờ. Xin chọn đúng phần, hoặc gõ lại lệnh kèm tên phần như dưới đây (nội dung khác, "
        f"nếu có, ghi sau dấu chấm phẩy):\n{named_parts(which)}"
    )


def name_words(unclear: NameUnclear) -> str:
    if isinstance(unclear, SeveralUnits):
        return f"Có nhiều đơn vị tên <b>{escape(unclear.name)}</b>."
    if isinstance(unclear, SeveralPeople):
        return f"Có nhiều người tên <b>{escape(unclear.name)}</b>."
    return fits_nobody(unclear)


def numbered(choices: Sequence[str]) -> str:
    lines = (f"{number}. <b>{escape(choice)}</b>" for number, choice in enumerate(choices, start=1))
    return "Ý đồng chí là:\n" + "\n".join(lines)
