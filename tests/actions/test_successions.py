"""Who follows whom, on both databases: journaled, recounted, and given back (docs/decisions/0083)."""

from __future__ import annotations

from actions.office.people import enter_person
from actions.office.personal import erase_person
from domain.duties.duties import DutyKind
from domain.office.people import Role
from tests.actions.office import CAST, ECONOMY, SmallOffice
from tests.actions.replaying import Replay


async def _assigner(small: SmallOffice, code: str) -> str:
    case, told = await small.case(code), Replay().read(await small.entries(code))
    assert told.assigners[case.id] == (case.assigner_id, case.registrar_id), "the journal tells what the table says"
    return small.name(case.assigner_id)


async def _enters(small: SmallOffice, key: str, role: Role) -> None:
    name, roles = CAST[key][0], frozenset({role})
    await enter_person(small.office, small.by("hoa"), name=name, unit=ECONOMY, position="Chức vụ", roles=roles)


async def test_the_head_above_has_it_until_somebody_heads_the_unit(small: SmallOffice) -> None:
    code = await small.assigned("an", by="binh", assigner=None)
    assert await _assigner(small, code) == "binh"
    await _enters(small, "binh", Role.OFFICIAL)
    assert await _assigner(small, code) == "hung"
    await _enters(small, "cuc", Role.HEAD)
    assert await _assigner(small, code) == "cuc"
    await small.is_in_order()


async def test_an_erased_assigner_is_followed_in_the_same_transaction(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await erase_person(small.office, small.by("hoa"), name=CAST["hung"][0], reason="nghỉ hưu")
    assert await _assigner(small, code) == "hoa"
    lead = await small.duty(code, DutyKind.LEAD)
    assert small.name(lead.holder_id) == "an"
