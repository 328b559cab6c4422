"""What a chat has begun ends with the act that completes it: once, in one transaction, and not where it is refused."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogues import dialogues
from actions.duties.statements import report_progress
from domain.acts import Act
from domain.refusals import DraftGone, ReasonMissing
from storage.dialogues import Dialogue, DialogueKey
from tests.actions.office import SmallOffice

KEY = DialogueKey(channel="test", chat_id="an", token="first")


async def begun(small: SmallOffice, token: str = "first") -> None:
    dialogue = Dialogue(kind="complete", token=token, data={"command": "tiendo"}, begun_at=small.now)
    await dialogues.begin_dialogue(small.office, "test", "an", dialogue)


async def test_it_ends_in_the_transaction_of_the_act(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await begun(small)
    order = replace(small.by("an"), dialogue=KEY)
    await report_progress(small.office, order, code=code, text="được nửa")
    assert await dialogues.dialogue_of(small.office, "test", "an") is None
    # A process that died before its answer comes again with the same word: it is no second report.
    async with small.refused(DraftGone):
        await report_progress(small.office, order, code=code, text="được nửa")
    assert (await small.acts(code)).count(Act.DUTY_REPORTED) == 1


async def test_it_stays_where_the_act_is_refused(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await begun(small)
    async with small.refused(ReasonMissing):
        await report_progress(small.office, replace(small.by("an"), dialogue=KEY), code=code, text="")
    assert await dialogues.dialogue_of(small.office, "test", "an") is not None


async def test_an_act_ends_no_later_one(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await begun(small, "second")
    async with small.refused(DraftGone):
        await report_progress(small.office, replace(small.by("an"), dialogue=KEY), code=code, text="được nửa")
