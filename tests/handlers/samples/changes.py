"""What happens to the office itself in the samples: a merger, a succession, a moved calendar."""

from __future__ import annotations

from dataclasses import replace

from actions.office.heads import GoingOver
from actions.office.reorganising import Merging
from actions.office.successions import PassedOn, Succession
from domain import refusals as r
from domain.duties.duties import Phase
from domain.duties.recurrences import Recurrence
from domain.ladder.replanning import Dated
from domain.office.hours import CalendarEffect
from domain.office.lapses import EndedGroup, Ending, LapsedRights, LapseReason, ScopeMoved
from domain.office.reorganising import merger
from tests.handlers.samples.cases import ASKED, CIRCULAR, DECISION, DUE, LEAD, LEAD_UNIT, OPINION, TASK
from tests.handlers.samples.cast import (
    AN,
    AN_AWAY,
    BINH,
    CHART,
    CLERK,
    DUC,
    GROUP,
    INSPECTING,
    NOW,
    PEOPLE,
    SCENE,
    SIGNS,
    UNITS,
    at,
)

MERGING = Merging(
    merger=merger(CHART, UNITS[2], UNITS[3]),
    notice="Nghị quyết 12/NQ-HĐND",
    going=(GoingOver(duty=LEAD_UNIT, case=TASK, before_id=BINH, after_id=DUC),),
    lapsed=LapsedRights(
        delegations=((SIGNS, LapseReason(reason=Ending.MERGED)),),
        left_alone=((AN_AWAY, LapseReason(reason=Ending.MOVED, of_id=BINH)),),
        over=((AN_AWAY, LapseReason(reason=Ending.LEFT, of_id=AN)),),
        groups=(EndedGroup(unit_id=2, group=GROUP, head=PEOPLE[BINH]),),
        scopes=(ScopeMoved(person=INSPECTING),),
    ),
    head=PEOPLE[DUC],
)


ENDED_MERGED = replace(
    SCENE,
    chart=replace(
        CHART, units={**UNITS, 2: replace(UNITS[2], parent_id=3, ended_at=NOW)}, groups={2: GROUP}, moment=at(8)
    ),
)


SERIES = Recurrence(
    id=1,
    rule="FREQ=MONTHLY;BYMONTHDAY=-1",
    form={"title": TASK.title, "lead": "Nguyễn Văn An", "assigner": "Trần Quốc Hùng"},
    lead_days=5,
    registrar_id=CLERK,
    began_at=NOW,
    next_at=at(24),
)


PASSED_ON_BY_HEAD = Succession(
    cases=(
        PassedOn(before=TASK, after=replace(TASK, assigner_id=DUC), seat=None, held=((LEAD, DUC),)),
        PassedOn(before=TASK, after=replace(TASK, registrar_id=DUC), seat=None),
        PassedOn(
            before=OPINION,
            after=replace(OPINION, assigner_id=DUC),
            seat=None,
            held=((replace(ASKED, phase=Phase.LACKING), DUC), (replace(LEAD, phase=Phase.SUBMITTED), DUC)),
        ),
        PassedOn(before=CIRCULAR, after=replace(CIRCULAR, assigner_id=DUC), seat=None),
    ),
    waiting=((DECISION, TASK, DUC),),
    recurring=((SERIES, replace(SERIES, registrar_id=DUC)), (SERIES, replace(SERIES, form={}))),
    stuck=((SERIES, r.UnknownParty(name="Nguyễn Văn An")), (replace(SERIES, id=2), r.NotAllowed())),
)


MOVED_BY_CALENDAR = [
    {
        "code": "YK-5",
        "title": OPINION.title,
        "effect": CalendarEffect.MOVED,
        "at": at(9, 17).isoformat(),
        "names_hour": False,
    },
    {
        "code": "NV-12",
        "title": TASK.title,
        "effect": CalendarEffect.ON_DAY_OFF,
        "what": Dated.DEADLINE,
        "at": DUE.moment.isoformat(),
        "names_hour": True,
    },
    {
        "code": "NV-12",
        "title": TASK.title,
        "effect": CalendarEffect.ON_DAY_OFF,
        "what": Dated.MILESTONE,
        "number": 2,
        "at": at(9, 17).isoformat(),
        "names_hour": False,
    },
    {
        "code": "NV-9",
        "title": "Bàn giao mặt bằng",
        "effect": CalendarEffect.ON_DAY_OFF,
        "what": Dated.LAST,
        "at": at(9, 17).isoformat(),
        "names_hour": False,
    },
    {
        "code": "NV-14",
        "title": "Thống kê hồ sơ tồn đọng",
        "effect": CalendarEffect.MOVED,
        "what": Dated.ANSWER,
        "at": DUE.moment.isoformat(),
        "names_hour": True,
    },
    {"code": "NV-15", "title": "Rà soát quy hoạch", "effect": CalendarEffect.REPLANNED, "at": at(3).isoformat()},
]


CLOCK_WAS_WRONG = {"ahead": 10_454_400, "since": at(7, 8).isoformat(), "until": at(7, 8, 20).isoformat()}


UNCOVERED = {
    "person": DUC,
    "until": at(12, 0).isoformat(),
    "unreachable": None,
    "codes": ["NV-12", "YK-5"],
    "count": 2,
}


AWAY = {"person": DUC, "until": at(12, 0).isoformat(), "handed": [], "handed_count": 0, "kept": [], "kept_count": 0}
