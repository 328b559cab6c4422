"""One module of the product as its syntax tree shows it: lengths, class names, keys, acts, imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Import:
    """Of one module of the product by another."""

    of: str
    line: int
    runs: bool  # False: for the type checker alone


@dataclass(frozen=True, kw_only=True)
class Module:
    """`length` in lines, docstrings and comments counted."""

    name: str
    folder: str
    tree: ast.Module
    length: int
    is_package: bool

    @classmethod
    def read(cls, root: Path, file: Path) -> Module:
        source = file.read_text(encoding="utf-8")
        parts = file.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        return cls(
            name=".".join(parts[:-1] if is_package else parts),
            folder=".".join(parts[:-1]),
            tree=ast.parse(source, filename=str(file)),
            length=len(source.splitlines()),
            is_package=is_package,
        )

    @property
    def last_name(self) -> str:
        return self.name.rpartition(".")[2]

    @cached_property
    def functions(self) -> list[int]:
        """How long each is, from its `def` to its last line; one within another is counted in both."""
        return [
            (one.end_lineno or one.lineno) - one.lineno + 1
            for one in ast.walk(self.tree)
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        ]

    @cached_property
    def classes(self) -> list[str]:
        return [one.name for one in ast.walk(self.tree) if isinstance(one, ast.ClassDef)]

    @cached_property
    def payload_keys(self) -> list[int]:
        """Lines in which `….data["…"]` is read or written."""
        return sorted(
            one.lineno
            for one in ast.walk(self.tree)
            if isinstance(one, ast.Subscript)
            and isinstance(one.value, ast.Attribute)
            and one.value.attr == "data"
            and isinstance(one.slice, ast.Constant)
            and isinstance(one.slice.value, str)
        )

    @cached_property
    def recorded(self) -> dict[int, str]:
        """Line → the act that is recorded there by a string, where one is."""
        return {
            one.lineno: one.value
            for call in ast.walk(self.tree)
            if isinstance(call, ast.Call) and _called(call) == "record"
            for argument in call.args[:1]
            for one in ast.walk(argument)
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and "." in one.value
        }

    def lines_with(self, strings: frozenset[str]) -> list[int]:
        """Where one of these stands, written out."""
        return sorted(
            one.lineno for one in ast.walk(self.tree) if isinstance(one, ast.Constant) and one.value in strings
        )

    def imports(self, known: frozenset[str]) -> Iterator[Import]:
        """Of the known modules, wherever they are imported; each as often as it is."""
        typing = self._for_types
        for one in ast.walk(self.tree):
            if isinstance(one, ast.Import):
                names = [alias.name for alias in one.names]
            elif isinstance(one, ast.ImportFrom):
                base = self._base(one)
                names = [whole if (whole := f"{base}.{alias.name}") in known else base for alias in one.names]
            else:
                continue
            for name in dict.fromkeys(names):
                if name in known and name != self.name:
                    yield Import(of=name, line=one.lineno, runs=id(one) not in typing)

    @cached_property
    def _for_types(self) -> set[int]:
        """Everything behind `if TYPE_CHECKING:`."""
        return {
            id(inner)
            for one in ast.walk(self.tree)
            if isinstance(one, ast.If) and isinstance(one.test, ast.Name) and one.test.id == "TYPE_CHECKING"
            for statement in one.body
            for inner in ast.walk(statement)
        }

    def _base(self, found: ast.ImportFrom) -> str:
        if not found.level:
            return found.module or ""
        parts = self.name.split(".")
        above = parts[: len(parts) - found.level + self.is_package]
        return ".".join([*above, *([found.module] if found.module else [])])


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def values_of(module: Module) -> frozenset[str]:
    """The strings that the classes of a module give their names, as an enum of strings does."""
    return frozenset(
        one.value.value
        for holder in ast.walk(module.tree)
        if isinstance(holder, ast.ClassDef)
        for one in holder.body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    )
