"""Who is asking: OAuth 1.0a signatures checked in earnest, and the app's bearer token."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote

from aiohttp import web

from bot.sandbox.x_server.model import User
from bot.sandbox.x_server.problems import unauthorized, wrong_kind_of_login

WINDOW_SECONDS = 300
_REQUIRED = ("oauth_consumer_key", "oauth_nonce", "oauth_signature", "oauth_token", "oauth_timestamp")
_USER_LOGINS = "OAuth 1.0a User Context, OAuth 2.0 User Context"


@dataclass(frozen=True)
class Credentials:
    """All five secrets of one account in the sandbox's app."""

    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str
    bearer_token: str


@dataclass(frozen=True)
class Caller:
    """The account that asks; without one, the app itself by its bearer token."""

    user: User | None

    @property
    def key(self) -> str:
        return f"user:{self.user.id}" if self.user else "app"


@dataclass(frozen=True)
class App:
    """The developer's app."""

    consumer_key: str = "sandbox-consumer-key"
    consumer_secret: str = "sandbox-consumer-secret"
    bearer_token: str = "sandbox-bearer-token"


class Gate:
    """Knows the app's access tokens. The first account that gets one owns the app, and has Owned Reads."""

    def __init__(self, app: App, now: Callable[[], float] = time.time) -> None:
        self.app = app
        self.owner: User | None = None
        self._now = now
        self._tokens: dict[str, tuple[User, str]] = {}
        self._nonces: dict[tuple[str, str], float] = {}

    def grant(self, user: User) -> Credentials:
        token, secret = f"{user.id}-sandbox-{user.username}", f"sandbox-secret-of-{user.username}"
        self._tokens[token] = (user, secret)
        self.owner = self.owner or user
        return Credentials(self.app.consumer_key, self.app.consumer_secret, token, secret, self.app.bearer_token)

    def revoke(self, user: User) -> None:
        self._tokens = {token: each for token, each in self._tokens.items() if each[0] is not user}

    def admit(self, request: web.Request, *, bearer: bool, user: bool) -> Caller:
        """Who asks, if the endpoint takes that kind of login; raises Problem."""
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        if scheme == "Bearer":
            if rest != self.app.bearer_token:
                raise unauthorized()
            if not bearer:
                raise wrong_kind_of_login("OAuth 2.0 Application-Only", _USER_LOGINS)
            return Caller(None)
        if scheme != "OAuth":
            raise unauthorized()
        caller = Caller(self._signer(request, _header_values(rest)))
        if not user:
            raise wrong_kind_of_login("OAuth 1.0a User Context", "OAuth 2.0 Application-Only")
        return caller

    def _signer(self, request: web.Request, oauth: dict[str, str]) -> User:
        token = self._tokens.get(oauth.get("oauth_token", ""))
        if (
            token is None
            or any(not oauth.get(name) for name in _REQUIRED)
            or oauth["oauth_consumer_key"] != self.app.consumer_key
            or oauth.get("oauth_signature_method") != "HMAC-SHA1"
        ):
            raise unauthorized()
        user, secret = token
        expected = signature(request, oauth, self.app.consumer_secret, secret)
        if not hmac.compare_digest(expected.encode(), oauth["oauth_signature"].encode()):
            raise unauthorized()
        self._spend_nonce(oauth)
        return user

    def _spend_nonce(self, oauth: dict[str, str]) -> None:
        now, stamp = self._now(), oauth["oauth_timestamp"]
        if not stamp.isdecimal() or abs(now - int(stamp)) > WINDOW_SECONDS:
            raise unauthorized()
        key = (oauth["oauth_token"], oauth["oauth_nonce"])
        if key in self._nonces:
            raise unauthorized()
        if len(self._nonces) >= 20_000:
            fresh = now - 2 * WINDOW_SECONDS
            self._nonces = {each: at for each, at in self._nonces.items() if at > fresh}
        self._nonces[key] = now


def signature(request: web.Request, oauth: dict[str, str], consumer_secret: str, token_secret: str) -> str:
    """HMAC-SHA1 over method, address and parameters (RFC 5849, section 3.4)."""
    path, _, query = request.raw_path.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    pairs += [(name, value) for name, value in oauth.items() if name not in ("oauth_signature", "realm")]
    encoded = sorted((_encode(name), _encode(value)) for name, value in pairs)
    address = f"{request.scheme}://{request.host.lower()}{path}"
    parameters = "&".join(f"{name}={value}" for name, value in encoded)
    base = "&".join((request.method.upper(), _encode(address), _encode(parameters)))
    key = f"{_encode(consumer_secret)}&{_encode(token_secret)}"
    return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()


def _header_values(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.split(","))
    return {unquote(name): unquote(value.strip('"')) for name, _, value in pairs}


def _encode(value: str) -> str:
    return quote(value, safe="-._~")
