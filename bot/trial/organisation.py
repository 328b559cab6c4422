"""The sample office of trial mode: an office, a leader, two units with head, deputy and officials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.installation import Office
from actions.office import accounts, people
from actions.order import Order
from bot.trial.telegram import BotApi
from channels.telegram.envelopes import CHANNEL
from domain.office.people import Role

AGENCY = "UBND huyện Mẫu"
OFFICE_UNIT = "Văn phòng"
ECONOMY = "Phòng Kinh tế"
LAND = "Phòng Tài nguyên và Môi trường"


@dataclass(frozen=True, kw_only=True)
class Member:
    """`user_id` is the account on the trial's Telegram; the last of them is not linked, to try an invitation."""

    user_id: int
    name: str
    unit: str
    position: str
    roles: frozenset[Role]
    linked: bool = True


MEMBERS = (
    Member(
        user_id=1001,
        name="Lê Thị Hoa",
        unit=OFFICE_UNIT,
        position="Chuyên viên Văn phòng",
        roles=frozenset({Role.OFFICE}),
    ),
    Member(
        user_id=1002,
        name="Trần Quốc Hùng",
        unit=AGENCY,
        position="Chủ tịch",
        roles=frozenset({Role.LEADER, Role.HEAD}),
    ),
    Member(user_id=1003, name="Phạm Văn Bình", unit=ECONOMY, position="Trưởng phòng", roles=frozenset({Role.HEAD})),
    Member(user_id=1004, name="Đỗ Thị Cúc", unit=ECONOMY, position="Phó Trưởng phòng", roles=frozenset({Role.DEPUTY})),
    Member(user_id=1005, name="Nguyễn Văn An", unit=ECONOMY, position="Chuyên viên", roles=frozenset({Role.OFFICIAL})),
    Member(user_id=1006, name="Vũ Thị Dung", unit=ECONOMY, position="Chuyên viên", roles=frozenset({Role.OFFICIAL})),
    Member(user_id=1007, name="Hoàng Minh Đức", unit=LAND, position="Trưởng phòng", roles=frozenset({Role.HEAD})),
    Member(user_id=1008, name="Bùi Thị Lan", unit=LAND, position="Phó Trưởng phòng", roles=frozenset({Role.DEPUTY})),
    Member(user_id=1009, name="Ngô Văn Khánh", unit=LAND, position="Chuyên viên", roles=frozenset({Role.OFFICIAL})),
    Member(
        user_id=1010,
        name="Đinh Thị Mai",
        unit=LAND,
        position="Chuyên viên",
        roles=frozenset({Role.OFFICIAL}),
        linked=False,
    ),
)
STRANGER = 1999


async def found_office(office: Office, now: datetime) -> None:
    """Enter the sample office by the same acts that a real one is entered by."""
    clerk, *others = MEMBERS
    opening = Order(now=now, said_at=now, via="trial")
    admin = await accounts.admit_admin(
        office, opening, channel=CHANNEL, user_id=str(clerk.user_id), chat_id=str(clerk.user_id), name=clerk.name
    )
    order = Order(now=now, said_at=now, via="trial", sender_id=admin.id)
    await people.enter_unit(office, order, name=AGENCY, parent=None)
    for name in (OFFICE_UNIT, ECONOMY, LAND):
        await people.enter_unit(office, order, name=name, parent=AGENCY)
    for member in (clerk, *others):
        placed = await people.enter_person(
            office, order, name=member.name, unit=member.unit, position=member.position, roles=member.roles
        )
        if member.linked and member is not clerk:
            await accounts.link_sample_account(
                office, order, person_id=placed.person.id, channel=CHANNEL, user_id=str(member.user_id)
            )


async def seat_people(api: BotApi) -> None:
    """Give everybody a chat on the trial's Telegram, and a stranger too."""
    for member in MEMBERS:
        caption = f"{member.position}, {member.unit}"
        note = "" if member.linked else " – chưa liên kết"
        await _seat(api, member.user_id, member.name, caption + note)
    await _seat(api, STRANGER, "Người lạ", "không có trong cơ quan")


async def _seat(api: BotApi, user_id: int, name: str, caption: str) -> None:
    if user_id not in api.chats:
        await api.add_person(user_id, name, caption=caption)
