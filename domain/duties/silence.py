"""What becomes of silence on an opinion: it is consent only where it could have been broken (design §4, *Who could be
heard*)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.duties.cases import Case
from domain.duties.charge import answers_now
from domain.duties.duties import Duty
from domain.hearing import ChannelHearing, HearingProof
from domain.office.calendar import Calendar
from domain.office.chart import Chart
from domain.office.people import Person, unique
from domain.rules.lengths import Length, Measure, days_of

SETTLING = timedelta(minutes=15)  # after a start: a channel that is well has shown it by then


class Consequence(StrEnum):
    DEEMED = "deemed"  # silence counts as consent
    WAITS = "waits"  # something that was said in time may still come in
    ASKED_AGAIN = "asked_again"  # an answer may have been lost: those who answer are asked once more
    LEFT = "left"  # nothing is deemed: the office decides


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """`channels` are those by which something may have been lost, or still be on its way."""

    becomes: Consequence
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Listening:
    """How well those were heard who might have broken a silence that would count as consent from `effect_at`.
    `asked_again_at` is when the marked question went out, if it did, and `question_arrived` says that each of them had
    it; `day` is a working day as the urgency counts it. `awake_since` is when this program began: before that nobody
    listened, which says nothing of a channel."""

    hearings: Mapping[str, ChannelHearing]
    effect_at: datetime
    now: datetime
    calendar: Calendar
    day: Length
    asked_again_at: datetime | None = None
    question_arrived: bool = True
    awake_since: datetime | None = None

    def ruling(self, answering: Iterable[Collection[str]]) -> Ruling:
        """What becomes of the silence of people each of whom has live accounts on these channels. Nobody waits for a
        word of one who has none; where all have none, it may come on paper by way of the office."""
        linked = [frozenset(channels) for channels in answering if channels]
        if not linked:
            return self._where_nobody_is_linked()
        if missing := _every(channel for channels in linked for channel in channels if self._is_awaited(channel)):
            return Ruling(becomes=Consequence.WAITS, channels=missing)
        found = [(self._becomes(channels), channels) for channels in linked]
        for becomes in (Consequence.LEFT, Consequence.WAITS, Consequence.ASKED_AGAIN):
            if lost := _every(one for what, channels in found if what is becomes for one in self._unsure(channels)):
                return Ruling(becomes=becomes, channels=lost)
        return Ruling(becomes=Consequence.DEEMED)

    def _where_nobody_is_linked(self) -> Ruling:
        missing = frozenset(
            one
            for one in self.hearings
            if not self._is_heard(one) and (self._proof(one) is HearingProof.EXACT or not self._is_down(one))
        )
        if missing or not self.hearings:
            return Ruling(becomes=Consequence.WAITS, channels=missing)
        return Ruling(becomes=Consequence.DEEMED)

    def _becomes(self, channels: frozenset[str]) -> Consequence:
        """Of the silence of one person, whose channels have all been heard or are down."""
        proven = any(self._is_proven(channel) for channel in channels)
        if self.asked_again_at is not None:
            return self._after_question(channels, proven=proven)
        if all(self._is_heard(channel) for channel in channels):
            if proven:
                return Consequence.DEEMED
            return Consequence.ASKED_AGAIN if self._some(channels, HearingProof.SOUND) else Consequence.LEFT
        if any(self._is_heard(one) and self._proof(one) is not HearingProof.NONE for one in channels):
            return Consequence.ASKED_AGAIN
        # There is no other way to ask: what the platform keeps will come in, what it does not keep is lost.
        return Consequence.WAITS if self._some(channels, HearingProof.EXACT) else Consequence.LEFT

    def _after_question(self, channels: frozenset[str], *, proven: bool) -> Consequence:
        if proven:
            return Consequence.DEEMED if self.question_arrived else Consequence.LEFT
        kept = all(self._proof(one) is HearingProof.EXACT for one in channels)
        return Consequence.WAITS if kept else Consequence.LEFT

    def _is_proven(self, channel: str) -> bool:
        """Whether an answer in time by this channel cannot be missing."""
        if not self._is_heard(channel) or self._proof(channel) is HearingProof.NONE:
            return False
        since = self.hearings[channel].since
        return since is None or since <= (self.asked_again_at or a_day_before(self.effect_at, self.day, self.calendar))

    def _is_awaited(self, channel: str) -> bool:
        return not self._is_heard(channel) and not self._is_down(channel)

    def _is_heard(self, channel: str) -> bool:
        until = self._until(channel)
        return until is not None and until >= self.effect_at

    def _is_down(self, channel: str) -> bool:
        """Whether it has not been heard for a whole working day, though this program has been listening."""
        gave_up_at = a_day_after(self._until(channel) or self.effect_at, self.day, self.calendar)
        return gave_up_at <= self.now and (self.awake_since is None or self.awake_since + SETTLING <= self.now)

    def _unsure(self, channels: frozenset[str]) -> frozenset[str]:
        unproven = frozenset(one for one in channels if not self._is_proven(one))
        return unproven or channels

    def _until(self, channel: str) -> datetime | None:
        return self.hearings[channel].until if channel in self.hearings else None

    def _proof(self, channel: str) -> HearingProof:
        return self.hearings[channel].proof if channel in self.hearings else HearingProof.EXACT  # never read: it waits

    def _some(self, channels: Iterable[str], proof: HearingProof) -> bool:
        return any(self._proof(one) is proof for one in channels)


def _every(channels: Iterable[str]) -> frozenset[str]:
    return frozenset(channels)


def a_day_before(moment: datetime, day: Length, calendar: Calendar) -> datetime:
    """The same clock time on the working day before, of Hỏa tốc on the day before: where the last day begins."""
    if day.measure is Measure.CLOCK_DAYS:
        return calendar.add_days(moment, -1)
    local = calendar.local(moment)
    return calendar.at(calendar.working_days_before(local.date(), 1), local.timetz().replace(tzinfo=None))


def a_day_after(moment: datetime, day: Length, calendar: Calendar) -> datetime:
    """When a whole working day has passed, counted from office hours; of Hỏa tốc a day of the clock."""
    if day.measure is Measure.CLOCK_DAYS:
        return day.after(moment, calendar)
    return day.after(calendar.next_opening(moment), calendar)


# Who might break a silence, as the organisation stands at the moment of the chart


def answering(chart: Chart, duty: Duty, case: Case) -> tuple[Person, ...]:
    """Who may answer for the unit: its head or who acts for the head, the holder and who stands in, who signs for the
    head."""
    head, holder = answers_now(chart, duty, asker_id=case.assigner_id), chart.person(duty.holder_id)
    heads = () if head is None else (head,)
    return unique((*heads, holder, chart.acting_for(holder), *chart.signers_for(duty.unit_id, case.field)))


def is_never_deemed(chart: Chart, duty: Duty, case: Case) -> bool:
    """Whether it can be said beforehand that silence will not be consent: somebody who may answer can be reached only
    by what proves nothing."""
    if duty.undeemed_since is not None:
        return True
    hearings = chart.hearings

    def proves(channel: str) -> bool:
        return channel not in hearings or hearings[channel].proof is not HearingProof.NONE

    return any(one.channels and not any(map(proves, one.channels)) for one in answering(chart, duty, case))


def becomes_consent(chart: Chart, duty: Duty, case: Case, calendar: Calendar) -> bool:
    """Whether silence at the deadline is consent, recorded or still to be recorded, as far as the channels have been
    without a gap."""
    day = days_of(case.urgency, 1)
    effect_at = duty.consent_from(calendar, day)
    if effect_at is None:
        return False
    listening = Listening(
        hearings={name: replace(one, until=effect_at) for name, one in chart.hearings.items()},
        effect_at=effect_at,
        now=effect_at,
        calendar=calendar,
        day=day,
        asked_again_at=duty.asked_again_at,
    )
    ruling = listening.ruling(one.channels for one in answering(chart, duty, case))
    return ruling.becomes in {Consequence.DEEMED, Consequence.WAITS}
