"""A refusal says one situation: its fields are given by name, and stand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import FrozenInstanceError, fields, is_dataclass
from inspect import getdoc, signature

import pytest

from deadlines import refusals as of_phrases
from domain import cells
from domain.refusals import Refusal, UnknownCase, UnknownParty


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


EVERY = sorted(set(_below(Refusal)), key=lambda one: one.__name__)


@pytest.mark.parametrize("kind", EVERY)
def test_every_refusal_has_the_one_form_and_names_its_situation(kind: type[Refusal]) -> None:
    assert is_dataclass(kind)
    assert set(signature(kind).parameters) == {one.name for one in fields(kind)}, "no constructor of its own"
    assert all(one.kw_only for one in fields(kind))
    assert kind.__doc__ is not None
    assert not kind.__doc__.startswith(kind.__name__), "a docstring of its own, not the one that a dataclass gets"
    assert getdoc(kind) != getdoc(Refusal)


def test_refusals_of_files_and_of_phrases_are_among_them() -> None:
    assert {cells.RowTwice, of_phrases.DeadlineUnclear} <= set(EVERY)


def test_a_field_is_never_set_again() -> None:
    refusal = UnknownParty(name="An")
    with pytest.raises(FrozenInstanceError):
        refusal.name = "Bình"  # type: ignore[misc]
    assert refusal == UnknownParty(name="An")
    assert refusal.similar == ()


async def test_one_passes_through_what_sets_its_traceback() -> None:
    @asynccontextmanager
    async def scope() -> AsyncIterator[None]:
        await asyncio.sleep(0)
        yield

    with pytest.raises(UnknownCase) as met:
        async with scope():
            raise UnknownCase(code="NV-12")
    assert met.value.code == "NV-12"
