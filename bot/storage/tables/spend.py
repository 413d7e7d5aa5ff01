"""The tables of what the networks bill: spending by day and kind, and which warnings about it were given."""

from sqlmodel import Field

from bot.storage.columns import Id
from bot.storage.tables.base import Row

MICROS = 1_000_000


class SpendRow(Row, table=True):
    """`day` is the UTC date as ISO writes it; money is in millionths of a US dollar, so that sums are exact."""

    __tablename__ = "spend"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    day: str = Field(primary_key=True)
    account_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    resources: int
    micros: int = Field(sa_type=Id)


class BudgetWarningRow(Row, table=True):
    """Each month's budget is warned of once on each level."""

    __tablename__ = "budget_warnings"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    month: str = Field(primary_key=True)
    level: int = Field(primary_key=True)
