"""Which team a mention is likely for, by the desk's keywords."""

from bot.cases.case import Mention
from bot.cases.priority import found
from bot.cases.settings import Settings


def team_for(mention: Mention, settings: Settings) -> str | None:
    """The first team of the desk file one of whose keywords stands in the post, or in the post it answers or quotes."""
    context = [snippet.text for snippet in (mention.parent, mention.quoted) if snippet]
    for text in (mention.text, *context):
        for team in settings.teams:
            if found(text, team.keywords):
                return team.name
    return None
