"""What tests of looks share: colleagues, hostile words, and the two validators that every block must please."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.cases import views
from bot.cases.case import Case, HandoffState, Note, ReplyState, Status, WaitingFor
from bot.cases.gathering import Waiting
from bot.cases.wishes import Kind, Tally, Topic, Wish
from bot.sandbox.slack_server import blocks_errors, pings_of, view_errors
from bot.sandbox.slack_server.model import Message
from bot.slack import cards
from bot.slack.blocks import Json
from bot.slack.cards import Rendered
from tests.cases import samples

HOSTILE = (
    "<!channel> <!here|x> <@U0ANN> <!subteam^S0ALL> *bold* _it_ ~no~ `code` &lt;b&gt; & <https://evil.example|acme.com>",
    "\u202eevil \u2066\u2067 أهلا 👩‍👩‍👧‍👦 e\u0301\u200d\u200b",
    "line one\n> quoted\n```block```\n:tada: @everyone @here @channel <!date^0^{date}|now>",
    "x" * 25_000,
    "",
    "\u0000\ud800\u202e",
)
POSTED = samples.reply(
    state=ReplyState.POSTED, posted_id="5", posted_at=samples.NOON, url="https://x.com/acmeair/status/5"
)
PEOPLE = {"U0ANN": ("Ann Meyer", "https://slack.example/ann.png"), "U0BEN": ("Ben *Carter* <!here>", None)}


def people(user: str) -> tuple[str, str | None] | None:
    return PEOPLE.get(user)


def accepted(blocks: list[Json]) -> list[Json]:
    """The blocks, once the sandbox's Slack and slack_sdk have both taken them."""
    assert blocks_errors(blocks, lambda url: True) == []
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
    return blocks


def accepted_view(view: Json) -> Json:
    assert view_errors(view, lambda url: True) == []
    View(**view).validate_json()
    return view


def drawn(message: views.Message) -> Rendered:
    rendered = cards.render(message, people)
    accepted(rendered.blocks)
    return rendered


def card(**changes: Any) -> Rendered:
    return drawn(views.card(samples.case(**changes), samples.NOON))


def pings(rendered: Rendered) -> list[str]:
    """Whom Slack would ping, by the blocks or, were they refused, by the text."""
    shown = [
        Message(channel="C0MENTIONS", ts="1.0", user="U0BOT", text=rendered.text, blocks=blocks)
        for blocks in (rendered.blocks, [])
    ]
    return sorted({name for message in shown for name in pings_of(message)})


def mrkdwn(value: Any) -> Iterator[str]:
    """Every string that Slack would read as markup."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for each in value.values():
            yield from mrkdwn(each)
    elif isinstance(value, list):
        for each in value:
            yield from mrkdwn(each)


def words(blocks: list[Json]) -> str:
    """All texts, one a line."""
    return "\n".join(_texts(blocks))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def buttons(blocks: list[Json]) -> list[str]:
    """The words on the buttons, then those in the menu behind the three dots."""
    row = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
    menu = [option["text"]["text"] for each in row if each["type"] == "overflow" for option in each["options"]]
    return [each["text"]["text"] for each in row if each["type"] == "button"] + menu


def targets(blocks: list[Json]) -> list[dict[str, Any]]:
    """What buttons and menu entries carry."""
    row = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
    carried = [each["value"] for each in row if "value" in each]
    carried += [option["value"] for each in row if each["type"] == "overflow" for option in each["options"]]
    return [json.loads(value) for value in carried]


def note(**changes: Any) -> Note:
    given: dict[str, Any] = {
        "id": 8,
        "case": 12,
        "handoff": 3,
        "by": "U0ANN",
        "text": "Found it.",
        "channel": "C0BAGGAGE",
    }
    return Note(**{**given, "ts": "1.0", "written_at": samples.NOON, **changes})


def everything(shown: Case) -> list[views.Message]:
    """Each kind of message in each of its states."""
    now, waiting = samples.NOON, replace(shown, status=Status.WAITING)
    messages: list[views.Message] = [views.PostView(case=shown, post=shown.posts[-1])]
    for due in (None, now, now + timedelta(1)):
        messages += [views.card(replace(shown, status=status, due=due), now) for status in Status]
    messages += [views.card(replace(waiting, waiting_for=each), now) for each in WaitingFor]
    messages += [views.reply(shown, replace(POSTED, state=state, problem="X is down.")) for state in ReplyState]
    messages += [views.handoff(shown, samples.handoff(state=state), ("U0BAG", "S0BAG")) for state in HandoffState]
    told = {"answer": HOSTILE[0], "outcome": HOSTILE[2], "question": HOSTILE[2], "ended_by": "U0BEN", "ended_at": now}
    over = [samples.handoff(state=state, **told) for state in HandoffState]
    messages += [views.handoff(shown, each) for each in over]
    messages += [views.answer(shown, replace(over[0], public=public)) for public in (True, False)]
    waiting = [Waiting(case=n, number=n, handle=HOSTILE[0], activity=0) for n in range(20)]
    messages += [views.handoff(shown, each, waiting=waiting) for each in over]
    messages.append(views.answer(shown, over[3], waiting))
    topic = Topic(id=1, workspace="T", team=HOSTILE[0], channel="C", kind=Kind.IDEA, name=HOSTILE[0])
    wish = Wish(number=1, handle=HOSTILE[0], words=HOSTILE[0], by="U0BEN", at=now)
    messages.append(views.TopicView(tally=Tally(topic=topic, month=now, this_month=1, new=1, total=1, newest=(wish,))))
    in_team = replace(shown, handoffs=(samples.handoff(),))
    messages += [views.note(in_team, note()), views.note(in_team, note(handoff=None, files=("a.pdf",)))]
    messages.append(views.note(in_team, note(text="", deleted=True)))
    return [*messages, views.NoticeView(case=shown, words="<@U0ANN>, late.")]
