"""Sets up the logs: readable lines or JSON on stderr, without a secret in them, whoever writes them."""

import json
import logging
import re
import sys
from typing import Literal, TextIO
from urllib.parse import quote

import structlog
from structlog.typing import Processor

LogFormat = Literal["text", "json"]

MASK = "***"
SHORTEST_SECRET = 6  # anything shorter is no secret, and hiding it would blot out ordinary words

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(xox[a-z]|xapp)[-.][\w.-]+"), rf"\1-{MASK}"),
    (re.compile(r"\bsk-[\w-]{8,}"), f"sk-{MASK}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=%-]{12,}"), rf"\1 {MASK}"),
    (re.compile(r"\bA{10,}[\w%-]{10,}"), MASK),  # X's app-only bearer tokens all begin with a row of A
    (re.compile(r"""(?i)(\boauth_\w+\\?["']?\s*[=:]\s*\\?["']?)[^"'&,\s\\]+"""), rf"\1{MASK}"),
    (re.compile(r"""([?&](?:ticket|token|secret|api_key)=)[^&\s"']+"""), rf"\1{MASK}"),
    (re.compile(r"""(\w://[^:/@\s]*:)[^/\s"']+(?=@)"""), rf"\1{MASK}"),  # a password in an address
    (re.compile(r"(/hooks\.slack\.com/)[\w/.-]+"), rf"\1{MASK}"),  # who has a response_url may post
)

# Tweepy and aiohttp write whole requests, headers included, at DEBUG. So does slack_sdk, which asks only the logger of
# its client whether anybody reads them: without a level of its own each request and its answer would be put into words.
_CAPS = {
    "tweepy": logging.WARNING,
    "oauthlib": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "slack_bolt": logging.INFO,
    "slack_sdk": logging.INFO,
    "slack_sdk.web.async_base_client": logging.INFO,
    "slack_sdk.socket_mode.desk": logging.INFO,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "asyncio": logging.INFO,
    "openai": logging.WARNING,
    "httpx": logging.WARNING,
    "httpx2": logging.WARNING,
    "httpcore2": logging.WARNING,
    "matplotlib": logging.WARNING,
}

_hidden: set[str] = set()


def hide(*values: str) -> None:
    """Never let these exact values appear, as they are or encoded for an address or for JSON."""
    for value in values:
        if len(value) >= SHORTEST_SECRET:
            _hidden.update({value, quote(value, safe=""), json.dumps(value)[1:-1]})


def mask(text: str) -> str:
    for value in sorted(_hidden, key=len, reverse=True):
        text = text.replace(value, MASK)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


class _Masking(structlog.stdlib.ProcessorFormatter):
    """Masks the finished line: message, values, exception and traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def configure(log_format: LogFormat = "text", stream: TextIO | None = None) -> None:
    """Send everything that is logged here, by us or by a library, to `stream` (stderr by default)."""
    target = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(_Masking(foreign_pre_chain=shared, processors=_render(log_format, target)))
    root = logging.getLogger()
    for old in root.handlers[:]:
        if isinstance(old.formatter, _Masking):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name, level in _CAPS.items():
        logging.getLogger(name).setLevel(level)


def _render(log_format: LogFormat, target: TextIO) -> list[Processor]:
    first = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if log_format == "json":
        return [
            first,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return [
        first,
        structlog.dev.ConsoleRenderer(
            colors=target.isatty(),
            exception_formatter=structlog.dev.plain_traceback,  # no local variables: they hold people's words
        ),
    ]
