"""What is said of an act reported on paper."""

from __future__ import annotations

import re
from collections.abc import Collection

from domain.office.people import Person
from texts.scene import Scene

_COMMAND = re.compile(r"(?<![\w/<])/(?P<name>[a-z]+)\b")


def recorded(scene: Scene, reporter: Person, answer: str, *, reportable: Collection[str]) -> str:
    """The answer as the registrar reads it: `answer` is what the reporter would have been answered; the commands that
    would come next are reported on paper as well."""

    def on_paper(found: re.Match[str]) -> str:
        return f"/ghigiay {scene.typed_person(reporter.id)}; {found[0]}" if found["name"] in reportable else found[0]

    return f"<i>Ghi theo giấy của {scene.full(reporter)}:</i>\n{_COMMAND.sub(on_paper, answer)}"
