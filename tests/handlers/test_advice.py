"""What the samples of every message advise: each command is one of ours, works on such a case in such a phase, and is
its reader's to give by the table of rights."""

from __future__ import annotations

import re

import pytest

from actions.delivery.outgoing import RenderedNotice
from domain.duties.cases import PREFIXES, CaseKind
from domain.duties.duties import MOVES, DutyKind, Move
from domain.permissions import Permission, may
from domain.rights import grounds, relations_to_office
from handlers.front.commands import COMMANDS
from handlers.reading.typing import find_code, parse_command
from tests.advice import CODE, Advice, advice_in
from tests.handlers.samples.cases import LEAD
from tests.handlers.samples.cast import CHART, PEOPLE, SCENE
from tests.handlers.samples.steps import STEPS
from tests.handlers.samples.topics import NOTICES, by_name
from texts.notices import notices

SAMPLES = by_name()
# What a command on a case needs of the table and of the duty that it is typed for; None: of the case as a whole.
ON_CASES: dict[str, tuple[Permission, Move | None]] = {
    "viec": (Permission.SEE, None),
    "lichsu": (Permission.SEE, None),
    "nhan": (Permission.ACKNOWLEDGE, Move.ACKNOWLEDGE),
    "tiendo": (Permission.REPORT, Move.REPORT),
    "vuong": (Permission.REPORT, Move.REPORT),
    "xong": (Permission.SUBMIT, Move.SUBMIT),
    "phancong": (Permission.DELEGATE, Move.DELEGATE),
    "giahan": (Permission.ASK, Move.ASK),
    "xinchidao": (Permission.ASK, Move.ASK),
    "tuchoi": (Permission.GIVE_UP, Move.GIVE_UP),
    "chuyen": (Permission.GIVE_UP, Move.GIVE_UP),
    "trinh": (Permission.HAND_UP, Move.HAND_UP),
    "duyet": (Permission.DECIDE, Move.DECIDE),
    "khongduyet": (Permission.DECIDE, Move.DECIDE),
    "chidao": (Permission.DIRECT, Move.DECIDE),
    "nghiemthu": (Permission.JUDGE, Move.JUDGE),
    "tralai": (Permission.JUDGE, Move.JUDGE),
    "ykien": (Permission.ANSWER, Move.ANSWER),
    "ky": (Permission.SIGN, Move.SIGN),
    "bosung": (Permission.SUPPLY, Move.SUPPLY),
    "giaolai": (Permission.STEER, Move.REASSIGN),
    "tamdung": (Permission.STEER, Move.PAUSE),
    "tieptuc": (Permission.STEER, Move.RESUME),
    "sua": (Permission.STEER, Move.CORRECT),
    "vanban": (Permission.STEER, Move.CORRECT),
    "thuhoi": (Permission.STEER, Move.CORRECT),
    "nguyennhan": (Permission.PROPOSE_CAUSE, Move.NAME_CAUSE),
    "dutdiem": (Permission.SET_LAST, Move.SET_LAST),
    "ghinhan": (Permission.CREDIT, None),
    "dondoc": (Permission.PRESS, None),
    "thongnhat": (Permission.RECONCILE, None),
    "tonghop": (Permission.SUMMARISE, None),
}
KINDS = {
    CaseKind.TASK: {DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.DECISION},
    CaseKind.OPINION: {DutyKind.OPINION, DutyKind.DECISION},
    CaseKind.CIRCULAR: {DutyKind.READING},
}
OF_KIND = {
    "thongnhat": {CaseKind.OPINION},
    "tonghop": {CaseKind.OPINION, CaseKind.CIRCULAR},
    "ghinhan": {CaseKind.TASK},
}
AS_IF = {"lamviec"}  # the sample of what is no command
SAYINGS = NOTICES | STEPS


def command_of(advice: Advice) -> tuple[str, str]:
    typed = parse_command(advice.text)
    assert typed is not None, advice
    return typed.name, typed.rest


def test_every_command_on_a_case_is_in_the_table() -> None:
    assert {name for name, command in COMMANDS.items() if command.behind.has_code} <= set(ON_CASES) <= set(COMMANDS)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_command_is_ours_and_works_on_such_a_case(name: str) -> None:
    for advice in advice_in(SAMPLES[name]):
        command, rest = command_of(advice)
        assert command in COMMANDS or command in AS_IF, advice
        if command not in ON_CASES or (code := re.match(CODE, rest)) is None:
            continue
        prefix = code[0].partition("-")[0]
        kind = next(kind for kind, letters in PREFIXES.items() if letters == prefix)
        _, move = ON_CASES[command]
        assert kind in OF_KIND.get(command, set(CaseKind)), advice
        assert move is None or KINDS[kind] & {on for on, _ in MOVES[move]}, advice


@pytest.mark.parametrize("name", SAYINGS)
def test_what_it_says_by_itself_asks_nobody_for_what_he_may_not_do(name: str) -> None:
    """By the reader's relations to the duty of which it speaks, and to the office."""
    saying = SAYINGS[name]
    reader = PEOPLE.get(saying.notice.recipient_id)
    if reader is None:
        return  # a group: nobody's to press
    for advice in advice_in(notices.notice_text(SCENE, saying, reader)):
        command, rest = command_of(advice)
        if advice.to_others:
            continue
        rights = COMMANDS[command].rights if command in COMMANDS else ()
        if rights and find_code(rest) is None:
            assert any(may(right, relations_to_office(reader, CHART)) for right in rights), advice
        if command in ON_CASES and saying.case is not None and rest.startswith(saying.case.code):
            assert _may(saying, reader.id, command), advice


def _may(saying: RenderedNotice, reader_id: int, command: str) -> bool:
    permission, move = ON_CASES[command]
    case, duty = saying.case, saying.duty
    assert case is not None
    if duty is None:
        return permission is Permission.SEE
    about = saying.about or duty
    held = frozenset({about.holder_id, about.named_id or about.holder_id})
    has = grounds(PEOPLE[reader_id], case, duty, CHART, past_holders=held, lead=LEAD)
    return may(permission, has) and (move is None or not duty.is_open or (duty.kind, duty.phase) in MOVES[move])
