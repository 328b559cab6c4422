"""`GET /healthz`: 200 only while the program does its work. `GET /metrics`: its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from actions.clock import audit
from actions.clock.audit import InstallationState
from bot.metrics import metrics_page
from bot.program import Program
from domain.audits import LONGEST_UNSENT

TICKS_MISSED = 6
STUMBLED_RECENTLY = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Health:
    faults: tuple[str, ...]
    state: InstallationState

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
    if program.clock.fault is not None:
        faults.append(program.clock.fault)
    recently = now - STUMBLED_RECENTLY
    faults += [f"{name} stumbled" for name, at in program.stumbled.items() if at > recently]
    faults += [f"platform {name}: {line.fault}" for name, line in program.lines.items() if line.fault]
    faults += [f"sending by {name}: {fault}" for name, fault in program.sender.faults.items()]
    for name, line in program.lines.items():
        webhook = line.reader.webhook
        if webhook is not None and webhook.met_at > recently:
            faults.append(f"platform {name}: a webhook of another service was set ({webhook.host})")
    faults += [f"audit: {one.defect} ({one.count}, first {one.first})" for one in state.found]
    return Health(faults=tuple(faults), state=state)


def health_routes(program: Program) -> list[web.RouteDef]:
    async def healthz(_request: web.Request) -> web.Response:
        health = await health_of(program)
        return web.json_response(
            {
                "ok": health.is_good,
                "faults": health.faults,
                "journal": str(health.state.journal_seq),
                "webhooks_removed": {
                    name: one.host for name, line in program.lines.items() if (one := line.reader.webhook)
                },
            },
            status=200 if health.is_good else 503,
        )

    async def metrics(_request: web.Request) -> web.Response:
        page = metrics_page(program, await audit.look_over(program.office, program.clock.now()))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/metrics", metrics)]
