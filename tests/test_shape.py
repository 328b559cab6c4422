"""The house keeps its shape: one meaning for a name, one place for a fact, no arrow against the layers."""

from __future__ import annotations

from pathlib import Path

from benchmarks.shape import FLAT, MOST_MODULES, House

HOUSE = House.read()


def test_a_class_name_stands_once_in_the_tree() -> None:
    assert HOUSE.homonyms == {}


def test_nobody_opens_what_is_stored_by_its_keys() -> None:
    assert HOUSE.opened == {}


def test_no_act_is_written_out() -> None:
    assert HOUSE.written_out == {}


def test_nothing_is_imported_against_the_order_or_in_a_circle() -> None:
    assert HOUSE.against == []
    assert HOUSE.circle == []


def test_folders_modules_and_functions_are_of_a_size_that_can_be_looked_at() -> None:
    assert list(HOUSE.beyond()) == []


def test_no_folder_is_crowded() -> None:
    crowded = {folder: len(found) for folder, found in HOUSE.folders.items() if len(found) > MOST_MODULES}
    assert set(crowded) <= FLAT


def test_what_goes_against_the_shape_is_found(tmp_path: Path) -> None:
    keys = "from domain import cases\n\n\nclass Case:\n    def by(self, said):\n        return said.data['by']\n"
    acts = "from enum import StrEnum\n\n\nclass Act(StrEnum):\n    DONE = 'task.done'\n"
    for name, source in {
        "domain/acts.py": acts,
        "domain/cases.py": "from texts import words\n\n\nclass Case: ...\n",
        "texts/words.py": keys,
        "actions/tasks.py": "async def close(work):\n    await work.record('task.done')\n" + "\n" * 250,
        "bot/cli.py": "from texts import words\nfrom storage import rows\n",
        "storage/rows.py": "import deadlines.grammar\n",
        "deadlines/grammar.py": "def read():\n" + "    pass\n" * 21,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(source, encoding="utf-8")
    *beyond, circle = House.read(tmp_path).beyond()
    assert beyond == [
        "actions: modules p90 252 lines, at most 250: tasks 252",
        "deadlines: functions p90 22 lines, at most 20",
        "class Case in texts.words, domain.cases",
        'texts.words: .data["…"] in lines 6',
        "actions.tasks: acts as strings in lines 2",
        "against the order: storage.rows → deadlines.grammar (line 1)",
        "against the order: domain.cases → texts.words (line 1)",
    ]
    assert set(circle.removeprefix("circle: ").split(" → ")) == {"domain.cases", "texts.words"}
