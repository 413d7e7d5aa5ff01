"""The files of the page: nothing from elsewhere, and no data that could become markup."""

import re
from pathlib import Path

import bot.sandbox

STATIC = Path(bot.sandbox.__file__).parent / "static"


def test_the_page_brings_everything_along() -> None:
    for path in STATIC.rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert not re.search(r"(?:src|href|url|from|import)\s*[=(]?\s*[\"']?https?://", text), path


def test_data_never_becomes_markup() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function")
    assert [path for path in STATIC.rglob("*.js") if forbidden.search(path.read_text(encoding="utf-8"))] == []
