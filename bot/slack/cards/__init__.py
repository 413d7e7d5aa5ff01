"""What every message shows: a view in, Slack's blocks out."""

from dataclasses import dataclass

from bot.cases import text as texts
from bot.cases.views import (
    AnswerView,
    CardView,
    HandoffView,
    Message,
    NoteView,
    NoticeView,
    PostView,
    ReplyView,
    ReportView,
    StillView,
    StormView,
    TopicView,
    TroubleView,
)
from bot.slack import words
from bot.slack.blocks import Block, Json, drawn, has_pictures
from bot.slack.cards import answer, card, handoff, note, reply, report, still, storm, topic, trouble
from bot.slack.words import People

FALLBACK = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """`text` is escaped mrkdwn: what notifications say, and all there is where blocks are refused."""

    text: str
    blocks: list[Json]
    pictures: bool


def render(message: Message, people: People) -> Rendered:
    """Raises `blocks.InvalidBlocks` where a card outgrew Slack, which is a defect; `bare` shows it all the same."""
    ready = drawn(_blocks(message, people))
    return Rendered(text=_text(message, people), blocks=ready, pictures=has_pictures(ready))


def bare(message: Message, people: People) -> Rendered:
    return Rendered(text=_text(message, people), blocks=[], pictures=False)


def people_in(message: Message) -> frozenset[str]:
    """The ids of the colleagues whose names and pictures the message shows."""
    match message:
        case ReplyView(reply=shown):
            ids = {shown.by, shown.approved_by, *words.mentioned(shown.problem)}
        case HandoffView(case=case, handoff=shown):
            ids = {
                shown.by,
                case.owner,
                *(reply.by for reply in case.replies),
                *(each.ended_by for each in case.handoffs),
            }
        case AnswerView(handoff=shown):
            ids = {shown.ended_by, *words.mentioned(shown.answer)}
        case NoteView(note=shown):
            ids = {shown.by, *words.mentioned(shown.text)}
        case CardView(case=case):
            ids = {reply.by for reply in case.replies[-1:]}
        case TopicView(tally=tally):
            ids = {person for wish in tally.newest for person in (wish.by, *words.mentioned(wish.words))}
        case PostView() | NoticeView() | StillView() | StormView() | ReportView() | TroubleView():
            ids = set()
    return frozenset(each for each in ids if each)


def _text(message: Message, people: People) -> str:
    match message:
        case CardView():
            text = card.text(message)
        case PostView():
            text = card.post_text(message)
        case ReplyView():
            text = reply.text(message)
        case HandoffView():
            text = handoff.text(message)
        case AnswerView():
            text = answer.text(message, people)
        case NoteView():
            text = note.text(message, people)
        case NoticeView():
            text = note.notice_text(message)
        case TroubleView():
            text = trouble.text(message)
        case StillView():
            text = still.text(message)
        case StormView():
            text = storm.text(message)
        case TopicView():
            text = topic.text(message)
        case ReportView():
            text = report.text(message)
    return texts.cut(text, FALLBACK)


def _blocks(message: Message, people: People) -> list[Block]:
    match message:
        case CardView():
            return card.blocks(message, people)
        case PostView():
            return card.post_blocks(message)
        case ReplyView():
            return reply.blocks(message, people)
        case HandoffView():
            return handoff.blocks(message, people)
        case AnswerView():
            return answer.blocks(message, people)
        case NoteView():
            return note.blocks(message, people)
        case NoticeView():
            return note.notice_blocks(message)
        case TroubleView():
            return trouble.blocks(message)
        case StillView():
            return still.blocks(message)
        case StormView():
            return storm.blocks(message)
        case TopicView():
            return topic.blocks(message, people)
        case ReportView():
            return report.blocks(message)
