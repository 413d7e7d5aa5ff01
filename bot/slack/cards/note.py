"""A colleague's note, mirrored into another thread, and the bot's own rare lines."""

from bot.cases import text as texts
from bot.cases.outbox import HERE
from bot.cases.views import NoteView, NoticeView
from bot.slack import words
from bot.slack.blocks import SECTION, Block, context, picture, section
from bot.slack.words import People

PARTS = 5
"""Sections that one note may fill; Slack's own longest message is rarely met by hand."""


def text(view: NoteView, people: People) -> str:
    said = "deleted a note" if view.note.deleted else words.quiet(view.note.text, people)
    return f"{words.named(view.note.by, people)}: {said}"


def blocks(view: NoteView, people: People) -> list[Block]:
    note = view.note
    known = people(note.by)
    face = [picture(known[1], known[0])] if known and known[1] else []
    where = f"in team {texts.escape(view.team)}’s thread" if view.team else _case_thread(view)
    edited = "  ·  _edited_" if note.edited_at and not note.deleted else ""
    return [context(*face, f"{words.named(note.by, people)} wrote {where}{edited}"), *_body(view, people)]


def _case_thread(view: NoteView) -> str:
    """By number where several cases share the thread in which this stands."""
    shared = any(handoff.joins for handoff in view.case.handoffs)
    return f"in the thread of case {words.number(view.case)}" if shared else "in the case’s thread"


def notice_text(view: NoticeView) -> str:
    """Only the bot's own first word may call a channel, nothing that anybody else wrote."""
    called = view.words.startswith(f"{HERE} ")
    return f"{HERE} {words.calm(view.words.removeprefix(HERE).lstrip())}" if called else words.calm(view.words)


def notice_blocks(view: NoticeView) -> list[Block]:
    return [section(part) for part in words.parts(notice_text(view), SECTION)[:PARTS]]


def _body(view: NoteView, people: People) -> list[Block]:
    note = view.note
    if note.deleted:
        return [section("_deleted_")]
    parts = words.parts(words.quiet(note.text, people), SECTION)
    shown = [section(part) for part in parts[:PARTS]]
    if len(parts) > PARTS:
        shown.append(context("_The note goes on in its own thread._"))
    if note.files:
        shown.append(context("  ·  ".join(f":paperclip: {_file(file)}" for file in note.files[:10])))
    return shown or [section("_no words_")]


def _file(file: str) -> str:
    if not file.startswith(("https://", "http://")):
        return texts.escape(file)
    return words.linked(file, file.rstrip("/").rpartition("/")[2] or "file")
