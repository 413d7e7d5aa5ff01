"""How long something in this process takes, by the clock and of the processor."""

import time
from types import TracebackType
from typing import Self


class Stopwatch:
    """Runs within its `with`."""

    def __enter__(self) -> Self:
        self.seconds, self.cpu_seconds = -time.perf_counter(), -time.process_time()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds += time.perf_counter()
        self.cpu_seconds += time.process_time()
