"""`GET /healthz`: 200 only while the program does its work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from actions import audit
from bot.program import Program

TICKS_MISSED = 6
LONGEST_UNSENT = timedelta(minutes=15)
STUMBLED_RECENTLY = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Health:
    faults: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.faults


async def health_of(program: Program) -> Health:
    """What is wrong, in words that hold no secret."""
    now = program.clock.now()
    state = await audit.look_over(program.office, now)
    faults = []
    fresh = timedelta(seconds=program.settings.tick_seconds * TICKS_MISSED)
    if program.ticked_at is None or now - program.ticked_at > fresh:
        faults.append("tick is not fresh")
    if state.unsent_since is not None and now - state.unsent_since > LONGEST_UNSENT:
        faults.append("a due message is unsent")
    if not state.head_is_sound:
        faults.append("journal head is not sound")
    recently = now - STUMBLED_RECENTLY
    faults += [f"{name} stumbled" for name, at in program.stumbled.items() if at > recently]
    if program.polling.fault is not None:
        faults.append(f"platform: {program.polling.fault}")
    return Health(faults=tuple(faults), facts={"journal": str(state.journal_seq)})


def health_routes(program: Program) -> list[web.RouteDef]:
    async def healthz(_request: web.Request) -> web.Response:
        health = await health_of(program)
        return web.json_response(
            {"ok": health.is_good, "faults": health.faults, **health.facts}, status=200 if health.is_good else 503
        )

    return [web.get("/healthz", healthz)]
