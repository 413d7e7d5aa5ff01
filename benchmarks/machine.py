"""The machine that the figures come from, in one sentence."""

import os
import platform
import time
from pathlib import Path

from benchmarks.figures import median

WRITES = 40
PAGE = bytes(4096)


def described(folder: Path) -> str:
    """`folder` is where the databases of the benchmarks are."""
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; writing 4 KB to the disk takes {_write(folder):.1f} ms."
    )


def load() -> float:
    """The load average of the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _write(folder: Path) -> float:
    """Milliseconds until a page is safe: the floor of every commit."""
    spent = []
    with (folder / "page").open("wb") as file:
        for _ in range(WRITES):
            begun = time.perf_counter()
            file.write(PAGE)
            file.flush()
            os.fsync(file.fileno())
            spent.append((time.perf_counter() - begun) * 1000)
    return median(spent)
