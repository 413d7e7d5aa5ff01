"""Notes between colleagues: kept, mirrored into the other threads, and followed through edits and deletion."""

from dataclasses import dataclass, replace

from bot.cases import lifecycle, outbox
from bot.cases.case import Case, HandoffState, Note
from bot.cases.events import Event, NoteDeleted, NoteEdited, NoteWritten
from bot.desk.desk import Desk
from bot.ports.following import follow
from bot.ports.keep import keep
from bot.ports.store import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message that somebody wrote in a case's thread (`handoff` None) or in a team's."""

    case: int
    handoff: int | None
    channel: str
    ts: str
    by: str
    text: str
    files: tuple[str, ...] = ()


async def write(desk: Desk, written: Written, key: str = "") -> None:
    """Keep a note and mirror it; the team's first word brings the case back to its owner, and the desk's answer to a
    question lets the team's time run on.
    """
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(written.case)
        note = await change.add_note(
            Note(
                id=0,
                case=case.id,
                handoff=written.handoff,
                by=written.by,
                text=written.text,
                channel=written.channel,
                ts=written.ts,
                written_at=now,
                files=written.files,
            )
        )
        if note is None:
            return
        happened: list[Event] = [NoteWritten(at=now, by=note.by, note=note.id, handoff=note.handoff)]
        after = replace(case, activity=case.activity + 1)
        if note.handoff is None:
            after = await _resumed(desk, change, after, note, happened)
        else:
            after = lifecycle.back_from_team(after)
        await change.deliver(*outbox.mirrored(case, note, now))
        if after == replace(case, activity=after.activity):
            await change.save(after)
            await change.record(after, *happened)
            await follow(change, after, now, happened)
        else:
            await keep(change, case, after, now, desk.settings, *happened)


async def rewrite(
    desk: Desk, channel: str, ts: str, text: str, key: str = "", files: tuple[str, ...] | None = None
) -> None:
    """A note was edited in Slack: its mirrors follow. `files` are those that it has now; None where nobody knows."""
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        note = await change.note_at(channel, ts)
        if note is None or note.deleted:
            return
        attached = note.files if files is None else files
        if (note.text, note.files) == (text, attached):
            return
        case = await change.case(note.case)
        edited = replace(note, text=text, files=attached, edited_at=now)
        await change.save_note(edited)
        await change.record(case, NoteEdited(at=now, by=note.by, note=note.id))
        await change.deliver(*outbox.mirrored(case, edited, now, edit=True))


async def erase(desk: Desk, channel: str, ts: str, key: str = "") -> None:
    """A note was deleted in Slack: its words go here too. A mirror that stands says so; one that has not left yet
    never leaves.
    """
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        note = await change.note_at(channel, ts)
        if note is None or note.deleted:
            return
        case = await change.case(note.case)
        gone = replace(note, text="", files=(), deleted=True, edited_at=now)
        await change.save_note(gone)
        await change.record(case, NoteDeleted(at=now, by=note.by, note=note.id))
        for post in outbox.mirrored(case, gone, now):
            await change.cancel(post.subject, post.lane)
        await change.deliver(*outbox.mirrored(case, gone, now, edit=True))


async def _resumed(desk: Desk, change: Change, case: Case, note: Note, happened: list[Event]) -> Case:
    """What the desk writes answers every team that has asked back."""
    now = desk.clock.now()
    for asking in (handoff for handoff in case.handoffs if handoff.state is HandoffState.ASKING):
        again, resumed = lifecycle.resume(asking, note.by, now)
        happened.append(resumed)
        await change.save_handoff(again)
        await change.deliver(outbox.handoff_redraw(case, again, now))
        case = lifecycle.on_to_team(case.with_handoff(again))
    return case
