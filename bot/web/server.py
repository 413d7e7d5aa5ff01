"""One small web server: `/healthz`, `/readyz`, `/metrics`, and `/slack/events` where Slack speaks HTTP."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.web.metrics import Metrics

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the bot that readiness asks about; `problem` is empty while it is well."""

    name: str
    last_success: datetime | None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`facts` stand beside the parts in the answer, as JSON, and decide nothing."""

    parts: Sequence[Part]
    facts: Mapping[str, object] = field(default_factory=dict)


Health = Callable[[], Awaitable[Report]]


class WebServer:
    """Raises OSError on start where the port is taken."""

    def __init__(self, port: int, health: Health, metrics: Metrics, slack: Handler | None = None) -> None:
        self._port = port
        self._health = health
        self._metrics = metrics
        self._slack = slack
        self._runner: web.AppRunner | None = None
        self.port = port

    async def start(self) -> None:
        app = web.Application(client_max_size=2**20)
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._show_metrics)
        if self._slack is not None:
            app.router.add_post("/slack/events", self._slack)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
        await self._runner.setup()
        # Any free port (0) is found for one address only: over IPv4 and IPv6 it would be two different ones.
        site = web.TCPSite(self._runner, None if self._port else "127.0.0.1", self._port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _readyz(self, _: web.Request) -> web.Response:
        report = await self._health()
        ready = not any(part.problem for part in report.parts)
        body = {
            "ready": ready,
            "parts": {
                part.name: {
                    "ok": not part.problem,
                    "last_success": part.last_success.isoformat() if part.last_success else None,
                    "problem": part.problem or None,
                }
                for part in report.parts
            },
            **report.facts,
        }
        return web.json_response(body, status=200 if ready else 503)

    async def _show_metrics(self, _: web.Request) -> web.Response:
        body = await self._metrics.text()
        return web.Response(body=body, headers={"Content-Type": self._metrics.content_type})
