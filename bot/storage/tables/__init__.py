"""Every table. The classes describe them; statements use these plain tables, and no row leaves this room."""

from sqlalchemy import Table

from bot.storage.tables import desk, health, memory, outbox
from bot.storage.tables import inbox as _inbox
from bot.storage.tables import questions as _questions
from bot.storage.tables import reports as _reports
from bot.storage.tables import spend as _spend
from bot.storage.tables import storms as _storms
from bot.storage.tables import topics as _topics
from bot.storage.tables import turns as _turns
from bot.storage.tables import waves as _waves
from bot.storage.tables.base import METADATA as METADATA
from bot.storage.tables.base import Row


def _table(row: type[Row]) -> Table:
    return METADATA.tables[str(row.__tablename__)]


workspaces = _table(desk.WorkspaceRow)
accounts = _table(desk.AccountRow)
people = _table(desk.PersonRow)
cases = _table(desk.CaseRow)
posts = _table(desk.PostRow)
replies = _table(desk.ReplyRow)
handoffs = _table(desk.HandoffRow)
notes = _table(desk.NoteRow)
drafts = _table(desk.DraftRow)
events = _table(desk.EventRow)
timers = _table(desk.TimerRow)
marks = _table(desk.MarkRow)
change_keys = _table(desk.ChangeKeyRow)
lanes = _table(outbox.LaneRow)
deliveries = _table(outbox.DeliveryRow)
messages = _table(outbox.MessageRow)
troubles = _table(health.TroubleRow)
storms = _table(_storms.StormRow)
waves = _table(_waves.WaveRow)
spend = _table(_spend.SpendRow)
budget_warnings = _table(_spend.BudgetWarningRow)
topics = _table(_topics.TopicRow)
wishes = _table(_topics.WishRow)
errands = _table(memory.ErrandRow)
lessons = _table(memory.LessonRow)
lesson_words = _table(memory.LessonWordRow)
offers = _table(memory.OfferRow)
consultations = _table(memory.ConsultationRow)
quoted_cases = _table(memory.QuotedCaseRow)
assistant_days = _table(memory.AssistantDayRow)
questions = _table(_questions.QuestionRow)
acts = _table(_inbox.ActRow)
reports = _table(_reports.ReportRow)
turns = _table(_turns.TurnRow)
