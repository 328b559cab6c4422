"""Merge units and rename them: shown before it is done, nothing deleted, what lay with a head handed over (M4)."""

from __future__ import annotations

from dataclasses import dataclass

from actions.duties.changes import end_part
from actions.finding import find_person, find_unit
from actions.installation import Office
from actions.office.heads import GoingOver, going_over, turn_to
from actions.office.successions import NOTHING_PASSED, Succession, passing_on
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from domain.acts import Act
from domain.duties.cases import LABEL_LIMIT, Case, require_length
from domain.duties.charge import parts_made_one
from domain.duties.duties import Duty, DutyKind
from domain.journal.office import UnitMerged, UnitRenamed
from domain.names import spelled
from domain.office.chart import Chart
from domain.office.lapses import LapsedRights, ended_with, settled
from domain.office.people import Person, Unit
from domain.office.reorganising import Merger, after, inspecting_by_name, merger
from domain.permissions import Permission
from domain.refusals import NoticeMissing, UnitExists
from domain.rights import relations_to_office
from storage import cases, duties_in_hand, imports, people


@dataclass(frozen=True, kw_only=True)
class OnePart:
    """A coordinating part that ends, for its unit has another in the case by the merger."""

    part: Duty
    stays: Duty
    case: Case


@dataclass(frozen=True, kw_only=True)
class Merging:
    """A merger with what it takes along: the open duties that go to another head, the rights that end with it, what
    goes on from who leaves a post by it, and the parts of cases in which both units have one. `head` heads the unit
    that stays, `above` whoever answers for it where it has no head."""

    merger: Merger
    notice: str
    going: tuple[GoingOver, ...]
    lapsed: LapsedRights
    succession: Succession = NOTHING_PASSED
    one_part: tuple[OnePart, ...] = ()
    head: Person | None = None
    above: Person | None = None


async def preview_merger(
    office: Office, order: Order, *, unit: str, into: str, notice: str, to: str | None = None
) -> Merging:
    """What would be done, which is nothing yet."""
    async with office.look(order) as view:
        return await _planned(view, unit, into, notice, to)


async def merge_units(
    office: Office, order: Order, *, unit: str, into: str, notice: str, to: str | None = None
) -> Merging:
    """The unit ends: its people go into the other with their history kept, the units under it lie under the other, and
    what its head held as head goes to the other's, who is told of each. What was done in its name stays in its name."""
    async with office.act(order) as work:
        plan = await _planned(work, unit, into, notice, to)
        done = plan.merger
        await people.end_unit(
            work.connection, done.unit.id, into_id=done.into.id, above_into=done.above_into, at=work.now
        )
        await imports.place_people(work.connection, done.placed, at=work.now)
        for one in plan.one_part:
            await end_part(work, one.part, one.case, stays=one.stays)
        turned = await turn_to(office, work, why="merged", named=_named(work, to))
        await _record(work, plan, [duty.id for duty, _ in turned.handed])
        return plan


async def _record(work: Transaction, plan: Merging, handed: list[int]) -> None:
    done = plan.merger
    entry = UnitMerged(
        unit=done.unit.id,
        into=done.into.id,
        parent=done.unit.parent_id,
        below=tuple(unit.id for unit in done.below),
        people=tuple(person.id for person in done.moved),
        stepping_down=tuple(sorted(done.stepping_down)),
        inspecting=tuple(person.id for person in done.inspecting),
        delegations=tuple(one.id for one, _ in plan.lapsed.delegations),
        handed=tuple(handed),
    )
    await work.record(Act.UNIT_MERGED, entry, words={"notice": plan.notice})


async def _planned(view: View, unit: str, into: str, notice: str, to: str | None) -> Merging:
    view.allow(Permission.ENTER_PEOPLE, relations_to_office(view.sender))
    _require_notice(notice)
    chart = view.chart
    done = merger(chart, find_unit(chart, unit), find_unit(chart, into))
    changed = after(chart, done, at=view.now)
    then = settled(chart, changed)
    one_part = await _made_one(view, then, done.into.id)
    ending = {one.part.id for one in one_part}
    return Merging(
        merger=done,
        notice=notice,
        going=tuple(one for one in await going_over(view, chart, then) if one.duty.id not in ending),
        one_part=one_part,
        succession=await passing_on(view, chart, then, named=_named(view, to)),
        head=then.titular_head_of(done.into.id),
        above=then.post_in_charge_of(done.into.id),
        lapsed=ended_with(chart, changed),
    )


def _require_notice(notice: str) -> None:
    if not notice:
        raise NoticeMissing
    require_length(notice, LABEL_LIMIT)


def _named(view: View, to: str | None) -> Person | None:
    return find_person(view.chart, to) if to else None


async def _made_one(view: View, chart: Chart, unit_id: int) -> tuple[OnePart, ...]:
    """The parts that the unit has twice in a case, with what it has taken over."""
    units = [unit.id for unit in chart.units.values() if chart.heir_of(unit).id == unit_id]
    held = await duties_in_hand.open_of_units(view.connection, units)
    coordinated = {duty.case_id for duty in held if duty.kind is DutyKind.COORDINATING}
    owed = await duties_in_hand.open_in_cases(view.connection, coordinated)
    known = await cases.cases_of(view.connection, coordinated)
    return tuple(
        OnePart(part=part, stays=stays, case=known[case_id])
        for case_id, few in owed.items()
        for part, stays in parts_made_one(chart, few)
    )


async def rename_unit(office: Office, order: Order, *, unit: str, name: str, notice: str) -> tuple[Unit, str]:
    """Another name for a unit, by the notice that gives it; the former one leads to it until another unit takes it.
    Returns the unit, and what it was called. Raises UnitExists, NoticeMissing."""
    async with office.act(order) as work:
        work.allow(Permission.ENTER_PEOPLE, relations_to_office(work.sender))
        _require_notice(notice)
        before = find_unit(work.chart, unit)
        other = work.chart.unit_called(name)
        if before.name == name or (other is not None and other.id != before.id):
            raise UnitExists(name=name)
        former = tuple(dict.fromkeys(one for one in (*before.former, before.name) if spelled(one) != spelled(name)))
        await people.rename_unit(work.connection, before.id, name, former=former)
        inspectors = inspecting_by_name(work.chart, before.name, name)
        await imports.place_people(work.connection, inspectors, at=work.now)
        await work.record(
            Act.UNIT_RENAMED, UnitRenamed(unit=before.id), words={"before": before.name, "name": name, "notice": notice}
        )
        return Unit(id=before.id, name=name, parent_id=before.parent_id, former=former), before.name
