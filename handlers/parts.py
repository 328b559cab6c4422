"""Whose a command is that names no case: he is told so before he is told how it is written."""

from __future__ import annotations

from domain.refusals import NotAllowed
from domain.rights import Act, may, relations_to_office
from handlers.desk import Ask

# Any of these lets a person give the command (docs/rights.md); what is in none is everybody's who is linked.
ACTS: dict[str, tuple[Act, ...]] = {
    **dict.fromkeys(("donvimoi", "sapnhap", "doiten", "canbo"), (Act.ENTER_PEOPLE,)),
    **dict.fromkeys(("moi", "thulienket"), (Act.INVITE,)),
    "giaoviec": (Act.ASSIGN, Act.ASSIGN_IN_UNIT),
    "phobien": (Act.CIRCULATE, Act.CIRCULATE_IN_UNIT),
    "xinykien": (Act.ASK_OPINION,),
    "quydinh": (Act.SET_RULES,),
    "xoacanbo": (Act.ERASE,),
    "ghigiay": (Act.RECORD_PAPER,),
    "nhapfile": (Act.IMPORT,),
    "dagiao": (Act.LIST_GIVEN,),
    "uyquyen": (Act.EMPOWER,),
    "donvi": (Act.SEE_UNIT,),
    "baocao": (Act.READ_FIGURES,),
    "trangthai": (Act.SEE_HEALTH,),
}


async def require(ask: Ask) -> None:
    """Raises NotAllowed for a command that is not of the sender's part."""
    acts = ACTS.get(ask.command, ())
    if not acts or ask.sender is None:
        return
    async with ask.office.look(ask.order) as view:
        has = relations_to_office(ask.sender, view.chart)
    if not any(may(act, has) for act in acts):
        raise NotAllowed
