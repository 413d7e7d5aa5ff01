"""Kinds of columns, chosen so that SQLite and PostgreSQL keep, compare and give back the same values."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, Integer, String, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

NEVER = datetime(9999, 12, 31, tzinfo=UTC)  # sorts after every real time
NO_ZONE = "A time without a time zone must not be stored."
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Id = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by itself only where the type is INTEGER
Key = String().with_variant(String(collation="C"), "postgresql")  # sorted by code point, so that prefixes are ranges
Json = JSON().with_variant(JSONB(), "postgresql")


Process = Callable[[Any], Any]


class UtcTime(TypeDecorator[datetime]):
    """A moment, UTC-aware on both sides: microseconds since 1970 in SQLite, so that order and comparison are right."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else BigInteger()
        return dialect.type_descriptor(kind)

    def bind_processor(self, dialect: Dialect) -> Process:
        return _aware if dialect.name == "postgresql" else _microseconds

    def result_processor(self, dialect: Dialect, coltype: object) -> Process:
        return _in_utc if dialect.name == "postgresql" else _moment


class Words(TypeDecorator[str]):
    """What people wrote, made storable: without NUL and halves of characters, which databases refuse."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Process:
        return _storable


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError(NO_ZONE)
    return value


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _microseconds(value: datetime | None) -> int | None:
    try:
        return None if value is None else (value - _EPOCH) // _MICROSECOND
    except TypeError:
        raise ValueError(NO_ZONE) from None


def _moment(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _storable(value: str | None) -> str | None:
    return None if value is None else storable(value)


def storable(text: str) -> str:
    if text.isascii() and "\0" not in text:  # as most is
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def to_json(value: object) -> str:
    if value is None:
        return "null"
    written = _JSON.encode(value)
    sound = "\\u0000" not in written and storable(written) == written
    return written if sound else _JSON.encode(_plain(value))


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is nothing that JSON knows.")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_time)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
