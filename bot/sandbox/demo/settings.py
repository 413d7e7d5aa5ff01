"""What the bot is told in the sandbox: its desk file and its environment, which point at both servers."""

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from bot.sandbox.demo.town import COMPANY, MODEL, Sandbox
from bot.sandbox.model_server.server import KEY

DESK = f"""
[desk]
name = "Acme Air"
channel = "C0MENTIONS"
timezone = "Europe/Berlin"
undo_seconds = 10
signature = "^{{initials}}"

[x]
handle = "{COMPANY}"
poll_seconds = 2
track = ["acme air"]

[[teams]]
name = "baggage"
channel = "C0BAGGAGE"
members = ["S0BAGGAGE"]
keywords = ["luggage", "suitcase", "lost bag", "Koffer", "maleta", "حقيبتي"]
answer_within_minutes = 15
escalate_to = ["U0LEAD"]

[[teams]]
name = "booking"
channel = "C0BOOKING"
members = ["S0BOOKING"]
keywords = ["refund", "reembolso", "booking", "seats", "座席"]

[[teams.steps]]
notify = "members"
minutes = 10

[[teams.steps]]
notify = "next"
to = ["U0YUKI", "U0LEAD"]
minutes = 5

[assistant]
voice = "Kind and plain, first names, one apology at most."
snippets = ["Report a missing bag at acme.example/bags; we search for 21 days."]

[permissions]
needs_approval = ["S0NEWHIRES"]
approve = ["U0LEAD"]
lead = ["U0LEAD"]
admin = ["U0LEAD"]
"""
_NOT_HANDED_ON = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}
"""Everything the bot calls is on this machine, where no proxy leads."""


def write_desk_file(folder: Path) -> Path:
    path = folder / "desk.toml"
    path.write_text(DESK.lstrip(), encoding="utf-8")
    return path


def environment(
    sandbox: Sandbox, desk_file: Path, folder: Path, base: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """The whole environment of the bot's process."""
    keys, app = sandbox.x_server.credentials(COMPANY), sandbox.slack.app
    kept = {name: value for name, value in base.items() if name.upper() not in _NOT_HANDED_ON}
    return kept | {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_SIGNING_SECRET": app.signing_secret,
        "SLACK_API_URL": sandbox.slack_server.api_url,
        "X_API_URL": sandbox.x_server.url,
        "X_CONSUMER_KEY": keys.consumer_key,
        "X_CONSUMER_SECRET": keys.consumer_secret,
        "X_ACCESS_TOKEN": keys.access_token,
        "X_ACCESS_TOKEN_SECRET": keys.access_token_secret,
        "X_BEARER_TOKEN": keys.bearer_token,
        "DATABASE_URL": f"sqlite:///{folder / 'mentiondesk.db'}",
        "DESK_FILE": str(desk_file),
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": sandbox.model_server.url,
        "OPENAI_MODEL": MODEL,
        "PORT": str(_free_port()),
        "LOG_FORMAT": "text",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
