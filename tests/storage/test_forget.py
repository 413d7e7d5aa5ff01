"""A customer is forgotten: nothing in the database names or quotes them any more, and their cases stay as numbers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases import outbox
from bot.cases.case import Actor, Media, Snippet, Status
from bot.cases.drafts import Draft
from bot.cases.events import ReplyDecided
from bot.cases.judgement import Correction, Judgement
from bot.cases.questions import Lookup, Read
from bot.cases.refusals import NotAllowed, NotNow, UnknownCustomer
from bot.cases.settings import Permissions
from bot.cases.summary import Summary
from bot.cases.translation import Translation
from bot.desk.desk import Desk
from bot.desk.forget import Forgotten, forget, would_forget
from bot.desk.reply import reply
from bot.ports.memory import Consultation, Offered
from bot.storage.changes.forget import DELETED, ERASED, KEPT
from bot.storage.columns import Words
from bot.storage.tables import METADATA
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import note, opened
from tests.outside import FakeRoster

SECRET = "Vera Winter"
TRANSLATED = Translation(text=f"{SECRET} says hello", to="en", by="m")
ADMIN = Actor(id="U0ADMIN")


def said(**changes):
    words = {"text": f"{SECRET} says hello", "media": (Media(kind="photo", url=f"https://p/{SECRET}", alt=SECRET),)}
    about = {"quoted": Snippet(id="1", handle="o", text=SECRET, url=""), "translation": TRANSLATED}
    return samples.mention(**{**words, **about, **changes})


@pytest.fixture
def desk(store, clock):
    return Desk(store, samples.settings(permissions=Permissions(admin=("U0ADMIN",))), clock, FakeRoster())


async def assisted(change, case):
    """All that the assistant keeps of a case."""
    judgement = Judgement(kind="complaint", urgency=1, sentiment="negative", by="m", topic=SECRET, reason=SECRET)
    await change.save(replace(case, judgement=judgement))
    await change.run_errands("triage", NOON, case.id)
    await change.correct(case, Correction(text=f"{SECRET} lost a bag", by="U0ANN", at=NOON, topic=SECRET))
    await change.learn_answer(case, 1, f"{SECRET} lost a bag", f"Hi {SECRET}", NOON)
    await change.offer(case, Offered(drafts=(Draft(text=f"Hi {SECRET}"),), by=None, at=NOON, activity=1))
    asked = {"asked": f"{SECRET}?", "answered": f"{SECRET}!", "problem": SECRET}
    await change.consulted(Consultation(at=NOON, case=case.id, by=None, verb="triage", model="m", **asked))
    quoting = Consultation(at=NOON, case=1, by=None, verb="triage", model="m", quotes=(case.number,), **asked)
    await change.consulted(replace(quoting, problem=""))
    for nth, words in enumerate((f"what about @Vera? {SECRET}", "and hers?")):
        await change.keep_question(samples.question(words, ts=f"{case.id}.{nth}"))
        reads = (Lookup(read=Read.CASES, customer="Vera"),)
        await change.answer_question(samples.question(words, ts=f"{case.id}.{nth}"), reads, NOON)
    asking = {"asked": f'{{"question": "what did @Vera say?"}} {SECRET}', "answered": SECRET}
    await change.consulted(Consultation(at=NOON, case=0, by="U0ANN", verb="plan", model="m", **asking))


@pytest.fixture
async def vera(store):
    """Two cases of Vera, with everything that may hang on one, and one of somebody else."""
    author = samples.author(id="900", handle="Vera", name=SECRET)
    first = await opened(store, "901", "1")
    for conversation in ("1001", "1002"):
        blank = replace(samples.case(conversation=conversation, author=author), id=0, number=0, posts=(), replies=())
        async with store.change() as change:
            case = await change.open(blank, said(id=conversation, conversation=conversation, author=author))
            case = await change.add_post(case, said(id=f"{conversation}9", author=author), NOON)
            done = samples.reply(
                text=f"Hi {SECRET}",
                state="posted",
                posted_id=f"{conversation}5",
                url="https://x.com/r",
                translation=TRANSLATED,
            )
            kept = await change.add_reply(case, done)
            handoff = await change.add_handoff(
                case, samples.handoff(reason=f"{SECRET} lost a bag", summary=Summary(text=SECRET, by="m"))
            )
            await change.add_note(
                note(case, ts=f"{conversation}.1", text=f"{SECRET} called", files=(f"/{SECRET}.pdf",))
            )
            await change.keep_draft(case.id, "U0ANN", f"Dear {SECRET}", NOON)
            await change.record(case, ReplyDecided(at=NOON, by="U0ANN", reply=kept.id, text=f"Hi {SECRET}"))
            await change.deliver(outbox.card(case, NOON), outbox.notice(case, f"{SECRET}!", NOON))
            await change.deliver(outbox.handoff_card(case, handoff, NOON))
            await change.set_timer(case, "late", NOON + timedelta(hours=1))
            await assisted(change, case)
    return first


async def everything(store):
    found = []
    async with store.backend.reading() as db:
        for table in METADATA.sorted_tables:
            found += [(table.name, *row) for row in (await db.execute(select(table))).all()]
    return found


async def test_nothing_names_or_quotes_them_any_more(store, desk, vera):
    assert SECRET in str(await everything(store))
    done = await forget(desk, store, "@vera", ADMIN)
    assert done == Forgotten(handle="@vera", cases=2, posts=4, replies=2, notes=2)
    left = await everything(store)
    assert SECRET not in str(left)
    assert not [row for row in left if "900" in row or "Vera" in row or "vera" in row]


async def test_that_their_cases_were_there_stays_and_other_customers_stay_whole(store, desk, vera):
    await forget(desk, store, "Vera", ADMIN)
    case = await store.case(await store.numbered(2))
    assert (case.status, case.resolution, case.author.handle) == (Status.RESOLVED, "forgotten", "forgotten")
    assert {post.mention.gone for post in case.posts} == {"forgotten"}
    assert [entry.kind for entry in await store.history(case.id, 1)] == ["CustomerForgotten"]
    assert (await store.case(vera.id)).author.handle == "vera901"


async def test_what_shows_them_in_slack_is_drawn_afresh(store, desk, vera):
    async with store.change() as change:
        case = await change.case(await store.numbered(2))
        card = outbox.Place(subject=outbox.card_of(case), root=None, channel="C0MENTIONS", ts="1.0")
        await change.stands(card)
    await forget(desk, store, "vera", ADMIN)
    async with store.backend.reading() as db:
        waiting = (await db.execute(select(METADATA.tables["deliveries"]))).all()
    assert f"card:{case.id}" in {row.subject for row in waiting}


async def test_it_is_said_beforehand_what_would_go(store, vera):
    would = await would_forget(store, "vera")
    assert would.told() == "2 cases, 4 posts, 2 answers and 2 notes"


async def test_done_again_there_is_nobody_to_forget(store, desk, vera):
    await forget(desk, store, "vera", ADMIN)
    with pytest.raises(UnknownCustomer, match="Nobody called @vera"):
        await forget(desk, store, "vera", ADMIN)


async def test_the_same_person_may_write_again_and_is_a_new_customer(store, desk, vera):
    await forget(desk, store, "vera", ADMIN)
    async with store.change() as change:
        assert await change.case_of("x:acmeair", "1001", "900") is None
    again = await opened(store, "900", "1001")
    assert again.number == 4


async def test_an_answer_that_is_on_its_way_is_waited_for(store, desk, vera):
    case_id = await store.numbered(3)
    await reply(desk, case_id, "We are looking", Actor(id="U0ANN"))
    with pytest.raises(NotNow, match="still on its way"):
        await forget(desk, store, "vera", ADMIN)


async def test_only_an_admin_may(store, desk, vera):
    with pytest.raises(NotAllowed, match="forget customers"):
        await forget(desk, store, "vera", Actor(id="U0ANN"))


def test_every_word_that_belongs_to_a_case_is_erased_or_kept_on_purpose():
    for table in METADATA.sorted_tables:
        if "case_id" not in table.c or table in DELETED:
            continue
        wordy = {column.name for column in table.c if isinstance(column.type, Words) or "JSON" in repr(column.type)}
        unclear = wordy - set(ERASED.get(table, {})) - KEPT.get(table, set())
        assert not unclear, f"{table.name}: say in bot/storage/changes/forget.py what becomes of {sorted(unclear)}"
