"""What a team answered, in the case's thread: a reply that it proposes, or a word for the desk alone."""

from bot.cases import text as texts
from bot.cases.handoff import called
from bot.cases.views import AnswerView
from bot.slack import words
from bot.slack.blocks import Block, context, picture, plain, quote, rich, section
from bot.slack.draft import weigh
from bot.slack.ids import Target
from bot.slack.steps import row
from bot.slack.words import People

GAP = "  ·  "
PARTS = 3


def text(view: AnswerView, people: People) -> str:
    return f"{_headline(view)} {words.quiet(view.handoff.answer, people)}"


def blocks(view: AnswerView, people: People) -> list[Block]:
    case, handoff = view.case, view.handoff
    known = people(handoff.ended_by) if handoff.ended_by else None
    face = [picture(known[1], known[0])] if known and known[1] else []
    who = f"{words.named(handoff.ended_by, people)} of team {texts.escape(handoff.team)}"
    if not handoff.public:
        said = words.parts("\n".join(f">{line}" for line in words.quiet(handoff.answer, people).splitlines()), 3000)
        inside = f"{who}{GAP}for the desk only"
        return [
            section(_headline(view)),
            *(section(part) for part in said[:PARTS]),
            context(*face, inside),
            *_buttons(view),
        ]
    draft = weigh(handoff.answer, case.network, "", "")
    counted = words.count(draft, words.network(case))
    return [
        section(_headline(view)),
        rich(quote(plain(draft.published or handoff.answer))),
        context(*face, GAP.join([who, counted, "nothing is public yet"])),
        *_buttons(view),
    ]


def _buttons(view: AnswerView) -> list[Block]:
    target = Target(case=view.case.id, handoff=view.handoff.id)
    if len(view.waiting) < 2:
        return row(view.steps, target)
    many = f"{len(view.waiting):,} cases wait for this; each has this answer in its thread"
    return [context(f":busts_in_silhouette: {many}"), *row(view.steps, target)]


def _headline(view: AnswerView) -> str:
    """It calls the owner, once: an edit calls nobody."""
    case, handoff = view.case, view.handoff
    what = "proposes a reply" if handoff.public else "has answered"
    who = called(case.owner, handoff, handoff.ended_by)
    team = f"{words.mention(who)}, team" if who else "Team"
    return f":bulb: {team} {texts.escape(handoff.team)} {what}:"
