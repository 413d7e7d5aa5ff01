"""What every part of a change shares: its connection, its workspace, and the bells to ring once it is kept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # SQLite's dialect writes ON CONFLICT from it all the same

from bot.ports.alarm import Alarm
from bot.ports.clock import Clock
from bot.ports.store import Repeated
from bot.storage.connection import Connection
from bot.storage.tables import accounts, cases, change_keys, workspaces

KEYS_LAST = timedelta(days=2)
PRUNE_EVERY = timedelta(minutes=1)
PRUNE_AT_ONCE = 1_000

_WORKSPACE = insert(workspaces).on_conflict_do_nothing()
_ACCOUNT = insert(accounts).on_conflict_do_nothing()
_KEY = insert(change_keys).on_conflict_do_nothing().returning(change_keys.c.key)
_OLD_KEYS = delete(change_keys).where(
    change_keys.c.workspace_id == bindparam("workspace"),
    change_keys.c.key.in_(
        select(change_keys.c.key)
        .where(change_keys.c.at < bindparam("before"))
        .order_by(change_keys.c.at)
        .limit(PRUNE_AT_ONCE)
    ),
)
_LOCK_CASE = select(cases.c.id).where(cases.c.id == bindparam("case")).with_for_update()


@dataclass
class Memory:
    """What this process knows to be stored: rows that are made on demand, and when old keys were last cleared."""

    rows: set[tuple[str, ...]] = field(default_factory=set)
    pruned_at: datetime | None = None


class Bells:
    """The alarms that a change sets; they ring when it has committed, and never otherwise."""

    def __init__(self, alarm: Alarm) -> None:
        self._alarm = alarm
        self._at: dict[str, datetime] = {}

    def set(self, name: str, at: datetime) -> None:
        self._at[name] = min(at, self._at.get(name, at))

    def ring(self, now: datetime) -> None:
        for name, at in self._at.items():
            self._alarm.ring(name, at if at > now else None)


class Work:
    _db: Connection

    def __init__(self, workspace: str, clock: Clock, bells: Bells, memory: Memory) -> None:
        self._workspace = workspace
        self._clock = clock
        self._bells = bells
        self._memory = memory
        self._made: set[tuple[str, ...]] = set()
        self._locked: set[int] = set()

    async def begin(self, db: Connection, key: str) -> None:
        """Raises `Repeated` where a change under this key was kept before."""
        self._db = db
        await self._workspace_row()
        if not key:
            return
        now = self._clock.now()
        kept = await self._db.execute(_KEY, {"workspace_id": self._workspace, "key": key, "at": now})
        if kept.first() is None:
            raise Repeated(key)
        if self._memory.pruned_at is None or now - self._memory.pruned_at >= PRUNE_EVERY:
            self._memory.pruned_at = now
            await self._db.execute(_OLD_KEYS, {"workspace": self._workspace, "before": now - KEYS_LAST})

    def committed(self) -> None:
        self._memory.rows |= self._made
        self._bells.ring(self._clock.now())

    async def _workspace_row(self) -> None:
        await self._once(("workspace", self._workspace), _WORKSPACE, {"id": self._workspace, "last_number": 0})

    async def _account_row(self, account: str, network: str) -> None:
        row = {"workspace_id": self._workspace, "id": account, "network": network}
        await self._once(("account", self._workspace, account), _ACCOUNT, row)

    async def _once(self, name: tuple[str, ...], statement: Executable, row: dict[str, Any]) -> None:
        """Make a row on demand; once it is known to be stored, nothing is asked any more."""
        if name in self._memory.rows or name in self._made:
            return
        await self._db.execute(statement, row)
        self._made.add(name)

    async def _lock(self, case_id: int) -> None:
        """One change at a time may decide about a case and its messages (on SQLite there is only one anyway)."""
        if case_id and case_id not in self._locked:
            await self._db.execute(_LOCK_CASE, {"case": case_id})
            self._locked.add(case_id)
