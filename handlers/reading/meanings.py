"""What plain words may mean: which buttons, and which date. A small table, and nothing is done upon it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from deadlines import Reading, read_deadline
from domain.duties.cases import Deadline
from domain.duties.duties import Duty
from domain.names import fold
from domain.office.calendar import Calendar

# Folded phrases and the verbs that they may mean; of two that overlap the longer one counts, and some mean nothing.
MEANINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("da nhan", "nhan viec", "nhan duoc", "tiep nhan", "em nhan", "toi nhan", "da ro", "ro roi", "ok", "da doc"),
        ("nhan",),
    ),
    (("chua nhan", "chua nhan duoc", "khong nhan duoc"), ()),
    (("xong", "hoan thanh", "da nop", "da gui", "lam roi", "da lam", "da bao cao", "da trinh"), ("xong",)),
    (("dang lam", "dang trien khai", "dang thuc hien", "dang tong hop", "dang soan", "dang xu ly"), ("tiendo",)),
    (("gan xong", "sap xong", "duoc nua", "tien do", "gan hoan thanh", "sap hoan thanh"), ("tiendo",)),
    (("xin them", "them thoi gian", "gia han", "lui han", "khong kip", "chua kip", "xin den", "cho den"), ("giahan",)),
    (("xin lui", "xin hoan", "tre han", "cham han", "cho them", "them ngay", "xin cham"), ("giahan",)),
    (("vuong", "kho khan", "be tac", "chua co so lieu", "chua co kinh phi", "ket qua cham"), ("vuong",)),
    (("khong lam duoc", "khong the lam"), ("vuong", "tuchoi")),
    (("tu choi", "khong nhan", "khong lam"), ("tuchoi",)),
    (("khong phai viec", "khong phai cua", "khong thuoc", "giao nham", "nham phong"), ("chuyen", "tuchoi", "ktt")),
    (("chuyen cho", "chuyen sang"), ("chuyen",)),
    (("xin chi dao", "xin y kien"), ("xinchidao",)),
    (("dong y", "nhat tri", "tan thanh"), ("dy", "duyet", "ky", "nghiemthu")),
    (("khong dong y", "chua dong y", "khong nhat tri", "phan doi"), ("kdy", "khongduyet", "suaykien", "tralai")),
    (("co dieu kien", "dong y nhung", "de nghi sua", "de nghi bo sung"), ("cdk",)),
    (("thieu ho so", "thieu tai lieu", "chua co ho so", "chua du ho so"), ("ths",)),
    (("duyet", "cho phep"), ("duyet",)),
    (("khong duyet", "khong cho phep"), ("khongduyet",)),
    (("nghiem thu", "dat yeu cau"), ("nghiemthu",)),
    (("tra lai", "lam lai", "chua dat"), ("tralai",)),
    (("bo sung",), ("bosung",)),
    (("phan cong", "giao cho"), ("phancong",)),
    (("ky", "da ky"), ("ky",)),
)
_PHRASES = sorted(
    ((phrase, verbs) for phrases, verbs in MEANINGS for phrase in phrases), key=lambda one: len(one[0]), reverse=True
)
_NOT_DONE = re.compile(r"\b(?:chua|khong)(?: \w+){0,3} (?:xong|hoan thanh|nop|gui|bao cao|trinh)\b")
_UNFINISHED = ("tiendo", "giahan", "vuong")
_LONGER = re.compile(r"\b(?:them|gia han|lui|keo dai|cham)(?: \w+){0,2}? (\d{1,3}) (ngay lam viec|ngay|tuan)\b")
_BEGINNINGS = frozenset(
    {"den", "toi", "sang", "truoc", "cham", "vao", "thu", "chu", "ngay", "cuoi", "dau", "giua", "het", "trong"}
    | {"mai", "mot", "tuan", "thang", "quy", "chieu", "trua", "ram", "mung"}
)
LONGEST_PHRASE = 15  # words of a sentence that are looked at for a date


def verbs_meant(text: str) -> tuple[str, ...]:
    """The verbs that the words may mean, each once, the longest phrase first."""
    words = " ".join(re.findall(r"\w+", fold(text)))
    found: dict[str, None] = {}
    if _NOT_DONE.search(words):
        words = _NOT_DONE.sub("|", words)
        found |= dict.fromkeys(_UNFINISHED)
    for phrase, verbs in _PHRASES:
        pattern = rf"\b{phrase}\b"
        if re.search(pattern, words):
            words = re.sub(pattern, "|", words)
            found |= dict.fromkeys(verbs)
    return tuple(found)


def date_meant(text: str, duty: Duty, *, now: datetime, said_at: datetime, calendar: Calendar) -> Deadline | None:
    """The deadline that the words may ask for, if it lies behind the one in force: only ever shown, never asked for."""
    wanted = _longer(text, duty, now=now, calendar=calendar) or _date_in(
        text, now=now, said_at=said_at, calendar=calendar
    )
    return wanted if wanted is not None and wanted.moment > max(duty.deadline.moment, now) else None


def _longer(text: str, duty: Duty, *, now: datetime, calendar: Calendar) -> Deadline | None:
    """`thêm 2 ngày`: counted from the deadline in force, or from today where that has passed; on to a working day."""
    found = _LONGER.search(" ".join(re.findall(r"\w+", fold(text))))
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    due = calendar.local(duty.deadline.moment)
    first = max(due.date(), calendar.day_of(now))
    if unit == "ngay lam viec":
        day = calendar.working_days_after(first, count)
    else:
        day = calendar.working_day_on_or_after(first + timedelta(days=count * (7 if unit == "tuan" else 1)))
    return Deadline(moment=calendar.at(day, due.time()), names_hour=duty.deadline.names_hour)


def _may_begin_a_date(word: str) -> bool:
    return fold(word) in _BEGINNINGS or any(letter.isdecimal() for letter in word)


def _date_in(text: str, *, now: datetime, said_at: datetime, calendar: Calendar) -> Deadline | None:
    """What the longest end of the sentence says that is a deadline by itself."""
    words = text.split()[-LONGEST_PHRASE:]
    for start in (number for number, word in enumerate(words) if _may_begin_a_date(word)):
        read = read_deadline(" ".join(words[start:]), now=now, calendar=calendar, sent_at=said_at)
        if isinstance(read, Reading):
            return Deadline(moment=read.moment, names_hour=read.names_hour)
    return None
