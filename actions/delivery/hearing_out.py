"""What is said of a case waits while somebody who may act on it has said something that is not handled yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from actions.delivery.outgoing import NoticeContext
from actions.transaction import Transaction
from domain.ladder.notices import AnyNotice
from domain.payloads.payload import listed_in
from domain.rights import may_act_on

HEARING_PAUSE = timedelta(seconds=2)  # until it is looked at again


def waiting_for(
    work: Transaction, unheard: Collection[int], carried: Mapping[int, Sequence[AnyNotice]], material: NoticeContext
) -> set[int]:
    """Which of the messages, by what they carry, wait for the words of these people to be handled."""
    concerned = _concerned(work, unheard, material) if unheard else frozenset()
    return {
        key
        for key, said in carried.items()
        if any(not concerned.isdisjoint({one.duty_id, *listed_in(one.payload)}) for one in said)
    }


def _concerned(work: Transaction, unheard: Collection[int], material: NoticeContext) -> frozenset[int]:
    """The duties on which one of them may act."""
    people = [work.chart.people[key] for key in unheard if key in work.chart.people]
    return frozenset(
        duty.id
        for duty in material.owing.values()
        if (case := material.cases.get(duty.case_id)) is not None
        and any(may_act_on(one, case, duty, work.chart) for one in people)
    )
