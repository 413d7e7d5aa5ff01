"""What the documents say about the environment and the desk file is what the code reads."""

import re
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr

from bot.config import Environment
from bot.config.desk_file import PARTS, SECTIONS, key_of

PAGE = Path("docs/configuration.md")
VARIABLES = {
    name.upper(): field.default.get_secret_value() if isinstance(field.default, SecretStr) else str(field.default)
    for name, field in Environment.model_fields.items()
}
KEYS = {f"{section}.{key_of(field)}": field for section, kind in (SECTIONS | PARTS).items() for field in fields(kind)}


def rows(heading: str) -> dict[str, str]:
    """Name and default of each row of the table below a heading."""
    below = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = (line.split("|") for line in below.splitlines() if line.startswith("| `"))
    return {cell[1].strip().strip("`"): cell[2].strip().strip("`") for cell in cells}


def test_every_variable_is_in_the_table_and_no_other() -> None:
    assert set(rows("The environment")) == set(VARIABLES)


def test_every_default_of_a_variable_in_the_table_is_the_codes() -> None:
    told = {name: default for name, default in rows("The environment").items() if default not in ("", "required")}
    assert told == {name: default for name, default in VARIABLES.items() if default}


def test_the_example_of_the_environment_names_every_variable_with_its_default() -> None:
    values = dotenv_values(".env.example")
    assert set(values) == set(VARIABLES)
    assert {name: value for name, value in values.items() if value} == {
        name: default for name, default in VARIABLES.items() if default and name != "OPENAI_MODEL"
    }


def test_every_key_of_the_desk_file_is_in_the_table_and_no_other() -> None:
    assert set(rows("The desk file")) == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_default_of_a_key_in_the_table_is_the_codes(key: str) -> None:
    told, default = rows("The desk file")[key], KEYS[key].default
    if default is MISSING:
        assert told == "required"
    elif default is None or default == "":
        assert told == "none"
    elif isinstance(default, bool):
        assert told == str(default).lower()
    else:
        written = list(default) if isinstance(default, tuple) else default
        assert told.replace('"', "'") == str(written)


def test_the_example_desk_file_shows_every_key() -> None:
    shown = set()
    for section, table in tomllib.loads(Path("desk.example.toml").read_text(encoding="utf-8")).items():
        for part in table if isinstance(table, list) else [table]:
            shown |= {f"{section}.{key}" for key in part}
            for name in PARTS.keys() & {f"{section}.{key}" for key in part}:
                shown |= {f"{name}.{key}" for step in part[name.rpartition(".")[2]] for key in step}
    assert shown == set(KEYS)


def test_a_variable_named_anywhere_in_the_documents_exists() -> None:
    pattern = re.compile(r"`((?:SLACK|X|OPENAI|DATABASE|DESK|LOG)_[A-Z_]+)`")
    for page in [Path("README.md"), *Path("docs").rglob("*.md")]:
        assert set(pattern.findall(page.read_text(encoding="utf-8"))) <= set(VARIABLES), page
