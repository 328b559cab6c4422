"""From what was typed to the words that the grammar knows.

The grammar sees known words, numbers and signs, each followed by one space, so that every terminal has a right
boundary; a run of unknown words is one "…". A word that lacks marks ("tuàn", "trươc") is taken for the one known word
that it can be completed to. In a message without any mark, a word that stands for several (sau: after, six) is
written in capitals, and the grammar takes it for each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = "…"

# Words that say nothing about the moment.
FILLERS = frozenset(
    """
    nhé ạ nha nhá nghe dạ vâng ơi ạh em anh chị bác sếp cô chú giúp với lúc vào là của thì luôn xin mọi người mn ae gấp
    """.split()  # noqa: SIM905
)
# Words that turn a date into something else: where one stands outside the grammar's own phrases, the bot asks.
STOPPERS = frozenset(
    """
    không chưa đừng nếu khi sau trừ gần khoảng tầm chừng độ hoặc hay gia quá trễ đúng sắp còn lùi dời hoãn đã thay
    ngoài từ kể mấy vài ít hơn mà nhưng rồi vừa qua xưa cũ được lần kỳ như hồi phiên đợt
    """.split()  # noqa: SIM905
)
SPELLINGS = {
    "quí": "quý",
    "mồng": "mùng",
    "hằng": "hàng",
    "bẩy": "bảy",
    "trc": "trước",
    "hnay": "hôm nay",
    "cn": "chủ nhật",
    "dl": "dương lịch",
    "al": "âm lịch",
    "ph": "phút",
    "dealine": "deadline",
    "deadlines": "deadline",
    "cv": "công văn",
    "vb": "văn bản",
    "bc": "báo cáo",
}
# Rare words that nobody means when typing without marks.
ONLY_WITH_MARKS = frozenset(("kìa", "tầm", "từng"))

DOCUMENT_NUMBER = re.compile(
    r"\bsố\s*:?\s*[0-9]+[^\s,;]*|\bso\s+[0-9]+[^\s,;]*|\b[0-9]+(?:/[0-9]+)*/(?=[^\s,;]*[^\W\d_]{2})[^\s,;]+"
)
# A date right behind a document is the document's own, a period behind one is what it is about.
OF_A_DOCUMENT = re.compile(
    r"\b(?:van ban|cong van|ke hoach|phieu|giay|thong bao|tai lieu) (?:ngay )?(?:mung )?[0-9]"
    r"|\b(?:bao cao|van ban|cong van|ke hoach|phieu|ho so|tai lieu|y kien|ket qua|so lieu)"
    r" (?:[0-9]+ thang|tuan|thang|quy|nam|nua) "
)
FRACTION = re.compile(r"đạt|\bdat\b|chỉ tiêu|chi tieu|tỷ lệ|ty le|%")
ISO_TIME = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9]{2}:)")
# A minute and a day in one, as in 8h30/11: nobody knows which.
GLUED = re.compile(r"(?<=[0-9](?:h|g))(?=[0-9]{1,2}[/.-][0-9])")
PIECE = re.compile(
    r"(?P<word>[^\W\d_]+)|(?P<number>[0-9]+)|(?P<join>-|(?<=[0-9iv])(?:[.:]|\s*/\s*)(?=[0-9]))|(?P<sign>\S)"
)
SILENT = frozenset(".,;:!?\"'`´‘’ʼ()[]“”")
DASHES = str.maketrans("–—−", "---")


@dataclass(frozen=True, kw_only=True)
class NormalizedPhrase:
    """A phrase in the grammar's words."""

    text: str
    names_something_else: bool  # a document number or a fraction

    @property
    def is_of_a_document(self) -> bool:
        return OF_A_DOCUMENT.search(fold(self.text.lower())) is not None


def composed(phrase: str) -> str:
    """The phrase as it was typed, with each letter and its marks as one character."""
    return unicodedata.normalize("NFC", phrase).strip()


def fold(word: str) -> str:
    """The word without marks."""
    plain = unicodedata.normalize("NFD", word).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


class Vocabulary:
    """The words of the grammar, with the ways in which they are typed."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words) | FILLERS | STOPPERS | SPELLINGS.keys()
        self._alike: dict[str, list[str]] = {}
        for word in sorted(self.words - ONLY_WITH_MARKS):
            self._alike.setdefault(fold(word), []).append(word)

    @property
    def homographs(self) -> dict[str, str]:
        """The words that look like others without marks, each with the capitals that stand for all of them."""
        return {word: bare.upper() for bare, words in self._alike.items() if len(words) > 1 for word in words}

    def normalized(self, phrase: str) -> NormalizedPhrase:
        typed = unicodedata.normalize("NFC", phrase.casefold()).translate(DASHES).replace(UNKNOWN, " ")
        bare = fold(typed) == typed
        typed, documents = DOCUMENT_NUMBER.subn(f" {UNKNOWN} ", typed)
        typed = GLUED.sub(UNKNOWN, ISO_TIME.sub(" ", typed))
        tokens: list[str] = []
        for piece in PIECE.finditer(typed):
            found = self._tokens(piece, bare=bare)
            tokens += found if found != tokens[-1:] or found != [UNKNOWN] else []
        return NormalizedPhrase(
            text="".join(f"{token} " for token in tokens),
            names_something_else=documents > 0 or FRACTION.search(typed) is not None,
        )

    def _tokens(self, piece: re.Match[str], *, bare: bool) -> list[str]:
        if piece["word"]:
            return [word for word in self._known(piece["word"], bare=bare).split() if word not in FILLERS]
        if piece["sign"]:
            return [] if piece["sign"] in SILENT else [UNKNOWN]
        return [piece[0].strip()]

    def _known(self, word: str, *, bare: bool) -> str:
        meant = [word] if word in self.words and not bare else self._meant_by(word, bare=bare)
        if len(meant) == 1:
            return SPELLINGS.get(meant[0], meant[0])
        # Several: the grammar decides, but a bare word among marked ones is too little to go by.
        return fold(word).upper() if meant and (bare or fold(word) != word) else UNKNOWN

    def _meant_by(self, word: str, *, bare: bool) -> list[str]:
        alike = [known for known in self._alike.get(fold(word), []) if bare or lacks(word, known)]
        return alike[:1] if all(known in FILLERS for known in alike) else alike


def lacks(typed: str, word: str) -> bool:
    """Whether the typed word is the other one with marks left out, letter by letter."""
    pairs = list(zip(typed, word, strict=False))
    return len(typed) == len(word) and all(_marks(a) <= _marks(b) for a, b in pairs)


def _marks(letter: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFD", letter.replace("đ", "d\u0335")))
