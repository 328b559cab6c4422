"""What is said of the channels by which a person hears."""

from __future__ import annotations

from collections.abc import Sequence

from actions.office.channels import OwnChannels
from actions.office.invitations import INVITATION_LIFE, Invitation
from storage.accounts import Account
from texts.office.doors import Door, how_to_enter
from texts.phrases import lines
from texts.scene import Scene
from texts.words import channel_name


def own_channels(own: OwnChannels) -> str:
    return lines(_where(own), "Đã liên kết:", *map(_account, own.accounts), _how(own))


def _where(own: OwnChannels) -> str:
    if own.used is None:
        return "Hiện Dondoc không nhắn được cho đồng chí trên kênh nào."
    why = "kênh đồng chí đã chọn" if own.used.is_preferred else "kênh đồng chí dùng gần nhất"
    return f"Dondoc nhắn đồng chí qua <b>{channel_name(own.used.channel)}</b> ({why})."


def _account(account: Account) -> str:
    lost = "" if account.is_reachable else " – không nhắn được: đã chặn bot, hoặc đã bỏ tài khoản"
    return f"• {channel_name(account.channel)}{lost}"


def _how(own: OwnChannels) -> str:
    add = "Thêm kênh khác: <code>/kenh thêm</code>"
    others = sorted({one.channel for one in own.accounts if one.is_reachable and one != own.used})
    if not others:
        return add
    choose = " hoặc ".join(f"<code>/kenh {one}</code>" for one in others)
    return f"Kênh này không gửi được thì Dondoc dùng kênh còn lại.\nĐổi kênh: {choose}. {add}"


def choose_label(channel: str) -> str:
    return f"Nhận qua {channel_name(channel)}"


def chosen(own: OwnChannels) -> str:
    others = any(one.is_reachable and one != own.used for one in own.accounts)
    instead = " Kênh này không gửi được thì Dondoc dùng kênh còn lại." if others else ""
    used = channel_name(own.used.channel) if own.used else ""
    return f"Từ nay Dondoc nhắn đồng chí qua <b>{used}</b>.{instead} Xem lại: /kenh"


def own_code(scene: Scene, made: Invitation, *, doors: Sequence[Door]) -> str:
    return lines(
        f"Mã của riêng đồng chí để liên kết thêm tài khoản, dùng một lần, trong {INVITATION_LIFE.days} ngày:"
        f"\n<code>{made.code}</code>",
        "Trên tài khoản muốn thêm:",
        *(how_to_enter(one, made.code) for one in doors),
        "Không đưa mã này cho ai: ai dùng mã sẽ được nhận là đồng chí.",
    )
