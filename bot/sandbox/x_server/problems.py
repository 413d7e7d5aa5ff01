"""How X says no: problem bodies in its own words, as exceptions and as faults."""

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Answer

_TYPES = "https://api.x.com/2/problems/"


class Problem(Exception):
    """A refused request; becomes an application/problem+json answer."""

    def __init__(self, status: int, title: str, detail: str, kind: str = "about:blank", **facts: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.body: dict[str, Any] = {
            "title": title,
            "detail": detail,
            "type": kind if kind == "about:blank" else _TYPES + kind,
            "status": status,
            **facts,
        }

    def response(self) -> web.Response:
        return web.json_response(self.body, status=self.status, content_type="application/problem+json")

    def answer(self) -> Answer:
        return Answer(self.status, self.body, content_type="application/problem+json")


def invalid(message: str, parameter: str | None = None, value: str | None = None) -> Problem:
    error: dict[str, Any] = {"message": message}
    if parameter is not None:
        error["parameters"] = {parameter: [value or ""]}
    return Problem(
        400,
        "Invalid Request",
        "One or more parameters to your request was invalid.",
        "invalid-request",
        errors=[error],
    )


def unauthorized() -> Problem:
    return Problem(401, "Unauthorized", "Unauthorized")


def wrong_kind_of_login(used: str, supported: str) -> Problem:
    return Problem(
        403,
        "Unsupported Authentication",
        f"Authenticating with {used} is forbidden for this endpoint.  "
        f"Supported authentication types are [{supported}].",
        "unsupported-authentication",
    )


def forbidden(detail: str) -> Problem:
    return Problem(403, "Forbidden", detail)


def not_summoned() -> Problem:
    return forbidden(
        "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged "
        "by the author of the post you are replying to."
    )


def not_author() -> Problem:
    return forbidden("You can only reply to or quote posts where you are mentioned or are the author.")


def duplicate() -> Problem:
    return forbidden("You are not allowed to create a Tweet with duplicate content.")


def reply_to_deleted() -> Problem:
    return forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")


def app_suspended() -> Problem:
    return Problem(
        403,
        "Client Forbidden",
        "This app is suspended.",
        "client-forbidden",
        reason="client-not-enrolled",
    )


def no_credits() -> Problem:
    return Problem(
        402,
        "CreditsDepleted",
        "Your enrolled account [1] does not have any credits to fulfill this request.",
        "credits",
        account_id=1,
    )


def no_credits_newer() -> Problem:
    return Problem(402, "Payment Required", "credits depleted", "credits-depleted")


def too_many() -> Problem:
    return Problem(429, "Too Many Requests", "Too Many Requests")


def usage_capped() -> Problem:
    return Problem(
        429,
        "UsageCapExceeded",
        "Usage cap exceeded: Monthly product cap",
        "usage-capped",
        period="Monthly",
        scope="Product",
    )


def internal() -> Problem:
    return Problem(500, "Internal Server Error", "Internal Server Error")


def unknown_route() -> Problem:
    return Problem(404, "Not Found", "Not Found", "resource-not-found", resource_type="route")


def missing(kind: str, parameter: str, value: str, section: str | None = None) -> dict[str, Any]:
    """A part of a 200 answer: this one does not exist (any more)."""
    noun = "user" if kind == "user" else "tweet"
    return {
        "value": value,
        "resource_id": value,
        "resource_type": kind,
        "parameter": parameter,
        "title": "Not Found Error",
        "detail": f"Could not find {noun} with {parameter}: [{value}].",
        "type": _TYPES + "resource-not-found",
        **({"section": section} if section else {}),
    }


def hidden(parameter: str, value: str, section: str | None = None) -> dict[str, Any]:
    """A part of a 200 answer: a post of a protected account."""
    return {
        "value": value,
        "resource_id": value,
        "resource_type": "tweet",
        "parameter": parameter,
        "title": "Authorization Error",
        "detail": f"Sorry, you are not authorized to see the Tweet with {parameter}: [{value}].",
        "type": _TYPES + "not-authorized-for-resource",
        **({"section": section} if section else {}),
    }


def fault_answers(now: Callable[[], float]) -> Mapping[str, Callable[[], Answer]]:
    """X's wrong answers by the name under which a test switches them on; `now` in unix seconds."""

    def rate_limited() -> Answer:
        headers = {
            "x-rate-limit-limit": "300",
            "x-rate-limit-remaining": "0",
            "x-rate-limit-reset": str(int(now()) + 2),
        }
        return Answer(429, too_many().body, headers, "application/problem+json")

    overloaded = "<!DOCTYPE html><html><head><title>X / Over capacity</title></head><body>503</body></html>"
    makers: dict[str, Callable[[], Problem]] = {
        "401": unauthorized,
        "402": no_credits,
        "402_newer": no_credits_newer,
        "403_not_summoned": not_summoned,
        "403_not_author": not_author,
        "403_duplicate": duplicate,
        "403_deleted": reply_to_deleted,
        "403_app_suspended": app_suspended,
        "429_no_header": too_many,
        "429_usage_capped": usage_capped,
        "500": internal,
    }
    return {
        **{name: lambda make=make: make().answer() for name, make in makers.items()},  # type: ignore[misc]
        "429": rate_limited,
        "503": lambda: Answer(503, overloaded, content_type="text/html"),
    }
