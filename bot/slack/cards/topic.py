"""What customers wish for or praise, by topic, in the channel of the team that it concerns."""

from bot.cases import text as texts
from bot.cases.views import TopicView
from bot.cases.wishes import Kind, Wish
from bot.slack import words
from bot.slack.blocks import Block, actions, button, context, literal, section
from bot.slack.ids import Button, Target
from bot.slack.words import People

GAP = "  ·  "
WORDS = 160
MARKS = {Kind.IDEA: ":bulb:", Kind.PRAISE: ":tada:", Kind.PROBLEM: ":warning:"}
NAMES = {Kind.IDEA: "Ideas", Kind.PRAISE: "Praise", Kind.PROBLEM: "Problems"}


def text(view: TopicView) -> str:
    tally = view.tally
    return f"{NAMES[tally.topic.kind]}: {texts.escape(tally.topic.name)}: {_counts(view)}"


def blocks(view: TopicView, people: People) -> list[Block]:
    tally, topic = view.tally, view.tally.topic
    target = Target(case=0, topic=topic.id)
    seen = [button("Seen", Button.SEEN, target)] if tally.new else []
    return [
        section(f"{MARKS[topic.kind]} *{texts.escape(topic.name)}*: {_counts(view)}"),
        *(block for wish in tally.newest for block in _wish(wish, people)),
        context(f"{NAMES[topic.kind]} for team {texts.escape(topic.team)}{GAP}{tally.total:,} in all"),
        actions(*seen, button("What ranks highest", Button.RANKING, target)),
    ]


def _counts(view: TopicView) -> str:
    tally = view.tally
    return f"{tally.this_month:,} in {tally.month:%B}, {tally.new:,} new"


def _wish(wish: Wish, people: People) -> list[Block]:
    said = texts.cut(" ".join(words.quiet(wish.words, people).split()), WORDS)
    about = f"*#{wish.number}*{GAP}{words.named(wish.by, people)}{GAP}{words.when(wish.at)}"
    return [context(about, literal(f"@{wish.handle}")), section(f">{said}")]
