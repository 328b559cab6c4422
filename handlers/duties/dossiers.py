"""Hand a case up by chat, and sign what waits to go up (M18)."""

from __future__ import annotations

from actions.duties import dossiers
from actions.duties.dossiers import Proposal
from domain.duties.cases import WORDS_LIMIT
from handlers.desk import Behind, Call, Command, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.form_steps import Guide, GuideStep
from handlers.dialogues.forms import read_form
from handlers.reading.typing import parse_code
from texts.duties import statements
from texts.front.usage import holders

FORM = Guide(
    steps=(
        GuideStep(key="Căn cứ", optional=True, limit=WORDS_LIMIT),
        GuideStep(key="Thực tiễn", optional=True, limit=WORDS_LIMIT),
        GuideStep(key="Chính kiến", limit=WORDS_LIMIT),
        GuideStep(key="Vượt thẩm quyền", optional=True, limit=WORDS_LIMIT),
    ),
    spellings={
        "Căn cứ pháp lý": "Căn cứ",
        "Căn cứ pháp luật": "Căn cứ",
        "Quan điểm": "Chính kiến",
        "Lý do vượt thẩm quyền": "Vượt thẩm quyền",
    },
)


async def hand_up(call: Call) -> Reply:
    """`CODE` and the four parts, a line each."""
    code, rest = parse_code("trinh", call.text)
    if not rest:
        return await drafts.wait_for_text(call, "trinh", code)
    form = (await read_form(call, rest, command="trinh", code=code)).values
    proposal = Proposal(
        basis=form.get("Căn cứ", ""),
        practice=form.get("Thực tiễn", ""),
        position=form["Chính kiến"],
        beyond=form.get("Vượt thẩm quyền", ""),
    )
    done = await dossiers.hand_up(call.office, call.order, code=code, proposal=proposal)
    return Reply(text=statements.handed_up(await scene(call), done))


async def sign(call: Call, code: str) -> Reply:
    done = await dossiers.sign_dossier(call.office, call.order, code=code)
    return Reply(text=statements.handed_up(await scene(call), done))


COMMANDS = (
    Command(
        usage=holders.TRINH,
        run=hand_up,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        form=FORM,
        is_reportable=True,
    ),
)
