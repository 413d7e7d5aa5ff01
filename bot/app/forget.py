"""Forget a customer from the command line, where no bot needs to run."""

from collections.abc import Callable

from bot.app.outside import SystemClock
from bot.cases.refusals import Refusal, UnknownCustomer
from bot.config import Config
from bot.desk.desk import Desk
from bot.desk.forget import Forgotten, forget, would_forget
from bot.engine.local import LocalAlarm
from bot.ports.faults import Fault
from bot.storage import open_store


async def forgotten(config: Config, handle: str, sure: Callable[[Forgotten], bool]) -> list[Forgotten]:
    """In every workspace that knows them, if `sure` says so of what would go. Raises `Fault`."""
    clock = SystemClock()
    try:
        store = await open_store(config.environment.database_url.get_secret_value(), LocalAlarm(clock), clock)
    except Fault as held:
        if "Another Mentiondesk runs" not in str(held):
            raise
        raise Fault(f"{held} Or say `/desk forget {handle}` in Slack, which does the same.") from held
    done: list[Forgotten] = []
    refused: Refusal | None = UnknownCustomer(handle)
    try:
        for workspace in await store.workspaces():
            store.workspace = workspace
            try:
                wanted = sure(await would_forget(store, handle))
                refused = None
                if wanted:
                    done.append(await forget(Desk(store, config.settings, clock), store, handle, None))
            except UnknownCustomer:
                continue
            except Refusal as no:
                refused = no
    finally:
        await store.stop()
    if not done and refused:
        raise Fault(str(refused))
    return done
