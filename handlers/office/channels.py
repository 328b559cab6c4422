"""On which channel one hears, and how another is added."""

from __future__ import annotations

from actions.office import channels
from domain.names import fold
from domain.refusals import Unreadable
from handlers.desk import Call, Command, Pressed, Reply, scene
from texts.buttons import Button, list_button
from texts.front.usage.everybody import KENH
from texts.office import channels as texts
from texts.words import CHANNELS, LABELS

ADD = "them"


async def show_or_choose(call: Call) -> Reply:
    """Nothing behind it: what is linked, and by which one hears. A channel's name: by that one. `thêm`: a code for one
    more. Raises Unreadable."""
    wanted = fold(call.text)
    if not wanted:
        own = await channels.own_channels(call.office, call.order)
        return Reply(text=texts.own_channels(own), buttons=_buttons(own))
    if wanted == ADD:
        made = await channels.invite_oneself(call.office, call.order)
        return Reply(text=texts.own_code(await scene(call), made, doors=call.desk.doors))
    if wanted not in {fold(name) for name in CHANNELS}:
        raise Unreadable(command=call.command)
    own = await channels.prefer_channel(call.office, call.order, channel=wanted)
    return Reply(text=texts.chosen(own))


def _buttons(own: channels.OwnChannels) -> list[list[Button]]:
    """Those that could be chosen instead, and one more."""
    used = own.used and own.used.channel
    others = sorted({one.channel for one in own.accounts if one.is_reachable and one.channel != used})
    choose = [[list_button(texts.choose_label(channel), "kenh", channel)] for channel in others if channel in CHANNELS]
    return [*choose, [list_button(LABELS["add_channel"], "kenh", ADD)]]


COMMANDS = (Command(usage=KENH, run=show_or_choose, rights=(), changes=True, pressed=Pressed(in_lists=True)),)
