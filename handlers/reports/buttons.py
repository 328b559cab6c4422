"""The buttons under a report: the same report in another form, as it would be typed."""

from __future__ import annotations

from datetime import datetime

from actions.reports import FinishedReport
from domain.names import fold
from texts.buttons import DATA_LIMIT, Button, list_button, rows
from texts.reports import chat as texts
from texts.reports import naming
from texts.reports.forms import LABELS, RANKS_TYPED, TYPED
from texts.scene import Scene


def typed_for(scene: Scene, told: FinishedReport, *, now: datetime) -> str:
    """What asks for the same again: time and scope, as people write them."""
    return f"{naming.period_typed(scene, told.report, now=now)} {naming.scope_typed(scene, told)}".strip()


def form_buttons(scene: Scene, told: FinishedReport, *, now: datetime) -> list[list[Button]]:
    """One button for each form. Who presses one is asked for their own right to it; where a button cannot carry so much
    there is none, for typing can."""
    if not told.report.lines:
        return []
    when = texts.carried(naming.period_typed(scene, told.report, now=now))
    about = f"{when} {_scope_carried(told)}".strip()
    found = [list_button(label, "baocao", f"{about} {fold(TYPED[form])}") for form, label in LABELS.items()]
    return [] if any(len(button.data) > DATA_LIMIT for button in found) else rows(found)


def _scope_carried(told: FinishedReport) -> str:
    """By numbers, and free text by the code of a task that has it."""
    scope, code = told.scope, told.report.lines[0].case.code
    parts = (
        f"u#{scope.unit_id}" if scope.unit_id is not None else "",
        f"p#{scope.person_id}" if scope.person_id is not None else "",
        f"g#{scope.assigner_id}" if scope.assigner_id is not None else "",
        RANKS_TYPED[scope.rank] if scope.rank is not None else "",
        f"linh vuc {code}" if scope.field is not None else "",
        f"van ban {code}" if scope.document is not None else "",
    )
    return fold(" ".join(part for part in parts if part))
