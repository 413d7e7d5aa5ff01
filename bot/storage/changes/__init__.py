"""The one door to the database: everything that one change may load and save."""

from bot.storage.changes.claims import ClaimChange
from bot.storage.changes.customers import CustomersChange
from bot.storage.changes.desk import DeskChange
from bot.storage.changes.forget import ForgetChange
from bot.storage.changes.health import HealthChange
from bot.storage.changes.inbox import InboxChange
from bot.storage.changes.intake import IntakeChange
from bot.storage.changes.memory import MemoryChange
from bot.storage.changes.presence import PresenceChange
from bot.storage.changes.questions import QuestionChange
from bot.storage.changes.reports import ReportChange
from bot.storage.changes.spend import SpendChange
from bot.storage.changes.thread import ThreadChange
from bot.storage.changes.turns import TurnChange
from bot.storage.changes.waves import WaveChange
from bot.storage.changes.wishes import WishChange
from bot.storage.deliveries.dates import DatesChange
from bot.storage.deliveries.relay import RelayChange
from bot.storage.deliveries.storms import StormChange


class StoredChange(
    DeskChange,
    ThreadChange,
    TurnChange,
    WishChange,
    ClaimChange,
    PresenceChange,
    CustomersChange,
    ForgetChange,
    InboxChange,
    IntakeChange,
    HealthChange,
    MemoryChange,
    QuestionChange,
    ReportChange,
    SpendChange,
    StormChange,
    WaveChange,
    DatesChange,
    RelayChange,
):
    """The port `Change`; each part keeps the statements of its own tables."""
