"""The usages of all commands, and the parts of the help that they make."""

from __future__ import annotations

from enum import StrEnum
from html import escape
from types import ModuleType

from texts.front.usage import everybody, heads, holders, office, readers
from texts.front.usage.command import Usage


class HelpGroup(StrEnum):
    """The parts of the help, in their order, by their titles."""

    EVERYBODY = "<b>Lệnh thường dùng</b>"
    HOLDERS = "<b>Khi đang giữ việc</b> (ghi mã việc sau lệnh, ví dụ <code>/nhan NV-12</code>)"
    HEADS = "<b>Giao việc, quyết định</b>"
    REPORTS = "<b>Báo cáo</b>"
    OFFICE = "<b>Văn phòng</b>"


def _declared_in(module: ModuleType) -> tuple[Usage, ...]:
    return tuple(one for one in vars(module).values() if isinstance(one, Usage))


DECLARED = {
    HelpGroup.EVERYBODY: _declared_in(everybody),
    HelpGroup.HOLDERS: _declared_in(holders),
    HelpGroup.HEADS: _declared_in(heads),
    HelpGroup.REPORTS: _declared_in(readers),
    HelpGroup.OFFICE: _declared_in(office),
}
USAGES = {one.name: one for group in DECLARED.values() for one in group}
MILESTONES = "Mốc:\n- Dự thảo báo cáo: 17h ngày 02/12\n- Xin ý kiến các phòng: 04/12"


def in_group(group: HelpGroup) -> tuple[Usage, ...]:
    """What the help lists there."""
    return tuple(one for one in DECLARED[group] if one.is_listed)


def example(name: str) -> str:
    """How the command, or the part of a form, is written."""
    if name == "mốc":
        return f"<code>{escape(MILESTONES)}</code>"
    return USAGES[name].shown if name in USAGES else f"/{name}"
