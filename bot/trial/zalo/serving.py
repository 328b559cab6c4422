"""The Zalo Bot API of trial mode and of tests over HTTP."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.trial.dating import dated
from bot.trial.facts import Json, Refused, bad_request
from bot.trial.faults import fail
from bot.trial.serving import serving_alone
from bot.trial.zalo import facts
from bot.trial.zalo.platform import ZaloApi

LARGEST_REQUEST = 1024 * 1024


def zalo_application(api: ZaloApi) -> web.Application:
    """The Zalo Bot API alone, at /bot{token}/{method}; it keeps the pictures that people sent at /files."""
    return serving_alone(api, zalo_routes(api), longest=LARGEST_REQUEST)


def zalo_routes(api: ZaloApi, *, under: str = "") -> list[web.RouteDef]:
    """For an application that serves more; it calls `api.stop` on shutdown."""

    async def method(request: web.Request) -> web.StreamResponse:
        return dated(api.clock, await _serve(api, request))

    async def file(request: web.Request) -> web.StreamResponse:
        return dated(api.clock, await _serve_file(api, request))

    path = under + r"/bot{token:[^/]+}/{method:[^/]+}"
    return [web.post(path, method), web.get(under + "/files/{file_id}", file)]


async def _serve(api: ZaloApi, request: web.Request) -> web.StreamResponse:
    if request.match_info["token"] != api.token:
        return _refusal(Refused(*facts.NO_SUCH_TOKEN), status=200)
    method = request.match_info["method"]
    try:
        raw = await _parameters(request)
        if fault := api.take_fault(method, raw):
            if refusal := facts.refusal_of(fault):
                raise refusal
            return await fail(request, fault, lambda: api.call(method, raw), api.stopping)
        return _done(method, await api.call(method, raw))
    except Refused as refused:
        is_idle = (refused.code, refused.description) == facts.IDLE
        in_200 = api.refuses_in_200 or (is_idle and api.idle_in_200)
        return _refusal(refused, status=200 if in_200 else refused.code, named=not is_idle or api.idle_in_200)


def _done(method: str, result: Any) -> web.Response:
    return web.json_response({"ok": True} if method in facts.WITHOUT_RESULT else {"ok": True, "result": result})


def _refusal(refused: Refused, *, status: int, named: bool = True) -> web.Response:
    """Idle, the status alone may bear the code."""
    answer: Json = {"ok": False, "description": refused.description}
    return web.json_response(answer | ({"error_code": refused.code} if named else {}), status=status)


async def _parameters(request: web.Request) -> Json:
    """Raises `Refused`."""
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("the body is no JSON") from None
    if request.content_type != "application/json" or not isinstance(body, dict):
        raise bad_request("the body is no JSON object")
    return body


async def _serve_file(api: ZaloApi, request: web.Request) -> web.StreamResponse:
    file = await api.file(request.match_info["file_id"])
    if file is None:
        return web.Response(status=404)
    return web.Response(body=file.content, content_type=file.mime)
