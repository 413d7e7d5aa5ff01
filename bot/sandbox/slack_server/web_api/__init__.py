"""Every Web API method by its name."""

from bot.sandbox.slack_server.web_api import assistant, chat, conversations, files, others, users, views
from bot.sandbox.slack_server.web_api.method import Method

METHODS: dict[str, Method] = {
    **assistant.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **others.METHODS,
    **users.METHODS,
    **views.METHODS,
}
