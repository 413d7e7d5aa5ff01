"""Reads the desk file into the settings of the cases, or says in one sentence which line is wrong and what to write."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from itertools import chain
from pathlib import Path
from typing import Any

from bot.cases.settings import (
    Assistant,
    Away,
    Desk,
    EscalateWhen,
    Permissions,
    PolicyStep,
    Settings,
    Sla,
    Slack,
    SlaRule,
    Team,
    Tier,
    Urgency,
    X,
)
from bot.config import absences, extras, policies, promises
from bot.config.faults import ConfigError, closest, listed
from bot.config.places import line_of
from bot.config.rules import RULES

SECTIONS: dict[str, type[Any]] = {
    "desk": Desk,
    "slack": Slack,
    "x": X,
    "teams": Team,
    "tiers": Tier,
    "sla": Sla,
    "permissions": Permissions,
    "priority": Urgency,
    "escalate_when": EscalateWhen,
    "away": Away,
    "assistant": Assistant,
}
PARTS: dict[str, type[Any]] = {"teams.steps": PolicyStep, "sla.rules": SlaRule}
"""Sections within a section: each of them is written in two brackets below the one it belongs to."""
MANY = {
    "teams": "team",
    "tiers": "tier",
    "escalate_when": "rule",
    "away": "holiday",
    "teams.steps": "step",
    "sla.rules": "rule",
}
"""Sections of which there may be several, and what one of them is."""
SHOWN = 40


def read_desk_file(path: Path) -> Settings:
    """Raises ConfigError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"The desk file {path} does not exist: copy desk.example.toml to {path} and fill it in, "
            "or name yours in DESK_FILE."
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"The desk file {path} is not UTF-8 text: save it as UTF-8.") from None
    except OSError as refused:
        raise ConfigError(
            f"The desk file {path} cannot be read ({refused.strerror}): make it a readable file."
        ) from None
    return _Reader(path.name, text).settings()


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._parts_read: Counter[str] = Counter()

    def settings(self) -> Settings:
        tables = self._tables()
        for section, table in tables.items():
            self._known_section(section, table)
        parts: dict[str, Any] = {
            section: self._several(section, tables)
            if section in MANY
            else self._section(section, tables.get(section, {}))
            for section in SECTIONS
        }
        for section in ("teams", "tiers"):
            self._names_differ(section, parts[section])
        settings = Settings(**parts)
        looks = (promises, policies, absences, extras)
        for flaw in chain.from_iterable(look.flaws(settings) for look in looks):
            raise self._fault(flaw.sentence, flaw.section, flaw.key, flaw.item, flaw.nth)
        return settings

    def _several(self, section: str, tables: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(self._section(section, table, nth) for nth, table in enumerate(tables.get(section, [])))

    def _tables(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as wrong:
            found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(wrong))
            reason, line = (found[1], found[2]) if found else (str(wrong), None)
            at = int(line) if line else len(self.text.splitlines())
            raise ConfigError(f"{self.name}, line {at}: this is not TOML ({reason}); correct the line.") from None

    def _known_section(self, section: str, table: object) -> None:
        if section not in SECTIONS:
            kind = f"section [{section}]" if isinstance(table, dict | list) else f"key {section} outside any section"
            near = closest(section, SECTIONS)
            instead = f"did you mean [{near}]?" if near else f"the sections are {listed(SECTIONS)}."
            raise self._fault(f"unknown {kind}; {instead}", section)
        if section in MANY:
            self._all_sections(section, table, section)
        elif not isinstance(table, dict):
            raise self._fault(
                f"{section} is a section; write [{section}] alone on a line, and its keys below.", section
            )

    def _all_sections(self, section: str, tables: object, at: str, key: str | None = None, nth: int = 0) -> None:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            sentence = f"each {MANY[section]} is a section of its own; write [[{section}]], with two brackets."
            raise self._fault(sentence, at, key, nth=nth)

    def _parts(self, part: str, tables: object, section: str, nth: int) -> tuple[Any, ...]:
        """The sections within the nth section of its kind; they stand in the file in this order."""
        key = part.rpartition(".")[2]
        in_brackets = line_of(self.text, part) is not None
        self._all_sections(part, tables, *((part, None) if in_brackets else (section, key, nth)))
        assert isinstance(tables, list)
        if not tables:
            raise self._fault(
                f"{part} is empty; write at least one [[{part}]], or leave it out.", section, key, nth=nth
            )
        first = self._parts_read[part]
        self._parts_read[part] += len(tables)
        return tuple(self._section(part, table, first + place) for place, table in enumerate(tables))

    def _section(self, section: str, table: dict[str, Any], nth: int = 0) -> Any:
        kind = (SECTIONS | PARTS)[section]
        known = {key_of(field): field for field in fields(kind)}
        for key in table:
            if key not in known:
                near = closest(key, known)
                instead = f"did you mean {section}.{near}?" if near else f"remove it, or use {listed(known, 'or')}."
                raise self._fault(f"unknown key {section}.{key}; {instead}", section, key, nth=nth)
        for key, field in known.items():
            if key not in table and _required(field):
                example = f"{key} = {RULES[f'{section}.{key}'].example}"
                header = f"[[{section}]]" if section in MANY else f"[{section}]"
                raise self._fault(f"{section}.{key} is missing; write {example} under {header}.", section, nth=nth)
        return kind(**{known[key].name: self._value(section, key, value, nth) for key, value in table.items()})

    def _value(self, section: str, key: str, value: object, nth: int) -> object:
        if f"{section}.{key}" in PARTS:
            return self._parts(f"{section}.{key}", value, section, nth)
        rule = RULES[f"{section}.{key}"]
        if wrong := rule.offender(value):
            near = rule.hint(wrong[0])
            instead = f'did you mean "{near}"?' if near else f"write for example {key} = {rule.example}."
            item = wrong[0] if rule.many and isinstance(wrong[0], str) else None
            raise self._fault(
                f"{section}.{key} must be {rule.want}, not {_shown(wrong[0])}; {instead}", section, key, item, nth
            )
        if isinstance(value, list):
            return tuple(value)
        return value.strip().removeprefix("@") if key in ("handle", "name") and isinstance(value, str) else value

    def _names_differ(self, section: str, named: Sequence[Team | Tier]) -> None:
        first: dict[str, int] = {}
        for nth, each in enumerate(named):
            other = first.setdefault(each.name.casefold(), nth)
            if other != nth:
                one, line = MANY[section], line_of(self.text, section, "name", nth=other)
                taken = f'{section}.name "{each.name}" is taken by the {one} in line {line}'
                raise self._fault(f"{taken}; give each {one} a name of its own.", section, "name", nth=nth)

    def _fault(
        self, sentence: str, section: str, key: str | None = None, item: str | None = None, nth: int = 0
    ) -> ConfigError:
        line = line_of(self.text, section, key, item, nth)
        return ConfigError(f"{self.name}, line {line}: {sentence}" if line else f"{self.name}: {sentence}")


def key_of(field: Field[Any]) -> str:
    """The key's name in the file; Python's own words, such as `from`, have an underscore behind them here."""
    return field.name.rstrip("_")


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
