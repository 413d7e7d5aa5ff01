"""Plain rules in the assistant's place: what a post is, at once, whatever is written there."""

import time
from datetime import timedelta
from statistics import median

import pytest

from bot.ai.experience import Experience
from bot.ai.language import language, prepare
from bot.ai.rules import Rules
from bot.cases.case import Mention, Priority
from bot.cases.judgement import Correction, Judgement, Kind, Sentiment
from tests.ai.odd import ODD
from tests.cases.samples import NOON, mention, settings

RULES = Rules(settings())


def judged(text: str, rules: Rules = RULES, **about: object) -> Judgement:
    return rules.judge(mention(text=text, **about))


def said(text: str, number: int = 7, **what: object) -> Correction:
    return Correction(text=text, by="U0ANN", at=NOON + timedelta(minutes=number), number=number, **what)


@pytest.mark.parametrize(
    "text, kind",
    [
        ("@acmeair you lost my bag and nobody answers the phone", Kind.COMPLAINT),
        ("@acmeair tercera vez, nadie contesta y mi maleta está perdida", Kind.COMPLAINT),
        ("@acmeair ich warte seit drei Stunden, niemand hilft", Kind.COMPLAINT),
        ("@acmeair what time does check-in open?", Kind.QUESTION),
        ("@acmeair thank you, the crew was wonderful", Kind.PRAISE),
        ("@acmeair thanks! do you fly to Oslo?", Kind.QUESTION),
        ("@acmeair it would be great if you could pick a seat in the app", Kind.IDEA),
        ("@acmeair do you offer group booking?", Kind.LEAD),
        ("Breaking: Acme Air announces a merger", Kind.NEWS),
        ("@acmeair 🙂", Kind.NOISE),
    ],
)
def test_the_kind_by_what_is_said(text: str, kind: Kind) -> None:
    assert judged(text).kind is kind


def test_the_mood_follows_the_kind() -> None:
    moods = [
        judged(text).sentiment for text in ("the worst airline, my bag is lost", "thank you!", "when do you open?")
    ]
    assert moods == [Sentiment.NEGATIVE, Sentiment.POSITIVE, Sentiment.NEUTRAL]


def test_the_topic_is_the_teams_own_word_before_ours() -> None:
    assert judged("my luggage is not on the carousel").topic == "luggage"
    assert judged("two hours delayed, and now a further delay").topic == "delay"
    assert judged("hello").topic == ""


def test_personal_data_in_public_is_named() -> None:
    assert judged("call me on +44 7700 900123 please").personal == ("phone number",)


async def test_the_language_is_the_networks_or_what_the_detector_is_sure_of() -> None:
    await prepare()
    unknown = [judged(text, language=None).language for text in ("¿Dónde está mi maleta perdida?", "@acmeair haha 😡")]
    assert unknown == ["es", None] and judged("where is it?", language="de").language == "de"
    assert language("Guten Tag, wo ist mein Koffer?") == "de"


async def test_a_case_like_one_that_people_corrected_is_judged_as_they_said() -> None:
    rules = Rules(settings())
    await rules.learn(
        [said("where is the stroller of my twins?", team="baggage", topic="stroller", kind=Kind.COMPLAINT)]
    )
    found = judged("@acmeair where is our stroller, with twins?", rules)
    assert (found.team, found.topic, found.kind) == ("baggage", "stroller", Kind.COMPLAINT)
    assert judged("where is the lounge?", rules).team is None


async def test_the_newest_of_like_corrections_counts_and_priority_is_only_raised() -> None:
    rules = Rules(settings())
    await rules.learn(
        [
            said("bitte die Klimaanlage prüfen", 3, priority=Priority.LOW),
            said("bitte die Klimaanlage prüfen", 9, priority=Priority.URGENT),
        ]
    )
    found = judged("@acmeair die Klimaanlage bitte prüfen", rules)
    assert (found.urgency, found.reason) == (Priority.URGENT, "like #9")
    await rules.learn([said("stranded at the airport hotel", 4, priority=Priority.LOW)])
    assert judged("stranded at the airport hotel", rules).urgency is Priority.URGENT


async def test_what_was_not_for_us_is_noise_the_next_time() -> None:
    rules = Rules(settings())
    await rules.learn([said("win a free ticket with acme quiz", not_for_us=True)])
    assert judged("Win a free ticket with the ACME quiz!", rules).kind is Kind.NOISE


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
async def test_whatever_is_written_is_judged_with_a_few_plain_words(text: str) -> None:
    await prepare()
    rules = Rules(settings())
    await rules.learn([said(each, nth, kind=Kind.IDEA) for nth, each in enumerate(ODD.values()) if each != text])
    found = judged(text, rules, language=None)
    assert found.kind in Kind and len(found.topic) <= 40 and "\n" not in found.topic


def test_text_that_says_nothing_is_no_complaint() -> None:
    kinds = {name: judged(ODD[name]).kind for name in ("empty", "emoji only")}
    assert kinds == {"empty": Kind.NOISE, "emoji only": Kind.NOISE}


async def test_a_post_costs_little_more_however_much_was_learnt() -> None:
    """In the median of posts, each at the best of several tries, since the machine may be busy with others."""
    few, many = Rules(settings()), Rules(settings())
    words = ["bag", "flight", "delayed", "crew", "seat", "refund", "gate", "hotel", "agent", "phone", "line", "hours"]
    texts = [f"@acmeair {words[n % 12]} {words[n // 12 % 12]} {words[n // 144 % 12]} please" for n in range(5_000)]
    learnt = [said(text, nth, kind=Kind.COMPLAINT) for nth, text in enumerate(texts)]
    await few.learn(learnt[:50])
    await many.learn(learnt)
    posts = [mention(text=f"{text} and nobody has answered us since the day before") for text in texts[:60]]
    assert median(cost(many, post) / cost(few, post) for post in posts) < 10


def cost(rules: Rules, post: Mention) -> float:
    """Seconds of the processor."""

    def once() -> float:
        began = time.thread_time()
        rules.judge(post)
        return time.thread_time() - began

    return min(once() for _ in range(8))


def test_nothing_is_like_anything_where_nothing_was_said() -> None:
    assert Experience().like("lost bag") is None and Experience([said("")]).like("") is None
