"""Work that is passed on never comes back, however often and to whom it is passed (M15)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.transfers import Party, TransferWay, comes_back, lies_with, says_why, way_of
from tests.domain.cast import AGENCY, AN, BINH, CUC, DUC, ECONOMY, KHANH, LAND, LEADER, PEOPLE, UNITS, chart, duty

CHART = chart()
HEADS = {AGENCY: LEADER, ECONOMY: BINH, LAND: DUC}
units = [Party(unit_id=unit.id) for unit in UNITS if unit.id in HEADS]
people = [Party(unit_id=person.unit_id, person_id=person.id) for person in PEOPLE]
parties = st.sampled_from([*units, *people])


@given(asked=st.lists(parties, max_size=25))
def test_no_sequence_of_granted_transfers_ever_comes_back(asked: list[Party]) -> None:
    """No person gets it twice, no unit that it has left gets it again, and so it comes to rest."""
    held = duty(unit_id=ECONOMY, to_unit=True, holder_id=BINH)
    passed: list[Party] = []
    holders, stays = [held.holder_id], [held.unit_id]
    for to in asked:
        holder = to.person_id if to.person_id is not None else HEADS[to.unit_id or 0]
        if lies_with(held, to) or holder == held.holder_id or comes_back(passed, held, to, holder_id=holder):
            continue
        passed.append(Party(unit_id=held.unit_id, person_id=held.holder_id))
        held = replace(held, unit_id=to.unit_id, to_unit=to.person_id is None, holder_id=holder)
        holders.append(holder)
        if stays[-1] != to.unit_id:
            stays.append(to.unit_id)
    assert len(set(stays)) == len(stays), "a unit that it had left has it again"
    named = [one for one, earlier in zip(holders[1:], holders, strict=False) if one != earlier]
    assert len(set(named)) == len(named), "somebody who had passed it on has it again"
    assert len(passed) <= len(PEOPLE) + len(units)


@given(to=parties)
def test_up_is_to_who_stands_above_and_everything_else_is_sideways(to: Party) -> None:
    held = duty(unit_id=ECONOMY, holder_id=AN)
    above = {BINH, LEADER} if to.person_id is not None else {ECONOMY, AGENCY}
    expected = TransferWay.UP if (to.person_id or to.unit_id) in above else TransferWay.SIDEWAYS
    assert way_of(CHART, held, to) is expected


def test_what_lies_with_an_official_may_go_to_his_unit_but_not_to_himself() -> None:
    held = duty(unit_id=ECONOMY, to_unit=False, holder_id=AN)
    assert lies_with(held, Party(unit_id=ECONOMY, person_id=AN))
    assert not lies_with(held, Party(unit_id=ECONOMY))
    assert not lies_with(held, Party(unit_id=ECONOMY, person_id=CUC))
    assert not lies_with(held, Party(unit_id=LAND, person_id=KHANH))


SIDEWAYS = (
    "Không thuộc chức năng của phòng",
    "không đúng chức năng, nhiệm vụ",
    "ngoài chức năng được giao",
    "thuộc lĩnh vực đất đai",
    "đúng chức năng Phòng Tài nguyên",
    "không phải việc của phòng",
    "Việc này do Phòng Tài nguyên phụ trách",
    "thuộc nhiệm vụ của Phòng Tài nguyên theo Quyết định số 12",
    "không thuộc thẩm quyền của phòng",
    "Khong thuoc chuc nang",
    "đang bận; hơn nữa không thuộc chức năng của phòng",
    "thuộc chức năng của Phòng Tài nguyên",
    "Nội dung này thuộc Sở Xây dựng quản lý",
    "Chức năng này của Phòng Tài nguyên",
    "Lĩnh vực này do Phòng Tài nguyên tham mưu",
    "lĩnh vực đất đai không phải của phòng em",
    "Không liên quan đến chức năng của phòng",
    "không còn thuộc chức năng của phòng",
    "chức năng đã chuyển về Phòng Tài nguyên theo Quyết định số 12",
    "việc này là của Phòng Tài nguyên",
)
UP = (
    "Vượt thẩm quyền",
    "vượt quá thẩm quyền của phòng",
    "ngoài thẩm quyền",
    "phòng không có thẩm quyền quyết định",
    "chưa đủ thẩm quyền",
    "vượt mức phân cấp",
    "thuộc thẩm quyền của Chủ tịch",
    "Thẩm quyền của UBND huyện",
    "thẩm quyền quyết định thuộc Chủ tịch UBND huyện",
    "không nằm trong thẩm quyền",
    "vượt mức dự toán phòng được quyết",
    "phòng không được phân cấp",
    "chưa được ủy quyền",
)
NEITHER = (
    "đang bận quá",
    "thiếu người",
    "bận đi học",
    "gấp quá không kịp",
    "đề nghị giao đơn vị khác",
    ".",
    "việc khó",
    "chức năng",
    "thuộc chức năng của phòng nhưng đang bận",
    "đúng nhiệm vụ của chúng tôi nhưng thiếu người",
    "không đủ cán bộ",
    "để có nhiều thời gian hơn",
    "theo yêu cầu",
    "không muốn làm nhiệm vụ này",
    "không làm được nhiệm vụ",
    "đang làm theo nhiệm vụ khác",
    "là nhiệm vụ khó",
    "ngoài nhiệm vụ này còn nhiều việc khác",
    "không phải việc dễ",
    "không phụ trách nổi",
    "không được giao thêm người",
    "do bận, đề nghị Phòng Tài nguyên chủ trì",
    "do anh Bình phụ trách đang nghỉ",
    "việc của phòng nhưng bận",
    "không vượt thẩm quyền nhưng bận",
    "thuộc thẩm quyền của phòng nhưng bận",
    "thuộc thẩm quyền của tôi nhưng đang bận quá",
)


@pytest.mark.parametrize("reason", SIDEWAYS)
def test_what_is_not_our_function_may_go_sideways(reason: str) -> None:
    assert says_why(reason, TransferWay.SIDEWAYS)


@pytest.mark.parametrize("reason", UP)
def test_what_is_beyond_our_authority_may_go_up(reason: str) -> None:
    assert says_why(reason, TransferWay.UP)


@pytest.mark.parametrize("reason", NEITHER)
@pytest.mark.parametrize("way", TransferWay)
def test_any_other_reason_is_none(reason: str, way: TransferWay) -> None:
    assert not says_why(reason, way)


def test_a_reason_for_one_way_is_none_for_the_other() -> None:
    assert not says_why("không thuộc chức năng của phòng", TransferWay.UP)
    assert not says_why("vượt mức phân cấp", TransferWay.SIDEWAYS)
