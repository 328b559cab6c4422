"""What every text is written in: the office's time zone and its people by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from actions.finding import told_apart
from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.office.chart import Chart
from domain.office.people import Person
from texts.words import URGENCIES, WEEKDAYS

SHORT_TITLE = 150


@dataclass(frozen=True, kw_only=True)
class Scene:
    timezone: ZoneInfo
    chart: Chart
    reader: int | None = None  # who reads it, where that makes a difference

    def as_of(self, moment: datetime) -> Scene:
        """The same at another moment: others are away then."""
        return replace(self, chart=self.chart.at(moment))

    def moment(self, moment: datetime) -> str:
        """`Thứ Sáu 04/12/2026 16:30`."""
        local = moment.astimezone(self.timezone)
        return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y %H:%M}"

    def day(self, moment: datetime) -> str:
        """`Thứ Sáu 04/12/2026`."""
        local = moment.astimezone(self.timezone)
        return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"

    def step(self, moment: datetime) -> str:
        """The moment of a step; 00:00 is the end of the day before, which is how people count."""
        local = moment.astimezone(self.timezone)
        if local.time() != time():
            return self.moment(moment)
        day = local - timedelta(days=1)
        return f"hết ngày {WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"

    def beginning(self, moment: datetime) -> str:
        """The moment at which a time begins: a whole day is named without an hour."""
        local = moment.astimezone(self.timezone)
        return self.moment(moment) if local.time() != time() else f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"

    def deadline(self, deadline: Deadline) -> str:
        """Without a named hour `Thứ Hai 30/11/2026 (17:00, hết ngày)`: late only from 24:00 (R1)."""
        if deadline.names_hour:
            return self.moment(deadline.moment)
        local = deadline.moment.astimezone(self.timezone)
        return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y} ({local:%H:%M}, hết ngày)"

    def person(self, person_id: int | None) -> str:
        """`đồng chí Nguyễn Văn An`, escaped; a person erased keeps no name."""
        person = None if person_id is None else self.chart.people.get(person_id)
        group = next((unit for unit, one in self.chart.groups.items() if one.id == person_id), None)
        if group is not None:
            return f"nhóm của {self.unit(group)}"
        return f"đồng chí {escape(person.name)}" if person and person.name else "đồng chí (đã xóa dữ liệu)"

    def full(self, person: Person) -> str:
        """The person with position and unit."""
        details = self._post(person)
        return f"{self.person(person.id)} ({details})" if details else self.person(person.id)

    def full_present(self, person: Person) -> str:
        """The same of who holds something or is to."""
        return self.present(person.id, self._post(person))

    def _post(self, person: Person) -> str:
        unit = self.chart.units.get(person.unit_id) if person.unit_id is not None else None
        return ", ".join(escape(part) for part in (person.position, unit.name if unit else "") if part)

    def present(self, person_id: int | None, *details: str) -> str:
        """Who holds something or is to, as named wherever that is said: with the details given, and while the person is
        away `vắng đến 05/12, đồng chí Bình thay`."""
        known = "; ".join(part for part in (*details, self.away(person_id)) if part)
        return f"{self.person(person_id)} ({known})" if known else self.person(person_id)

    def away(self, person_id: int | None) -> str:
        """Until when the person is away and who stands in; empty for who is there."""
        absence = None if person_id is None else self.chart.absence_of(person_id)
        if absence is None:
            return ""
        there = self.chart.stand_in_for(absence.person_id)
        instead = "chưa có người thay" if there is None else f"{self.person(there.id)} thay"
        return f"vắng đến {self._last_day(absence.until)}, {instead}"

    def _last_day(self, moment: datetime) -> str:
        """`05/12`, with the hour where it is not the whole day, and with the year where that is another."""
        local = moment.astimezone(self.timezone)
        now = local if self.chart.moment is None else self.chart.moment.astimezone(self.timezone)
        whole = local.time() == time()
        day = local - timedelta(days=1) if whole else local
        dated = f"{day:%d/%m}" if day.year == now.year else f"{day:%d/%m/%Y}"
        return dated if whole else f"{local:%H:%M} {dated}"

    def in_place_of_head(self, duty: Duty) -> str:
        """`thay đồng chí Bình vắng đến 05/12`: why what lies with a head's post is with somebody else."""
        head = self.chart.post_in_charge_of(duty.unit_id) if duty.lies_with_post else None
        if head is None or head.id == duty.holder_id or self.chart.acting_for(head).id != duty.holder_id:
            return ""
        return self._instead_of(head.id)

    def _instead_of(self, person_id: int) -> str:
        absence = self.chart.absence_of(person_id)
        until = f" đến {self._last_day(absence.until)}" if absence is not None else ""
        return f"thay {self.person(person_id)} vắng{until}"

    def under(self, right: Borrowed | None) -> str:
        """` (KT. đồng chí …, theo ủy quyền đến hết ngày …)`: by whose right somebody acts; empty for their own."""
        if right is None:
            return ""
        whose = self.person(right.of_id)
        match right.ground:
            case Ground.DELEGATION:
                until = f", theo ủy quyền đến {self.step(right.until)}" if right.until else ""
                return f" (KT. {whose}{until})"
            case Ground.SUBSTITUTION:
                return f" (thay {whose} vắng mặt)"
            case Ground.REGISTRY:
                return f" (thay mặt {whose})"

    def in_place_of(self, duty: Duty) -> str:
        """For whom the reader would act: the holder who is away, or the head for whom the reader holds it (M30)."""
        away = {person.id for person in self.chart.stood_in_for_by(self.reader or 0)}
        head = self.chart.post_in_charge_of(duty.unit_id) if duty.to_unit else None
        found = next((one for one in (duty.holder_id, head.id if head else None) if one in away), None)
        return "" if found is None else f" – {self._instead_of(found)}"

    def people(self, people: Iterable[Person]) -> str:
        return ", ".join(self.person(person.id) for person in people)

    def unit(self, unit_id: int | None) -> str:
        unit = None if unit_id is None else self.chart.units.get(unit_id)
        return escape(unit.name) if unit else ""

    def typed_unit(self, unit_id: int | None) -> str:
        """The unit as it has to be typed: what the unit has become, where it has ended."""
        unit = None if unit_id is None else self.chart.units.get(unit_id)
        return escape(self.chart.heir_of(unit).name) if unit else ""

    def typed_person(self, person_id: int | None) -> str:
        """The name as it has to be typed: with the unit where the name alone would mean several; what it stands for
        where there is no name any more."""
        person = None if person_id is None else self.chart.people.get(person_id)
        return escape(told_apart(self.chart, person)) if person and person.name else "Họ tên"

    def party(self, duty: Duty) -> str:
        """Whose duty it is, whoever holds it at the moment: the unit or the person to whom it was given; of a decision
        who decides."""
        if duty.to_unit:
            return self.unit(duty.unit_id)
        return self.person(duty.holder_id if duty.named_id is None else duty.named_id)

    def addressee(self, duty: Duty) -> str:
        """The same; with a person the unit that answers for the duty, with a unit the official named for it there."""
        if not duty.to_unit:
            unit = "" if duty.kind is DutyKind.DECISION else self.unit(duty.unit_id)
            return f"{self.party(duty)} ({unit})" if unit else self.party(duty)
        named = f" ({self.person(duty.named_id)})" if duty.named_id is not None else ""
        return f"{self.unit(duty.unit_id)}{named}"

    def given_to(self, duty: Duty) -> str:
        """Whose duty it is, for who has just given it: with who holds it where somebody stands in or is away."""
        if not duty.to_unit:
            return self.present(duty.holder_id if duty.named_id is None else duty.named_id)
        is_told = self.in_place_of_head(duty) or self.away(duty.holder_id)
        return f"{self.unit(duty.unit_id)} ({self.holding(duty)})" if is_told else self.unit(duty.unit_id)

    def holding(self, duty: Duty) -> str:
        """`đồng chí Cúc, thay đồng chí Bình vắng đến 05/12`: who holds it, within brackets."""
        parts = (self.person(duty.holder_id), self.in_place_of_head(duty), self.away(duty.holder_id))
        return ", ".join(part for part in parts if part)

    def holder(self, duty: Duty) -> str:
        """Who must act now, with the unit of that person where it is not the one that answers for the duty; who is away
        and acted for, or who acts for the holder."""
        return self.present(duty.holder_id, self.unit_elsewhere(duty), self.in_place_of_head(duty))

    def who_holds(self, duty: Duty) -> str:
        """The same without a unit."""
        return self.present(duty.holder_id, self.in_place_of_head(duty))

    def unit_elsewhere(self, duty: Duty) -> str:
        """The holder's own unit, where another answers for the duty; else empty."""
        holder = self.chart.people.get(duty.holder_id)
        return self.unit(holder.unit_id) if holder is not None and holder.unit_id != duty.unit_id else ""


def case_heading(case: Case) -> str:
    """`NV-12 (Khẩn) – title`; the urgency is named only where it is more than ordinary."""
    urgency = URGENCIES[case.urgency]
    marked = f" ({urgency})" if urgency != "Thường" else ""
    title = case.title if len(case.title) <= SHORT_TITLE else case.title[: SHORT_TITLE - 1] + "…"
    return f"<b>{case.code}</b>{marked} – {escape(title)}"


# By when who holds a duty must act, where that is not the deadline in force: what must be done by then.
OWN_MOMENT = {
    Phase.WORKING: "nộp lại trước",
    Phase.SUBMITTED: "nghiệm thu trước",
    Phase.DRAFTED: "ký trước",
    Phase.LACKING: "bổ sung hồ sơ trước",
    Phase.FREED: "giao lại trước",
}


def by_when(scene: Scene, duty: Duty, *, emphasised: bool = False) -> str:
    """The deadline in force, and beside it the holder's own moment where there is one: after a return, while it
    waits."""
    due = scene.deadline(duty.deadline)
    due = f"<b>{due}</b>" if emphasised else due
    does = OWN_MOMENT.get(duty.phase)
    own = does is not None and duty.act_by != duty.deadline.moment
    return f"{due} – {does} <b>{scene.moment(duty.act_by)}</b>" if own else due
