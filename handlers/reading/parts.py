"""Whose a command is that names no case: he is told so before he is told how it is written."""

from __future__ import annotations

from domain.refusals import NotAllowed
from domain.rights import Permission, may, relations_to_office
from handlers.desk import Call

# Any of these lets a person give the command (docs/rights.md); what is in none is everybody's who is linked.
PERMISSIONS: dict[str, tuple[Permission, ...]] = {
    **dict.fromkeys(("donvimoi", "sapnhap", "doiten", "canbo"), (Permission.ENTER_PEOPLE,)),
    **dict.fromkeys(("moi", "thulienket"), (Permission.INVITE,)),
    "giaoviec": (Permission.ASSIGN, Permission.ASSIGN_IN_UNIT),
    "phobien": (Permission.CIRCULATE, Permission.CIRCULATE_IN_UNIT),
    "xinykien": (Permission.ASK_OPINION,),
    "quydinh": (Permission.SET_RULES,),
    "xoacanbo": (Permission.ERASE,),
    "ghigiay": (Permission.RECORD_PAPER,),
    "nhapfile": (Permission.IMPORT,),
    "dagiao": (Permission.LIST_GIVEN,),
    "uyquyen": (Permission.EMPOWER,),
    "donvi": (Permission.SEE_UNIT,),
    "baocao": (Permission.READ_FIGURES,),
    "trangthai": (Permission.SEE_HEALTH,),
}


async def require(ask: Call) -> None:
    """Raises NotAllowed for a command that is not of the sender's part."""
    permissions = PERMISSIONS.get(ask.command, ())
    if not permissions or ask.sender is None:
        return
    async with ask.office.look(ask.order) as view:
        has = relations_to_office(ask.sender, view.chart)
    if not any(may(permission, has) for permission in permissions):
        raise NotAllowed
