"""Have what people said of cases learnt from, a little after they said it."""

from bot.ports.assistant import Learner
from bot.ports.queries import Queries

NEWEST = 5_000
"""Corrections that are learnt from: what a desk said years ago may not hold any more."""


async def learn(queries: Queries, learner: Learner) -> None:
    await learner.learn(await queries.taught(NEWEST))
