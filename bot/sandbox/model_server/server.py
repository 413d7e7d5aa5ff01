"""The stand-in's server: chat completions, streamed or whole, as strict about the question as the real one."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Answer, Faults
from bot.sandbox.model_server.thinking import Json, Thought, think

KEY = "sk-stand-in-0123456789abcdef"
MODEL = "gpt-6-luna"
CHAT = "POST /chat/completions"
HUGE = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    body: Json
    status: int

    @property
    def asked(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])


class Wrong(Exception):
    def __init__(self, status: int, code: str, param: str | None = None) -> None:
        self.status, self.code, self.param = status, code, param


class ModelServer:
    """`think` makes the answers; `refused` are parameters that it says it does not know, `fenced` wraps its JSON."""

    def __init__(self, thought: Thought = think, *, port: int = 0, models: tuple[str, ...] = (MODEL,)) -> None:
        self.think = thought
        self.models = models
        self.refused: set[str] = set()
        self.counts = True
        self.tool_calls: list[Json] = []
        self.calls: list[Call] = []
        self.faults = Faults(_label, _answers())
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        assert self._runner is not None
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"

    async def start(self) -> None:
        application = web.Application(middlewares=[self.faults.middleware], client_max_size=4 * 1024 * 1024)
        application.router.add_post("/v1/chat/completions", self._chat)
        application.router.add_get("/v1/models", self._models)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()

    async def stop(self) -> None:
        self.faults.clear()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body: Json = await request.json()
        try:
            form = self._checked(request, body)
        except Wrong as wrong:
            self.calls.append(Call(body, wrong.status))
            return _error(wrong)
        self.calls.append(Call(body, 200))
        text = self.think(form, _data(body["messages"]), body["messages"])
        usage = {
            "prompt_tokens": sum(len(each["content"]) for each in body["messages"]) // 4,
            "completion_tokens": len(text) // 4,
        }
        usage["total_tokens"] = sum(usage.values())
        told = usage if self.counts else None
        if body.get("stream"):
            return _streamed(body, text, self.tool_calls, told)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
        return web.json_response({**_head(body, "chat.completion"), "choices": [choice], "usage": told})

    async def _models(self, request: web.Request) -> web.StreamResponse:
        try:
            _authorized(request)
        except Wrong as wrong:
            return _error(wrong)
        listed = [{"id": name, "object": "model", "created": 0, "owned_by": "stand-in"} for name in self.models]
        return web.json_response({"object": "list", "data": listed})

    def _checked(self, request: web.Request, body: Json) -> str:
        """The name of the form. Raises `Wrong`."""
        _authorized(request)
        if body.get("model") not in self.models:
            raise Wrong(404, "model_not_found")
        for name in self.refused & body.keys():
            raise Wrong(400, "unsupported_parameter", name)
        messages = body.get("messages")
        if not messages or any(each.get("role") not in ("system", "user", "assistant") for each in messages):
            raise Wrong(400, "invalid_value", "messages")
        form = body.get("response_format") or {"type": "text"}
        if form["type"] != "json_schema":
            return "text"
        named = form["json_schema"]
        if named.get("strict"):
            _strict(named["schema"])
        return str(named["name"])


def _authorized(request: web.Request) -> None:
    if request.headers.get("Authorization") != f"Bearer {KEY}":
        raise Wrong(401, "invalid_api_key")


def _strict(node: Any) -> None:
    """Strict structured outputs take objects only that name every property as required and allow no other."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            named = set(node.get("properties", {}))
            if node.get("additionalProperties") is not False or set(node.get("required", [])) != named:
                raise Wrong(400, "invalid_schema", "response_format")
        if {"maxLength", "default"} & node.keys() and "properties" not in node:
            raise Wrong(400, "invalid_schema", "response_format")
        for each in node.values():
            _strict(each)
    elif isinstance(node, list):
        for each in node:
            _strict(each)


def _data(messages: list[Json]) -> Json:
    """The JSON object in the question, if there is one."""
    asked = next((each["content"] for each in messages if each["role"] == "user"), "")
    try:
        found = json.loads(asked[asked.index("{") : asked.rindex("}") + 1])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _streamed(body: Json, text: str, tool_calls: list[Json], usage: Json | None) -> web.Response:
    """Whole at once, in the pieces of a stream: the faults of the sandbox then slow it down or break it off."""
    head = _head(body, "chat.completion.chunk")
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": text[at : at + 24]} for at in range(0, len(text), 24)]
    if tool_calls:
        deltas.append({"tool_calls": tool_calls})
    chunks = [{**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    ended = "tool_calls" if tool_calls else "stop"
    chunks.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": ended}]})
    if usage and (body.get("stream_options") or {}).get("include_usage"):
        chunks.append({**head, "choices": [], "usage": usage})
    lines = [f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks]
    return web.Response(body="".join([*lines, "data: [DONE]\n\n"]).encode(), content_type="text/event-stream")


def _head(body: Json, kind: str) -> Json:
    return {"id": "chatcmpl-stand-in", "object": kind, "created": 0, "model": body["model"]}


def _error(wrong: Wrong) -> web.Response:
    shown = {
        "message": f"Refused: {wrong.code}",
        "type": "invalid_request_error",
        "param": wrong.param,
        "code": wrong.code,
    }
    return web.json_response({"error": shown}, status=wrong.status)


def _label(request: web.Request) -> str:
    return f"{request.method} {request.path.removeprefix('/v1')}"


def _answers() -> dict[str, Any]:
    def error(status: int, code: str, **headers: str) -> Answer:
        return Answer(status, {"error": {"message": code, "type": code, "param": None, "code": code}}, headers)

    return {
        "rate_limit": lambda: error(429, "rate_limit_exceeded", **{"Retry-After": "7"}),
        "rate_limit_bare": lambda: error(429, "rate_limit_exceeded"),
        "quota": lambda: error(429, "insufficient_quota"),
        "broken": lambda: error(500, "server_error"),
        "huge": lambda: Answer(200, f"data: {'x' * HUGE}\n\n", content_type="text/event-stream"),
        "html": lambda: Answer(200, "<html>Proxy</html>", content_type="text/html"),
    }
