"""What takes longer than Slack waits for an acknowledgement is kept as it came, and done for certain."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.cases.refusals import Stranger
from bot.ports.faults import Fault
from bot.ports.inbox import Act
from bot.ports.store import Repeated
from bot.slack.context import Answer, Office

log = structlog.get_logger()

T = TypeVar("T")
PAUSE = 1.0
ASKS = 30
"""How often Slack is asked who did something, before they are asked to do it once more."""


async def keep(office: Office, key: str, act: Act) -> None:
    """Raises `Repeated` where it is kept already, and `Fault`."""
    async with office.desk.store.change() as change:
        if not await change.keep_act(key, act, office.now()):
            raise Repeated


async def finish(office: Office, key: str, work: Awaitable[None]) -> None:
    """Do what was kept; only an end of ours leaves it to the next start."""
    try:
        await work
    finally:
        if not _ending():
            await insist(lambda: _drop(office, key))


async def insist(work: Callable[[], Awaitable[T]]) -> T:
    """However long the database is away: what is kept will be done."""
    while True:
        try:
            return await work()
        except Fault as fault:
            log.warning("slack.act_waits", problem=str(fault))
            await asyncio.sleep(PAUSE)


async def resume(office: Office, bolt: AsyncApp) -> None:
    """Do what a predecessor has kept and not done, as if Slack had told it only now: of each person in its order."""
    whose: dict[str, list[tuple[str, Act]]] = {}
    for key, act in await insist(office.queries.acts):
        whose.setdefault(_who(act), []).append((key, act))
    await asyncio.gather(*(_resume(office, bolt, acts) for acts in whose.values()))


async def _resume(office: Office, bolt: AsyncApp, acts: Sequence[tuple[str, Act]]) -> None:
    for key, act in acts:
        log.info("slack.act_resumed", key=key)
        try:
            await finish(office, key, _resumed(office, bolt, key, act))
        except Exception:  # the edge of the loop: a defect in one must not keep the others from being done
            log.exception("slack.act_failed", key=key)


async def _resumed(office: Office, bolt: AsyncApp, key: str, act: Act) -> None:
    """Once Slack has told who did it, it is done before it is acknowledged, like everything else."""
    if not await _introduced(office, _who(act)):
        log.warning("slack.act_dropped", key=key, user=_who(act))
        await office.whisper(
            _where(act), _who(act), Answer(text=str(Stranger())), (act.get("event") or {}).get("thread_ts")
        )
    elif "event" in act:
        await office.again(act["event"], key)
    else:
        await bolt.async_dispatch(AsyncBoltRequest(body=act, mode="socket_mode"))


async def _introduced(office: Office, who: str) -> bool:
    for _ in range(ASKS):
        await office.people.meet(who)
        if office.people.cached(who):
            return True
        await asyncio.sleep(PAUSE)
    return False


async def _drop(office: Office, key: str) -> None:
    async with office.desk.store.change() as change:
        await change.drop_act(key)


def _ending() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _where(act: Act) -> str:
    """The channel, of an event, of a click or of a command."""
    heard = act.get("event") or act
    channel = heard.get("channel") or heard.get("channel_id") or ""
    return str(channel.get("id") if isinstance(channel, dict) else channel)


def _who(act: Act) -> str:
    """The person, of an event, of a click or of a command."""
    by = act["event"]["user"] if "event" in act else (act.get("user") or {}).get("id") or act.get("user_id")
    return str(by)
