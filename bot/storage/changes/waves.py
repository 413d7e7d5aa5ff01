"""Waves in a change: the oldest one under way loaded, and each saved."""

from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.cases.case import Actor
from bot.cases.waves import Answer
from bot.ports.alarm import WAVES
from bot.storage.tables import waves
from bot.storage.tables.base import RUNNING
from bot.storage.work import Work

_OLDEST = (
    select(waves)
    .where(waves.c.workspace_id == bindparam("workspace"), RUNNING)
    .order_by(waves.c.id)
    .limit(1)
    .with_for_update()
)
_ADD = insert(waves).returning(waves.c.id)
_SAVE = update(waves).where(waves.c.id == bindparam("wanted"))


class WaveChange(Work):
    async def wave(self) -> Answer | None:
        row = (await self._db.execute(_OLDEST, {"workspace": self._workspace})).one_or_none()
        return _wave_from(row) if row else None

    async def keep_wave(self, wave: Answer) -> Answer:
        if wave.over_at is None:
            self._bells.set(WAVES, wave.begun_at)
        if wave.id:
            moved = {"worked": wave.worked, "left": list(wave.left), "over_at": wave.over_at}
            await self._db.execute(_SAVE, {"wanted": wave.id, **moved})
            return wave
        kept = await self._db.execute(_ADD, {"workspace_id": self._workspace, **_values(wave)})
        return replace(wave, id=kept.scalar_one())


def _values(wave: Answer) -> dict[str, Any]:
    by = wave.by
    return {
        "storm_id": wave.storm or None,
        "by": {"id": by.id, "name": by.name, "groups": sorted(by.groups)},
        "wordings": list(wave.wordings),
        "cases": [list(each) for each in wave.cases],
        "worked": wave.worked,
        "left": list(wave.left),
        "begun_at": wave.begun_at,
        "over_at": wave.over_at,
    }


def _wave_from(row: Any) -> Answer:
    by = row.by
    return Answer(
        id=row.id,
        by=Actor(id=by["id"], name=by["name"], groups=frozenset(by["groups"])),
        storm=row.storm_id or 0,
        wordings=tuple(row.wordings),
        cases=tuple((case, activity) for case, activity in row.cases),
        worked=row.worked,
        left=tuple(row.left),
        begun_at=row.begun_at,
        over_at=row.over_at,
    )
