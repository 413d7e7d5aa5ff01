"""Work on a handoff: a team takes it or declines it, and notes travel between the two threads."""

from dataclasses import dataclass, replace

from bot.cases import lifecycle, outbox, refusals
from bot.cases.case import Actor, Case, Handoff, Note
from bot.cases.events import NoteDeleted, NoteEdited, NoteWritten
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.following import follow
from bot.ports.keep import HANDOFF, keep
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


async def take(desk: Desk, case_id: int, handoff_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.TAKE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        taken, happened = lifecycle.take(_handoff(case, handoff_id), by.id, now)
        after = await _keep_handoff(change, case, taken)
        await change.deliver(outbox.handoff_redraw(case, taken, now))
        return await keep(change, case, after, now, desk.settings, happened)


async def decline(desk: Desk, case_id: int, handoff_id: int, reason: str, by: Actor, key: str = "") -> Case:
    """The team says that it is not theirs; the reason goes into the case's thread."""
    desk.check(by, Step.DECLINE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        declined, happened = lifecycle.decline(_handoff(case, handoff_id), reason, by.id, now)
        after = await _keep_handoff(change, case, declined)
        if not any(other.running for other in after.handoffs):
            after = lifecycle.back_from_team(after)
        words = f"<@{by.id}> says this is not for team {declined.team}: {reason.strip()}"
        await change.deliver(outbox.handoff_redraw(case, declined, now), outbox.notice(case, words, now))
        return await keep(change, case, after, now, desk.settings, happened)


async def write(desk: Desk, written: Written, key: str = "") -> None:
    """Keep a note and mirror it; the first word of the team brings the case back to its owner."""
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
        after = replace(case, activity=case.activity + 1)
        if note.handoff is not None:
            after = lifecycle.back_from_team(after)
        await change.deliver(*outbox.mirrored(case, note, now))
        written_down = NoteWritten(at=now, by=note.by, note=note.id, handoff=note.handoff)
        if after.status is case.status and after.waiting_for is case.waiting_for:
            await change.save(after)
            await change.record(after, written_down)
            await follow(change, after, now, [written_down])
        else:
            await keep(change, case, after, now, desk.settings, written_down)


async def rewrite(desk: Desk, channel: str, ts: str, text: str, key: str = "") -> None:
    """A note was edited in Slack: its mirrors follow."""
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        note = await change.note_at(channel, ts)
        if note is None or note.deleted or note.text == text:
            return
        case = await change.case(note.case)
        edited = replace(note, text=text, edited_at=now)
        await change.save_note(edited)
        await change.record(case, NoteEdited(at=now, by=note.by, note=note.id))
        await change.deliver(*outbox.mirrored(case, edited, now, edit=True))


async def erase(desk: Desk, channel: str, ts: str, key: str = "") -> None:
    """A note was deleted in Slack: its words go here too, and its mirrors say so."""
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        note = await change.note_at(channel, ts)
        if note is None or note.deleted:
            return
        case = await change.case(note.case)
        gone = replace(note, text="", files=(), deleted=True, edited_at=now)
        await change.save_note(gone)
        await change.record(case, NoteDeleted(at=now, by=note.by, note=note.id))
        await change.deliver(*outbox.mirrored(case, gone, now, edit=True))


def _handoff(case: Case, handoff_id: int) -> Handoff:
    found = case.handoff(handoff_id)
    if found is None:
        raise refusals.NotNow(f"Case #{case.number} has no such request any more.")
    return found


async def _keep_handoff(change: Change, case: Case, handoff: Handoff) -> Case:
    await change.save_handoff(handoff)
    await change.set_timer(case, f"{HANDOFF}:{handoff.id}", None)
    return case.with_handoff(handoff)
