"""What is said of an act reported on paper."""

from __future__ import annotations

from domain.people import Person
from handlers.texts.scene import Scene


def recorded(scene: Scene, reporter: Person, answer: str) -> str:
    """`answer` is what the reporter himself would have been answered."""
    return f"<i>Ghi theo giấy của {scene.full(reporter)}:</i>\n{answer}"
