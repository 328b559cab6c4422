"""What is said of a command: how it is written, what for, and what its button, its questions and its dialogue say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True, kw_only=True)
class Usage:
    """How a command is written, in `example`, and what it is for. `button`
    does the same pressed; `asked` is said where the next message completes it, of the case `{code}`; `form` is the
    title of its questions, `questions` those that it words in its own way, by key; `from_file` offers it to who has
    sent a file."""

    name: str
    example: str
    purpose: str
    button: str = ""
    asked: str = ""
    form: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    from_file: str = ""
    is_listed: bool = True  # by the help

    @property
    def shown(self) -> str:
        """The example in a form that can be copied by touching it."""
        return f"<code>{escape(self.example)}</code>"

    @property
    def menu_line(self) -> str:
        return f"/{self.name} – {self.purpose}"
