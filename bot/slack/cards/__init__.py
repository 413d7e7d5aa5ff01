"""What every message shows: a view in, Slack's blocks out."""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.cases import text as texts
from bot.cases.views import CardView, HandoffView, Message, NoteView, NoticeView, PostView, ReplyView
from bot.slack import words
from bot.slack.blocks import Json, drawn, has_pictures
from bot.slack.cards import card, handoff, note, reply
from bot.slack.words import People

FALLBACK = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """`text` is escaped mrkdwn: what notifications say, and all there is where blocks are refused."""

    text: str
    blocks: list[Json]
    pictures: bool


def render(message: Message, people: People) -> Rendered:
    text, blocks = _shown(message, people)
    ready = drawn(blocks)
    return Rendered(text=texts.cut(text, FALLBACK), blocks=ready, pictures=has_pictures(ready))


def people_in(message: Message) -> frozenset[str]:
    """The ids of the colleagues whose names and pictures the message shows."""
    match message:
        case ReplyView(reply=shown):
            ids = {shown.by, shown.approved_by, *words.mentioned(shown.problem)}
        case HandoffView(case=case, handoff=shown):
            ids = {shown.by, *(reply.by for reply in case.replies)}
        case NoteView(note=shown):
            ids = {shown.by, *words.mentioned(shown.text)}
        case CardView(case=case):
            ids = {reply.by for reply in case.replies[-1:]}
        case PostView() | NoticeView():
            ids = set()
    return frozenset(each for each in ids if each)


def _shown(message: Message, people: People) -> tuple[str, list[Block]]:
    match message:
        case CardView():
            return card.text(message), card.blocks(message, people)
        case PostView():
            return card.post_text(message), card.post_blocks(message)
        case ReplyView():
            return reply.text(message, people), reply.blocks(message, people)
        case HandoffView():
            return handoff.text(message), handoff.blocks(message, people)
        case NoteView():
            return note.text(message, people), note.blocks(message, people)
        case NoticeView():
            return words.calm(message.words), note.notice_blocks(message)
