"""`/desk report`: the last seven days in figures, for the leads, at any time."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases.lifecycle import Step
from bot.cases.views import ReportView
from bot.desk.report import lately
from bot.slack.asked import Asked
from bot.slack.blocks import Json, modal
from bot.slack.cards import report
from bot.slack.context import Office
from bot.slack.ids import Modal


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.REPORT: report_asked}
    office.orders |= {"report": report_asked}


async def report_asked(asked: Asked) -> None:
    async def draw() -> Json:
        office = asked.office
        told = await lately(office.desk, office.queries, office.assistant, asked.actor)
        return modal(Modal.LOADING, "Report", report.blocks(ReportView(report=told, desk=office.settings.desk.name)))

    await asked.open(Step.REPORT, draw)
