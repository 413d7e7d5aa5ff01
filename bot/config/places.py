"""Where in a desk file a key or a value stands, as the line number a person sees in an editor."""

import re


def line_of(text: str, section: str, key: str | None = None, item: str | None = None, nth: int = 0) -> int | None:
    """The line of `item` in the value of `key` in the nth section of this name, or of what is there of these."""
    lines = text.splitlines()
    headers = [number for number, line in enumerate(lines) if _is_header(line, section)]
    if not headers:
        return _first(lines, 0, len(lines), _assignment(key or section)) if key or section else None
    start = headers[min(nth, len(headers) - 1)]
    end = _first(lines, start + 1, len(lines), re.compile(r"\s*\[{1,2}[\w\"'. -]+\]{1,2}\s*(#.*)?$"))
    stop = end - 1 if end else len(lines)
    at = _first(lines, start + 1, stop, _assignment(key)) if key else None
    if at is None:
        return start + 1
    if item is not None:
        return _first(lines, at - 1, stop, re.compile(f".*{re.escape(item)}")) or at
    return at


def _is_header(line: str, section: str) -> bool:
    return bool(re.match(rf"\s*\[{{1,2}}\s*[\"']?{re.escape(section)}[\"']?\s*\]{{1,2}}", line))


def _assignment(key: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[\w\"'-]+\s*\.\s*)?[\"']?{re.escape(key)}[\"']?\s*[.=]")


def _first(lines: list[str], start: int, stop: int, pattern: re.Pattern[str]) -> int | None:
    """Counted from 1."""
    return next((number + 1 for number in range(start, stop) if pattern.match(lines[number])), None)
