"""The audit trail as CSV or JSON lines, for spreadsheets and archives."""

import csv
import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TextIO

from bot.storage.trail import Recorded


class Form(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"


Values = dict[str, object]
FIELDS = ("id", "workspace", "case", "at", "what", "by", "details")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(steps: Iterable[Recorded], form: Form, to: TextIO) -> int:
    """How many steps were written."""
    written = 0
    row = _rows(to) if form is Form.CSV else _lines(to)
    for step in steps:
        row({name: getattr(step, name) for name in FIELDS} | {"at": step.at.isoformat()})
        written += 1
    return written


def _lines(to: TextIO) -> Callable[[Values], None]:
    return lambda values: print(json.dumps(values, ensure_ascii=False), file=to)


def _rows(to: TextIO) -> Callable[[Values], None]:
    table = csv.writer(to, lineterminator="\n")
    table.writerow(FIELDS)

    def row(values: Values) -> None:
        said = values | {"details": json.dumps(values["details"], ensure_ascii=False)}
        table.writerow([_harmless(said[name]) for name in FIELDS])

    return row


def _harmless(value: object) -> object:
    """No spreadsheet may take what people wrote for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
