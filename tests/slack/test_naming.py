"""How people name cases, colleagues, teams and times."""

from datetime import UTC, datetime

import pytest

from bot.slack import naming, verbs

NOW = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("#12", 12, ""),
        ("12 hello", 12, "hello"),
        ("#12: hello\nyou", 12, "hello\nyou"),
        ("#12,hello", 12, "hello"),
        ("12th of May", None, "12th of May"),
        ("hello #12", None, "hello #12"),
        ("#9999999999", None, "#9999999999"),
        ("", None, ""),
    ],
)
def test_a_case_is_named_by_its_number(text: str, number: int | None, rest: str):
    named, left = naming.case(text)
    assert (named.number if named else None, left) == (number, rest)


@pytest.mark.parametrize(
    ("link", "stamps"),
    [
        ("https://acme.slack.com/archives/C0A/p1795306799005087", ("1795306799.005087",)),
        (
            "https://acme.slack.com/archives/C0A/p1795306799005087?thread_ts=1795306700.000001&amp;cid=C0A",
            ("1795306700.000001", "1795306799.005087"),
        ),
    ],
)
@pytest.mark.parametrize("form", ["{}", "<{}>", "<{}|a message>"])
def test_a_link_names_the_thread_first_and_then_the_message(link: str, stamps: tuple[str, ...], form: str):
    named, rest = naming.case(form.format(link) + " and more")
    assert named is not None
    assert (named.channel, named.stamps, rest) == ("C0A", stamps, "and more")


@pytest.mark.parametrize(
    ("text", "person", "rest"),
    [
        ("<@U0BEN|ben>", "U0BEN", ""),
        ("please <@W0BEN> now", "W0BEN", "please   now"),
        ("@ben", None, "@ben"),
        ("<@B0T>", None, "<@B0T>"),
    ],
)
def test_a_colleague_is_named_by_a_mention(text: str, person: str | None, rest: str):
    assert naming.person(text) == (person, rest)


@pytest.mark.parametrize(
    ("text", "team", "reason"),
    [
        ("baggage where is it", "baggage", "where is it"),
        ("Baggage: where", "baggage", "where"),
        ("baggage claim where", "baggage claim", "where"),
        ("baggage  Claim", "baggage claim", ""),
        ("@baggage where", "baggage", "where"),
        ("baggages where", None, "baggages where"),
        ("", None, ""),
    ],
)
def test_the_longest_name_of_a_team_wins(text: str, team: str | None, reason: str):
    assert naming.team(text, ("baggage", "baggage claim")) == (team, reason)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BOT> claim", verbs.Said("claim", "")),
        ("<@U0BOT|desk>: Reply  Hello &amp; bye\nnow ", verbs.Said("reply", "Hello &amp; bye\nnow")),
        ("<@U0BOT>", verbs.Said("help", "")),
        ("<@U0BOT> what is this", verbs.Said("", "what is this")),
        ("hello <@U0BOT> claim", None),
        ("<@U0BEN> claim", None),
    ],
)
def test_words_to_the_bot_begin_with_its_name(text: str, said: verbs.Said | None):
    assert verbs.parse(text, "U0BOT") == said
