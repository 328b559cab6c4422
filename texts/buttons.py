"""Buttons: their labels, and the few bytes that each carries. A button is a typed command with a fence: the duty and
the turn for which it was made. It is useless to anybody the command is useless to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.duties.opinions import Stance
from texts.words import LABELS


@dataclass(frozen=True, kw_only=True)
class Button:
    """One that `copies` puts that text on the phone's clipboard; nobody hears of it."""

    label: str
    data: str = ""
    copies: str = ""


Rows: TypeAlias = Sequence[Sequence[Button]]


def copy_button(command: str) -> list[list[Button]]:
    """Takes a command to be filled in; none where it is longer than a messenger lets be copied."""
    return [[Button(label=LABELS["copy"], copies=command)]] if len(command) <= LONGEST_COPY else []


@dataclass(frozen=True, kw_only=True)
class Press:
    """What a pressed button says: its verb, the duty and turn it was made for, and perhaps a person chosen."""

    verb: str
    duty_id: int
    turn: int
    choice: int | None = None


STANCE_VERBS = {
    Stance.AGREE: "dy",
    Stance.CONDITIONAL: "cdk",
    Stance.DISAGREE: "kdy",
    Stance.NOT_OURS: "ktt",
    Stance.LACKING: "ths",
}

LONGEST_COPY = 256  # characters
_WORK = ("nhan", "phancong", "tiendo", "xong", "vuong", "giahan", "tuchoi", "lichsu")
_OPINION = ("nhan", "phancong", *STANCE_VERBS.values(), "giahan", "lichsu")


# Where only so many can be shown, these are always among them.
FOREMOST = frozenset({"nhan", "phancong", "duyet", "khongduyet", "nghiemthu", "tralai", "ky", "dy", "cdk", "kdy"})

_BY_PHASE: dict[Phase, tuple[str, ...]] = {
    Phase.CLOSED: ("lichsu",),
    Phase.PAUSED: ("lichsu",),
    Phase.FREED: ("giaolai", "thuhoi", "lichsu"),
    Phase.SUBMITTED: ("nghiemthu", "tralai", "lichsu"),
    Phase.LACKING: ("bosung", "lichsu"),
}
_BY_KIND: dict[DutyKind, tuple[str, ...]] = {
    DutyKind.DECISION: ("duyet", "khongduyet", "lichsu"),
    DutyKind.READING: ("nhan", "lichsu"),
    DutyKind.OPINION: _OPINION,
}


def duty_buttons(duty: Duty, *, for_head: bool = False) -> list[list[Button]]:
    """What can be done with the duty in its phase, two buttons a row; `Phân công` only for the unit's head, `Đã nhận`
    only until it is."""
    left_out = {"nhan"} if duty.acknowledged_at is not None else set[str]()
    if not (for_head and duty.to_unit):
        left_out.add("phancong")
    return rows([duty_button(verb, duty) for verb in _verbs(duty) if verb not in left_out])


def signer_buttons(duty: Duty) -> list[list[Button]]:
    """Buttons for who signs for the head (*KT.*) and holds nothing."""
    own = {"nhan", "phancong", "giahan"}
    return rows([duty_button(verb, duty) for verb in _verbs(duty) if verb not in own])


def _verbs(duty: Duty) -> tuple[str, ...]:
    if duty.phase in _BY_PHASE:
        return _BY_PHASE[duty.phase]
    if duty.decision is DecisionKind.DIRECTION:
        return ("chidao", "lichsu")
    if duty.phase is Phase.DRAFTED:
        return ("ky", "phancong" if duty.kind is DutyKind.LEAD else "suaykien", "lichsu")
    return _BY_KIND.get(duty.kind, _WORK)


def duty_button(verb: str, duty: Duty, *, label: str | None = None, choice: int | None = None) -> Button:
    data = f"{verb}:{duty.id}:{duty.turn}" + (f":{choice}" if choice is not None else "")
    return Button(label=label or LABELS[verb], data=data)


def is_foremost(button: Button) -> bool:
    """Whether it may never lie behind another."""
    return button.data.partition(":")[0] in FOREMOST


def is_history(button: Button) -> bool:
    """Whether it only shows what was done: the same for all parts of a case."""
    return button.data.startswith("lichsu:")


def rows(buttons: list[Button], *, width: int = 2) -> list[list[Button]]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def draft_buttons(token: str, *, confirm: str) -> list[list[Button]]:
    """`Giao việc` or `Gửi`, `Sửa lại`, `Hủy`: what a draft waits for."""
    return [
        [Button(label=confirm, data=f"draft:ok:{token}")],
        [
            Button(label=LABELS["edit"], data=f"draft:edit:{token}"),
            Button(label=LABELS["leave"], data=f"draft:leave:{token}"),
        ],
    ]


def confirm_buttons(token: str, *, confirm: str) -> list[list[Button]]:
    """For what was typed in one line: it is done, or left."""
    return [
        [
            Button(label=confirm, data=f"draft:ok:{token}"),
            Button(label=LABELS["leave"], data=f"draft:leave:{token}"),
        ]
    ]


def standing_buttons(token: str, *, can_be_edited: bool) -> list[list[Button]]:
    """Buttons of a draft that could not be done as things are: `Sửa lại` where it was a form, `Hủy`."""
    edit = [Button(label=LABELS["edit"], data=f"draft:edit:{token}")] if can_be_edited else []
    return [[*edit, Button(label=LABELS["leave"], data=f"draft:leave:{token}")]]


def insist_buttons(token: str) -> list[list[Button]]:
    """Keeps an answer as it was given, though it says nothing (M21)."""
    return [[Button(label=LABELS["insist"], data=f"draft:ok:{token}")]]


def board_buttons(case: Case, *, pressing: bool) -> list[list[Button]]:
    """What can be done with a request or a circular as a whole: one press for all who are waited for, the summary."""
    verbs = ("dondoc", "tonghop") if pressing else ("tonghop",)
    return [[case_button(verb, case) for verb in verbs]]


def case_button(verb: str, case: Case) -> Button:
    """What is done with a case as a whole: of use however often the ball has changed courts since."""
    return Button(label=LABELS[verb], data=f"case:{verb}:{case.code}")


def parse_case_press(data: str) -> tuple[str, str] | None:
    """The verb and the code of the case behind a `case_button`."""
    parts = data.split(":")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[0] == "case" else None


def choice_buttons(token: str, labels: Sequence[str]) -> list[list[Button]]:
    """One button for each thing that may have been meant, a row each."""
    return [[Button(label=label, data=f"draft:{index}:{token}")] for index, label in enumerate(labels)]


def guide_data(token: str, asked: int, what: str) -> str:
    """A button of a guide's question, of no use once the next one has been asked."""
    return f"guide:{token}:{asked}:{what}"


def parse_guide_press(data: str) -> tuple[str, int, str] | None:
    """Which guide, which of its questions, and what was pressed."""
    parts = data.split(":")
    if len(parts) != 4 or parts[0] != "guide" or not parts[2].isdecimal() or len(parts[2]) > 9:
        return None
    return parts[1], int(parts[2]), parts[3]


def file_button(command: str, token: str, *, label: str) -> Button:
    """Begins the command with the files that the chat has sent before."""
    return Button(label=label, data=f"file:{command}:{token}")


def parse_file_press(data: str) -> tuple[str, str] | None:
    """Which command, and the dialogue that keeps the files."""
    parts = data.split(":")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[0] == "file" else None


def link_button(person_id: int, account_id: int) -> Button:
    """A button that takes from the person the account that has just been linked, and no later one."""
    return Button(label=LABELS["link"], data=f"link:{person_id}:{account_id}")


def parse_link_press(data: str) -> tuple[int, int] | None:
    """The person and the account behind a button of `link_button`."""
    press = parse_press(data)
    return (press.duty_id, press.turn) if press is not None and press.verb == "link" else None


OF_NO_DUTY = ("draft:", "guide:", "file:", "list:", "case:", "link:", "more:")
DATA_LIMIT = 64  # bytes that a button carries, by the platform
WORDS_ROOM = 40  # bytes: a button carries 64, with the list's name, the words, and the page


def list_button(label: str, command: str, text: str) -> Button:
    """A list to be shown: the button carries the command as it would be typed, folded."""
    return Button(label=label, data=f"list:{command}:{text}")


def parse_list_press(data: str) -> tuple[str, str] | None:
    """Which list, and what is typed behind its name."""
    kind, _, rest = data.partition(":")
    command, _, text = rest.partition(":")
    return (command, text) if kind == "list" and command else None


def parse_press(data: str) -> Press | None:
    """None for what no button of ours carries."""
    verb, *numbers = data.split(":")
    if len(numbers) not in {2, 3} or not all(number.isdecimal() and len(number) < 16 for number in numbers):
        return None
    duty_id, turn, *rest = map(int, numbers)
    return Press(verb=verb, duty_id=duty_id, turn=turn, choice=rest[0] if rest else None)


def more_data(token: str) -> str:
    """What stands for the choices of a numbered menu that found no room in it."""
    return f"more:{token}"


def is_more_press(data: str) -> bool:
    return data.startswith("more:")


def duty_of(data: str) -> int | None:
    """The duty for which the button was made; None where it was made for none."""
    press = None if data.startswith(OF_NO_DUTY) else parse_press(data)
    return None if press is None else press.duty_id


def parse_draft_press(data: str) -> tuple[str, str] | None:
    """What is to be done with which draft."""
    parts = data.split(":")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[0] == "draft" else None
