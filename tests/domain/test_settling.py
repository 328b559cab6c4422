"""Which requests about a duty need no decision any longer after which change of it (M13–M16): the table, for every
kind of request and every change that a duty may undergo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.duties.cases import Deadline
from domain.duties.duties import MOOT, DecisionKind, Duty, DutyKind, Outcome, Phase, SettledBy, is_moot, settled_by
from tests.domain.cast import AN, BINH, CUC, DUC, DUE, ECONOMY, LAND, LEADER, duty

LATER = Deadline(moment=DUE.moment + timedelta(days=7), names_hour=True)
HELD = duty(to_unit=True, named_id=AN, holder_id=AN)
CHANGES: dict[SettledBy | None, tuple[Duty, Duty]] = {
    None: (HELD, replace(HELD, holder_id=BINH)),  # the head or the substitute: it is the same work of the same unit
    SettledBy.HANDED_IN: (HELD, replace(HELD, phase=Phase.SUBMITTED, holder_id=LEADER)),
    SettledBy.LACKING: (HELD, replace(HELD, phase=Phase.LACKING, holder_id=LEADER)),
    SettledBy.RETURNED: (replace(HELD, phase=Phase.SUBMITTED), HELD),
    SettledBy.FREED: (HELD, replace(HELD, phase=Phase.FREED, holder_id=LEADER)),
    SettledBy.TRANSFERRED: (HELD, replace(HELD, unit_id=LAND, named_id=None, holder_id=DUC, transfers=1)),
    SettledBy.REASSIGNED: (HELD, replace(HELD, unit_id=LAND, named_id=None, holder_id=DUC)),
    SettledBy.DELEGATED: (HELD, replace(HELD, named_id=CUC, holder_id=CUC)),
    SettledBy.DEADLINE: (HELD, replace(HELD, deadline=LATER)),
    SettledBy.LAST: (HELD, replace(HELD, last=LATER)),
    **{
        SettledBy(outcome): (HELD, replace(HELD, phase=Phase.CLOSED, outcome=outcome))
        for outcome in (
            Outcome.ACCEPTED,
            Outcome.ANSWERED,
            Outcome.DEEMED,
            Outcome.READ,
            Outcome.WITHDRAWN,
            Outcome.ENDED,
        )
    },
}
BY_WHAT_IT_ASKS = {SettledBy.DEADLINE, SettledBy.LAST, SettledBy.DELEGATED}


def request(kind: DecisionKind, *, by: int = AN, wanted: Deadline | None = None) -> Duty:
    return duty(DutyKind.DECISION, decision=kind, about_id=HELD.id, asked_by_id=by, wanted=wanted, holder_id=LEADER)


def test_every_change_is_recognised_and_has_its_line() -> None:
    for because, (before, after) in CHANGES.items():
        assert settled_by(before, after) is because
    assert set(MOOT) == set(SettledBy) == set(CHANGES) - {None}


@given(st.sampled_from(list(CHANGES)), st.sampled_from(DecisionKind), st.sampled_from([AN, BINH]))
def test_what_is_moot_is_what_the_table_says(because: SettledBy | None, kind: DecisionKind, by: int) -> None:
    moot = is_moot(request(kind, by=by), *CHANGES[because])
    if because is None or kind not in MOOT[because]:
        assert not moot
    elif because not in BY_WHAT_IT_ASKS:
        assert moot


@given(st.sampled_from(list(CHANGES)), st.sampled_from(DecisionKind))
def test_nothing_waits_about_what_another_has_or_what_is_over(because: SettledBy | None, kind: DecisionKind) -> None:
    """What was granted then would be thrown away."""
    before, after = CHANGES[because]
    moved = after.transfers != before.transfers or after.unit_id != ECONOMY or after.phase is Phase.FREED
    if moved or not after.is_open:
        assert is_moot(request(kind), before, after)


def test_what_it_asks_decides_of_dates_and_of_who_was_named() -> None:
    later = {days: Deadline(moment=LATER.moment + timedelta(days=days), names_hour=True) for days in (-1, 0, 1)}
    asked = {days: request(DecisionKind.EXTENSION, wanted=wanted) for days, wanted in later.items()}
    paused = replace(HELD, phase=Phase.PAUSED)
    resumed = replace(HELD, deadline=LATER)
    assert [is_moot(one, paused, resumed) for one in asked.values()] == [True, True, False]
    assert [is_moot(one, HELD, resumed) for one in asked.values()] == [True, True, True]
    assert [is_moot(one, *CHANGES[SettledBy.LAST]) for one in asked.values()] == [False, False, True]
    given_up = DecisionKind.REFUSAL
    assert is_moot(request(given_up), *CHANGES[SettledBy.DELEGATED])
    assert not is_moot(request(given_up, by=BINH), *CHANGES[SettledBy.DELEGATED])  # the head asked for the unit
