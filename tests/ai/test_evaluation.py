"""The evaluation: what is read, what is judged by what, and how a method is scored; over the wire for a model."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ai.evaluation import methods
from bot.ai.evaluation.methods import CURVE, by_model, table
from bot.ai.evaluation.posts import Post, read, splits
from bot.ai.evaluation.score import score
from bot.app.evaluate import SETTINGS, evaluate
from bot.cases.judgement import Judgement
from bot.config import Environment
from bot.ports.assistant import NoHelp
from bot.ports.faults import Fault
from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import CHAT, KEY
from tests.ai.odd import ODD
from tests.outside import FakeAssistant, as_assistant

BAD, GOOD = "my bag is lost and the phone line {} is useless", "thank you, flight {} was wonderful"


def some(each: int, *groups: str) -> list[Post]:
    return [
        post
        for group in groups
        for nth in range(each)
        for post in (Post(BAD.format(f"{group}{nth}"), True, group), Post(GOOD.format(f"{group}{nth}"), False, group))
    ]


def file(folder: Path, text: str) -> Path:
    written = folder / "posts.csv"
    written.write_text(text, encoding="utf-8")
    return written


def test_a_file_is_read_with_the_columns_that_are_named(tmp_path: Path) -> None:
    given = file(tmp_path, 'airline,mood,text\nA,Negative,"lost, again"\nB,neutral,hello\nB,positive,\n')
    assert read(given, "mood", "airline") == [
        Post("lost, again", True, "A"),
        Post("hello", False, "B"),
        Post("", False, "B"),
    ]
    assert [post.group for post in read(given, "mood")] == ["", "", ""]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "needs a column text and a column label"),
        ("text,mood\nhello,good\n", "needs a column text and a column label"),
        ("text,label\nhello,positive\n", "must call some posts complaint or negative, and others not"),
        ("text,label\nhello,negative\n", "must call some posts complaint or negative, and others not"),
    ],
)
def test_a_file_that_says_nothing_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Fault, match=sentence):
        read(file(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="No such file"):
        read(tmp_path / "none.csv")
    (tmp_path / "odd.csv").write_bytes(b"text,label\n\xff\xfe,1\n")
    with pytest.raises(Fault, match="no CSV file in UTF-8"):
        read(tmp_path / "odd.csv")


@pytest.mark.parametrize("own", [False, True])
def test_no_text_is_judged_by_what_it_taught(own: bool) -> None:
    posts = [
        *some(20, "A", "B"),
        Post("Lost again!", True, "A"),
        Post("lost AGAIN", True, "B"),
        Post("lost again", True, "A"),
    ]
    for split in splits(posts, own=own):
        judged = {post.text.casefold().strip("!") for post in split.judged}
        assert judged and not judged & {post.text.casefold().strip("!") for post in split.teaching}
        assert {post.group for post in split.judged} == {split.group}
        assert (split.group in {post.group for post in split.teaching}) is own


def test_each_post_is_judged_once_but_those_that_are_left_out() -> None:
    posts = some(50, "A", "B")
    assert sorted(post.text for split in splits(posts) for post in split.judged) == sorted(post.text for post in posts)
    left = [{post.text for split in splits(posts, 5, own) for post in split.judged} for own in (False, True)]
    assert left[0] == left[1] and 120 < len(left[0]) < 200


def test_without_groups_each_half_is_judged_by_the_other() -> None:
    one, other = splits(some(20, ""))
    assert set(one.judged) == set(other.teaching) and set(other.judged) == set(one.teaching)


def test_precision_recall_and_f1_are_what_they_are() -> None:
    found = score("rules", [True, True, True, False], [True, False, True, True], [0.001, 0.002, 0.009, 0.002])
    assert found.row() == "| rules | 4 | 0.667 | 0.667 | 0.667 | 2 |"
    assert score("nothing", [], [], []).row() == "| nothing | 0 | 0.000 | 0.000 | 0.000 | 0 |"


async def test_the_table_goes_from_saying_it_always_to_all_corrections_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(methods, "DRAWS", 1)
    pytest.importorskip("sklearn", reason="the extra learning is not installed")
    pytest.importorskip("vaderSentiment", reason="it is compared with where it is installed")
    posts = [*some(30, "A", "B"), *(Post(text, True, "A") for text in ODD.values())]
    rows = {each.method: each.quality async for each in table(posts, SETTINGS)}
    assert list(rows) == [
        "always says complaint",
        "VADER, negative below −0.05",
        "rules",
        "rules, and 60 to 67 corrections without learning",
        "rules, learnt from 50 corrections of other groups",
        "rules, learnt from 60 to 67 corrections of other groups",
    ]
    assert rows["always says complaint"].recall == 1 and rows["rules"].precision == 1 and CURVE[0] == 50


@pytest.fixture
async def server():
    there = ModelServer()
    await there.start()
    yield there
    await there.stop()


async def lines(folder: Path, **environment: str) -> list[str]:
    posts = "\n".join(f'"{post.text}",{int(post.complaint)}' for post in some(3, ""))
    given = file(folder, f"text,label\n{posts}\n")
    return [line async for line in evaluate(Environment(_env_file=None, **environment), given, "label", "group", 0, 4)]


async def test_a_model_has_its_row_and_what_it_cost(server: ModelServer, tmp_path: Path) -> None:
    *_, row, cost = await lines(tmp_path, openai_api_key=KEY, openai_base_url=server.url)
    assert row.startswith("| gpt-6-luna | 4 | ") and "has cost $0.0" in cost and len(server.calls) == 4
    assert not any('corrections":[{' in str(call.body) for call in server.calls)


async def test_where_a_model_does_not_answer_the_rules_do_and_it_is_said(server: ModelServer, tmp_path: Path) -> None:
    server.faults.add(CHAT, "quota", times=None)
    *_, row, _ = await lines(tmp_path, openai_api_key=KEY, openai_base_url=server.url)
    assert row.startswith("| gpt-6-luna, 4 without an answer | 4 | 1.000 | 1.000 |")


async def test_without_a_key_no_model_is_asked(tmp_path: Path) -> None:
    told = await lines(tmp_path)
    assert told[0].startswith("6 posts, of which 6 are judged") and told[-1].startswith("| rules, and 3 corrections")


class Moody(FakeAssistant):
    """Refuses the first question with this, and no other."""

    def __init__(self, first: NoHelp) -> None:
        super().__init__()
        self.first: NoHelp | None = first

    async def triage(self, *given: Any) -> Judgement:
        refuses, self.first = self.first, None
        if refuses:
            raise refuses
        return await super().triage(*given)


@pytest.mark.parametrize(("after", "unanswered"), [(0.05, ""), (600, ", 1 without an answer"), (None, ", 1 without")])
async def test_a_short_pause_is_waited_for(after: float | None, unanswered: str) -> None:
    until = None if after is None else datetime.now(UTC) + timedelta(seconds=after)
    moody = as_assistant(Moody(NoHelp("Slow.", until)))
    row = (await by_model([Post(BAD.format(1), True, "")], moody, SETTINGS, 1)).row()
    assert row.startswith(f"| fake{unanswered}")
    assert unanswered or "without" not in row
