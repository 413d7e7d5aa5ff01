"""Answer in public from Slack: button, modal, `/reply`, `reply text` in a thread, and a message shortcut."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases.lifecycle import Step
from bot.slack.answers import answers
from bot.slack.context import Office
from bot.slack.ids import Button, Input, Modal, Shortcut
from bot.slack.live import LiveCount
from bot.slack.reply import decided, suggest, thread, window
from bot.slack.suggestions import WISHES


def register(app: AsyncApp, office: Office) -> None:
    count = LiveCount(office, window.recounted, suggest.rested)
    office.steps |= {
        Step.REPLY: window.reply_clicked,
        Step.USE: window.use_clicked,
        Step.UNDO: decided.undo_clicked,
        Step.TRY_AGAIN: decided.try_again_clicked,
        Step.IS_THERE: decided.is_there_clicked,
        Step.POST_AGAIN: decided.post_again_clicked,
        Step.CHECK_AGAIN: decided.check_again_clicked,
    }
    office.leads |= {Step.REPLY: window.lead}
    office.verbs |= {"reply": thread.reply_said}
    app.command("/reply")(answers(office, window.reply_commanded))
    app.shortcut(Shortcut.REPLY_WITH_THIS)(answers(office, window.reply_with_this))
    for each in WISHES:
        app.action(each)(answers(office, suggest.suggest_clicked))
    app.action(Button.READ_BACK)(answers(office, suggest.read_back))
    app.action(Button.USE_DRAFT)(answers(office, suggest.use_clicked))
    app.action(Input.ASK_FOR)(answers(office, suggest.wished))
    app.action(Input.REPLY)(answers(office, count.typed))
    app.view(Modal.REPLY)(answers(office, count.ending(window.reply_submitted)))
    app.view_closed(Modal.REPLY)(answers(office, window.reply_closed))
    app.action(Button.SEND)(answers(office, thread.send_clicked))
    app.action(Button.EDIT)(answers(office, thread.edit_clicked))
