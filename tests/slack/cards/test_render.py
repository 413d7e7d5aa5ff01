"""What every message has in common."""

from dataclasses import replace

from bot.cases import views
from bot.slack import cards
from bot.slack.ids import Target
from tests.cases.samples import NOON, case, handoff
from tests.slack.looks import POSTED, card, drawn, everything, note, people


def test_the_people_in_a_message_are_known_beforehand():
    assert cards.people_in(views.card(case(), NOON)) == frozenset()
    assert cards.people_in(views.reply(case(), replace(POSTED, approved_by="U0BEN"))) == {"U0ANN", "U0BEN"}
    assert cards.people_in(views.note(case(), note(text="<@U0BEN> <@bad id> <!here>"))) == {"U0ANN", "U0BEN"}
    assert cards.people_in(views.handoff(case(replies=(replace(POSTED, by="U0BEN"),)), handoff())) == {"U0ANN", "U0BEN"}


def test_every_button_can_be_read_back():
    for message in everything(case()):
        for block in drawn(message).blocks:
            for element in block.get("elements", []):
                if "value" in element:
                    target = Target.read(element["value"])
                    assert target.case == 12 or target.topic


def test_a_message_can_do_without_its_looks():
    assert cards.bare(views.card(case(), NOON), people).text == card().text
