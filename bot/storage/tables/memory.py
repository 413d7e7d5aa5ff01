"""The tables of the assistant: errands, what people taught it, drafts it offered, and what it was asked and cost."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.storage.columns import Id, Key
from bot.storage.tables.base import TAUGHT, Row, a_time, belongs_to, own_id, partial, some_json, some_words


class ErrandRow(Row, table=True):
    __tablename__ = "errands"
    __table_args__ = (
        UniqueConstraint("workspace_id", "case_id", "kind"),
        Index("ix_errands_due", "workspace_id", "due_at"),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id")
    kind: str
    due_at: datetime = a_time()
    attempts: int


class LessonRow(Row, table=True):
    """An answer or a correction of the desk's people; `about` names it (`reply:5`, `case:12`), `said` is the customer's
    text by which it is found."""

    __tablename__ = "lessons"
    __table_args__ = (
        UniqueConstraint("workspace_id", "about"),
        Index("ix_lessons_case", "case_id", "id"),
        partial("ix_lessons_taught", "workspace_id", "id", where=TAUGHT),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    about: str
    case_id: int = belongs_to("cases.id")
    number: int
    by: str | None
    at: datetime = a_time()
    said: str = some_words()
    answer: str = some_words()
    details: dict[str, Any] = some_json()


class LessonWordRow(Row, table=True):
    """`kind` is what `about` begins with."""

    __tablename__ = "lesson_words"
    __table_args__ = (Index("ix_lesson_words_lesson", "lesson_id"),)
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    kind: str = Field(primary_key=True)
    word: str = Field(sa_type=Key, primary_key=True)
    lesson_id: int = belongs_to("lessons.id", primary_key=True)


class OfferRow(Row, table=True):
    __tablename__ = "offers"
    __table_args__ = (Index("ix_offers_case", "case_id", "id"),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id")
    by: str | None
    at: datetime = a_time()
    activity: int
    drafts: list[Any] = some_json()


class ConsultationRow(Row, table=True):
    """Rows hold customers' words, as posts do: they are erased with their customer, and after a time."""

    __tablename__ = "consultations"
    __table_args__ = (
        Index("ix_consultations_case", "case_id", "id"),
        Index("ix_consultations_at", "workspace_id", "at"),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int | None = belongs_to("cases.id")
    at: datetime = a_time()
    by: str | None
    verb: str
    model: str
    asked: str = some_words()
    answered: str = some_words()
    tokens_asked: int
    tokens_answered: int
    micros: int = Field(sa_type=Id)
    problem: str = some_words()


class QuotedCaseRow(Row, table=True):
    """A case whose words stand in a consultation about another one, or about none; by the number of the case."""

    __tablename__ = "quoted_cases"
    __table_args__ = (Index("ix_quoted_cases_number", "workspace_id", "number"),)
    consultation_id: int = belongs_to("consultations.id", primary_key=True)
    number: int = Field(primary_key=True)
    workspace_id: str = Field(foreign_key="workspaces.id")


class AssistantDayRow(Row, table=True):
    """`day` is the UTC date as ISO writes it; money is in millionths of a US dollar."""

    __tablename__ = "assistant_days"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    day: str = Field(primary_key=True)
    tokens_asked: int = Field(sa_type=Id)
    tokens_answered: int = Field(sa_type=Id)
    micros: int = Field(sa_type=Id)
