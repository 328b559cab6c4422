"""Docstrings and comments name who is meant, and call nobody he."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("bot", "channels", "handlers", "documents", "texts", "actions", "storage", "deadlines", "domain")
HE = re.compile(r"\b(he|his|him|himself|she|her|hers|herself)\b", re.IGNORECASE)


@pytest.mark.parametrize("layer", LAYERS)
def test_nobody_is_called_he(layer: str) -> None:
    modules = sorted((ROOT / layer).rglob("*.py"))
    assert modules
    called_he = [
        f"{module.relative_to(ROOT)}:{line} {words}"
        for module in modules
        for line, words in _explained(module.read_text("utf-8"))
        if HE.search(words)
    ]
    assert called_he == []


def _explained(source: str) -> Iterator[tuple[int, str]]:
    """Every docstring and every comment, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
