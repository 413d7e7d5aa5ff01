"""What every store promises, said with the methods of the ports alone: cases and all that belongs to them."""

from dataclasses import replace

import pytest

from bot.cases import events
from bot.cases.case import Priority, ReplyState, Snippet, Status, WaitingFor
from bot.cases.outbox import Place, Subject, Thing, card_of, handoff_card_of
from bot.cases.refusals import UnknownCase
from bot.ports.alarm import TIMERS
from bot.ports.network import Mark
from bot.ports.queries import Found
from bot.ports.store import Repeated
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import ACCOUNT, MINUTE, blank, note, opened
from tests.fakes import FrozenClock, SilentAlarm


async def test_cases_are_numbered_in_order_and_come_back_as_they_were(store: Storage) -> None:
    first = await opened(store, due=NOON + MINUTE, priority=Priority.URGENT, team="baggage")
    second = await opened(store, person="901")
    assert (first.number, second.number) == (1, 2)
    loaded = await store.case(first.id)
    assert loaded == replace(first, others=(2,))
    assert second.others == (1,)
    async with store.change() as change:
        assert [each.number for each in await change.beside(second)] == [1]
    assert await store.numbered(2) == second.id
    assert await store.numbered(7) is None
    assert await store.case(999) is None


async def test_a_crowd_of_cases_is_opened_at_once_and_each_knows_the_others_of_its_conversation(store: Storage) -> None:
    await opened(store)
    new = [blank("901"), blank("902"), blank("900", "2000")]
    firsts = [
        samples.mention(id=f"m{n}", conversation=each.conversation, author=each.author) for n, each in enumerate(new)
    ]
    async with store.change() as change:
        asked = {(each.conversation, each.author.id) for each in new}
        assert await change.cases_of(ACCOUNT, {("1001", "900"), *asked}) == {("1001", "900")}
        crowd = await change.open_all(list(zip(new, firsts, strict=True)))
        assert [other.number for other in await change.beside(*crowd)] == [1]
        assert await change.cases_of(ACCOUNT, asked) == asked
    assert [(each.number, each.others) for each in crowd] == [(2, (1, 3)), (3, (1, 2)), (4, ())]
    assert [await store.case(each.id) for each in crowd] == crowd


async def test_everything_a_network_said_about_a_post_is_kept(store: Storage) -> None:
    case = await opened(store)
    parent = Snippet(id="1", handle="bob", text="first", url="https://x.com/bob/status/1")
    said = samples.mention(id="77", author=case.author, parent=parent, quoted=replace(parent, id="2"), language="de")
    async with store.change() as change:
        await change.add_post(case, said, NOON + MINUTE)
    loaded = await store.case(case.id)
    assert loaded and loaded.posts[-1].mention == replace(said, conversation=case.conversation)
    assert loaded.posts[-1].seen_at == NOON + MINUTE


@pytest.mark.parametrize(
    "text", ["nul \0 inside", "half \ud83d a smile", "زبان \u200f\u202e", "👩‍👩‍👧‍👦", "<!channel> & 'x'"]
)
async def test_no_text_can_break_a_change(store: Storage, text: str) -> None:
    case = await opened(store)
    snippet = Snippet(id="1", handle=text, text=text, url="u")
    async with store.change() as change:
        said = samples.mention(id="77", text=text, parent=snippet, author=replace(case.author, name=text))
        await change.add_post(case, said, NOON)
    loaded = await store.case(case.id)
    assert loaded and loaded.posts[-1].mention.text == text.replace("\0", "").replace("\ud83d", "?")


async def test_a_saved_case_keeps_every_column(store: Storage) -> None:
    case = await opened(store)
    saved = replace(
        case,
        status=Status.WAITING,
        waiting_for=WaitingFor.SNOOZE,
        snoozed_until=NOON + MINUTE,
        owner="U0ANN",
        due=NOON + 3 * MINUTE,
        at_risk=NOON + 2 * MINUTE,
        first_reply_at=NOON,
        resolved_at=NOON,
        resolution="none of ours",
        priority=Priority.HIGH,
        priority_reason="many followers",
        team="baggage",
        activity=4,
    )
    async with store.change() as change:
        await change.save(saved)
    assert await store.case(case.id) == saved


async def test_a_case_is_found_by_customer_and_conversation_and_by_its_posts(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        reply = await change.add_reply(case, samples.reply(id=0, state=ReplyState.POSTED, posted_id="ours"))
        await change.remember(ACCOUNT, "noise", NOON)
        await change.remember(ACCOUNT, "noise", NOON)
    async with store.change() as change:
        assert await change.case_of(ACCOUNT, "1001", "900") == replace(case, replies=(reply,))
        assert await change.case_of(ACCOUNT, "1001", "other") is None
        for known in ("1001900", "ours"):
            found = await change.case_with_post(ACCOUNT, known)
            assert found and found.id == case.id
        assert await change.case_with_post(ACCOUNT, "noise") is None
        assert await change.known(ACCOUNT, ["1001900", "ours", "noise", "new"]) == {"1001900", "ours", "noise"}


async def test_an_unknown_case_is_refused(store: Storage) -> None:
    with pytest.raises(UnknownCase):
        async with store.change() as change:
            await change.case(999)


async def test_of_a_long_conversation_the_first_and_the_newest_posts_are_loaded(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        for number in range(60):
            await change.add_post(case, samples.mention(id=f"p{number}", author=case.author), NOON)
    loaded = await store.case(case.id)
    assert loaded and [post.mention.id for post in loaded.posts] == ["1001900", *(f"p{n}" for n in range(10, 60))]


async def test_a_person_who_changes_their_name_is_known_by_the_new_one(store: Storage) -> None:
    case = await opened(store)
    renamed = replace(case.author, handle="vera_new", name="Vera N.", followers=12)
    async with store.change() as change:
        after = await change.add_post(case, samples.mention(id="78", author=renamed), NOON)
    assert after.author == renamed
    loaded = await store.case(case.id)
    assert loaded and loaded.author == renamed
    assert [line.handle for line in await store.open(5, "@VERA_N")] == ["vera_new"]


async def test_what_belongs_to_a_case_is_kept_and_changed(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        reply = await change.add_reply(case, samples.reply(id=0))
        handoff = await change.add_handoff(case, samples.handoff(id=0))
        posted = replace(reply, state=ReplyState.POSTED, posted_id="9", posted_at=NOON, url="u", approved_by="U0LEAD")
        await change.save_reply(posted)
        taken = replace(handoff, taken_by="U0BAG", due=NOON)
        await change.save_handoff(taken)
    loaded = await store.case(case.id)
    assert loaded and (loaded.replies, loaded.handoffs) == ((posted,), (taken,))
    assert await store.handoff(handoff.id) == (case.id, taken)
    assert await store.handoff(999) is None


async def test_a_note_is_stored_once_and_found_where_it_stands(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        stored = await change.add_note(note(case, files=("a.png",)))
        assert stored and await change.add_note(note(case)) is None
        edited = replace(stored, text="done", edited_at=NOON + MINUTE, deleted=True)
        await change.save_note(edited)
        assert await change.note_at(case.channel, "5.5") == edited
        assert await change.note(stored.id) == edited
        assert await change.note_at(case.channel, "6.6") is None
    assert await store.note(stored.id) == edited
    found = Found(case=case.id, handoff=None, subject=Subject(Thing.NOTE, stored.id))
    assert await store.at(case.channel, "5.5") == found


async def test_a_draft_is_kept_for_each_person_until_it_is_dropped(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.keep_draft(case.id, "U0ANN", "first", NOON)
        await change.keep_draft(case.id, "U0ANN", "second", NOON)
        await change.keep_draft(case.id, "U0BEN", "other", NOON)
        await change.drop_draft(case.id, "U0BEN")
    assert await store.draft(case.id, "U0ANN") == "second"
    assert await store.draft(case.id, "U0BEN") == ""


async def test_every_kind_of_event_can_be_recorded(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.record(
            case,
            events.CaseOpened(at=NOON, post="1", why="@"),
            events.CaseSnoozed(at=NOON, by="U0ANN", until=NOON + MINUTE),
        )
        await change.record(case)


async def test_timers_are_moved_cleared_and_taken_once_oldest_first(
    store: Storage, alarm: SilentAlarm, clock: FrozenClock
) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.set_timer(case, "late", NOON + 9 * MINUTE)
        await change.set_timer(case, "late", NOON + 2 * MINUTE)
        await change.set_timer(case, "at_risk", NOON + MINUTE)
        await change.set_timer(case, "wake", NOON)
        await change.set_timer(case, "wake", None)
    assert alarm.rung() == {TIMERS: None}  # the earliest that was set in the change, even where it was cleared
    assert await store.next_timer() == NOON + MINUTE
    async with store.change() as change:
        assert await change.due_timers(NOON, 10) == []
        taken = await change.due_timers(NOON + 2 * MINUTE, 1)
        assert [timer.kind for timer in taken] == ["at_risk"]
        assert [timer.kind for timer in await change.due_timers(NOON + 2 * MINUTE, 10)] == ["late"]
    assert await store.next_timer() is None


async def test_a_mark_moves_only_with_its_change(store: Storage) -> None:
    mark = Mark(id="5", at=NOON)
    async with store.change() as change:
        assert await change.mark(ACCOUNT, "mentions") is None
        await change.move_mark(ACCOUNT, "mentions", Mark(id="4", at=NOON))
        await change.move_mark(ACCOUNT, "mentions", mark)
    with pytest.raises(ZeroDivisionError):
        async with store.change() as change:
            await change.move_mark(ACCOUNT, "mentions", Mark(id="6", at=NOON))
            raise ZeroDivisionError
    async with store.change() as change:
        assert await change.mark(ACCOUNT, "mentions") == mark


async def test_a_repeated_change_is_recognised_and_does_nothing(store: Storage) -> None:
    async with store.change("Ev1"):
        pass
    with pytest.raises(Repeated):
        async with store.change("Ev1"):
            raise AssertionError("must not be entered")
    async with store.change("Ev2"):
        pass


async def test_a_change_that_failed_may_be_made_again_under_its_key(store: Storage) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.change("Ev1"):
            raise ZeroDivisionError
    async with store.change("Ev1"):
        pass


async def test_nothing_of_a_failed_change_stays_and_nothing_rings(store: Storage, alarm: SilentAlarm) -> None:
    case = await opened(store)
    with pytest.raises(ZeroDivisionError):
        async with store.change() as change:
            await change.save(replace(case, owner="U0ANN"))
            await change.set_timer(case, "late", NOON)
            raise ZeroDivisionError
    assert await store.case(case.id) == case
    assert alarm.rings == []


async def test_a_message_tells_its_case_and_its_handoff(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        handoff = await change.add_handoff(case, samples.handoff(id=0))
        written = await change.add_note(note(case))
        reply = await change.add_reply(case, samples.reply(id=0))
        assert written
        root, asked = card_of(case), handoff_card_of(handoff)
        told = [Subject(Thing.REPLY, reply.id), Subject(Thing.POST, case.posts[0].id), Subject(Thing.NOTICE, case.id)]
        await change.stands(Place(subject=root, root=None, channel="C1", ts="1"))
        await change.stands(Place(subject=asked, root=None, channel="C2", ts="1"))
        mirrored = Place(subject=Subject(Thing.NOTE, written.id), root=asked, channel="C2", ts="2", thread_ts="1")
        await change.stands(mirrored)
        for number, subject in enumerate([*told, told[-1]]):
            await change.stands(Place(subject=subject, root=root, channel="C1", ts=f"1{number}", thread_ts="1"))
        assert await change.place(mirrored.subject, asked) == mirrored
        assert await change.place(mirrored.subject, None) is None
    assert await store.place(mirrored.subject, asked) == mirrored
    assert await store.at("C1", "1") == Found(case=case.id, subject=root)
    assert await store.at("C2", "1") == Found(case=case.id, handoff=handoff.id, subject=asked)
    assert await store.at("C2", "2") == Found(case=case.id, handoff=handoff.id, subject=mirrored.subject)
    for number, subject in enumerate([*told, told[-1]]):
        assert await store.at("C1", f"1{number}") == Found(case=case.id, subject=subject)
    assert await store.at("C1", "99") is None


async def test_a_message_that_was_posted_anew_stands_at_its_new_place(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.stands(Place(subject=card_of(case), root=None, channel="C1", ts="1"))
        await change.stands(Place(subject=card_of(case), root=None, channel="C1", ts="2"))
    place = await store.place(card_of(case))
    assert place and place.ts == "2"
