"""Kill the bot at one point after the other, let everything settle, and count what the world shows."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.kills.points import Point
from tests.kills.scene import APPROVAL, Scene
from tests.kills.town import KillTown


@dataclass
class Aftermath:
    """`wrongs` by the name of the point or the sign of the scene; under "the town", what belongs to none."""

    wrongs: dict[str, list[str]] = field(default_factory=lambda: {"the town": []})
    counts: Counter[str] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)
    kills: int = 0
    seconds: float = 0.0

    def count(self, town: KillTown, scenes: dict[str, Scene]) -> None:
        for name, scene in scenes.items():
            self.wrongs.setdefault(name, []).extend(scene.wrongs())
            self.counts.update(f"{deed.kind}{'' if deed.sure else ' in doubt'}" for deed in scene.deeds)
        self.counts["mention"] += len(scenes)
        self.wrongs["the town"] += [f"twice: {each}" for each in town.doubles()]
        self.kills, self.recoveries = town.kills, town.recoveries

    def and_of(self, other: "Aftermath") -> "Aftermath":
        """Both together; they happened at the same time."""
        both = self.wrongs["the town"] + other.wrongs["the town"]
        return Aftermath(
            self.wrongs | other.wrongs | {"the town": both},
            self.counts + other.counts,
            self.recoveries + other.recoveries,
            self.kills + other.kills,
            max(self.seconds, other.seconds),
        )


async def aftermath(folder: Path, kills: Sequence[Sequence[Point]], database: str = "") -> Aftermath:
    """Each of the `kills` at its points."""
    begun, result = time.perf_counter(), Aftermath()
    if not kills:
        return result
    async with KillTown(folder, undo=0.5, database=database, more=APPROVAL) as town:
        signs = (f"{number:03}" for number in count(1))
        scenes: dict[str, Scene] = {}
        for points in kills:
            fresh = {point: Scene(town, sign) for point, sign in zip(points, signs, strict=False)}
            scenes |= {point.name: scene for point, scene in fresh.items()}
            await _killed_at(town, fresh, result.wrongs)
        result.wrongs["the town"] = await settled(town)
        await town.stop_bot()
        result.count(town, scenes)
    result.seconds = time.perf_counter() - begun
    return result


async def _killed_at(town: KillTown, scenes: dict[Point, Scene], wrongs: dict[str, list[str]]) -> None:
    stories = {point.name: point.story(scene, point.fate) for point, scene in scenes.items()}
    wrongs |= {name: [] for name in stories}
    await _go_on(stories, wrongs)
    await _go_on(stories, wrongs)
    await town.dies()
    while stories:
        await _go_on(stories, wrongs)
        await town.rises()
        await _go_on(stories, wrongs)
        await town.dies()
    town.slack_server.faults.active.clear()
    await town.rises()


async def _go_on(stories: dict[str, AsyncIterator[None]], wrongs: dict[str, list[str]]) -> None:
    """Each of them until it pauses; without those that have ended then."""
    for name, story in list(stories.items()):
        try:
            await anext(story)
        except StopAsyncIteration:
            del stories[name]
        except Exception as failed:  # the points after it shall still be tried
            wrongs[name].append(f"it did not come to that: {failed!r}")
            del stories[name]


async def settled(town: KillTown) -> list[str]:
    """Wait until nothing is to be done; what remains, if anything does."""
    try:
        await town.has_looked()
        await town.slack_server.settled()
        await town.settles()
    except (AssertionError, TimeoutError) as pending:
        return [str(pending)]
    return []
