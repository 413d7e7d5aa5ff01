"""Drafts without a machine: earlier answers and snippets, for this customer, with their sources."""

import pytest

from bot.ai.earlier import drafts
from bot.cases.drafts import Source
from bot.cases.settings import Assistant, Desk
from tests.ai.odd import ODD
from tests.cases import samples
from tests.cases.samples import author, settings


def offered(*answers: str, text: str = "where is my bag?", name: str = "Omar Haddad", **about: object) -> list[str]:
    sources = [Source(name=f"#{nth}", answer=answer) for nth, answer in enumerate(answers, start=1)]
    case = samples.case(posts=(samples.post(text=text),), author=author(handle="omar", name=name))
    return [draft.text for draft in drafts(case, sources, settings(**about))]


def test_earlier_answers_come_word_for_word_with_their_source_and_as_our_own() -> None:
    [draft] = drafts(samples.case(), [Source(name="#7", answer="We call you today.")], settings())
    assert (draft.text, draft.sources, draft.own) == ("We call you today.", ("#7",), True)


@pytest.mark.parametrize(
    "answer, name, shown",
    [
        ("@vera Hi Vera, we look for it.", "Omar Haddad", "Hi Omar, we look for it."),
        ("Hola Vera, lo buscamos.", "Omar", "Hola Omar, lo buscamos."),
        ("Hi Vera! We look for it.", "✈️ traveller", "Hi! We look for it."),
        ("Hi there, we look for it.", "Omar", "Hi there, we look for it."),
        ("Hi, we look for it.", "Omar", "Hi, we look for it."),
    ],
)
def test_a_greeting_is_for_this_customer(answer: str, name: str, shown: str) -> None:
    assert offered(answer, name=name) == [shown]


@pytest.mark.parametrize(
    "answer, to, name, shown",
    [
        ("We are sorry, Janek. We look.", "Janek Moritz", "Omar Haddad", ["We are sorry, Omar. We look."]),
        ("We are sorry, Janek!", "janek", "春野そら", ["We are sorry!"]),
        ("Hi Janek, we look.", "Janek Moritz", "Omar", ["Hi Omar, we look."]),
        ("We told Janek so.", "Janek Moritz", "Omar", []),
        ("Mr Moritz, we look.", "Janek Moritz", "Omar", []),
        ("We told Janek so.", "Janek Moritz", "Janek Olsen", ["We told Janek so."]),
        ("The crew looks.", "The Traveller", "Omar", ["The crew looks."]),
        ("We look.", "✈️ 42", "Omar", ["We look."]),
    ],
)
def test_whoever_was_answered_then_is_not_named(answer: str, to: str, name: str, shown: list[str]) -> None:
    case = samples.case(posts=(samples.post(),), author=author(handle="omar", name=name))
    assert [draft.text for draft in drafts(case, [Source(name="#1", answer=answer, to=to)], settings())] == shown


@pytest.mark.parametrize("answer", ["We told @ben too.", "Your booking code is X7K9PQ.", "@vera ", "a" * 300, ""])
def test_what_names_another_customer_or_does_not_fit_is_left_out(answer: str) -> None:
    assert offered(answer) == []


def test_the_signature_of_then_is_taken_off() -> None:
    desk = Desk(channel="C0MENTIONS", signature="^{initials}")
    assert offered("We look for it. ^BB", desk=desk) == ["We look for it."]


def test_the_same_answer_is_offered_once_and_three_at_most() -> None:
    assert offered("One.", "One.", "Two.", "Three.", "Four.") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("text", ["my bag!", "the suitcase is gone", "wo ist mein Koffer?"])
def test_snippets_that_share_a_word_or_a_topic_with_the_post_follow(text: str) -> None:
    snippets = Assistant(snippets=("Report a missing bag at acme.example/bags.", "Refunds take five days."))
    found = drafts(samples.case(posts=(samples.post(text=text),)), [], settings(assistant=snippets))
    assert [(draft.text, draft.sources) for draft in found] == [(snippets.snippets[0], ("snippet 1",))]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_whatever_a_customer_wrote_and_is_called_the_answers_stand(text: str) -> None:
    assert offered("Hi Vera, we look.", text=text, name=text[:50] or "x")[0].endswith(", we look.")
