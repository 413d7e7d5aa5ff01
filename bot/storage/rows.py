"""Rows become plain values of the domain at this door, and such values become rows."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from bot.cases.assignment import Pool, Sharing
from bot.cases.case import (
    Author,
    Case,
    Handoff,
    HandoffState,
    Media,
    Mention,
    Note,
    Post,
    Priority,
    Reply,
    ReplyState,
    Snippet,
    Status,
    WaitingFor,
)
from bot.cases.health import Problem, Trouble
from bot.cases.history import Entry
from bot.cases.judgement import Judgement, Kind, Sentiment
from bot.cases.outbox import Delivery, Does, Place, State, Subject, Urgency
from bot.cases.report import Figures, Report
from bot.cases.settings import Share
from bot.cases.sla import next_due
from bot.cases.summary import Summary
from bot.cases.translation import Translation
from bot.storage.columns import NEVER, storable
from bot.storage.escalations import escalation_from, escalation_values

Values = dict[str, Any]
HEADLINE = 200  # characters of the first post that lists show
_AUTHOR = ("name", "url", "followers", "avatar", "verified")
_MENTION = ("url", "why", "language", "reply_to", "answerable", "price", "by_us", "repost")
_CASE = (
    *("network", "channel", "status", "why", "priority", "priority_reason", "team", "tier", "waiting_for"),
    *("snoozed_until", "owner", "due", "at_risk", "resolve_due", "resolve_at_risk", "rested_at", "resolves_at"),
    *("first_reply_at", "resolved_at", "resolution", "activity"),
)
_JUDGEMENT = tuple(field.name for field in fields(Judgement))
_REPLY = (
    *("by", "text", "answers", "state", "decided_at", "send_at"),
    *("posted_id", "posted_at", "url", "problem", "approved_by", "asked", "share"),
)
_HANDOFF = (
    *("team", "channel", "by", "reason", "state", "asked_at", "due", "taken_by", "rule", "question"),
    *("answer", "public", "outcome", "ended_by", "ended_at", "joins"),
)
_TROUBLE = ("channel", "told_at", "ended_at")
_NOTE = ("by", "text", "channel", "ts", "written_at", "edited_at", "deleted")


def _taken(value: object, names: tuple[str, ...]) -> Values:
    return dict(zip(names, _getter(names)(value), strict=True))


_getter = lru_cache(lambda names: attrgetter(*names))


def handle_key(handle: str) -> str:
    return storable(handle.lstrip("@").casefold())


def author_values(author: Author) -> Values:
    return {"handle": author.handle, "called": handle_key(author.handle), "details": _taken(author, _AUTHOR)}


def author_from(row: Any) -> Author:
    """`row` is of `people`, or of cases joined with it (then its id stands in `author_id`)."""
    return Author(id=row.author_id, handle=row.person_handle, **row.person_details)


def mention_values(mention: Mention) -> Values:
    details = _taken(mention, _MENTION)
    if mention.gone:
        details["gone"] = mention.gone
    if mention.translation:
        details["translation"] = asdict(mention.translation)
    details["media"] = [asdict(media) for media in mention.media]
    for name in ("parent", "quoted"):
        snippet: Snippet | None = getattr(mention, name)
        details[name] = asdict(snippet) if snippet else None
    return {"post_id": mention.id, "created_at": mention.created_at, "text": mention.text, "details": details}


def post_from(row: Any, network: str, conversation: str, author: Author) -> Post:
    details = row.details
    mention = Mention(
        network=network,
        account=row.account_id,
        id=row.post_id,
        conversation=conversation,
        author=author,
        text=row.text,
        created_at=row.created_at,
        media=tuple(Media(**media) for media in details["media"]),
        parent=Snippet(**details["parent"]) if details["parent"] else None,
        quoted=Snippet(**details["quoted"]) if details["quoted"] else None,
        gone=details.get("gone", ""),
        translation=translation_from(details.get("translation")),
        **{name: details[name] for name in _MENTION},
    )
    return Post(id=row.id, mention=mention, seen_at=row.seen_at)


def case_values(case: Case) -> Values:
    """The columns that a case may change; `sort_due` keeps lists in order where no clock runs."""
    judgement = _taken(case.judgement, _JUDGEMENT) if case.judgement else None
    sharing = asdict(case.sharing) if case.sharing else None
    return {**_taken(case, _CASE), "sort_due": next_due(case) or NEVER, "judgement": judgement, "sharing": sharing}


def case_from(
    row: Any,
    author: Author,
    posts: Sequence[Any],
    replies: Sequence[Any],
    handoffs: Sequence[Any],
    others: Sequence[int],
) -> Case:
    columns = _taken(row, _CASE)
    columns["status"] = Status(row.status)
    columns["priority"] = Priority(row.priority)
    columns["judgement"] = judgement_from(row.judgement) if row.judgement else None
    columns["sharing"] = sharing_from(row.sharing) if row.sharing else None
    columns["waiting_for"] = WaitingFor(row.waiting_for) if row.waiting_for else None
    return Case(
        id=row.id,
        number=row.number,
        workspace=row.workspace_id,
        account=row.account_id,
        conversation=row.conversation,
        author=author,
        opened_at=row.opened_at,
        posts=tuple(post_from(post, row.network, row.conversation, author) for post in posts),
        replies=tuple(reply_from(reply) for reply in replies),
        handoffs=tuple(handoff_from(handoff) for handoff in handoffs),
        others=tuple(others),
        **columns,
    )


def judgement_from(kept: Values) -> Judgement:
    return Judgement(
        **{
            **kept,
            "kind": Kind(kept["kind"]),
            "urgency": Priority(kept["urgency"]),
            "sentiment": Sentiment(kept["sentiment"]),
            "personal": tuple(kept["personal"]),
        }
    )


def sharing_from(kept: Values) -> Sharing:
    pool = {**kept["pool"], "members": tuple(kept["pool"]["members"]), "share": Share(kept["pool"]["share"])}
    return Sharing(**{**kept, "pool": Pool(**pool), "until": datetime.fromisoformat(kept["until"])})


def reply_values(reply: Reply) -> Values:
    return {**_taken(reply, _REPLY), "translation": reply.translation and asdict(reply.translation)}


def reply_from(row: Any) -> Reply:
    translation = translation_from(row.translation)
    return Reply(id=row.id, translation=translation, **{**_taken(row, _REPLY), "state": ReplyState(row.state)})


def translation_from(kept: Values | None) -> Translation | None:
    return Translation(**kept) if kept else None


def handoff_values(handoff: Handoff) -> Values:
    running, made = handoff.escalation, handoff.summary
    kept = {"escalation": running and escalation_values(running), "summary": made and asdict(made)}
    return {**_taken(handoff, _HANDOFF), **kept}


def handoff_from(row: Any) -> Handoff:
    running = escalation_from(row.escalation) if row.escalation else None
    summary = Summary(**row.summary) if row.summary else None
    told = {**_taken(row, _HANDOFF), "state": HandoffState(row.state)}
    return Handoff(id=row.id, escalation=running, summary=summary, **told)


def note_values(note: Note) -> Values:
    return {**_taken(note, _NOTE), "files": list(note.files)}


def note_from(row: Any) -> Note:
    return Note(id=row.id, case=row.case_id, handoff=row.handoff_id, files=tuple(row.files), **_taken(row, _NOTE))


def trouble_values(trouble: Trouble) -> Values:
    problems = [{**asdict(each), "since": each.since.isoformat()} for each in trouble.problems]
    return {**_taken(trouble, _TROUBLE), "problems": problems}


def trouble_from(row: Any) -> Trouble:
    problems = (Problem(**{**each, "since": datetime.fromisoformat(each["since"])}) for each in row.problems)
    return Trouble(id=row.id, problems=tuple(problems), **_taken(row, _TROUBLE))


def report_values(report: Report) -> Values:
    told = {"told": _figures_values(report.week), "before": _figures_values(report.before)}
    return {**told, "sentences": list(report.sentences), "by": report.by}


def report_from(row: Any) -> Report:
    week, before = (_figures_from(kept) for kept in (row.told, row.before))
    return Report(week=week, before=before, sentences=tuple(row.sentences), by=row.by)


def _figures_values(figures: Figures) -> Values:
    times = {"since": figures.since.isoformat(), "until": figures.until.isoformat()}
    return {**asdict(figures), **times, "median": figures.median and figures.median.total_seconds()}


def _figures_from(kept: Values) -> Figures:
    times = {name: datetime.fromisoformat(kept[name]) for name in ("since", "until")}
    median = None if kept["median"] is None else timedelta(seconds=kept["median"])
    topics = tuple((name, count) for name, count in kept["topics"])
    return Figures(**{**kept, **times, "median": median, "topics": topics})


def root_text(root: Subject | None) -> str:
    return str(root) if root else ""


def root_from(text: str) -> Subject | None:
    return Subject.parse(text) if text else None


def place_key(subject: Subject, root: Subject | None) -> str:
    """A message's name, as others wait for it: `card:17`, or `note:5@handoff:2` in a thread."""
    return f"{subject}@{root}" if root else str(subject)


def place_from(row: Any) -> Place:
    return Place(
        subject=Subject.parse(row.subject),
        root=root_from(row.root),
        channel=row.channel,
        ts=row.ts,
        thread_ts=row.thread_ts,
    )


def delivery_from(row: Any) -> Delivery:
    return Delivery(
        id=row.id,
        workspace=row.workspace_id,
        lane=row.lane,
        does=Does(row.does),
        subject=Subject.parse(row.subject),
        case=row.case_id or 0,
        due_at=row.due_at,
        urgency=Urgency(row.urgency),
        channel=row.channel,
        root=root_from(row.root),
        words=row.words,
        key=row.key,
        state=State(row.state),
        attempts=row.attempts,
        called_at=row.called_at,
        ended_at=row.ended_at,
        looks=row.looks,
        problem=row.problem,
    )


def entry_from(row: Any) -> Entry:
    return Entry(id=row.id, kind=row.kind, at=row.at, by=row.by, details=row.details)
