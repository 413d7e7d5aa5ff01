"""A case's card for one person alone: with the buttons that they may press, and those work there too."""

from dataclasses import replace

from bot.cases import views
from bot.cases.case import Case
from bot.cases.lifecycle import Step
from bot.slack.cards import render
from bot.slack.context import Answer, Office
from bot.slack.lists import May


def own_card(office: Office, case: Case, may: May) -> Answer:
    view = views.card(case, office.now())
    offered = view.suggestion if may(Step.ASK_SUGGESTED) else None
    card = render(replace(view, steps=tuple(filter(may, view.steps)), suggestion=offered), office.people.shown)
    return Answer(text=card.text, blocks=card.blocks)
