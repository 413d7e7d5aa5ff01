"""What all tables share: names of constraints, conditions of partial indexes, and kinds of columns."""

from typing import Any

from sqlalchemy import Index, MetaData, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from bot.storage.columns import Id, Json, UtcTime, Words

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
METADATA = MetaData(naming_convention=NAMING)

# The conditions of partial indexes. A query uses such an index only where it states the condition in the same words.
OPEN = text("status <> 'resolved'")
OWNED = text("status <> 'resolved' AND owner IS NOT NULL")
UNOWNED = text("status <> 'resolved' AND owner IS NULL")
CLAIMABLE = text("state = 'ready' AND waits_for IS NULL")
LIVE = text("state IN ('ready', 'sending', 'unsure')")
UNSURE = text("state = 'unsure'")
SENDING = text("state = 'sending'")
WAITS = text("waits_for IS NOT NULL")
POSTED = text("posted_id IS NOT NULL")
LOOKED_AT = text("look_at IS NOT NULL")
OF_A_CASE = text("case_id IS NOT NULL")
RUNNING = text("over_at IS NULL")
RUNS = text("state IN ('open', 'taken', 'asking')")
JOINS = text("joins IS NOT NULL")
BY_RULE = text("rule <> ''")
APPROVAL = text("state = 'approval'")
TAUGHT = text('"by" IS NOT NULL')
REPORTED = text("kind IN ('CaseLate', 'CaseEscalated')")
UNANSWERED = text("answered_at IS NULL")
LASTING = text("thing <> 'notice'")


def partial(name: str, *columns: str, where: Any, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def own_id() -> Any:
    return Field(default=None, sa_type=Id, primary_key=True)


def belongs_to(column: str, **options: Any) -> Any:
    return Field(foreign_key=column, sa_type=Id, **options)


def a_time() -> Any:
    return Field(sa_type=UtcTime)


def some_words() -> Any:
    return Field(sa_type=Words)


def some_json() -> Any:
    return Field(sa_type=Json)


class Row(SQLModel, registry=registry(metadata=METADATA)):
    __abstract__ = True
    metadata = METADATA
    model_config = {"defer_build": True}  # nobody validates a row, so what could is never built
