"""What can be said to the bot in a case's thread, where Slack allows no slash commands."""

import re
from dataclasses import dataclass

USAGE = {
    "reply": "reply text – shows you the answer with its count, and sends it when you press Send",
    "claim": "claim",
    "release": "release",
    "assign": "assign @colleague, or a team – and a note to them, if you like",
    "escalate": "escalate team reason",
    "resolve": "resolve",
    "mute": "mute – resolves it, and keeps it so whatever the customer writes",
    "reopen": "reopen",
    "snooze": "snooze 2h – or tomorrow, monday 9:00, until they write",
    "history": "history",
    "summary": "summary – what happened so far, in a few sentences, for you alone",
    "check": "check – whether the posts still stand on X",
    "help": "help",
}
_FIRST = re.compile(r"\s*(?P<verb>[^\s,:]+)[,:]?\s*(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """`verb` is empty where none of ours was said; `rest` keeps Slack's encoding."""

    verb: str
    rest: str


def parse(text: str, bot: str) -> Said | None:
    """What a message says to the bot; None where it does not begin with the bot's name."""
    called = re.match(rf"\s*<@{re.escape(bot)}(?:\|[^<>]*)?>[\s,:]*", text)
    if called is None:
        return None
    words = _FIRST.fullmatch(text[called.end() :])
    if words is None:
        return Said("help", "")
    verb = words["verb"].casefold()
    return Said(verb, words["rest"].strip()) if verb in USAGE else Said("", text[called.end() :].strip())


def lesson(name: str) -> str:
    """What there is to say, for somebody who asked or was not understood."""
    return "\n".join(f"• `@{name} {usage}`" for usage in USAGE.values())
