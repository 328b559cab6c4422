"""Set up the office by chat: units, people, invitations (M3)."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import segno

from actions.aside import made_aside
from actions.office import accounts, invitations, people
from actions.office.privacy import note_privacy_read, say_privacy
from documents.invitations import invitation_sheet
from domain.names import fold
from domain.office.people import Person, Role
from domain.permissions import Permission
from domain.refusals import LinkedToAnother, Unreadable
from handlers.desk import Call, Command, Pressed, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.payloads import PlacingDraft, RelinkingDraft
from handlers.reading.typing import parse_choice
from texts.buttons import confirm_buttons, list_button
from texts.front import privacy, replies
from texts.front.refusals import refusal_text
from texts.front.usage import everybody, office
from texts.office import entry_confirmations
from texts.office import invitations as texts
from texts.office.doors import first_link
from texts.office.lapses import under_answer
from texts.words import LABELS, ROLES

MOVES = {"chuyen": True, "nguoi khac": False}
FORMER = "ten cu"
READ = "da doc"  # /start đã đọc: as the button says
NAME_LIMIT = 120
_SUCCESSOR = re.compile(r"(?:[;\n]\s*)(?:người\s+)?thay\s*[:：]\s*(?P<name>[^;\n]+)\s*\Z", re.IGNORECASE)


async def start(call: Call) -> Reply:
    """Link by invitation code; without one say what this is."""
    code = call.text.strip()
    if call.sender is not None and fold(code) == READ:
        return Reply(text=privacy.read(first=await note_privacy_read(call.office, call.order)))
    if code:
        return await _link(call, code)
    if call.sender is None:
        return Reply(text=replies.welcome_stranger(call.desk.agency))
    return await _with_privacy(call, replies.welcome(await scene(call), call.sender), call.sender)


async def _link(call: Call, code: str) -> Reply:
    """An account that is somebody else's already leaves that person only when it was asked and confirmed."""
    try:
        placed = await invitations.link_account(call.office, call.order, code=code, caller=_caller(call))
    except LinkedToAnother as linked:
        draft = RelinkingDraft(invitation=linked.invitation_id, leaving=linked.person_id, original="/start")
        dialogue = await drafts.begin(call, draft)
        text = refusal_text(await scene(call), linked)
        return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["relink"]))
    return await _with_privacy(call, replies.linked(await scene(call), placed), placed.person)


async def relink(call: Call) -> Reply:
    """The account leaves the person whose it was, as was asked."""
    draft = await drafts.confirmed(call, RelinkingDraft)
    placed = await invitations.relink_account(
        call.office,
        call.order,
        invitation_id=draft.invitation,
        leaving_id=draft.leaving,
        caller=_caller(call),
    )
    return await _with_privacy(call, replies.linked(await scene(call), placed), placed.person)


async def _with_privacy(call: Call, text: str, person: Person) -> Reply:
    """The greeting; the first time also what is recorded and who sees it, with a button that says it was read."""
    if not await say_privacy(call.office, call.order, person_id=person.id):
        return Reply(text=text)
    return Reply(text=f"{text}\n\n{privacy.SENTENCE}", buttons=[[list_button(LABELS["read_privacy"], "start", READ)]])


def _caller(call: Call) -> invitations.Caller:
    channel = call.desk.channels.get(call.channel)
    most_users = None if channel is None else channel.traits.most_users
    return invitations.Caller(channel=call.channel, user_id=call.user_id, chat_id=call.chat_id, most_users=most_users)


def parts(call: Call, *, least: int, most: int) -> list[str]:
    """What stands between the semicolons. Raises Unreadable for fewer or more, and for what is too long for a name."""
    given = [part.strip() for part in call.text.replace("\n", ";").split(";")]
    while given and not given[-1]:
        given.pop()
    if not least <= len(given) <= most or not all(given[:least]) or any(len(part) > NAME_LIMIT for part in given):
        raise Unreadable(command=call.command)
    return given


def split_successor(text: str) -> tuple[str, str]:
    """What stands before `; thay: NAME` at the end, and that name; empty where nobody is named."""
    found = _SUCCESSOR.search(text)
    return (text[: found.start()].strip(), found["name"].strip()) if found else (text.strip(), "")


async def enter_unit(call: Call) -> Reply:
    name, *parent = parts(call, least=1, most=2)
    unit, lapsed = await people.enter_unit(call.office, call.order, name=name, parent=parent[0] if parent else None)
    told = entry_confirmations.unit_entered(unit, parent[0] if parent else None)
    return Reply(text=told + under_answer(await scene(call), lapsed))


async def enter_person(call: Call) -> Reply:
    """Enter `NAME; UNIT; POSITION; ROLE[, ROLE][; FIELDS]`, and at the end whether a namesake moved or is another, or
    the former name, which this one replaces; behind all who takes over what somebody gave out who leaves a post by it.
    Of that what goes to whom is shown first, and it is done when confirmed."""
    entering = _entering(call)
    planned = await people.preview_person(call.office, call.order, **entering)
    if not planned.asks_first:
        return await _entered(call, entering)
    dialogue = await drafts.begin(call, PlacingDraft(text=call.text, original=f"/canbo {call.text}"))
    about = replace(await scene(call), chart=planned.chart)
    again = f"/canbo {split_successor(call.text)[0]}"
    text = entry_confirmations.person_leaves_post(about, planned, again=again)
    return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["canbo"]))


async def confirm_person(call: Call) -> Reply:
    draft = await drafts.confirmed(call, PlacingDraft)
    return await _entered(call, _entering(call.with_text(draft.text)))


async def _entered(call: Call, entering: people.Entering) -> Reply:
    placed = await people.enter_person(call.office, call.order, **entering)
    return Reply(text=entry_confirmations.person_entered(await scene(call), placed))


def _entering(call: Call) -> people.Entering:
    """Raises Unreadable."""
    text, to = split_successor(call.text)
    given = parts(call.with_text(text), least=4, most=6)
    moved = MOVES.get(fold(given[-1])) if len(given) > 4 else None
    former = _former(given[-1]) if len(given) > 4 else None
    if moved is not None or former is not None:
        given.pop()
    if len(given) > 5:
        raise Unreadable(command=call.command)
    name, unit, position, roles, *fields = given
    return people.Entering(
        name=name,
        unit=unit,
        position=position,
        roles=_roles(roles),
        fields=tuple(part.strip() for part in ",".join(fields).split(",") if part.strip()),
        moved=moved,
        former=former,
        to=to or None,
    )


def _former(text: str) -> str | None:
    """`tên cũ NAME`."""
    words = text.split()
    return " ".join(words[2:]) or None if fold(" ".join(words[:2])) == FORMER else None


def _roles(text: str) -> frozenset[Role]:
    named = {word: role for role, word in ROLES.items()}
    return frozenset(named[parse_choice("Vai trò", part, named)] for part in text.split(",") if part.strip())


async def invite(call: Call) -> Reply:
    """`NAME`: a one-time code, its link, and the link as a QR code. `UNIT` or `tất cả`: a sheet to print with one for
    each person who has not linked, and who has."""
    (name,) = parts(call, least=1, most=1)
    if fold(name) == fold(texts.EVERYBODY):
        return await _invite_many(call, await invitations.invite_everybody(call.office, call.order))
    made = await invitations.invite(call.office, call.order, name=name)
    if isinstance(made, invitations.ManyInvited):
        return await _invite_many(call, made)
    doors = call.desk.doors
    text = entry_confirmations.invitation(await scene(call), made, doors=doors)
    return Reply(text=text, picture=_square_code(first_link(doors, made.code)))


def _square_code(link: str) -> bytes | None:
    if not link:
        return None
    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()


async def _invite_many(call: Call, many: invitations.ManyInvited) -> Reply:
    about = await scene(call)
    text = texts.invited(about, many)
    if not many.invitations:
        return Reply(text=text)
    sheet = made_aside(
        invitation_sheet,
        texts.sheet_title(many, call.desk.agency),
        texts.sheet_note(len(many.invitations)),
        texts.cards_of(about, many, doors=call.desk.doors),
    )
    content = await call.office.apart(sheet)
    return Reply(text=text, document=(texts.file_name(many), content))


async def withdraw_account(call: Call, *, person_id: int, account_id: int) -> Reply:
    """Take the account away again, behind the button under the word that somebody linked."""
    person, waiting = await accounts.withdraw_link(call.office, call.order, person_id=person_id, account_id=account_id)
    return Reply(text=entry_confirmations.link_withdrawn(await scene(call), person, waiting))


async def withdraw_link(call: Call) -> Reply:
    (name,) = parts(call, least=1, most=1)
    person, waiting = await accounts.withdraw_link(call.office, call.order, name=name)
    return Reply(text=entry_confirmations.link_withdrawn(await scene(call), person, waiting))


COMMANDS = (
    Command(
        usage=everybody.START,
        run=start,
        rights=(),
        changes=True,
        pressed=Pressed(in_lists=True),
        is_open_to_strangers=True,
        preview=Preview(kind=DialogueKind.RELINKING, confirm=relink, label=LABELS["relink"]),
    ),
    Command(usage=office.DONVIMOI, run=enter_unit, rights=(Permission.ENTER_PEOPLE,), changes=True),
    Command(
        usage=office.CANBO,
        run=enter_person,
        rights=(Permission.ENTER_PEOPLE,),
        changes=True,
        preview=Preview(kind=DialogueKind.PLACING, confirm=confirm_person, label=office.CANBO.button),
    ),
    Command(usage=office.MOI, run=invite, rights=(Permission.INVITE,), changes=True),
    Command(usage=office.THULIENKET, run=withdraw_link, rights=(Permission.INVITE,), changes=True),
)
