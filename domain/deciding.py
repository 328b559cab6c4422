"""Nobody decides what was asked for by, or would be granted to, the same person (design §2)."""

from __future__ import annotations

from domain.cases import Case
from domain.duties import Duty
from domain.people import Chart, Person
from domain.refusals import DecidesForOneself


def decider(chart: Chart, case: Case, *, asker_id: int, holder_id: int) -> Person:
    """Who decides what is asked about a duty: the assigner; where that is who asks or who holds it, whoever stands
    above. A top leader above whom nobody stands decides it, for all to see."""
    assigner = chart.person(case.assigner_id)
    concerned = {asker_id, holder_id}
    if assigner.id not in concerned:
        return assigner
    above = chart.superiors_of(assigner, assigner=None)
    return next((one for one in above if one.id not in concerned), assigner)


def require_other(code: str, decision: Duty, about: Duty, *, by_id: int) -> None:
    """Raises DecidesForOneself for who asked or holds what was asked about, by whatever right, where another is to."""
    if by_id in {decision.asked_by_id, about.holder_id} and by_id != decision.holder_id:
        raise DecidesForOneself(code=code, holder_id=decision.holder_id)
