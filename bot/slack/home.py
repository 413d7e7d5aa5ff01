"""The App Home of each person: what is late, what is theirs, what nobody has; and beside it, what can be asked."""

from slack_bolt.app.async_app import AsyncApp

from bot.slack import lists
from bot.slack.answers import report
from bot.slack.context import Json, Office


def register(app: AsyncApp, office: Office) -> None:
    async def home_opened(body: Json) -> None:
        office.chores.adopt()
        event = body["event"]
        try:
            if event.get("tab", "home") == "home":
                await publish(office, event["user"])
            else:
                await office.prompt(event["user"], event["channel"])
        except Exception as bug:
            report(bug, "slack.home_failed")

    app.event("app_home_opened")(home_opened)


async def publish(office: Office, user: str) -> None:
    """Draw somebody's Home afresh."""

    async def draw() -> None:
        now, queries, actor = office.now(), office.queries, office.actor(user)
        view = lists.home_view(
            await queries.mine(user, lists.HOME_SHOWN),
            await queries.unowned(lists.HOME_SHOWN * 2),
            await queries.late(now, lists.HOME_SHOWN),
            now,
            office.identity.url,
            office.settings.desk.name,
            office.settings.desk.channel,
            lambda step: office.desk.may(actor, step),
        )
        await office.client.views_publish(user_id=user, view=view)

    await office.insist(draw, "slack.home_unpublished", user)
