"""The bot without a desk: posts what X has, acknowledges what Slack says, publishes replies, and keeps nothing."""

import asyncio
import os
import re
import tomllib
from itertools import cycle
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.floors.x import Client

FIELDS = {
    "tweet_fields": ["created_at", "conversation_id", "entities", "referenced_tweets", "note_tweet"],
    "user_fields": ["name", "public_metrics", "username"],
    "expansions": ["author_id", "referenced_tweets.id"],
}
PAGES = 8
KEYS = ("X_CONSUMER_KEY", "X_CONSUMER_SECRET", "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET")


class Bare:
    def __init__(self) -> None:
        desk = tomllib.loads(Path(os.environ["DESK_FILE"]).read_text(encoding="utf-8"))
        self.lines: dict[str, asyncio.Queue[dict[str, Any]]] = {
            channel: asyncio.Queue() for channel in os.environ["BARE_CHANNELS"].split()
        }
        self.apart = float(os.environ["BARE_APART"])
        self.seconds: float = desk["x"]["poll_seconds"]
        self.x = Client(os.environ["X_API_URL"], *(os.environ[key] for key in KEYS))
        self.slack = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
        self.newest: str | None = None

    async def poll(self) -> None:
        me = (await self.x.get_me())["data"]["id"]
        while True:
            begun = asyncio.get_running_loop().time()
            for line, post in zip(cycle(self.lines.values()), await self.look(me), strict=False):
                line.put_nowait(post)
            spent = asyncio.get_running_loop().time() - begun
            await asyncio.sleep(max(0.0, self.seconds - spent))

    async def work_off(self, channel: str, line: asyncio.Queue[dict[str, Any]]) -> None:
        """One after the other, at Slack's pace."""
        while True:
            post = await line.get()
            await self.slack.chat_postMessage(channel=channel, **card(post))
            if self.apart > 0.01:
                await asyncio.sleep(self.apart)

    async def look(self, me: str) -> list[dict[str, Any]]:
        """What is new, oldest first."""
        found: list[dict[str, Any]] = []
        more: dict[str, str] = {"since_id": self.newest} if self.newest else {}
        for _ in range(PAGES):
            page = await self.x.get_users_mentions(me, max_results=100, **FIELDS, **more)
            found += page.get("data", [])
            if "next_token" not in page["meta"]:
                break
            more["pagination_token"] = page["meta"]["next_token"]
        if found:
            self.newest = found[0]["id"]
        return found[::-1]

    def answer(self, bolt: AsyncApp) -> None:
        @bolt.action("reply")
        async def open_window(ack: Any, body: Any, client: AsyncWebClient) -> None:
            await ack()
            message = body["message"]
            about = f"{message['ts']} {body['actions'][0]['value']} {body['channel']['id']}"
            await client.views_open(trigger_id=body["trigger_id"], view=window(about))

        @bolt.view("reply")
        async def publish(ack: Any, view: Any) -> None:
            await ack()
            ts, post, channel = view["private_metadata"].split()
            text = view["state"]["values"]["reply"]["reply"]["value"]
            await self.x.create_tweet(text=text, in_reply_to_tweet_id=post)
            await self.slack.chat_postMessage(channel=channel, thread_ts=ts, text=text)

        async def only_acknowledge(ack: Any) -> None:
            await ack()

        bolt.action(re.compile(".*"))(only_acknowledge)
        bolt.command(re.compile(".*"))(only_acknowledge)
        bolt.event(re.compile(".*"))(only_acknowledge)


def card(post: dict[str, Any]) -> dict[str, Any]:
    buttons = [button("Reply", "reply", post["id"]), button("Claim", "claim", post["id"])]
    section = {"type": "section", "text": {"type": "plain_text", "text": post["text"]}}
    return {"text": post["text"], "blocks": [section, {"type": "actions", "elements": buttons}]}


def button(words: str, action: str, value: str) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": words}, "action_id": action, "value": value}


def window(about: str) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "reply"}
    label = {"type": "plain_text", "text": "Reply"}
    return {
        "type": "modal",
        "callback_id": "reply",
        "private_metadata": about,
        "title": label,
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [{"type": "input", "block_id": "reply", "label": label, "element": field}],
    }


async def main() -> None:
    bare = Bare()
    await bare.x.start()
    bolt = AsyncApp(client=bare.slack)
    bare.answer(bolt)
    await AsyncSocketModeHandler(bolt, os.environ["SLACK_APP_TOKEN"]).connect_async()  # type: ignore[no-untyped-call]
    await asyncio.gather(bare.poll(), *(bare.work_off(*line) for line in bare.lines.items()))


if __name__ == "__main__":
    asyncio.run(main())
