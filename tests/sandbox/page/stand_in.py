"""A small bot in the place of the real one: cards, a modal that counts while one types, commands, a Home."""

import asyncio
import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.sandbox.demo import Sandbox
from tests.sandbox.page.samples import EVERYTHING, HOME, card, loading, reply_modal

Json = dict[str, Any]


class StandIn:
    """What it heard is in `heard`: the action ids, commands, shortcuts and submissions, in order."""

    def __init__(self, sandbox: Sandbox, bolt: AsyncApp) -> None:
        self.heard: list[tuple[str, object]] = []
        self.draws = asyncio.Event()  # until it is set, a window stays as it was opened
        self.draws.set()
        self.client = bolt.client
        self.sandbox = sandbox
        bolt.action("reply")(self._open_modal)
        bolt.action("text")(self._count)
        bolt.options("airport")(self._airports)
        bolt.view("reply_modal")(self._submitted)
        bolt.command("/desk")(self._desk)
        bolt.command("/reply")(self._open_modal)
        bolt.shortcut("reply_with_this")(self._shortcut)
        bolt.event("app_home_opened")(self._home)
        bolt.event("message")(self._message)
        bolt.action(re.compile(".*"))(self._anything)

    async def post_card(self, text: str) -> str:
        answer = await self.client.chat_postMessage(channel="C0MENTIONS", text=text, blocks=card(text))
        return str(answer["ts"])

    async def post_everything(self) -> str:
        answer = await self.client.chat_postMessage(channel="C0MENTIONS", text="everything", blocks=EVERYTHING)
        return str(answer["ts"])

    async def until_heard(self, what: str) -> object:
        async with asyncio.timeout(30):
            while True:
                for name, value in self.heard:
                    if name == what:
                        return value
                await asyncio.sleep(0.01)

    async def _open_modal(self, ack: Any, body: Json) -> None:
        await ack()
        self.heard.append(("reply", body.get("text")))
        opened = await self.client.views_open(trigger_id=body["trigger_id"], view=loading())
        await self.draws.wait()
        await self.client.views_update(view_id=opened["view"]["id"], view=reply_modal(0))

    async def _count(self, ack: Any, body: Json, action: Json) -> None:
        view = reply_modal(len(action.get("value") or ""))
        await self.client.views_update(view_id=body["view"]["id"], view=view)
        await ack()  # only now: the next letters come after the acknowledgement, so no older count overtakes theirs

    async def _airports(self, ack: Any, payload: Json) -> None:
        names = [name for name in ("Kassel", "Cork", "Leeds") if payload["value"].lower() in name.lower()]
        await ack(options=[{"text": {"type": "plain_text", "text": name}, "value": name} for name in names])

    async def _submitted(self, ack: Any, body: Json, view: Json) -> None:
        text = view["state"]["values"]["text"]["text"]["value"]
        self.heard.append(("submitted", text))
        if "bad" in text:
            await ack(response_action="errors", errors={"text": "Not like this."})
            return
        await ack()
        user = body["user"]["id"]
        await self.client.chat_postEphemeral(channel="C0MENTIONS", user=user, text=f"Sent: {text}")

    async def _desk(self, ack: Any, body: Json) -> None:
        self.heard.append(("/desk", body["text"]))
        await ack(f"The desk is fine, <@{body['user_id']}>.")

    async def _shortcut(self, ack: Any, body: Json) -> None:
        await ack()
        self.heard.append(("shortcut", body["message"]["text"]))

    async def _home(self, event: Json) -> None:
        await self.client.views_publish(user_id=event["user"], view=HOME)

    async def _message(self, event: Json) -> None:
        self.heard.append(("message", event.get("text")))

    async def _anything(self, ack: Any, action: Json) -> None:
        await ack()
        self.heard.append((action["action_id"], action))
