"""What becomes of silence on an opinion when its moment has come (M23, design §4, *Who could be heard*)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from actions.duties.changes import end_with
from actions.installation import Office
from actions.opinions.consultations import tell_who_decides
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import Case
from domain.duties.charge import answers_now
from domain.duties.duties import Duty, Outcome
from domain.duties.opinions import Hearing, hearing_of
from domain.duties.silence import Consequence, Listening, Ruling, answering
from domain.encoding import canonical
from domain.hearing import ChannelHearing
from domain.journal.opinions import ConsentDeemed, QuestionRepeated, SilenceUnheard
from domain.office.chart import Chart
from domain.office.people import Person, unique
from domain.payloads.opinions import AskedAgainNotice, UnheardNotice
from domain.rights import may_act_on
from domain.rules.lengths import Urgency, days_of
from storage import hearings, inbox, journal, notices, opinions
from storage.inbox import Unheard


@dataclass(frozen=True, kw_only=True)
class Hearings:
    """Up to when everything said by each channel was read, whose words of then wait to be handled, and since when this
    program listens."""

    by_channel: Mapping[str, ChannelHearing]
    unheard: Sequence[Unheard]
    awake_since: datetime

    def handled(self, concerned: Callable[[int], bool]) -> dict[str, ChannelHearing]:
        """Up to when everything was read and handled: what waits is not heard yet, where it is of somebody
        concerned, or of who may be linked by it."""
        first: dict[str, datetime] = {}
        for one in self.unheard:
            if one.person_id is None or concerned(one.person_id):
                first[one.channel] = min(one.said_at, first.get(one.channel, one.said_at))
        return {name: _but(one, first.get(name)) for name, one in self.by_channel.items()}


async def read_hearings(work: Transaction, office: Office) -> Hearings:
    if office.awake_since is None or work.now < office.awake_since:
        office.awake_since = work.now
    return Hearings(
        by_channel=await hearings.all_hearings(work.connection, now=work.now),
        unheard=await inbox.unheard(work.connection),
        awake_since=office.awake_since,
    )


def _but(hearing: ChannelHearing, unread: datetime | None) -> ChannelHearing:
    if unread is None or hearing.until is None or hearing.until <= unread:
        return hearing
    return replace(hearing, until=unread)


async def judge_silence(work: Transaction, heard: Hearings, duty: Duty, case: Case, effect_at: datetime) -> Ruling:
    """What becomes of it at the moment at which it would be consent."""
    people = [one for one in answering(work.chart, duty, case) if one.channels]
    listening = Listening(
        hearings=heard.handled(partial(_is_concerned, work.chart, duty, case)),
        effect_at=effect_at,
        now=work.now,
        calendar=work.calendar,
        day=days_of(case.urgency, 1),
        asked_again_at=duty.asked_again_at,
        question_arrived=await _has_arrived(work, duty, people),
        awake_since=heard.awake_since,
    )
    return listening.ruling(one.channels for one in people)


def _is_concerned(chart: Chart, duty: Duty, case: Case, person_id: int) -> bool:
    person = chart.people.get(person_id)
    return person is not None and may_act_on(person, case, duty, chart)


async def _has_arrived(work: Transaction, duty: Duty, people: Iterable[Person]) -> bool:
    """Whether each of them had the marked question; whoever moved the ball since knows of it."""
    if duty.asked_again_at is None or duty.held_since >= duty.asked_again_at:
        return True
    slot = _again(duty.asked_again_at)
    told = await notices.who_was_told(work.connection, AskedAgainNotice, duty_id=duty.id, slot=slot)
    return all(one.id in told for one in people)


def _again(asked_again_at: datetime) -> str:
    return f"again-{canonical(asked_again_at)}"


Teller = Callable[[], Awaitable[None]]


async def settle_silence(
    work: Transaction, duty: Duty, case: Case, ruling: Ruling, *, at: datetime, tell: Teller
) -> None:
    """Do what was ruled of the silence that was to be consent at that moment. What the steps up to it have to `tell`
    comes first on record."""
    match ruling.becomes:
        case Consequence.DEEMED:
            await _deem_consent(work, duty, case, at=at, tell=tell)
        case Consequence.ASKED_AGAIN:
            await tell()
            await _ask_again(work, duty, case, ruling, due_at=at)
        case Consequence.LEFT:
            await tell()
            await _leave_undeemed(work, duty, case, ruling, due_at=at)


async def _ask_again(work: Transaction, duty: Duty, case: Case, ruling: Ruling, *, due_at: datetime) -> None:
    """Ask those who answer once more, because an answer may have been lost; silence counts from that question."""
    waits = case.urgency is not Urgency.FLASH
    asked_at = work.calendar.goes_out_at(work.now, work.now) if waits else work.now
    after = duty.ask_again(at=asked_at)
    consent_at = after.consent_from(work.calendar, days_of(case.urgency, 1))
    assert consent_at is not None
    after = await _change(work, duty, after, case)
    lost = tuple(sorted(ruling.channels))
    recorded = QuestionRepeated(due_at=due_at, channels=lost, at=asked_at, consent_at=consent_at)
    await work.record(Act.OPINION_ASKED_AGAIN, recorded, case=case, duty=after)
    people, slot = answering(work.chart, after, case), _again(asked_at)
    work.owe(people, AskedAgainNotice(channels=lost, consent_at=consent_at), slot=slot, case=case, duty=after)
    others = [one for one in _who_waits(work, case) if one not in people]
    work.owe(others, UnheardNotice(channels=lost, consent_at=consent_at), slot=slot, case=case, duty=after)


async def _leave_undeemed(work: Transaction, duty: Duty, case: Case, ruling: Ruling, *, due_at: datetime) -> None:
    """Deem nothing: it is answered late, or the office decides."""
    after = await _change(work, duty, duty.leave_undeemed(at=work.now), case)
    lost = tuple(sorted(ruling.channels))
    await work.record(Act.OPINION_UNDEEMED, SilenceUnheard(due_at=due_at, channels=lost), case=case, duty=after)
    told = unique((*answering(work.chart, after, case), *_who_waits(work, case)))
    notice = UnheardNotice(channels=lost, consent_at=None)
    work.owe(told, notice, slot=f"undeemed-{canonical(work.now)}", case=case, duty=after)


async def _change(work: Transaction, duty: Duty, after: Duty, case: Case) -> Duty:
    """Its steps up to now are taken."""
    following = work.plan(after, case, after=work.now)[0].at
    after = replace(after, stepped_until=work.now, next_step_at=following)
    await work.store(duty, after, case)
    return after


def _who_waits(work: Transaction, case: Case) -> tuple[Person, ...]:
    """For the answer: who asked, and the office."""
    return unique((work.chart.person(case.assigner_id), *work.chart.office))


async def _deem_consent(work: Transaction, duty: Duty, case: Case, *, at: datetime, tell: Teller) -> None:
    """Count silence as consent: answerable is the unit's head, or who acts for the head, and the holder is named as
    well (M23). It is dated at its planned moment, with the moment of recording beside it."""
    answerable = answers_now(work.chart, duty, asker_id=case.assigner_id) or work.chart.person(duty.holder_id)
    consent = opinions.DeemedConsent(
        duty_id=duty.id,
        answerable_id=answerable.id,
        holder_id=duty.holder_id,
        at=at,
        recorded_at=work.now,
        hearing=await _hearing(work, duty, answerable),
    )
    closed_at = max(at, duty.held_since)
    closed = duty.close(Outcome.DEEMED, at=closed_at)
    await work.store(duty, closed, case)
    await opinions.add_deemed(work.connection, consent)
    await tell()
    await work.record(Act.OPINION_DEEMED, _recorded(consent, duty), case=case, duty=duty)
    await tell_who_decides(work, case, [f"deemed-{duty.id}"])
    await end_with(work, closed, case, at=closed_at)


def _recorded(consent: opinions.DeemedConsent, duty: Duty) -> ConsentDeemed:
    return ConsentDeemed(
        answerable=consent.answerable_id,
        holder=consent.holder_id,
        at=consent.at,
        acknowledged=duty.acknowledged_at is not None,
        hearing=consent.hearing,
    )


async def _hearing(work: Transaction, duty: Duty, answerable: Person) -> Hearing:
    """Whether who answers for the silence had heard of the request: by a message, or having acted on it."""
    acted = await journal.has_acted(work.connection, duty_id=duty.id, person_id=answerable.id)
    reached = acted or await notices.has_reached(work.connection, duty_id=duty.id, person_id=answerable.id)
    return hearing_of(reached=reached, reachable=answerable.reachable)
