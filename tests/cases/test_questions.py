"""What plain words ask for, and which days they name."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cases.questions import FOR_APPROVERS, PROMPTS, Lookup, Period, Read, Which, period, understood
from tests.cases import samples

TODAY = date(2026, 3, 18)  # a Wednesday
LATE = Lookup(read=Read.CASES, which=Which.LATE)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("what is late?", LATE),
        ("Is anything OVERDUE", LATE),
        ("Which cases are mine?", Lookup(read=Read.CASES, which=Which.MINE)),
        ("what do I have", Lookup(read=Read.CASES, which=Which.MINE)),
        ("which cases has nobody claimed?", Lookup(read=Read.CASES, which=Which.UNOWNED)),
        ("What is waiting for approval?", Lookup(read=Read.CASES, which=Which.APPROVAL)),
        ("Who has most cases?", Lookup(read=Read.OWNERS)),
        ("how many cases are late?", Lookup(read=Read.FIGURES)),
        ("How does the desk stand?", Lookup(read=Read.FIGURES)),
        ("what is open", Lookup(read=Read.CASES)),
        ("What about #12?", Lookup(read=Read.CASE, number=12)),
        ("show me case 7", Lookup(read=Read.CASE, number=7)),
        ("what did @Vera_W write?", Lookup(read=Read.CASES, customer="Vera_W")),
        ("how did we answer lost bags?", Lookup(read=Read.ANSWERS, words="lost bags")),
        ("What have we said about delayed flights", Lookup(read=Read.ANSWERS, words="delayed flights")),
        (
            "how did we answer lost bags last month?",
            Lookup(read=Read.ANSWERS, words="lost bags", period=Period(first=date(2026, 2, 1), last=date(2026, 2, 28))),
        ),
    ],
)
def test_a_handful_of_questions_is_understood_by_their_words(question, wanted):
    assert understood(question, TODAY) == wanted


@pytest.mark.parametrize("question", ["", "hello?", "resolve everything", "😡😡😡", "tell me a joke", "где мой багаж"])
def test_anything_else_is_not(question):
    assert understood(question, TODAY) is None


BAGS = Lookup(read=Read.ANSWERS, words="lost bags", period=Period(first=date(2026, 2, 1), last=date(2026, 2, 28)))
LAST_WEEK = Period(first=date(2026, 3, 9), last=date(2026, 3, 15))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("And last week?", replace(BAGS, period=LAST_WEEK)),
        ("last week", replace(BAGS, period=LAST_WEEK)),
        ("what about delays?", replace(BAGS, words="delays")),
        ("and refunds this month?", Lookup(read=Read.ANSWERS, words="refunds", period=period("this month", TODAY))),
        ("and what is late?", LATE),
        ("thanks", None),
    ],
)
def test_a_question_may_lean_on_the_one_before_it(question, wanted):
    before = [samples.question("how did we answer lost bags last month?", reads=(BAGS,)), samples.question("hello?")]
    assert understood(question, TODAY, before) == wanted
    assert understood("and last week?", TODAY) is None
    assert understood("and last week?", TODAY, [samples.question("what is late?", reads=(LATE,))]) is None


def test_what_can_be_asked_with_one_click_is_understood():
    assert all(understood(question, TODAY) for question in (*PROMPTS, *FOR_APPROVERS))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("today", (3, 18), (3, 18)),
        ("yesterday", (3, 17), (3, 17)),
        ("this week", (3, 16), (3, 18)),
        ("last week", (3, 9), (3, 15)),
        ("this month", (3, 1), (3, 18)),
        ("in the last 10 days", (3, 8), (3, 18)),
        ("in the past 2 weeks", (3, 4), (3, 18)),
    ],
)
def test_the_days_that_a_question_names(said, first, last):
    assert period(said, TODAY) == Period(first=date(2026, *first), last=date(2026, *last))


def test_a_question_of_any_length_is_read_at_once():
    assert understood("x" * 25_000, TODAY) is None
    assert understood("what is late? " * 3_000, TODAY) == LATE
