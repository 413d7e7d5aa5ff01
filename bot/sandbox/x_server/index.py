"""Lists of post ids by key (who is named, who wrote it, which words), newest first without a scan."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


class Index:
    def __init__(self) -> None:
        self._ids: dict[str, list[int]] = {}

    def add(self, keys: Iterable[str], post_id: int) -> None:
        for key in keys:
            ids = self._ids.setdefault(key, [])
            if not ids or ids[-1] < post_id:
                ids.append(post_id)
            else:
                insort(ids, post_id)

    def remove(self, keys: Iterable[str], post_id: int) -> None:
        for key in keys:
            ids = self._ids.get(key, [])
            at = bisect_left(ids, post_id)
            if at < len(ids) and ids[at] == post_id:
                del ids[at]

    def newest_first(self, key: str, below: int | None = None) -> Iterator[int]:
        """Ids under this key, falling, those under `below` only."""
        ids = self._ids.get(key, [])
        start = len(ids) if below is None else bisect_left(ids, below)
        for at in range(start - 1, -1, -1):
            yield ids[at]

    def count(self, key: str) -> int:
        return len(self._ids.get(key, ()))
