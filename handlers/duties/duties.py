"""Acts on any duty by chat: acknowledge, name the official who holds it."""

from __future__ import annotations

from actions.duties import duties
from actions.duties.parts import NamedBy
from actions.finding import described
from domain.refusals import DraftGone, PersonGone
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene
from handlers.dialogues import drafts
from handlers.reading.addressing import addressed
from texts.buttons import duty_button, rows
from texts.duties import task_confirmations
from texts.front.usage import heads, holders

CHOICES = 8  # officials offered as buttons; others are typed


async def acknowledge(call: Call) -> Reply:
    about = await addressed(call, "nhan")
    done = await duties.acknowledge_duty(call.office, call.order, code=about.code, unit=about.part)
    return Reply(text=task_confirmations.acknowledged(await scene(call), done.seen.case, done.duty, first=done.first))


async def delegate(call: Call) -> Reply:
    about = await addressed(call, "phancong", by=NamedBy.UNIT)  # a name alone is the official's
    if not about.rest:
        return await drafts.wait_for_text(call, "phancong", about.code, unit=about.part)
    seen, _, official = await duties.delegate_duty(
        call.office, call.order, code=about.code, name=about.rest, unit=about.part
    )
    return Reply(text=task_confirmations.delegated(await scene(call), seen.case, official))


async def delegate_chosen(call: Call, code: str, person_id: int) -> Reply:
    """Let the official hold it whose button was pressed. Raises DraftGone, PersonGone."""
    async with call.office.look(call.order) as view:
        official = view.chart.people.get(person_id)
        if official is None:
            raise DraftGone
        if official.has_left:
            raise PersonGone(person_id=official.id)
        name = described(view.chart, official)
    return await delegate(call.with_text(f"{code} {name}"))


async def offer_officials(call: Call) -> Reply:
    """Offer the unit's officials as buttons, behind the button `Phân công`."""
    code, duty_id = call.text, call.order.duty_id
    assert duty_id is not None
    duty, _ = await duties.duty_shown(call.office, call.order, duty_id=duty_id)
    officials = await duties.officials_for(call.office, call.order, duty_id=duty_id, limit=CHOICES)
    buttons = [duty_button("chon", duty, label=person.name, choice=person.id) for person in officials]
    return Reply(text=task_confirmations.choose_official(code), buttons=rows(buttons, width=1))


COMMANDS = (
    Command(
        usage=holders.NHAN, run=acknowledge, rights=(), changes=True, behind=Behind.CODE_AND_PART, is_reportable=True
    ),
    Command(
        usage=heads.PHANCONG,
        run=delegate,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        pressed=Pressed(run=offer_officials),
        is_reportable=True,
    ),
)
