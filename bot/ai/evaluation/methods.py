"""The methods that are compared: saying complaint always, VADER, the rules with more and more corrections, a model."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.ai.evaluation.posts import SEED, Post, Split, splits
from bot.ai.evaluation.score import Score, score
from bot.ai.language import prepare
from bot.ai.learning.apprentice import Apprentice
from bot.ai.learning.train import train
from bot.ai.rules import Rules
from bot.cases.case import Author, Case, Mention, Status
from bot.cases.case import Post as CasePost
from bot.cases.judgement import Correction, Judgement, Kind
from bot.cases.settings import Settings
from bot.ports.assistant import Assistant, NoHelp

CURVE = (50, 200, 500, 1_000, 2_000, 5_000)
DRAWS = 3
"""So often a few corrections are drawn anew: which ones they are matters much."""
FEW = 500
AT_ONCE = 4
PAUSES = timedelta(minutes=1)
"""A longer one is not waited for."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

Judge = Callable[[str], bool]


async def table(posts: Sequence[Post], settings: Settings, leave_out: int = 0) -> AsyncIterator[Score]:
    """Without a model; what is not installed is left out."""
    await prepare()
    by_others, by_own = splits(posts, leave_out), splits(posts, leave_out, own=True)
    judged = [post for split in by_others for post in split.judged]
    yield _judged("always says complaint", [(judged, lambda text: True)])
    with suppress(ImportError):
        yield _judged("VADER, negative below −0.05", [(judged, _vader())])
    yield _judged("rules", [(judged, _by(Rules(settings)))])
    alike = [(split.judged, await _taught(settings, split.teaching)) for split in by_others]
    yield _judged(f"rules, and {_size(by_others, CURVE[-1])} corrections without learning", alike)
    grouped = len({post.group for post in posts}) > 1
    with suppress(ImportError):
        for compared, whose in ((by_others, " of other groups" if grouped else ""), (by_own, " of the same group")):
            if compared is by_others or grouped:
                for count in _counts(compared):
                    method = f"rules, learnt from {_size(compared, count)} corrections{whose}"
                    yield await _learning(compared, settings, count, method)


async def by_model(posts: Sequence[Post], assistant: Assistant, settings: Settings, most: int) -> Score:
    """Of `most` posts at random; where there is no answer the rules' word stands, as it does on a card."""
    chosen = random.Random(SEED).sample(list(posts), min(most, len(posts)))
    gate, missing, seconds = asyncio.Semaphore(AT_ONCE), 0, list[float]()

    async def judge(post: Post) -> bool:
        nonlocal missing
        async with gate:
            began = time.perf_counter()
            try:
                return (await _patiently(assistant, case(post.text))).kind is Kind.COMPLAINT
            except NoHelp:
                missing += 1
                return _by(Rules(settings))(post.text)
            finally:
                seconds.append(time.perf_counter() - began)

    said = await asyncio.gather(*(judge(post) for post in chosen))
    unanswered = f", {missing:,} without an answer" if missing else ""
    return score(f"{assistant.name}{unanswered}", [post.complaint for post in chosen], said, seconds)


async def _patiently(assistant: Assistant, judged: Case) -> Judgement:
    """A server that wants a pause, or was too slow for another post, is asked once more after that. Raises `NoHelp`."""
    try:
        return await assistant.triage(judged)
    except NoHelp as none:
        pause = none.until - datetime.now(UTC) if none.until else PAUSES
        if pause >= PAUSES:
            raise
        await asyncio.sleep(max(pause.total_seconds(), 0))
    return await assistant.triage(judged)


def case(text: str) -> Case:
    """As if this post had just arrived."""
    author = Author(id="0", handle="customer", name="", url="")
    mention = Mention(
        network="x",
        account="evaluation",
        id="0",
        conversation="0",
        author=author,
        text=text,
        url="",
        created_at=LONG_AGO,
        why="",
        answerable=True,
    )
    return Case(
        id=0,
        number=0,
        workspace="evaluation",
        account="evaluation",
        network="x",
        conversation="0",
        author=author,
        channel="",
        why="",
        status=Status.NEW,
        opened_at=LONG_AGO,
        posts=(CasePost(id=0, mention=mention, seen_at=LONG_AGO),),
    )


def _judged(method: str, parts: Sequence[tuple[Sequence[Post], Judge]]) -> Score:
    truth, said, seconds = [], [], []
    for post, judge in ((post, judge) for judged, judge in parts for post in judged):
        began = time.perf_counter()
        said.append(judge(post.text))
        seconds.append(time.perf_counter() - began)
        truth.append(post.complaint)
    return score(method, truth, said, seconds)


def _by(rules: Rules) -> Judge:
    return lambda text: rules.judge(case(text).latest).kind is Kind.COMPLAINT


async def _taught(settings: Settings, teaching: Sequence[Post], pupil: Apprentice | None = None) -> Judge:
    rules = Rules(settings, pupil)
    await rules.learn([_correction(post, nth) for nth, post in enumerate(teaching, start=1)])
    return _by(rules)


def _correction(post: Post, number: int) -> Correction:
    """What an employee would say of it; of what is no complaint, only that."""
    kind = Kind.COMPLAINT if post.complaint else Kind.QUESTION
    return Correction(text=post.text, by="evaluation", at=LONG_AGO, number=number, kind=kind)


async def _learning(compared: Sequence[Split], settings: Settings, count: int, method: str) -> Score:
    parts: list[tuple[Sequence[Post], Judge]] = []
    for draw in range(DRAWS if count <= FEW else 1):
        for split in compared:
            drawn = random.Random(SEED + draw).sample(split.teaching, min(count, len(split.teaching)))
            parts.append((split.judged, await _taught(settings, drawn, _Taught())))
    return _judged(method, parts)


def _counts(compared: Sequence[Split]) -> Iterator[int]:
    """The points of the curve, as far as all have posts to learn from; the last is whatever there is."""
    fewest = min(len(split.teaching) for split in compared)
    yield from (count for count in CURVE[:-1] if count < fewest)
    if fewest >= CURVE[0]:
        yield CURVE[-1]


def _size(compared: Sequence[Split], count: int) -> str:
    sizes = [min(count, len(split.teaching)) for split in compared]
    return f"{min(sizes):,}" if min(sizes) == max(sizes) else f"{min(sizes):,} to {max(sizes):,}"


class _Taught(Apprentice):
    """Learns here and now, and however little it is told."""

    async def _study(self, texts: list[str], complaints: list[bool]) -> None:
        self.learnt = train(texts, complaints)


def _vader() -> Judge:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    scores = SentimentIntensityAnalyzer().polarity_scores
    return lambda text: bool(scores(text)["compound"] <= -0.05)
