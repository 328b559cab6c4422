"""Commands, codes and forms as they are typed: nothing that is typed takes long to read."""

from __future__ import annotations

import pytest

from domain.refusals import Unreadable
from handlers.duties.tasks import FORM
from handlers.reading.typing import parse_code, parse_command, parse_form, parse_items, parse_names

LONGEST = 4096


@pytest.mark.parametrize("typed", ["NV-12", "nv12", "nv 12", "NV - 12", "nv. 12", "Nv–0012"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_code("nhan", f"{typed} xong rồi") == ("NV-12", "xong rồi")


@pytest.mark.parametrize(
    "typed", ["NV" + " " * LONGEST, "NV" + " " * 2000 + "-" + " " * 2000, "nv" + " " * 4000 + "12"]
)
def test_a_code_is_not_sought_in_blanks(typed: str) -> None:
    with pytest.raises(Unreadable):
        parse_code("nhan", typed)


@pytest.mark.parametrize("blanks", [" " * LONGEST, "\n" * LONGEST, " \n" * (LONGEST // 2), "\t" * LONGEST])
def test_blanks_are_no_command_no_form_and_no_list(blanks: str) -> None:
    assert parse_command(blanks) is None
    assert parse_form(blanks, FORM.keys).values == {}
    assert parse_items(blanks) == []


def test_a_line_of_blanks_and_a_letter_is_no_key() -> None:
    written = parse_form(" " * LONGEST + "x" + " " * 50 + "y", FORM.keys)
    assert not written.values
    assert len(written.strange) == 1


CARE = "Phòng Lao động, Thương binh và Xã hội"
LISTED = {
    f"{CARE}, Văn phòng": (CARE, "Văn phòng"),
    f"Văn phòng, {CARE}; Phòng Kinh tế": ("Văn phòng", CARE, "Phòng Kinh tế"),
    "phong lao dong,thuong binh va xa hoi\nVăn phòng": ("phong lao dong, thuong binh va xa hoi", "Văn phòng"),
    "- Phòng Lao động, Thương bin và Xã hội\n- Phòng Kinh tế": (
        "Phòng Lao động, Thương bin và Xã hội",
        "Phòng Kinh tế",
    ),
    "Phòng Lao động, Văn phòng": ("Phòng Lao động", "Văn phòng"),
    "Phòng Lao động; Thương binh và Xã hội": ("Phòng Lao động", "Thương binh và Xã hội"),
    "Phòng A, B, C": ("Phòng A, B, C",),
    "Phòng A, B, D": ("Phòng A, B", "D"),
    " , ;; ,": (),
}


@pytest.mark.parametrize("value", LISTED)
def test_a_unit_whose_name_holds_commas_stays_whole(value: str) -> None:
    assert parse_names(value, whole=[CARE, "Phòng A, B", "Phòng A, B, C"]) == LISTED[value]


def test_the_longest_list_is_read_at_once() -> None:
    assert len(parse_names("a," * (LONGEST // 2), whole=[CARE])) == LONGEST // 2
