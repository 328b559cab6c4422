"""From words to every derivation: the grammar, its parser and the walk over the forest."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from copy import copy
from functools import cache
from itertools import product
from typing import Any

from lark import Lark, UnexpectedInput
from lark.grammar import NonTerminal, Rule

from deadlines.grammar import SOURCE
from deadlines.words import Vocabulary

DEADLINE, INTERVAL = "start", "interval"  # what a phrase can be read as
MOST_DERIVATIONS = 400  # steps of evaluation for one phrase; the longest honest phrases need about fifty

Value = Hashable
Evaluate = Callable[[str, tuple[Any, ...]], Value]


class TooManyDerivations(Exception):
    """The phrase has more derivations than are worth evaluating."""


class Language:
    """The grammar, ready to parse, and the words that it knows."""

    def __init__(self) -> None:
        source, self.vocabulary = _source()
        self.grammar = Lark(
            source, start=[DEADLINE, INTERVAL], parser="earley", ambiguity="forest", maybe_placeholders=False
        )
        self._earley: Any = self.grammar.parser.parser
        patterns = dict(_patterns(self.grammar))
        self.around = re.compile(patterns["_OUT"])
        self._terminals = [(name, re.compile(pattern)) for name, pattern in patterns.items()]
        self._rules = [(rule, *_needs(rule)) for rule in self.grammar.rules]

    def parse(self, text: str, start: str) -> Any:
        """The root of the shared forest of all derivations, None without one."""
        # Most of the time of an Earley parser goes into predicting rules that cannot come true. Those whose words
        # do not occur in the phrase are left out beforehand, in a parser of this phrase's own.
        parser = copy(self._earley)
        parser.predictions = self._possible(text)
        if not parser.predictions[NonTerminal(start)]:
            return None
        try:
            return parser.parse(text, start)
        except UnexpectedInput:
            return None

    def _possible(self, text: str) -> dict[NonTerminal, list[Rule]]:
        found = {name for name, pattern in self._terminals if pattern.search(text)}
        left = [(rule, symbols) for rule, words, symbols in self._rules if words <= found]
        possible: set[str] = set()
        grown = True
        while grown:
            known = len(possible)
            possible.update(rule.origin.name for rule, symbols in left if symbols <= possible)
            grown = len(possible) > known
        predictions: dict[NonTerminal, list[Rule]] = {rule.origin: [] for rule, _, _ in self._rules}
        for rule, symbols in left:
            if symbols <= possible:
                predictions[rule.origin].append(rule)
        return predictions


@cache
def language() -> Language:
    return Language()


def _source() -> tuple[str, Vocabulary]:
    """The grammar with every homograph written in, and the words that stand in its patterns."""
    patterns = "".join(re.findall(r"(?<=/)(?:\\.|[^/\\\n])+(?=/)", SOURCE))
    vocabulary = Vocabulary(re.findall(r"[^\W\d_A-Z]+", patterns))
    homographs = vocabulary.homographs
    either = re.compile(rf"(?<!\w)(?:{'|'.join(homographs)})(?!\w)")
    return either.sub(lambda word: f"(?:{word[0]}|{homographs[word[0]]})", SOURCE), vocabulary


def _patterns(grammar: Lark) -> Iterator[tuple[str, str]]:
    return ((terminal.name, terminal.pattern.to_regexp()) for terminal in grammar.terminals)


def _needs(rule: Rule) -> tuple[frozenset[str], frozenset[str]]:
    """The terminals and the other symbols without which the rule cannot come true."""
    return (
        frozenset(symbol.name for symbol in rule.expansion if symbol.is_term),
        frozenset(symbol.name for symbol in rule.expansion if not symbol.is_term),
    )


def derivations(text: str, evaluate: Evaluate, *, start: str = DEADLINE) -> frozenset[Value]:
    """The distinct values of all derivations of the text; none where the grammar does not know it.

    Raises TooManyDerivations.
    """
    root = language().parse(text, start)
    return frozenset() if root is None else _Walk(evaluate).values(root)


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
            name = packed.rule.alias
            for children in self._sequences(packed):
                self._left -= 1
                if not self._left:
                    raise TooManyDerivations
                if name is None:  # a line that only groups others
                    (only,) = children
                    yield only
                else:
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
