"""The assistant in words: how it stands, and what it makes of a case, marked as a machine's."""

from bot.cases import text as texts
from bot.cases.case import Case
from bot.cases.judgement import Judgement, Sentiment
from bot.ports.assistant import Standing
from bot.slack import words
from bot.slack.blocks import Json, context, drawn

GAP = "  ·  "
_MOODS = {Sentiment.NEGATIVE: "upset", Sentiment.POSITIVE: "happy", Sentiment.NEUTRAL: ""}


def standing(shown: Standing | None) -> list[Json]:
    """For `/desk`."""
    learning = [context(f":seedling: {texts.escape(shown.learning)}")] if shown and shown.learning else []
    return drawn([context(_standing(shown)), *learning])


def judged(case: Case, judgement: Judgement) -> str:
    """One quiet line of a card; what a person said stands without a machine's name."""
    kind = judgement.kind.capitalize() + (f" about {texts.escape(judgement.topic)}" if judgement.topic else "")
    parts = [kind, _MOODS[judgement.sentiment]]
    if judgement.team and judgement.team != case.team:
        parts.append(f"team {texts.escape(judgement.team)}?")
    if judgement.wave:
        parts.append(f"like #{judgement.wave}")
    if judgement.personal:
        parts.append(f":warning: shows {_listed(judgement.personal)}: tell them to delete it")
    by = words.mention(judgement.corrected_by) if judgement.corrected_by else f"by {texts.escape(judgement.by)}"
    return f":sparkles: {GAP.join([part for part in parts if part] + [f'_{by}_'])}"


def _standing(shown: Standing | None) -> str:
    if shown is None or not shown.on:
        return ":white_circle: *Assistant* off; cases are judged by rules alone"
    name = f"*Assistant* {texts.escape(shown.name)}"
    budget = f" of ${shown.daily_budget:,.2f}" if shown.daily_budget is not None else ""
    cost = f"${shown.spent_today:,.2f}{budget} today"
    if shown.problem:
        return f":warning: {name}{GAP}{texts.escape(shown.problem)} The desk works without it.{GAP}{cost}"
    at = f"last helped {words.when(shown.helped_at, words.TIME_WITH_SECONDS)}" if shown.helped_at else "ready"
    return f":large_green_circle: {name} {at}{GAP}{cost}"


def _listed(kinds: tuple[str, ...]) -> str:
    return " and ".join(["a " + kind if kind[0] not in "aeiou" else "an " + kind for kind in kinds])
