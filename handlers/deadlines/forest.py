"""From words to every derivation: the grammar, its parser and the walk over the forest."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from lark import Lark, UnexpectedInput

from handlers.deadlines.words import Vocabulary

MOST_DERIVATIONS = 400  # steps of evaluation for one phrase; the longest honest phrases need about fifty

Value = Hashable
Evaluate = Callable[[str, tuple[Any, ...]], Value]


class TooManyDerivations(Exception):
    """The phrase has more derivations than are worth evaluating."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """The grammar, ready to parse, and the words that it knows."""

    vocabulary: Vocabulary
    parser: Lark


@cache
def language() -> Language:
    source = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    source = re.sub(r"^//.*$", "", source, flags=re.MULTILINE)
    patterns = "".join(re.findall(r"(?<=/)(?:\\.|[^/\\\n])+(?=/)", source))
    vocabulary = Vocabulary(re.findall(r"[^\W\d_A-Z]+", patterns))
    for bare, words in vocabulary.homographs.items():
        for word in words:
            source = re.sub(rf"(?<!\w){word}(?!\w)", f"(?:{word}|{bare.upper()})", source)
    parser = Lark(source, parser="earley", ambiguity="forest", maybe_placeholders=False)
    return Language(vocabulary=vocabulary, parser=parser)


def derivations(text: str, evaluate: Evaluate) -> frozenset[Value]:
    """The distinct values of all derivations of the text; none where the grammar does not know it.

    Raises TooManyDerivations.
    """
    try:
        # With ambiguity='forest' this is the root of the shared forest, which lark's types do not say.
        root: Any = language().parser.parse(text)
    except UnexpectedInput:
        return frozenset()
    return frozenset(_Walk(evaluate).values(root))


class _Walk:
    """Evaluates each shared node once: the distinct values of a symbol, whatever the number of its derivations."""

    def __init__(self, evaluate: Evaluate) -> None:
        self._evaluate = evaluate
        self._values: dict[int, frozenset[Value]] = {}
        self._left = MOST_DERIVATIONS

    def values(self, node: Any) -> frozenset[Value]:
        if id(node) not in self._values:
            self._values[id(node)] = frozenset(self._of_symbol(node))
        return self._values[id(node)]

    def _of_symbol(self, node: Any) -> Iterator[Value]:
        for packed in node.children:
            name = str(packed.rule.alias or packed.rule.origin.name)
            for children in self._sequences(packed):
                self._left -= 1
                if not self._left:
                    raise TooManyDerivations
                yield self._evaluate(name, children)

    def _sequences(self, packed: Any) -> Iterator[tuple[Any, ...]]:
        """The values of one rule's children; an intermediate node holds the values of the first few."""
        lefts = self._side(packed.left)
        rights = self._side(packed.right)
        return (left + right for left, right in product(lefts, rights))

    def _side(self, node: Any) -> list[tuple[Any, ...]]:
        if node is None:
            return [()]
        if hasattr(node, "token"):
            return [()] if node.token.type.startswith("_") else [(str(node.token),)]
        if node.is_intermediate:
            return list(dict.fromkeys(found for packed in node.children for found in self._sequences(packed)))
        if node.s.name.startswith("_"):
            return [()]
        return [(value,) for value in self.values(node)]
