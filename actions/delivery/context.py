"""What the notices of a batch speak of, read by a few queries however many they are."""

from __future__ import annotations

from collections.abc import Sequence

from actions.delivery.outgoing import AnyRendered, ListedLine, NoticeContext, RenderedNotice
from actions.transaction import Transaction
from domain.deciding import asked_for, deciders, waits_for_decider
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.ladder.notices import AnyNotice, comes_late
from domain.payloads.payload import listed_in, text_keys, words_key
from storage import cases, duties, duties_in_hand
from storage.journal import words_of
from storage.opinions import deemed_of


async def read_context(work: Transaction, owed: Sequence[AnyNotice]) -> NoticeContext:
    owing = await duties.duties_of(work.connection, [one.duty_id for one in owed if one.duty_id is not None])
    about = [duty.about_id for duty in owing.values() if duty.about_id is not None]
    owing |= await duties.duties_of(work.connection, [*about, *(key for one in owed for key in listed_in(one.payload))])
    await work.know_parties({one.case_id for one in owing.values() if waits_for_decider(one)})
    keys = [key for one in owed if (key := words_key(one.payload)) is not None]
    keys += [key for one in owed for key in text_keys(one.payload).values()]
    spoken_of = [one.case_id for one in owed if one.case_id is not None]
    spoken_of += [owing[key].case_id for one in owed for key in listed_in(one.payload)]
    return NoticeContext(
        owing=owing,
        cases=await cases.cases_of(work.connection, spoken_of),
        words=await words_of(work.connection, keys),
        deemed=await deemed_of(work.connection, list(owing)),
        still_open=await duties_in_hand.open_in_cases(
            work.connection, [one.case_id for one in owed if one.case_id is not None and one.duty_id is not None]
        ),
    )


def rendered(work: Transaction, notice: AnyNotice, material: NoticeContext) -> AnyRendered:
    duty = material.owing.get(notice.duty_id) if notice.duty_id is not None else None
    case = material.cases.get(notice.case_id) if notice.case_id is not None else None
    known = frozenset({notice.recipient_id})
    key = words_key(notice.payload)
    return RenderedNotice(
        notice=notice,
        case=case,
        duty=duty,
        ahead=work.next_steps(duty, case, known=known) if duty and case and duty.is_open else (),
        words=material.words.get(key) if key is not None else None,
        texts={name: material.words.get(part) for name, part in text_keys(notice.payload).items()},
        deemed=material.deemed.get(duty.id) if duty else None,
        about=material.owing.get(duty.about_id) if duty and duty.about_id is not None else None,
        decided_by=_deciders(work, case, duty) if duty and case else None,
        beside=tuple(one for one in material.still_open.get(duty.case_id, ()) if one.id != duty.id) if duty else (),
        listed={key: _listed(material, key) for key in listed_in(notice.payload)},
        set_for=notice.planned_at if comes_late(notice, work.now, work.calendar) else None,
    )


def _deciders(work: Transaction, case: Case, duty: Duty) -> frozenset[int] | None:
    if not waits_for_decider(duty):
        return None
    return frozenset(deciders(work.chart, case, duty, work.parties[case.id], asked_for(duty)))


def _listed(material: NoticeContext, duty_id: int) -> ListedLine:
    duty = material.owing[duty_id]
    return ListedLine(duty=duty, case=material.cases[duty.case_id], deemed=material.deemed.get(duty_id))
