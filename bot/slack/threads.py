"""What people write in the threads of cases and teams, notes or words to the bot: durable before it is acknowledged."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.cases.refusals import Refusal, Stranger
from bot.desk.handoff import Written, erase, rewrite, write
from bot.ports.faults import Fault
from bot.ports.queries import Found
from bot.ports.store import Repeated
from bot.slack import inbox, verbs
from bot.slack.answers import UNKEPT, apology, report, unkept
from bot.slack.aside import aside
from bot.slack.context import Answer, Json, Office, Spoken

log = structlog.get_logger()

LAST_REPETITION = 3
"""Documented: Slack sends an event that was not acknowledged three times more: at once, after a minute, after five."""
LOOKS, BETWEEN_LOOKS = 8, 0.1
WAITS, BETWEEN_WAITS = 180, 1.0
"""How often a thread is looked for of which we do not know yet whose it is: about five minutes in all."""
UNKNOWN_THREAD = (
    "I could not keep this: I do not know which case this thread belongs to. "
    "Please write it in the thread of its card; `/cases` leads there."
)

_WRITTEN = (None, "file_share", "thread_broadcast", "me_message")


class RootUnknown(Exception):
    """The thread begins with a message of ours of which we do not know yet that it stands."""


def register(app: AsyncApp, office: Office) -> None:
    """Bolt acknowledges an event before its listener runs, so what must last happens in the middleware before it."""

    async def durable(
        body: Json, context: Json, request: AsyncBoltRequest, next: Callable[[], Awaitable[Any]]
    ) -> BoltResponse | None:
        try:
            context["answer"] = await _taken_in(office, body["event"], _key(body))
        except Repeated:
            log.info("slack.repeated", event_id=body["event_id"])
        except Fault as fault:
            log.error("slack.unkept", problem=str(fault), repetition=_repetition(request))
            if _repetition(request) < LAST_REPETITION:
                return BoltResponse(status=503)  # Slack keeps it for us meanwhile
            context["answer"] = Answer(text=unkept(fault))
        except Exception as bug:
            context["answer"] = Answer(text=apology(report(bug, "slack.event_failed")))
            await _answer(office, body["event"], context["answer"])
            raise  # not acknowledged, so that Slack sends it again
        await next()
        return None

    async def answered(body: Json, context: Json) -> None:
        office.chores.adopt()
        if answer := context.get("answer"):
            await _answer(office, body["event"], answer)

    office.again = partial(_again, office)
    for kind in ("message", "app_mention"):  # one is enough: an app that is given both hears each message once
        app.event(kind, middleware=[durable])(answered)


def _key(body: Json) -> str:
    """By which a repetition is recognised: also one that comes as another event, under another id."""
    event = body["event"]
    return f"said:{event['channel']}:{event['ts']}" if event.get("subtype") in _WRITTEN else str(body["event_id"])


async def hear(office: Office, event: Json, key: str) -> Answer | None:
    """Keep what a message event says; what is to be said privately to its author comes back."""
    subtype, channel = event.get("subtype"), event["channel"]
    if subtype == "message_deleted":
        await erase(office.desk, channel, event["deleted_ts"], key)
    elif subtype == "message_changed":
        await _changed(office, channel, event["message"], key)
    elif subtype in _WRITTEN and not event.get("bot_id") and event.get("user") not in (None, office.identity.bot):
        return await _written(office, event, key)
    return None


async def _taken_in(office: Office, event: Json, key: str) -> Answer | None:
    """What cannot be told apart yet is kept as it came, and done as soon as it can."""
    try:
        return await hear(office, event, key)
    except (RootUnknown, Stranger):
        await inbox.keep(office, key, {"event": event})
        office.chores.start(inbox.finish(office, key, _again(office, event, key)), "slack.taken_in")
        return None


async def _again(office: Office, event: Json, key: str) -> None:
    async def obey() -> None:
        if answer := await inbox.insist(lambda: _in_its_thread(office, event, key)):
            await _answer(office, event, answer)

    await office.people.meet(event["user"])
    await aside(obey(), partial(_answer, office, event), UNKEPT)


async def _in_its_thread(office: Office, event: Json, key: str) -> Answer | None:
    """As soon as it is known whose thread that is."""
    for _ in range(WAITS):
        try:
            return await hear(office, event, key)
        except RootUnknown:
            await asyncio.sleep(BETWEEN_WAITS)
    log.warning("slack.thread_unknown", channel=event["channel"])
    return Answer(text=UNKNOWN_THREAD)


async def _changed(office: Office, channel: str, message: Json, key: str) -> None:
    if message.get("subtype") == "tombstone":
        await erase(office.desk, channel, message["ts"], key)
    elif not message.get("bot_id"):
        files = _files(message) if "files" in message else None
        await rewrite(office.desk, channel, message["ts"], message.get("text", ""), key, files)


async def _written(office: Office, event: Json, key: str) -> Answer | None:
    said = verbs.parse(event.get("text", ""), office.identity.bot)
    if event.get("channel_type") == "im":
        await office.enquire(event, key)
        return None
    found = await _thread_of(office, event)
    if found is None:
        return await _once(office, _manual(office), key) if said else None
    if said is None:
        await _note(office, event, found, key)
        return None
    if said.verb == "help":
        return await _once(office, f"In the thread of a case you can say:\n{verbs.lesson(office.identity.name)}", key)
    if said.verb not in office.verbs:
        await _note(office, event, found, key)
        lesson = verbs.lesson(office.identity.name)
        return Answer(text=f"I did not understand that, so I kept it as a note. You can say:\n{lesson}")
    return await _obey(office, event, said, found, key)


async def _once(office: Office, words: str, key: str) -> Answer:
    """Words that change nothing, yet are not said again when Slack repeats itself. Raises `Repeated`."""
    async with office.desk.store.change(key):
        return Answer(text=words)


async def _thread_of(office: Office, event: Json) -> Found | None:
    """The case whose thread this message stands in, if it is in one. Raises `RootUnknown`."""
    thread: str | None = event.get("thread_ts")
    if not thread or thread == event["ts"]:
        return None
    ours, channel = office.identity.bot, event["channel"]
    above = event.get("parent_user_id", ours if channel in office.settings.channels() else None)
    for _ in range(LOOKS):
        found = await office.queries.at(channel, thread)
        if found or above != ours:
            return found
        if await office.queries.ours(channel, thread):  # of no case, unless it came to stand between the two reads
            return await office.queries.at(channel, thread)
        await asyncio.sleep(BETWEEN_LOOKS)
    if "parent_user_id" in event:
        raise RootUnknown
    return None


def _repetition(request: AsyncBoltRequest) -> int:
    return int(request.headers.get("x-slack-retry-num", ["0"])[0])


async def _obey(office: Office, event: Json, said: verbs.Said, found: Found, key: str) -> Answer | None:
    team = event.get("user_team") or event.get("team")
    spoken = Spoken(
        office=office,
        case=found.case,
        actor=office.actor(event["user"], team=team),
        channel=event["channel"],
        thread_ts=event["thread_ts"],
        rest=said.rest,
        key=key,
    )
    verb = office.verbs[said.verb]
    try:
        return await verb(spoken)
    except Stranger:
        raise
    except Refusal as no:
        return Answer(text=str(no))


async def _note(office: Office, event: Json, found: Found, key: str) -> None:
    await write(
        office.desk,
        Written(
            case=found.case,
            handoff=found.handoff,
            channel=event["channel"],
            ts=event["ts"],
            by=event["user"],
            text=event.get("text", ""),
            files=_files(event),
        ),
        key,
    )


def _files(message: Json) -> tuple[str, ...]:
    """Links to them: bots cannot show a file a second time, but whoever may see it can open it."""
    return tuple(file["permalink"] for file in message.get("files", ()) if file.get("permalink"))


async def _answer(office: Office, event: Json, answer: Answer) -> None:
    if user := event.get("user"):
        await office.whisper(event["channel"], user, answer, event.get("thread_ts"))


def _manual(office: Office) -> str:
    return (
        f"I look after the cases in <#{office.settings.desk.channel}>. `/cases` lists them, `/desk` shows how the desk "
        f"stands, and in the thread of a case you can say:\n{verbs.lesson(office.identity.name)}"
    )
