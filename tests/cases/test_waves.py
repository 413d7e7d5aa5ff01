"""Waves of near-identical complaints: recognised among others, and answered in words that take turns."""

import random

import pytest

from bot.cases import refusals, waves
from bot.cases.case import Actor
from bot.cases.waves import ALIKE, LEAST, Answer, Said
from tests.cases.samples import NOON, author

INCIDENT = "the app logs me out every time i try to check in for my flight to oslo"
SPARE = ["please", "again", "still", "since", "morning", "nothing", "works", "really", "help", "now", "phone", "twice"]
OTHERS = (
    "my suitcase never arrived in {0} and nobody picks up the phone",
    "waiting for my refund since {0}, what is going on with you",
    "the crew on {0} was rude to an old lady, unacceptable",
    "stuck on the tarmac in {0} for two hours without water",
    "can i bring a {0} on board as hand luggage?",
    "your lounge in {0} is closed and the website says it is open",
    "seat {0} is broken again and the screen is dead too",
    "thank you {0} crew, best flight in years",
)


def said(texts):
    return [Said(case=number, text=text, activity=0) for number, text in enumerate(texts)]


def garbled(rng, changes):
    """The incident as another customer puts it: so many words left out, replaced or added."""
    words = INCIDENT.split()
    for _ in range(changes):
        at = rng.randrange(len(words))
        words[at : at + 1] = rng.choice(([], [rng.choice(SPARE)], [words[at], rng.choice(SPARE)]))
    return f"@acmeair {' '.join(words)} https://t.co/{rng.randrange(10**6)} 😡"


def others(rng, count):
    return [rng.choice(OTHERS).format(rng.choice(SPARE) + str(rng.randrange(99))) for _ in range(count)]


@pytest.mark.parametrize(("changes", "least"), [(0, 1.0), (2, 1.0), (4, 0.97)])
def test_a_wave_is_found_among_other_complaints_and_takes_none_of_them(changes, least):
    rng = random.Random(7)
    incident = [garbled(rng, changes) for _ in range(300)]
    crowd = [INCIDENT, *incident, *others(rng, 150)]
    rng.shuffle(crowd)
    found = {each.text for each in waves.largest(said(crowd))}
    assert found <= {INCIDENT, *incident}
    assert sum(text in found for text in incident) >= least * 300


def test_unlike_complaints_are_no_wave():
    words = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(600)]
    rng = random.Random(3)
    assert waves.largest(said(" ".join(rng.sample(words, 12)) for _ in range(400))) == ()
    assert waves.largest(said([INCIDENT] * (LEAST - 1))) == () and waves.largest([]) == ()


def test_two_words_of_twelve_may_differ_and_not_many_more():
    twelve = "the belt at arrivals has been standing still for over an hour"
    two = twelve.replace("arrivals", "gates").replace("an hour", "one hour")
    five = "that belt at gates was standing quite still for nearly an eternity"
    assert waves.alike(waves.shingles(twelve), waves.shingles(two))
    assert not waves.alike(waves.shingles(twelve), waves.shingles(five))
    assert ALIKE == 0.5


def test_those_that_resemble_an_example_are_found_again():
    crowd = said([INCIDENT, f"{INCIDENT}!!", OTHERS[0]])
    assert [each.case for each in waves.of(INCIDENT, crowd)] == [0, 1]
    assert [each.case for each in waves.of(OTHERS[0], crowd)] == [2]
    assert waves.of("", crowd) == []


CUSTOMERS = [author(id=str(n), name=name, handle=f"h{n}") for n, name in enumerate(("Vera Winter", "Omar", "✈️✈️"))]
WORDINGS = ["Hi {first_name}, we are fixing the app.", "{first_name}, sorry! Please check in on our website for now."]


def test_the_wordings_take_turns_and_call_customers_by_name():
    answer, said = answering(), []
    for customer in CUSTOMERS:
        said.append(waves.next_text(answer, customer))
        answer = waves.answered(answer)
    assert said == [
        "Hi Vera, we are fixing the app.",
        "Omar, sorry! Please check in on our website for now.",
        "Hi @h2, we are fixing the app.",
    ]


def test_after_a_case_that_is_left_out_the_other_wording_still_has_its_turn():
    answer = waves.left_out(waves.answered(answering()), 12)
    assert waves.next_text(answer, CUSTOMERS[2]).endswith("on our website for now.")


def test_the_end_says_how_many_were_answered_and_names_the_others():
    answer = answering()
    for _ in CUSTOMERS:
        answer = waves.answered(answer)
    assert waves.told(answer) == "<@U0ANN>, your replies to 3 customers are on their way."
    for number in range(30):
        answer = waves.left_out(answer, number)
    nobody = waves.left_out(answering(), 4)
    assert waves.told(nobody).startswith("<@U0ANN>, no reply went out. 1 could not be answered like this")
    assert "30 could not be answered like this" in waves.told(answer) and waves.told(answer).endswith("#19 …")


@pytest.mark.parametrize(
    "wordings", [WORDINGS[:1], [WORDINGS[0]] * 2, [WORDINGS[0], "Hi, we are fixing the app!"], ["", ""]]
)
def test_the_same_text_never_goes_out_twice_in_a_row(wordings):
    with pytest.raises(refusals.SaysTheSameTwice):
        waves.check(wordings)


@pytest.mark.parametrize("blank", ["{name}", "{First_Name}", "{ first_name }", "{case}"])
def test_a_blank_that_nobody_fills_in_is_not_sent_to_everybody(blank):
    with pytest.raises(refusals.UnknownPlace, match=f"{blank} would go out as it stands there"):
        waves.check([WORDINGS[0], f"{blank}, {WORDINGS[1]}"])


def answering():
    return Answer(by=Actor(id="U0ANN"), storm=1, wordings=tuple(WORDINGS), cases=((1, 0),) * 3, begun_at=NOON)
