"""Hand a case up by chat, and sign what waits to go up (M18)."""

from __future__ import annotations

from actions.duties import dossiers
from actions.duties.dossiers import Proposal
from domain.names import fold
from handlers.desk import Call, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.forms import read_form
from handlers.reading.typing import parse_code
from texts.duties import statements

KEYS = {fold(key): key for key in ("Căn cứ", "Thực tiễn", "Chính kiến", "Vượt thẩm quyền")} | {
    fold("Căn cứ pháp lý"): "Căn cứ",
    fold("Căn cứ pháp luật"): "Căn cứ",
    fold("Quan điểm"): "Chính kiến",
    fold("Lý do vượt thẩm quyền"): "Vượt thẩm quyền",
}


async def hand_up(ask: Call) -> Reply:
    """`CODE` and the four parts, a line each."""
    code, rest = parse_code("trinh", ask.text)
    if not rest:
        return await drafts.wait_for_text(ask, "trinh", code)
    form = (await read_form(ask, rest, KEYS, command="trinh", code=code)).values
    proposal = Proposal(
        basis=form.get("Căn cứ", ""),
        practice=form.get("Thực tiễn", ""),
        position=form["Chính kiến"],
        beyond=form.get("Vượt thẩm quyền", ""),
    )
    done = await dossiers.hand_up(ask.office, ask.order, code=code, proposal=proposal)
    return Reply(text=statements.handed_up(await scene(ask), done))


async def sign(ask: Call, code: str) -> Reply:
    done = await dossiers.sign_dossier(ask.office, ask.order, code=code)
    return Reply(text=statements.handed_up(await scene(ask), done))
