"""Lists of cases, the desk at a glance, the App Home, and the preview of a reply written in a thread."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.ports.queries import Backlog, Overview
from bot.slack import lists
from bot.slack.draft import weigh
from bot.slack.ids import Target
from tests.cases.samples import NOON, case
from tests.slack.looks import HOSTILE, accepted, accepted_view, buttons, mrkdwn, words
from tests.slack.test_modals import line

HOME = "https://acme.slack.com/"


@dataclass(frozen=True)
class Look:
    network: str = "x"
    at: datetime | None = NOON
    problem: str = ""


def accessories(blocks: list[dict]) -> list[str]:
    return [block["accessory"]["text"]["text"] for block in blocks if "accessory" in block]


def test_each_line_links_to_its_case_and_offers_what_is_wanted_next():
    blocks = accepted(lists.cases([line(owner="U0ANN", due=NOON, priority=1), line(13)], NOON, HOME))
    shown = words(blocks)
    assert "*<https://acme.slack.com/archives/C0MENTIONS/p1795176000000100|#12>*" in shown
    assert ":red_circle:  ·  <@U0ANN>  ·  :rotating_light: Late since <!date^" in shown
    assert accessories(blocks) == ["Reply", "Claim"]
    assert Target.read(blocks[2]["accessory"]["value"]).case == 12


def test_what_a_case_waits_for_is_said():
    lines = [line(owner="U0ANN", waiting_for=waits, due=None) for waits in ("customer", "team", "snooze")]
    shown = words(accepted(lists.cases(lines, NOON, HOME)))
    for said in ("<@U0ANN>  ·  waits for the customer", "waits for a team", "snoozed"):
        assert said in shown


def test_a_case_whose_card_does_not_stand_yet_is_listed_without_a_link():
    assert "*#12*" in words(accepted(lists.cases([line(ts=None)], NOON, HOME)))


def test_many_cases_are_cut_and_none_is_said():
    many = lists.cases([line(n) for n in range(1, 500)], NOON, HOME)
    assert len(accessories(accepted(many))) == lists.SHOWN
    assert "… and more." in words(many)
    assert "Nothing waits here." in words(accepted(lists.cases([], NOON, HOME, "Yours")))


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "directions", "lines", "long", "empty", "broken"])
def test_hostile_words_stay_plain_in_lists(text: str):
    for blocks in (lists.cases([line(text=text, handle="_a_")], NOON, HOME), lists.cases([], NOON, HOME, text or "x")):
        assert not any("<!" in each.replace("<!date", "") for each in mrkdwn(accepted(blocks)))


def test_home_shows_each_case_once_where_it_matters_most():
    view = accepted_view(
        lists.home_view([line(1), line(2)], [line(3)], [line(2)], NOON, HOME, "Acme Air", "C0MENTIONS")
    )
    shown = words(view["blocks"])
    assert shown.index("*Late*") < shown.index("|#2>") < shown.index("*Yours*") < shown.index("|#1>")
    assert shown.index("|#1>") < shown.index("*Nobody has these yet*") < shown.index("|#3>")
    assert shown.count("|#2>") == 1


def test_an_empty_home_teaches_in_three_steps():
    shown = words(accepted_view(lists.home_view([], [], [], NOON, HOME, "Acme Air", "C0MENTIONS"))["blocks"])
    for expected in (
        ":one:",
        ":two:",
        ":three:",
        "<#C0MENTIONS>",
        "`/cases`",
        "`/reply #12`",
        "`/escalate",
        "`/assign",
        "`/desk`",
    ):
        assert expected in shown


def test_a_full_home_fits():
    full = [line(n, text="x" * 25_000) for n in range(1, 101)]
    accepted_view(
        lists.home_view(full, [line(n) for n in range(200, 300)], full[50:], NOON, HOME, "A" * 300, "C0MENTIONS")
    )


def test_the_desk_says_its_figures_its_networks_and_what_waits():
    overview = Overview(
        open=1_000,
        unowned=3,
        late=1,
        opened_today=120,
        answered_today=99,
        unsure=0,
        last_mention_at=NOON,
        lanes=(
            Backlog(lane="T0ACME/post/C0MENTIONS", waiting=12, oldest=NOON, problem="I am not in <#C0MENTIONS>."),
            Backlog(
                lane="T0ACME/publish/x:acmeair",
                waiting=2,
                oldest=NOON - timedelta(hours=1),
                problem="X is out of credits.",
            ),
            Backlog(lane="T0ACME/edit", waiting=0, oldest=None, problem=""),
        ),
    )
    shown = words(
        accepted(lists.desk(overview, [Look(), Look(at=None), Look(problem="X asks for a pause.")], "Acme Air"))
    )
    for expected in (
        "*Open*\n1,000 or more",
        "*Late*\n1",
        "Last mention <!date^",
        ":large_green_circle: *X* last read <!date^",
        ":white_circle: *X* not read yet",
        ":warning: *X* last read",
        "12 messages to <#C0MENTIONS> wait",
        "2 public answers wait",
        "X is out of credits.",
    ):
        assert expected in shown
    assert "updates of cards" not in shown


IDLE = Overview(open=0, unowned=0, late=0, opened_today=0, answered_today=0, unsure=0, last_mention_at=None)


def test_a_calm_desk_says_in_one_line_that_everything_is_read():
    looks = [Look("X: mentions"), Look("X: own posts", NOON - timedelta(seconds=9))]
    shown = words(accepted(lists.desk(IDLE, looks, "Acme Air")))
    assert shown.count("last read") == 1
    assert f":large_green_circle: *X* last read <!date^{int(NOON.timestamp()) - 9}^" in shown


def test_a_send_that_nobody_knows_of_is_shown_with_its_age():
    shown = words(accepted(lists.desk(replace(IDLE, unsure=2, unsure_since=NOON), [], "Acme Air")))
    assert "Nobody knows of 2 messages whether they arrived, since <!date^" in shown


def test_a_storm_is_named():
    shown = words(accepted(lists.desk(replace(IDLE, storms=(("C0MENTIONS", NOON),)), [], "Acme Air")))
    assert "*Storm* in <#C0MENTIONS> since <!date^" in shown


def test_an_idle_desk_has_a_page_too():
    assert "No mention yet" in words(accepted(lists.desk(IDLE, [], "Acme Air")))


def test_the_preview_shows_what_will_be_posted_and_offers_send():
    text, blocks = lists.preview(case(), weigh("Sorry :pray:", "x", "^{initials}", "Ann Meyer"), "Sorry :pray:", 7)
    shown = words(accepted(blocks))
    assert "Sorry 🙏 ^AM" in shown
    assert "12 of 280 as X counts" in shown
    assert "to @vera on X. Only you see this." in shown
    assert buttons(blocks) == ["Send", "Edit…"]
    assert json.loads(blocks[-1]["elements"][0]["value"]) == {"v": 1, "case": 12, "seen": 7, "text": "Sorry :pray:"}
    assert text == "Will be posted to @vera on X: Sorry 🙏 ^AM"


@pytest.mark.parametrize("written", ["", "x" * 300, "Ask <@U0BEN>", "x" * 3_000])
def test_what_cannot_go_can_only_be_edited(written: str):
    _, blocks = lists.preview(case(), weigh(written, "x", "", ""), written, 7)
    assert buttons(accepted(blocks)) == ["Edit…"]


def test_an_answer_of_families_of_emoji_still_travels_with_its_button():
    written = "👩‍👩‍👧‍👦" * 140
    _, blocks = lists.preview(case(), weigh(written, "x", "", ""), written, 7)
    assert buttons(accepted(blocks)) == ["Send", "Edit…"]
