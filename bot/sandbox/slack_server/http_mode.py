"""HTTP mode: the same payloads as signed requests to the app's request URL."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sandbox.slack_server.gateway import Kind
from bot.sandbox.slack_server.model import Json
from bot.sandbox.slack_server.transport import ACK_SECONDS, NotAcked, Retry

FORM = "application/x-www-form-urlencoded"


class HttpMode:
    """`clock` is the wall's: apps refuse requests whose timestamp is more than five minutes off."""

    def __init__(self, request_url: str, signing_secret: str, token: str, ack_seconds: float = ACK_SECONDS) -> None:
        self.request_url = request_url
        self._secret = signing_secret
        self._token = token
        self._session = ClientSession(timeout=ClientTimeout(total=ack_seconds))

    @property
    def connected(self) -> bool:
        return not self._session.closed

    async def verify(self) -> None:
        """Slack's handshake: the app must send the challenge back. Raises NotAcked."""
        challenge = hashlib.sha256(self.request_url.encode()).hexdigest()
        question = {"type": "url_verification", "token": self._token, "challenge": challenge}
        if await self.send("events_api", question, Retry()) != {"challenge": challenge}:
            raise NotAcked("challenge_failed")

    async def send(self, kind: Kind, payload: Json, retry: Retry) -> Json:
        body, content_type = _encode(kind, payload)
        headers = {"Content-Type": content_type, **self._signature(body)}
        if retry.attempt:
            headers |= {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": retry.reason}
        try:
            async with self._session.post(self.request_url, data=body.encode(), headers=headers) as response:
                text = await response.text()
                status, no_retry = response.status, response.headers.get("X-Slack-No-Retry") == "1"
        except TimeoutError:
            raise NotAcked("http_timeout") from None
        except ClientError:
            raise NotAcked("connection_failed") from None
        if status != 200:
            raise NotAcked("http_error", final=no_retry)
        return _decode(text)

    def _signature(self, body: str) -> dict[str, str]:
        now = str(int(time.time()))
        digest = hmac.new(self._secret.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": f"v0={digest}"}

    async def close(self) -> None:
        await self._session.close()


def _encode(kind: Kind, payload: Json) -> tuple[str, str]:
    match kind:
        case "events_api":
            return json.dumps(payload), "application/json"
        case "interactive":
            return urlencode({"payload": json.dumps(payload)}), FORM
    return urlencode(payload), FORM


def _decode(text: str) -> Json:
    """The body of an ack: JSON, or the plain text that a command says."""
    if not text.strip():
        return {}
    try:
        body = json.loads(text)
    except ValueError:
        return {"text": text}
    return body if isinstance(body, dict) else {"text": text}
