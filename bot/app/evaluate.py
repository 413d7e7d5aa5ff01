"""The evaluation from the command line: a table, row by row, with a model where there is a key."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ai.evaluation.methods import by_model, table
from bot.ai.evaluation.posts import read, splits
from bot.ai.evaluation.score import HEAD
from bot.app.assistant import model_assistant
from bot.app.outside import SystemClock
from bot.cases.settings import Desk, Settings, X
from bot.config import Environment
from bot.engine.local import LocalAlarm
from bot.storage import open_store

UNHURRIED = 120.0
"""Seconds for an answer: nobody waits for it here, and a model on one's own machine may be slow."""
SETTINGS = Settings(desk=Desk(channel="C0EVALUATION"), x=X(handle="company"))


async def evaluate(
    environment: Environment, file: Path, label: str, group: str, leave_out: int, most: int
) -> AsyncIterator[str]:
    """Lines of a table; `most` posts are sent to the model. Raises `Fault`."""
    posts = read(file, label, group)
    judged = [post for split in splits(posts, leave_out) for post in split.judged]
    yield f"{len(posts):,} posts, of which {len(judged):,} are judged ({datetime.now(UTC):%d %B %Y})\n"
    yield HEAD
    async for score in table(posts, SETTINGS, leave_out):
        yield score.row()
    with TemporaryDirectory() as folder:
        clock = SystemClock()
        store = await open_store(f"sqlite:///{folder}/evaluation.db", LocalAlarm(clock), clock)
        try:
            await store.migrate()
            if model := model_assistant(environment, SETTINGS, store, store, clock, UNHURRIED):
                yield (await by_model(judged, model, SETTINGS, most)).row()
                yield f"\n{model.name} has cost ${model.standing.spent_today:.4f}, at the prices of the default model."
                await model.stop()
        finally:
            await store.stop()
