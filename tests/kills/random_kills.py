"""Kill the bot at random moments while customers and colleagues go on as if nothing were the matter."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot.sandbox.slack_server import AppDidNotAnswer, View
from tests.kills import amiss
from tests.kills.aftermath import Aftermath, settled
from tests.kills.scene import Scene
from tests.kills.town import KillTown

AGENTS = ("U0ANN", "U0BEN", "U0LEAD")
SCENES_AT_ONCE = 6
OPENS = 10.0  # seconds after which people click once more
Step = Callable[[Scene], Awaitable[None]]


async def random_kills(
    folder: Path, kills: int, seed: int, database: str = "", *, forked: bool = True, wrong: bool = False
) -> Aftermath:
    """As many kills; then everything must settle, and the world is counted. `wrong`: till then calls fail at random."""
    begun, chance = time.perf_counter(), random.Random(seed)
    town = KillTown(folder, forked=forked, undo=0.5, database=database)
    result = Aftermath()
    async with town:
        crowd = Crowd(town, chance)
        if wrong:
            amiss.begins(town)
        async with asyncio.TaskGroup() as living:
            for _ in range(SCENES_AT_ONCE):
                living.create_task(crowd.live())
            for _ in range(kills):
                await asyncio.sleep(chance.uniform(0.0, 2.5))
                await town.kill()
                await asyncio.sleep(chance.uniform(0.0, 0.5))
                await town.rises()
            crowd.closing = True
        if wrong:
            amiss.ends(town)
        result.wrongs["the town"] = await settled(town)
        await town.stop_bot()
        result.count(town, {scene.sign: scene for scene in crowd.scenes})
    result.seconds = time.perf_counter() - begun
    return result


class Crowd:
    """Customers who complain, and the agents who look after them; each agent has one screen."""

    def __init__(self, town: KillTown, chance: random.Random) -> None:
        self.closing = False
        self.scenes: list[Scene] = []
        self._town = town
        self._chance = chance
        self._screens = {agent: asyncio.Lock() for agent in AGENTS}

    async def live(self) -> None:
        """One complaint after the other, each with a few of the things that happen to complaints."""
        while not self.closing:
            scene = Scene(self._town, f"{len(self.scenes) + 1:04}", self._chance.choice(AGENTS))
            self.scenes.append(scene)
            await scene.opens()
            for step in self._course():
                await asyncio.sleep(self._chance.uniform(0.0, 0.4))
                await step(scene)

    def _course(self) -> list[Step]:
        first: list[Step] = [self._claim, self._add, self._reply]
        self._chance.shuffle(first)
        team: list[Step] = [self._escalate, self._team_note, self._agent_note]
        return [*first[:2], *(team if self._chance.random() < 0.5 else []), first[2]]

    async def _claim(self, scene: Scene) -> None:
        while not scene.claimed:
            if scene.person.user.real_name in self._town.slack.text_of(await scene.card()):
                return  # it was claimed, though nobody said so
            with suppress(AppDidNotAnswer, LookupError):
                await scene.claims()
            await asyncio.sleep(0.3)

    async def _add(self, scene: Scene) -> None:
        scene.adds(scene.words("more"))

    async def _reply(self, scene: Scene) -> None:
        """Open the window until it opens, then send it until it is taken."""
        async with self._screens[scene.agent]:
            view: View | None = None
            while view is None:
                view = await self._window(scene)
            deed = scene.does("reply", scene.words("reply"))
            sent: dict[str, str] | View | None = view
            while sent is view:
                try:
                    sent = await scene.person.submit(view, {"Reply": f"We have found it: {deed.words}"})
                except AppDidNotAnswer:
                    await asyncio.sleep(0.3)
            assert sent is None, sent
            deed.sure = True

    async def _window(self, scene: Scene) -> View | None:
        """None where the bot died before it opened, or did not open it."""
        kills, person, until = self._town.kills, scene.person, time.monotonic() + OPENS
        while left_open := person.modal():  # the bot died while it was drawn
            with suppress(AppDidNotAnswer):
                await person.close(left_open)
        try:
            await person.click(await scene.card(), "Reply")
        except AppDidNotAnswer:
            await asyncio.sleep(0.3)
            return None
        while self._town.kills == kills and time.monotonic() < until:
            view = person.modal()
            if view and "280" in self._town.text(view):
                return view
            await asyncio.sleep(0.02)
        return None

    async def _escalate(self, scene: Scene) -> None:
        with suppress(AppDidNotAnswer):
            await scene.escalates()

    async def _team_note(self, scene: Scene) -> None:
        with suppress(TimeoutError):  # the team was never asked, since nobody took the command
            await scene.team_notes(scene.words("found"))

    async def _agent_note(self, scene: Scene) -> None:
        if any(deed.kind == "note for the case" for deed in scene.deeds):
            await scene.agent_notes(scene.words("thanks"))


def summary(result: Aftermath) -> str:
    """Everything that was counted, in a few lines."""
    counts = Counter(result.counts)
    late = sorted(result.recoveries) or [0.0]
    wrong = [f"  {name}: {'; '.join(found)}" for name, found in result.wrongs.items() if found]
    return "\n".join(
        [
            f"{result.kills} kills in {result.seconds:.0f} s",
            *(f"{number:6} {what}" for what, number in counts.items()),
            f"recovery: median {late[len(late) // 2]:.2f} s, slowest {late[-1]:.2f} s, of {len(result.recoveries)}",
            f"{len(wrong)} wrong" + ("" if wrong else ": nothing lost, nothing twice, nothing pending"),
            *wrong,
        ]
    )
