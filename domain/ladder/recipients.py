"""Who hears a step, found at its moment: by the part in the case, and one up where nobody can be reached (M28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deciding import asked_for, deciders, waits_for_decider
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.ladder.steps import Audience, Step, StepKind
from domain.office.chart import Chart
from domain.office.people import Person, Role, unique
from domain.parties import Parties
from domain.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Who hears a step, whom it should have told but could not reach, the parts that nobody has, and who stands in but
    has a part in the case."""

    people: tuple[Person, ...]
    missed: tuple[Person, ...] = ()
    empty: tuple[Audience, ...] = ()
    barred: tuple[Person, ...] = ()


def who_hears(step: Step, duty: Duty, case: Case, chart: Chart, *, parties: Parties | None = None) -> Recipients:
    """The people told, as the organisation stands at the chart's moment: nobody twice; in place of somebody away the
    stand-in; where a part is empty or unreachable the step goes one up at once; nobody but the holder, and the holder's
    stand-in, hears as holder. Where the `parties` to the case are known, what waits for a decision is said to those who
    may decide it."""
    people: list[Person] = []
    missed: list[Person] = []
    empty: list[Audience] = []
    barred: list[Person] = []
    for part in step.parts:
        found = _in_part(part, duty, case, chart)
        permission = _asked_of(part, step, duty)
        if permission is not None and parties is not None:
            may_decide = [chart.person(one) for one in deciders(chart, case, duty, parties, permission)]
            if any(one.reachable for one in may_decide):
                people += [one for one in may_decide if one.reachable]
                missed += [one for one in may_decide if not one.reachable]
                barred += _barred(found[0], may_decide, chart)
                if chart.acting_for(found[0]) in missed:  # they would hear in the place of who is away
                    people += _first_reachable(found[0], duty, case, chart, along=())[0]
                continue
        if not found:
            empty.append(part)
        for person in found:
            along = (person,) if part is Audience.HOLDER else ()  # away or not, it stays the holder's duty
            reached, lost = _first_reachable(person, duty, case, chart, along=along)
            people.extend(reached)
            missed.extend(lost)
    if step.kind is StepKind.OPINION_WARNING and missed:
        # Whose silence would be taken for consent has not heard of it: the office finds another way.
        people.extend(one for one in chart.office if one.reachable)
    return Recipients(people=unique(people), missed=unique(missed), empty=tuple(empty), barred=unique(barred))


def _asked_of(part: Audience, step: Step, duty: Duty) -> Permission | None:
    """What the step asks of who decides: of the holder what the duty waits for, of the assigner the one last
    deadline."""
    if part is Audience.HOLDER and waits_for_decider(duty):
        return asked_for(duty)
    return Permission.SET_LAST if part is Audience.ASSIGNER and step.kind is StepKind.CLEARING else None


def _barred(post: Person, may_decide: Sequence[Person], chart: Chart) -> list[Person]:
    """Those passed by, of the person whose part it is and the stand-in: who may not decide."""
    return [one for one in (post, chart.acting_for(post)) if one not in may_decide]


def _in_part(part: Audience, duty: Duty, case: Case, chart: Chart) -> tuple[Person, ...]:
    """Who has this part, away or not."""
    holder, assigner = chart.person(duty.holder_id), chart.person(case.assigner_id)
    match part:
        case Audience.HOLDER:
            return (holder,)
        case Audience.SUPERIOR:
            superiors = chart.posts_above(holder, assigner=assigner)
            deputies = chart.deputies_for(holder.unit_id, case.field)
            return tuple(one for one in (*superiors, *deputies) if chart.acting_for(one).id != holder.id)
        case Audience.UNIT_HEAD:
            head = chart.post_in_charge_of(duty.unit_id)
            signers = chart.signers_for(duty.unit_id, case.field)
            return (head, *signers) if head is not None else chart.office
        case Audience.ASSIGNER:
            return (assigner,)
        case Audience.OFFICE:
            return chart.office


def _first_reachable(
    person: Person, duty: Duty, case: Case, chart: Chart, *, along: tuple[Person, ...]
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Who acts for the person, or the first above who can be written to; those told `along`; and those who could not be
    told (M31). That an absent person hears of it does not spare telling somebody in their place."""
    level: tuple[Person, ...] = (person,)
    beside = tuple(one for one in along if one.reachable)
    missed = [one for one in along if not one.reachable]
    met: set[int] = set()
    while level:
        there = unique(map(chart.acting_for, level))
        # Going up for somebody else never ends at the holder: the news is about the holder, for others to hear.
        reached = tuple(one for one in there if one.reachable and (not met or one.id != duty.holder_id))
        missed.extend(one for one in there if not one.reachable)
        if reached:
            return unique((*beside, *reached)), tuple(missed)
        if not met.isdisjoint(one.id for one in level):
            break
        met |= {one.id for one in level}
        above = chart.posts_above(level[0], assigner=chart.person(case.assigner_id))
        level = above or (() if level[0].is_a(Role.OFFICE) else chart.office)
    return beside, tuple(missed)
