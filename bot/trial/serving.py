"""The Bot API of trial mode and of tests over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import PurePath
from typing import Protocol

from aiohttp import web

from bot.trial import facts
from bot.trial.dating import dated
from bot.trial.facts import Json, Refused, Upload, bad_request
from bot.trial.faults import fail
from bot.trial.state import file_path
from bot.trial.telegram import BotApi

LARGEST_UPLOAD = 50 * 1024 * 1024


def application(api: BotApi) -> web.Application:
    """The Bot API alone, at /bot{token}/{method} and /file/bot{token}/{path}."""
    return serving_alone(api, api_routes(api), longest=LARGEST_UPLOAD + 1024 * 1024)


class Stoppable(Protocol):
    """A platform of our own that holds requests open."""

    stopping: asyncio.Event

    def stop(self) -> None: ...


def serving_alone(api: Stoppable, routes: Sequence[web.RouteDef], *, longest: int) -> web.Application:
    """Serves a platform and nothing else, in requests of at most so many bytes."""
    app = web.Application(client_max_size=longest)
    app.add_routes(routes)

    async def start(_app: web.Application) -> None:
        api.stopping.clear()

    async def stop(_app: web.Application) -> None:
        api.stop()

    app.on_startup.append(start)
    app.on_shutdown.append(stop)
    return app


def api_routes(api: BotApi) -> list[web.RouteDef]:
    """For an application that serves more; it allows bodies of 51 MB and calls `api.stop` on shutdown."""

    async def method(request: web.Request) -> web.StreamResponse:
        return dated(api.clock, await _serve(api, request))

    async def file(request: web.Request) -> web.StreamResponse:
        return dated(api.clock, await _serve_file(api, request))

    path = r"/bot{token:[^/]+}/{method:[^/]+}"
    return [web.get(path, method), web.post(path, method), web.get(r"/file/bot{token:[^/]+}/{path:.+}", file)]


async def _serve(api: BotApi, request: web.Request) -> web.StreamResponse:
    if request.match_info["token"] != api.token:
        return _refusal(Refused(401, "Unauthorized"))
    try:
        method = facts.method_named(request.match_info["method"])
        raw = await _parameters(request)
        if fault := api.take_fault(method, raw):
            if refusal := fault.refusal():
                raise refusal
            return await fail(request, fault, lambda: api.call(method, raw), api.stopping)
        return web.json_response({"ok": True, "result": await api.call(method, raw)})
    except Refused as refused:
        return _refusal(refused)


def _refusal(refused: Refused) -> web.Response:
    answer: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        answer["parameters"] = refused.parameters
    return web.json_response(answer, status=refused.code)


async def _parameters(request: web.Request) -> Json:
    """The request's parameters, wherever they stand. Raises `Refused`."""
    given: Json = dict(request.query)
    try:
        if request.content_type == "application/json":
            body = await request.json()
            if not isinstance(body, dict):
                raise bad_request("can't parse request: JSON object expected")
            return given | body
        for name, value in (await request.post()).items():
            given[name] = _upload(value) if isinstance(value, web.FileField) else value
    except ValueError:
        raise bad_request("can't parse request") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    return given


def _upload(field: web.FileField) -> Upload:
    return Upload(name=PurePath(field.filename).name, mime=field.content_type, content=field.file.read())


async def _serve_file(api: BotApi, request: web.Request) -> web.StreamResponse:
    path = request.match_info["path"]
    file = await api.file(PurePath(path).stem)
    if request.match_info["token"] != api.token:
        return _refusal(Refused(401, "Unauthorized"))
    if file is None or file_path(PurePath(path).stem, file.name) != path:
        return _refusal(Refused(404, "Not Found"))
    return web.Response(body=file.content, content_type="application/octet-stream")
