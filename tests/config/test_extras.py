"""What is switched on in the desk file must be installed."""

from pathlib import Path

import pytest

from bot.config import extras
from tests.config.test_desk_file import LEAST, read, refusal

LEARN = f"{LEAST}\n[assistant]\nlearn = true\n"


def test_learning_is_off_unless_somebody_switches_it_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: object())
    assert not read(tmp_path, LEAST).assistant.learn and read(tmp_path, LEARN).assistant.learn


def test_learning_without_the_extra_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert read(tmp_path, LEAST)
    assert refusal(tmp_path, LEARN).endswith(
        "assistant.learn needs the extra learning; run .venv/bin/pip install -e '.[learning]', or remove the key."
    )
