"""What the bot says of its own accord: every nudge says what is asked, by when, what comes next, what to press."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actions.delivery.outgoing import AnyRendered
from domain.office.people import Person
from domain.payloads.kinds import NOTICE_KINDS
from texts.notices import bulletins, channels, decisions, holding, office, opinions, statements, steps, work
from texts.notices.parts import (
    NoticeText,
)
from texts.scene import Scene

_TEXTS: Mapping[str, NoticeText] = dict(
    (
        *steps.TEXTS,
        *holding.TEXTS,
        *work.TEXTS,
        *statements.TEXTS,
        *decisions.TEXTS,
        *opinions.TEXTS,
        *office.TEXTS,
        *channels.TEXTS,
        *bulletins.TEXTS,
    )
)
if lacking := set(NOTICE_KINDS) - set(_TEXTS):
    raise RuntimeError(f"no words for notices of the kind {', '.join(sorted(lacking))}")


def notice_text(scene: Scene, saying: AnyRendered, recipient: Person) -> str:
    text = _TEXTS[saying.payload.kind].text(scene, saying, recipient)
    behalf = _standing_in_line(scene, saying, recipient)
    return f"{behalf}\n{text}" if behalf else text


def _standing_in_line(scene: Scene, saying: AnyRendered, recipient: Person) -> str:
    """For whom the reader is told of another's duty, as the substitute or because the reader may sign in that place
    (M22, M30); empty for what the reader handed in, though it lies with one for whom the reader stands in."""
    duty = saying.duty
    if duty is None or recipient.id in {duty.holder_id, duty.asked_by_id}:
        return ""
    if duty.holder_id in scene.chart.acts_as(recipient.id):
        return f"<i>Thay {scene.person(duty.holder_id)} vắng mặt:</i>"
    given = saying.lets_sign(scene.chart, recipient)
    return "" if given is None else f"<i>Theo ủy quyền của {scene.person(given.head_id)}, đồng chí được ký (KT.):</i>"


def notice_name(kind: str) -> str:
    return _TEXTS[kind].name


def fell_behind(scene: Scene, at: datetime) -> str:
    """After a restart: the answer to a command was lost with the process, the command was not."""
    return (
        f"Dondoc vừa khởi động lại. Lệnh đồng chí gửi lúc {scene.moment(at)} đã được thực hiện và ghi nhận. "
        "Gõ /viec để xem việc của mình."
    )
