"""Answer in public: decide a reply, take it back, try a failed one again, say what became of one nobody knows of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.cases import governor, lifecycle, likeness, outbox, permissions, refusals, text
from bot.cases.case import Actor, Case, Reply, ReplyState
from bot.cases.lifecycle import Step
from bot.cases.likeness import Said
from bot.cases.outbox import Delivery, State
from bot.cases.unseen import unseen
from bot.desk.answering import expires, keep_reply, reply_of, with_share
from bot.desk.desk import Desk
from bot.ports.keep import APPROVAL, keep, keep_answered
from bot.ports.store import Change
from bot.ports.translating import translate_later


async def reply(
    desk: Desk,
    case_id: int,
    written: str,
    by: Actor,
    seen: int | None = None,
    key: str = "",
    sure: bool = False,
    many: bool = False,
) -> Reply:
    """Decide a reply; it leaves when the time to undo has passed. `written` is Slack text.

    `seen` is the case's activity when the author last looked; None asks for no such check. `sure`: the author was
    warned that the account repeats itself. `many`: it is one of many, whose messages let everything else go first.
    Where the reply is refused, what was written is kept as the author's draft.
    """
    try:
        return await _decide(desk, case_id, written, by, seen, key, sure, many)
    except refusals.UnknownCase:
        raise
    except refusals.Refusal:
        async with desk.store.change() as change:
            await change.keep_draft(case_id, by.id, written, desk.clock.now())
        raise


async def keep_draft(desk: Desk, case_id: int, written: str, by: Actor, key: str = "") -> Case:
    """Keep what somebody wrote in a thread to be published, before it is shown to them for the last word.

    Raises `NotAnswerable`, with the draft kept all the same.
    """
    desk.check(by, Step.REPLY)
    if not written.strip():
        raise refusals.EmptyReply()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        await change.keep_draft(case_id, by.id, written, desk.clock.now())
    if case.answers_to is None:
        raise refusals.NotAnswerable(case.number, case.latest.url, case.latest.gone)
    return case


async def _decide(
    desk: Desk, case_id: int, written: str, by: Actor, seen: int | None, key: str, sure: bool, many: bool
) -> Reply:
    desk.check(by, Step.REPLY)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        draft = _draft(desk, case, written, by)
        if seen is not None and seen != case.activity:
            notes = await change.latest_notes(case, max(case.activity - seen, 1))
            raise refusals.ThreadChanged(case.activity, unseen(case, notes, seen))
        said = await change.said(case.account, now - likeness.WITHIN)
        likeness.check(draft.text, case.author, said, desk.settings.desk.signature, sure)
        draft = await with_share(change, case, draft)
        decided = await change.add_reply(case, _in_its_turn(desk, draft, said))
        after, happened = lifecycle.decide_reply(case, decided, now)
        after = replace(after, activity=case.activity + 1, replies=(*case.replies, decided))
        await change.deliver(outbox.reply_message(after, decided, now, patient=many))
        if decided.state is ReplyState.WAITING:
            await change.deliver(outbox.publish(after, decided))
        else:
            await change.set_timer(case, f"{APPROVAL}:{decided.id}", expires(desk, now))
        await change.drop_draft(case.id, by.id)
        if desk.helped:
            await translate_later(change, after, desk.settings, now)
        await keep(change, case, after, now, desk.settings, *happened, patient=many)
        return decided


def _in_its_turn(desk: Desk, draft: Reply, said: Sequence[Said]) -> Reply:
    """Where others fill the account's window until then, it says at once when it will go out, about."""
    x = desk.settings.x
    posted = [each.posted_at for each in said if each.posted_at]
    ahead = sum(each.state is ReplyState.WAITING for each in said)
    gap = timedelta(seconds=x.seconds_between_posts)
    turn = governor.turn(posted, ahead, x.posts_per_15_minutes, gap, draft.send_at)
    if draft.state is not ReplyState.WAITING or turn - draft.send_at < governor.WORTH_SAYING:
        return draft
    return replace(draft, problem=governor.waits(x.posts_per_15_minutes, turn.astimezone(desk.settings.zone)))


def _draft(desk: Desk, case: Case, written: str, by: Actor) -> Reply:
    plain = text.plain(written).strip()
    if not plain:
        raise refusals.EmptyReply()
    answers = case.answers_to
    if answers is None:
        raise refusals.NotAnswerable(case.number, case.latest.url, case.latest.gone)
    signed = text.sign(plain, desk.settings.desk.signature, by.name)
    text.check_length(signed, case.network)
    now = desk.clock.now()
    waits = permissions.needs_approval(by, desk.settings.permissions)
    return Reply(
        id=0,
        by=by.id,
        text=signed,
        answers=answers.id,
        state=ReplyState.APPROVAL if waits else ReplyState.WAITING,
        decided_at=now,
        send_at=now + timedelta(seconds=desk.settings.desk.undo_seconds),
    )


async def undo(desk: Desk, case_id: int, reply_id: int, by: Actor, key: str = "") -> Case:
    """Take a reply back while it waits; its text becomes the author's draft again."""
    desk.check(by, Step.UNDO)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        shown = reply_of(case, reply_id)
        undone, happened = lifecycle.undo(shown, by.id, now)
        lane = outbox.publish_lane(case.workspace, case.account)
        waited = await change.cancel(outbox.publish(case, shown).subject, lane)
        if not waited and shown.state is ReplyState.WAITING:
            raise refusals.TooLateToUndo()
        if shown.by:
            await change.keep_draft(case.id, shown.by, text.encoded(shown.text), now)
        if shown.by and shown.by != by.id:
            words = f"<@{shown.by}>, <@{by.id}> took your reply back, so it did not go out. *Reply* has your text."
            await change.deliver(outbox.notice(case, words, now))
        after = await keep_reply(desk, change, case, undone)
        return await keep(change, case, after, now, desk.settings, happened)


async def try_again(desk: Desk, case_id: int, reply_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.TRY_AGAIN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        again = lifecycle.try_again(case, reply_of(case, reply_id), now)
        if again.by:
            await change.drop_draft(case.id, again.by)
        await change.deliver(outbox.publish(case, again))
        after = await keep_reply(desk, change, case, again)
        return await keep(change, case, after, now, desk.settings)


async def is_there(desk: Desk, case_id: int, reply_id: int, by: Actor, key: str = "") -> Case:
    """A person saw an unsure reply on the network."""
    desk.check(by, Step.IS_THERE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        shown = reply_of(case, reply_id)
        open_end = await _open_end(change, case, shown)
        called = open_end.called_at if open_end and open_end.called_at else now
        after, sent, happened = lifecycle.is_there(case, shown, called, by.id, now)
        if open_end:
            await change.settle(open_end, State.SENT, now)
        return await keep_answered(change, case, after, sent, now, desk.settings, happened)


async def post_again(desk: Desk, case_id: int, reply_id: int, by: Actor, key: str = "") -> Case:
    """A person saw that an unsure reply is not on the network."""
    desk.check(by, Step.POST_AGAIN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        again, happened = lifecycle.post_again(reply_of(case, reply_id), by.id, now)
        if open_end := await _open_end(change, case, again):
            await change.settle(open_end, State.READY, now, due_at=now)
        after = await keep_reply(desk, change, case, again)
        return await keep(change, case, after, now, desk.settings, happened)


async def check_again(desk: Desk, case_id: int, reply_id: int, by: Actor, key: str = "") -> Case:
    """Let the relay look for an unsure reply once more."""
    desk.check(by, Step.CHECK_AGAIN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        looked_for, happened = lifecycle.check_again(reply_of(case, reply_id), by.id, now)
        if open_end := await _open_end(change, case, looked_for):
            await change.settle(open_end, State.UNSURE, now, due_at=now, problem=looked_for.problem)
        after = await keep_reply(desk, change, case, looked_for)
        return await keep(change, case, after, now, desk.settings, happened)


async def _open_end(change: Change, case: Case, shown: Reply) -> Delivery | None:
    """The delivery that nobody knows the end of."""
    publishing = outbox.publish(case, shown)
    return await change.open_end(publishing.subject, publishing.lane)
