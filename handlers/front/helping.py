"""Help, and the menu beside the text: each person sees the commands of their own part."""

from __future__ import annotations

from domain.office.people import Person
from domain.permissions import Permission, may
from domain.rights import relations_to_office
from handlers.desk import Behind, Call, Command, Reply
from texts.front import replies
from texts.front.usage import everybody
from texts.front.usage.command import Usage
from texts.front.usage.table import HelpGroup, in_group

# By the act of which who may do it is shown that part of the help; the others are shown to everybody.
SHOWN_BY = {
    HelpGroup.HEADS: Permission.ASK_OPINION,
    HelpGroup.REPORTS: Permission.READ_FIGURES,
    HelpGroup.OFFICE: Permission.ENTER_PEOPLE,
}


def groups_of(person: Person) -> tuple[HelpGroup, ...]:
    """The parts of the help that the person is shown."""
    has = relations_to_office(person)
    return tuple(group for group in HelpGroup if group not in SHOWN_BY or may(SHOWN_BY[group], has))


def usages_of(person: Person) -> tuple[Usage, ...]:
    """The commands that the person is shown, in the order of the help."""
    return tuple(usage for group in groups_of(person) for usage in in_group(group))


async def show_help(call: Call) -> Reply:
    return Reply(text=replies.helping(call.sender, groups_of(call.sender) if call.sender else ()))


COMMANDS = (
    Command(
        usage=everybody.TROGIUP,
        run=show_help,
        rights=(),
        changes=False,
        behind=Behind.NOTHING,
        aliases=("help",),
        is_open_to_strangers=True,
    ),
)
