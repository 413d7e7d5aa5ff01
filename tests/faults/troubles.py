"""Everything that can go wrong with a call: how the sandbox brings it about, and the bot's sentence about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.networks.x import problems
from bot.sandbox.faults import Answer, Where
from bot.sandbox.slack_server.server import WRONG
from bot.slack import errors

HTML = "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body>503</body></html>"
HASTE = 0.25
"""How long the bot waits for an answer where a test is about one that does not come in time."""
PAUSE = 3
"""The seconds that a 429 names here."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """As `Faults.add` takes it; `shut`: nobody listens at all; `unfetchable`: no picture can be fetched.

    `says` is the sentence that people read about it, empty where it is nobody's business. `late`: it is one of time.
    `times`: how often it strikes, None for as long as it lasts.
    """

    says: str = ""
    kind: str = "answer"
    where: Where = "before"
    seconds: float | None = None
    answer: Callable[[datetime], Answer] | None = None
    shut: bool = False
    unfetchable: bool = False
    late: bool = False
    times: int | None = None


def _answers(status: int, body: Any, **headers: str) -> Callable[[datetime], Answer]:
    kind = "text/html" if body is HTML else "application/json"
    return lambda now: Answer(status, body, headers, content_type=kind)


def _word(word: str, **facts: str) -> Callable[[datetime], Answer]:
    return _answers(200, {"ok": False, "error": word, **facts})


def _wire(cut: str, late: str, broken: Callable[[int], str]) -> dict[str, Trouble]:
    """What cables and servers in trouble do to any call."""
    found = {
        "cut before": Trouble(says=cut, kind="cut_before"),
        "cut after the effect": Trouble(says=cut, kind="cut_after"),
        "time-out before": Trouble(says=late, kind="timeout_before", late=True),
        "time-out after the effect": Trouble(says=late, kind="timeout_after", late=True),
        "slow drip": Trouble(says=late, kind="slow", seconds=HASTE * 4, late=True),
    }
    wheres: tuple[Where, ...] = ("before", "after")
    for where in wheres:
        then = " after the effect" if where == "after" else ""
        found[f"500{then}"] = Trouble(says=broken(500), where=where, answer=_answers(500, {"title": "Oh"}))
        found[f"503 in HTML{then}"] = Trouble(says=broken(503), where=where, answer=_answers(503, HTML))
    return found


def _spent(now: datetime) -> Answer:
    reset = str(int(now.timestamp()) + PAUSE)
    headers = {"x-rate-limit-limit": "300", "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset}
    return Answer(429, {"title": "Too Many Requests", "status": 429}, headers)


_SLACKS_FAULT = "Slack had a fault of its own."
_TOO_FAST = "Slack asks for a pause."
_LIMITED = {"ok": False, "error": "ratelimited"}
_TOO_OFTEN = problems._TOO_OFTEN
_CHANNEL = {"channel": "<#C0MENTIONS>", "id": "C0MENTIONS", "needed": "chat:write"}

SLACK: Mapping[str, Trouble] = {
    "connection refused": Trouble(says="Slack cannot be reached.", shut=True),
    **_wire("The line to Slack broke.", "Slack did not answer in time.", lambda _: _SLACKS_FAULT),
    "malformed JSON": Trouble(says=_SLACKS_FAULT, kind="malformed_json"),
    "429 with a time": Trouble(says=_TOO_FAST, answer=_answers(429, _LIMITED, **{"Retry-After": str(PAUSE)})),
    "429 without a time": Trouble(says=_TOO_FAST, answer=_answers(429, _LIMITED)),
    "keys revoked": Trouble(says=errors._REMEDY["token_revoked"], answer=_word("token_revoked")),
    "a picture that cannot be fetched": Trouble(unfetchable=True),
    "blocks refused": Trouble(answer=_word("invalid_blocks"), times=2),
    "blocks without pictures refused": Trouble(answer=_word("invalid_blocks"), times=1),
    **{f"`{word}`": Trouble(says=_SLACKS_FAULT, answer=_word(word)) for word in WRONG},
    **{f"`{word}` after the effect": Trouble(says=_SLACKS_FAULT, answer=_word(word), where="after") for word in WRONG},
    "403 of a proxy": Trouble(says=_SLACKS_FAULT, answer=_answers(403, HTML)),
    **{
        f"`{word}`": Trouble(says=remedy.format(**_CHANNEL), answer=_word(word, needed="chat:write"))
        for word, remedy in errors._REMEDY.items()
        if word != "token_revoked"
    },
    **{
        f"`{word}`": Trouble(says="The message is no longer there.", answer=_word(word), times=1)
        for word in errors._GONE
    },
    "a word we do not know": Trouble(says="Slack said no: whatever.", answer=_word("whatever")),
}

_OWN_WORDS = {
    "not been mentioned or otherwise engaged": "403_not_summoned",
    "posts where you are mentioned or are the author": "403_not_author",
    "duplicate content": "403_duplicate",
    "deleted or not visible": "403_deleted",
    "client-forbidden": "403_app_suspended",
}
"""Those that the sandbox's X speaks itself."""


def _forbidden(says: str, sentence: str) -> Trouble:
    if kind := _OWN_WORDS.get(says):
        return Trouble(says="X has suspended our account or our app." if "suspended" in kind else sentence, kind=kind)
    return Trouble(says=sentence, answer=_answers(403, {"status": 403, "detail": f"Sorry: {says.capitalize()}."}))


X: Mapping[str, Trouble] = {
    "connection refused": Trouble(says="X cannot be reached.", shut=True),
    **_wire(
        "The connection to X broke off.",
        "X did not answer in time.",
        lambda status: f"X has trouble of its own (HTTP {status}).",
    ),
    "malformed JSON": Trouble(says="X's answer could not be read.", kind="malformed_json"),
    "429 with a time": Trouble(says=_TOO_OFTEN, answer=_spent),
    "429 without a time": Trouble(says=_TOO_OFTEN, kind="429_no_header"),
    "keys revoked": Trouble(says=problems._KEYS, kind="401"),
    "402 out of credits": Trouble(says=problems._CREDITS, kind="402"),
    "402 in its newer words": Trouble(says=problems._CREDITS, kind="402_newer"),
    "429, the month used up": Trouble(says=problems._CAP, kind="429_usage_capped"),
    **{f"403 “{each.says}”": _forbidden(each.says, each.sentence) for each in problems._WORDINGS},
    "403 in words we do not know": Trouble(
        says="X refused (403): Not today.", answer=_answers(403, {"status": 403, "detail": "Not today."})
    ),
    "403 “daily limit”": Trouble(
        says="X says that our account has posted as much as it may today.",
        answer=_answers(403, {"status": 403, "detail": "You have reached your daily limit for creating posts."}),
    ),
}
_UNREACHED = "The model's server cannot be reached, or broke off."
_PEACE = "The model's server asks for a pause."
MODEL: Mapping[str, Trouble] = {
    "connection refused": Trouble(says=_UNREACHED, shut=True),
    **_wire(_UNREACHED, "The model did not answer in time.", lambda _: "The model's server is in trouble."),
    "malformed JSON": Trouble(says="The model's answer could not be read.", kind="malformed_json"),
    "429 with a time": Trouble(says=_PEACE, answer=_answers(429, {}, **{"Retry-After": str(PAUSE)})),
    "429 without a time": Trouble(says=_PEACE, kind="rate_limit_bare"),
    "429, the month used up": Trouble(says="The model's quota is used up; its account needs credit.", kind="quota"),
    "keys revoked": Trouble(says="The model's server does not accept OPENAI_API_KEY.", answer=_answers(401, {})),
}
SIDES: Mapping[str, Mapping[str, Trouble]] = {"slack": SLACK, "x": X, "model": MODEL}
COMMON = tuple(name for name in SLACK if name in X)
"""What any call may meet, on either side."""
