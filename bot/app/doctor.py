"""The doctor: looks at the whole set-up, all parts at once, and says for each what is in order or what to mend."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Sequence
from pathlib import Path

import aiohttp
import structlog

from bot.app import assistant
from bot.app.outside import SystemClock, x_network
from bot.cases.settings import Settings
from bot.config import ConfigError, Environment, read_desk_file, read_environment
from bot.config.advice import look_over
from bot.engine.local import LocalAlarm
from bot.ports.faults import Fault
from bot.ports.findings import Finding, please_look
from bot.slack.doctor import examine as examine_slack
from bot.storage import not_there_yet, open_store

log = structlog.get_logger()

PART_SECONDS = 25.0
"""For all that belongs to one part; a single call has its own, shorter time."""
SQLITE = "sqlite:///"


async def examine() -> list[Finding]:
    """Never raises: a part that cannot be looked at is a finding too."""
    environment, settings, found = _configuration()
    if environment is None:
        return found
    running = await _running(environment.port)
    parts = [_safely("Database", _database(environment, running))]
    if environment.slack_bot_token:
        parts.append(_safely("Slack", _slack(environment, settings)))
    if settings and not {name for name in environment.missing() if name.startswith("X_")}:
        parts.append(_safely("X", _x(environment, settings)))
    parts.append(_safely("Assistant", assistant.examine(environment, SystemClock())))
    port = [_port(environment.port, running)]
    return [*found, *port, *(finding for part in await asyncio.gather(*parts) for finding in part)]


async def _safely(about: str, part: Awaitable[Sequence[Finding]]) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(PART_SECONDS):
            return await part
    except TimeoutError:
        return [Finding(False, about, f"gave no answer within {PART_SECONDS:g} s; check the network and try again.")]
    except Exception as broke:  # the doctor's last resort: one part that breaks must not hide the others
        log.debug("doctor_broke", part=about, exc_info=True)
        words = f"could not be looked at ({type(broke).__name__}); please report this as a defect."
        return [Finding(False, about, words)]


def _configuration() -> tuple[Environment | None, Settings | None, list[Finding]]:
    found: list[Finding] = []
    try:
        environment = read_environment()
    except ConfigError as wrong:
        return None, None, [Finding(False, "Environment", str(wrong))]
    try:
        environment.require_all()
        found.append(Finding(True, "Environment", "all that is needed is set"))
    except ConfigError as wrong:
        found.append(Finding(False, "Environment", str(wrong)))
    try:
        settings = read_desk_file(environment.desk_file)
    except ConfigError as wrong:
        return environment, None, [*found, Finding(False, "Desk file", str(wrong))]
    found.append(Finding(True, "Desk file", f"{environment.desk_file} can be read"))
    return environment, settings, [*found, *look_over(settings)]


async def _slack(environment: Environment, settings: Settings | None) -> Sequence[Finding]:
    return await examine_slack(
        environment.slack_bot_token.get_secret_value(),
        environment.slack_app_token.get_secret_value() or None,
        environment.slack_api_url,
        settings,
        SystemClock().now,
    )


async def _x(environment: Environment, settings: Settings) -> Sequence[Finding]:
    network = x_network(environment, settings.x.handle, SystemClock())
    try:
        return await network.examine()
    finally:
        await network.stop()


async def _database(environment: Environment, running: bool) -> Sequence[Finding]:
    url = environment.database_url.get_secret_value()
    found = _relative(url)
    clock = SystemClock()
    try:
        if file := not_there_yet(url):
            return [*found, Finding(True, "Database", f"{file} is not there yet; the first start makes it")]
        store = await open_store(url, LocalAlarm(clock), clock)
    except Fault as wrong:
        if running and "Another Mentiondesk runs" in str(wrong):
            return [*found, please_look("Database", "the Mentiondesk that runs here has it; stop it to have it tried.")]
        return [*found, Finding(False, "Database", str(wrong))]
    try:
        if await store.schema_is_current():
            return [*found, Finding(True, "Database", "opens, and has the newest schema")]
        if await store.schema_is_missing():
            return [*found, Finding(True, "Database", "opens, and is empty; the first start sets it up")]
        if await store.schema_is_newer():
            words = "comes from a newer Mentiondesk than this one; install that version again."
        else:
            words = "opens, but its schema is old; run python -m bot migrate."
        return [*found, Finding(False, "Database", words)]
    except Fault as wrong:
        return [*found, Finding(False, "Database", str(wrong))]
    finally:
        await store.stop()


def _relative(url: str) -> list[Finding]:
    if not url.startswith(SQLITE) or url.startswith(f"{SQLITE}/"):
        return []
    file = Path(url.removeprefix(SQLITE))
    words = f"{file} is looked for where the bot is started, now {Path.cwd()}; write {SQLITE}{file.absolute()} "
    return [please_look("Database", words + "to mean this one wherever it starts.")]


async def _running(port: int) -> bool:
    """Whether a Mentiondesk answers on this port."""
    if not port:
        return False
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session,
            session.get(f"http://127.0.0.1:{port}/healthz") as answer,
        ):
            return bool(answer.status == 200 and await answer.json() == {"alive": True})
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
        return False


def _port(port: int, running: bool) -> Finding:
    if running:
        return please_look("Port", f"a Mentiondesk answers on {port} already; stop it before you start another.")
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("", port))
            trial.listen(1)
    except OSError as taken:
        why = os.strerror(taken.errno or 0)
        return Finding(False, "Port", f"{port} cannot be used ({why}); set PORT to a free one.")
    return Finding(True, "Port", f"{port} is free" if port else "any free one will be taken")
