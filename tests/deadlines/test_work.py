"""However a phrase of 80 characters is made, the work on it is bounded: counted, not timed."""

from itertools import cycle
from random import Random

import pytest
from lark.parsers.earley_common import Item

from deadlines import Lean, evaluation, read_interval
from deadlines.forest import MOST_DERIVATIONS, language

MOST_ITEMS = 6_000  # of the parser, about ten microseconds each; the sample's phrases need a few hundred
HOSTILE = [
    "hết đến hết đến",
    "trong vòng",
    "5 h",
    "mai",
    "t2 5/1 hay",
    "- 5",
    "8h cn cn đến",
    "nay đến",
    "/ t 2 hạn",
    "từ 5/1 đến",
    "sau nam tu moi",
    "sáng chiều",
    "ngày mùng 5 tháng",
    "1",
    "...",
    "hạn cuối",
    "gửi báo cáo",
    "không quá 1 ngày",
    "năm năm",
    "khoảng",
    "chốt hạn",
    "sau nua tu mot nay",
]
PIECES = [
    "hết",
    "đến",
    "-",
    "/",
    "5",
    "h",
    "t2",
    "mai",
    "trong",
    "nay",
    "từ",
    "trước",
    "hạn",
    "ngày",
    "tháng",
    "27/11",
    "hay",
]


def repeated(words: str) -> str:
    phrase = ""
    for word in cycle(words.split()):
        if len(phrase) + len(word) + 1 > 80:
            return phrase
        phrase += f" {word}"
    raise AssertionError


def shuffled(seed: int) -> str:
    return " ".join(Random(seed).choices(PIECES, k=60))[:80]


def from_vocabulary(seed: int) -> str:
    """A few of all the words that the grammar knows, again and again."""
    chance, words = Random(seed), sorted(language().vocabulary.words)
    return " ".join(chance.choices([*words, "5", "27/11", "8h", "12/2026"], k=chance.randint(1, 5)) * 40)[:80]


PHRASES = [
    *(repeated(words) for words in HOSTILE),
    *(shuffled(seed) for seed in range(60)),
    *(from_vocabulary(seed) for seed in range(30)),
]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("wanted", ["deadline", "interval"])
def test_hostile_phrases_cost_little(phrase, wanted, read, calendar, monday, monkeypatch):
    made = {"items": 0, "values": 0}
    init = Item.__init__

    def counted(item, *args):
        made["items"] += 1
        init(item, *args)

    def evaluated(context, rule, parts, evaluate=evaluation.evaluate):
        made["values"] += 1
        return evaluate(context, rule, parts)

    language()
    monkeypatch.setattr(Item, "__init__", counted)
    monkeypatch.setattr(evaluation, "evaluate", evaluated)
    if wanted == "deadline":
        read(phrase)
    else:
        read_interval(phrase, now=monday, calendar=calendar, lean=Lean.AHEAD)
    assert made["items"] <= MOST_ITEMS
    assert made["values"] <= 5 * MOST_DERIVATIONS
