"""What the house looks like by its syntax tree: folders, sizes, names, and imports against the order of the layers.

python -m benchmarks.shape            a table
python -m benchmarks.shape --json     the same for a program
python -m benchmarks.shape --check    exit 1 and name what is beyond the limits
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from math import ceil
from pathlib import Path

from benchmarks.syntax import Import, Module, values_of

ROOT = Path(__file__).parents[1]
# Each may import itself and those behind it. Those of one row do not know each other.
LAYERS = (
    ("bot",),
    ("channels",),
    ("handlers",),
    ("documents",),
    ("texts",),
    ("actions",),
    ("storage", "deadlines"),
    ("domain",),
)
FLAT = frozenset({"storage"})  # its modules are its tables
MIGRATIONS = "storage.migrations"  # lists of statements, each written once
ACTS = "domain.acts"
MOST_MODULES, LONGEST_MODULE, LONGEST_FUNCTION = 24, 250, 20


@dataclass(frozen=True, kw_only=True)
class House:
    """The modules of the product: no tests, no benchmarks, no migrations."""

    modules: Sequence[Module]

    @classmethod
    def read(cls, root: Path = ROOT) -> House:
        tops = [name for layer in LAYERS for name in layer]
        modules = [Module.read(root, file) for top in tops for file in sorted((root / top).rglob("*.py"))]
        return cls(modules=[one for one in modules if not one.name.startswith(MIGRATIONS)])

    @cached_property
    def folders(self) -> Mapping[str, list[Module]]:
        """Without their `__init__`."""
        found: dict[str, list[Module]] = defaultdict(list)
        for one in self.modules:
            if not one.is_package:
                found[one.folder].append(one)
        return dict(found)

    @cached_property
    def homonyms(self) -> dict[str, list[str]]:
        """Class names that stand in more than one module, and where."""
        found: dict[str, list[str]] = defaultdict(list)
        for module in self.modules:
            for name in dict.fromkeys(module.classes):
                found[name].append(module.name)
        return {name: places for name, places in sorted(found.items()) if len(places) > 1}

    @cached_property
    def opened(self) -> dict[str, list[int]]:
        """Where what is stored under a key is read by it."""
        return {one.name: one.payload_keys for one in self.modules if one.payload_keys}

    @cached_property
    def written_out(self) -> dict[str, list[int]]:
        """Where an act of the journal stands as a string, the vocabulary apart."""
        vocabulary = next((values_of(one) for one in self.modules if one.name == ACTS), None)
        known = vocabulary or frozenset(act for one in self.modules for act in one.recorded.values())
        found = {one.name: sorted({*one.lines_with(known), *one.recorded}) for one in self.modules if one.name != ACTS}
        return {name: lines for name, lines in found.items() if lines}

    @cached_property
    def imports(self) -> dict[str, list[Import]]:
        known = frozenset(one.name for one in self.modules)
        return {one.name: list(one.imports(known)) for one in self.modules}

    @cached_property
    def against(self) -> list[str]:
        """Imports against the order, for the type checker too."""
        return [
            f"{name} → {one.of} (line {one.line})"
            for name, imports in self.imports.items()
            for one in imports
            if not may_import(name, one.of)
        ]

    @cached_property
    def circle(self) -> list[str]:
        """Modules that import each other in a ring when they are run; nothing where no ring is."""
        arrows = {name: {one.of for one in imports if one.runs} for name, imports in self.imports.items()}
        try:
            TopologicalSorter(arrows).prepare()
        except CycleError as ring:
            found: list[str] = ring.args[1]
            return found
        return []

    def beyond(self) -> Iterator[str]:
        """What does not keep to the limits."""
        for folder, modules in self.folders.items():
            yield from _crowded(folder, modules)
        for name, places in self.homonyms.items():
            yield f"class {name} in {', '.join(places)}"
        for name, lines in self.opened.items():
            yield f'{name}: .data["…"] in lines {", ".join(map(str, lines))}'
        for name, lines in self.written_out.items():
            yield f"{name}: acts as strings in lines {', '.join(map(str, lines))}"
        yield from (f"against the order: {arrow}" for arrow in self.against)
        if self.circle:
            yield f"circle: {' → '.join(self.circle)}"

    def sums(self) -> dict[str, int]:
        modules = [one for folder in self.folders.values() for one in folder]
        parted = [len(found) for folder, found in self.folders.items() if folder not in FLAT]
        return {
            "modules": len(modules),
            "modules in the fullest folder, storage apart": max(parted),
            "module lines, p90": module_length(modules),
            "function lines, p90": function_length(modules),
            "class names that stand more than once": len(self.homonyms),
            '.data["…"]': sum(map(len, self.opened.values())),
            "lines with an act as a string": sum(map(len, self.written_out.values())),
            "imports": sum(map(len, self.imports.values())),
            "imports against the order": len(self.against),
            "circles of imports": int(bool(self.circle)),
        }


def _crowded(folder: str, modules: Sequence[Module]) -> Iterator[str]:
    if len(modules) > MOST_MODULES and folder not in FLAT:
        yield f"{folder}: {len(modules)} modules, at most {MOST_MODULES}"
    if (length := module_length(modules)) > LONGEST_MODULE:
        longest = sorted((one for one in modules if one.length > LONGEST_MODULE), key=lambda one: -one.length)
        named = ", ".join(f"{one.last_name} {one.length}" for one in longest)
        yield f"{folder}: modules p90 {length} lines, at most {LONGEST_MODULE}: {named}"
    if (length := function_length(modules)) > LONGEST_FUNCTION:
        yield f"{folder}: functions p90 {length} lines, at most {LONGEST_FUNCTION}"


def may_import(name: str, other: str) -> bool:
    one, two = name.partition(".")[0], other.partition(".")[0]
    rank = {layer: place for place, row in enumerate(LAYERS) for layer in row}
    return one == two or rank[one] < rank[two]


def module_length(modules: Sequence[Module]) -> int:
    """The ninth decile, in lines."""
    return ninth_decile([one.length for one in modules])


def function_length(modules: Sequence[Module]) -> int:
    """The ninth decile, in lines."""
    return ninth_decile([length for one in modules for length in one.functions])


def ninth_decile(lengths: Sequence[int]) -> int:
    """By nearest rank; 0 of nothing."""
    return sorted(lengths)[ceil(len(lengths) * 0.9) - 1] if lengths else 0


def main(arguments: Sequence[str]) -> int:
    given = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    given.add_argument("--json", action="store_true")
    given.add_argument("--check", action="store_true")
    given.add_argument("root", type=Path, nargs="?", default=ROOT)
    chosen = given.parse_args(arguments)
    house = House.read(chosen.root)
    if chosen.check:
        beyond = list(house.beyond())
        print("\n".join(beyond))
        return 1 if beyond else 0
    folders = {
        name: {"modules": len(found), "module p90": module_length(found), "function p90": function_length(found)}
        for name, found in house.folders.items()
    }
    if chosen.json:
        print(json.dumps({"sums": house.sums(), "folders": folders}, ensure_ascii=False, indent=2))
        return 0
    print(f"{'':<24}" + "".join(f"{name:>14}" for name in next(iter(folders.values()))))
    for name, figures in folders.items():
        print(f"{name:<24}" + "".join(f"{figure:>14}" for figure in figures.values()))
    print()
    for name, figure in house.sums().items():
        print(f"{name:<52}{figure:>14}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
