"""What X's refusals mean for us, and the sentence that people read about each of them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.cases.presence import DELETED, PROTECTED
from bot.cases.text import cut, escape
from bot.networks.x.client import NoAnswer, Refused, Unreachable, XError
from bot.networks.x.json import Json, parts, string
from bot.networks.x.limits import asked_for, free_again
from bot.ports.outcomes import Duplicate, Gone, Outcome, Paused, Rejected, Unsure

AGAIN = timedelta(seconds=25)  # where X names no time itself

_KEYS = "X does not accept our keys (401). Check the consumer key and the access token, or make new ones."
BEARER = (
    "X does not accept X_BEARER_TOKEN (401). Copy it again from X's developer console, or remove it: search then uses "
    "the account's own keys."
)
_CREDITS = "Our X account is out of credits (402). Add credits in X's developer console."
_CAP = "Our X account has used up its monthly allowance. Raise the spending limit in X's developer console."
_TOO_OFTEN = "X asks us to wait: we have called it too often (429)."
_MAYBE_DONE = frozenset({408, 499})


class _Wording(NamedTuple):
    """`says`: words of X's own, in small letters, as seen in answers of status 403 and 400."""

    says: str
    means: type[Rejected]
    sentence: str


_NOT_SUMMONED = (
    "X does not let us answer this post from here, since its author did not mention or quote us. "
    "Open it on X and answer there by hand."
)
_DELETED = "The post we answer was deleted, or is no longer shown to us."
_SUSPENDED = "X has suspended our account or our app. Sign in at X to see why."
_GONE = {"resource-not-found": DELETED, "not-authorized-for-resource": PROTECTED}
_WORDINGS = (
    _Wording("duplicate content", Duplicate, "X says that we published this very text already. Say it in other words."),
    _Wording("not been mentioned or otherwise engaged", Rejected, _NOT_SUMMONED),
    _Wording("posts where you are mentioned or are the author", Rejected, _NOT_SUMMONED),
    _Wording("deleted or not visible", Gone, _DELETED),
    _Wording("blocked", Rejected, "The author of this post has blocked our account, so we cannot answer it on X."),
    _Wording(
        "reply to this conversation is not allowed",
        Rejected,
        "The author of this post has limited who may answer, and we are not among them, so we cannot answer it on X.",
    ),
    _Wording(
        "locked",
        Rejected,
        "X has locked our account for the moment. Sign in at X to unlock it, then try again.",
    ),
    _Wording("suspended", Rejected, _SUSPENDED),
    _Wording("client-forbidden", Rejected, _SUSPENDED),
    _Wording(
        "oauth1 app permissions",
        Rejected,
        "Our X app may only read. Give it read and write permission in X's developer console, then make new tokens.",
    ),
    _Wording("automated", Rejected, "X took this reply for an automated one and refused it. Answer by hand on X."),
    _Wording("too long", Rejected, "X says that this reply is too long. Shorten it and send it again."),
)


def publishing(error: XError, now: datetime) -> Outcome:
    """What became of a call that writes."""
    if waits := _paused(error, now):
        return waits
    if isinstance(error, Refused) and 400 <= error.status < 500 and error.status not in _MAYBE_DONE:
        return _rejected(error)
    return Unsure(_unclear(error))


def reading(error: XError, now: datetime) -> Paused:
    """A read that failed is made again, whatever the reason."""
    if waits := _paused(error, now):
        return waits
    if isinstance(error, Refused) and error.status < 500:
        refused = _rejected(error)
        return Paused(str(refused), now + AGAIN)
    return Paused(_unclear(error))


def by_bearer(failed: Paused) -> Paused:
    """The same, where no key of the account took part."""
    return Paused(BEARER, failed.until) if str(failed) == _KEYS else failed


def partial(body: Json, now: datetime) -> Paused | None:
    """A 200 that brought nothing but errors."""
    if "data" in body or "meta" in body or not body.get("errors"):
        return None
    return Paused(f"X could not answer: {_detail(body)}", now + AGAIN)


def gone(body: Json) -> dict[str, str]:
    """Which of the posts asked for nobody may see any more, and why; what X cannot answer now is not among them."""
    told = (each for each in parts(body, "errors") if string(each, "resource_id"))
    return {string(each, "resource_id"): _GONE[kind] for each in told if (kind := _kind(each)) in _GONE}


def unknown_route(failed: Paused) -> bool:
    """Whether the server knows no such call at all."""
    return isinstance(failed.__cause__, Refused) and failed.__cause__.status in (404, 405)


def _paused(error: XError, now: datetime) -> Paused | None:
    if isinstance(error, Unreachable):
        return Paused("X cannot be reached.")
    if not isinstance(error, Refused):
        return None
    if error.status == 401:
        return Paused(_KEYS, now + AGAIN)
    if error.status == 402:
        return Paused(_CREDITS, now + AGAIN)
    if "usage-capped" in _kind(error.problem) or "usagecap" in _words(error.problem):
        return Paused(_CAP, now + AGAIN)
    if error.status == 429:
        return Paused(_TOO_OFTEN, free_again(error.headers) or asked_for(error.headers, now) or now + AGAIN)
    if error.status == 403 and "daily limit" in _words(error.problem):
        return Paused("X says that our account has posted as much as it may today.", now + AGAIN)
    return None


def _rejected(error: Refused) -> Rejected:
    said = f"{_words(error.problem)} {_kind(error.problem)}"
    for wording in _WORDINGS:
        if wording.says in said:
            return wording.means(wording.sentence)
    return Rejected(f"X refused ({error.status}): {_detail(error.problem) or 'it gave no reason.'}")


def _unclear(error: XError) -> str:
    if isinstance(error, Refused):
        return f"X has trouble of its own (HTTP {error.status})."
    return str(error) if isinstance(error, NoAnswer) else "X gave no clear answer."


def _kind(problem: Json) -> str:
    """The last part of the problem's type; the part before it differs from answer to answer."""
    return str(problem.get("type") or "").rsplit("/", 1)[-1]


def _sayings(problem: Json) -> list[str]:
    """X's own words, the most telling first."""
    errors = problem.get("errors")
    nested = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
    found = [each.get(name) for each in nested for name in ("message", "detail")]
    found += [problem.get("detail"), problem.get("title")]
    return [saying for saying in found if isinstance(saying, str) and saying]


def _words(problem: Json) -> str:
    return " ".join(_sayings(problem)).lower()


def _detail(problem: Json) -> str:
    return escape(cut(next(iter(_sayings(problem)), ""), 200))
