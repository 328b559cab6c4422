"""What a case goes up with: legal basis, practical situation, own position, why it is beyond one's authority (M18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """The parts are keys of texts; a part that was not given is flagged to who decides. `for_head_id` is the head in
    whose place a deputy signed (KT.)."""

    id: int
    duty_id: int
    author_id: int
    made_at: datetime
    basis_id: int | None
    practice_id: int | None
    position_id: int
    beyond_id: int | None
    signed_by_id: int | None = None
    signed_at: datetime | None = None
    for_head_id: int | None = None
    decision_id: int | None = None

    def texts(self) -> dict[str, int]:
        """The keys of its parts by their names, those given."""
        parts = {
            "basis": self.basis_id,
            "practice": self.practice_id,
            "position": self.position_id,
            "beyond": self.beyond_id,
        }
        return {name: key for name, key in parts.items() if key is not None}
