"""The machine that the figures come from, in one sentence."""

import asyncio
import os
import platform
import time
from pathlib import Path

from benchmarks.figures import median

BUSY = 0.15  # share of all cores in use, below which the machine counts as calm
PATIENCE = 300.0  # seconds
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


async def calm() -> None:
    """Wait until other programs leave the machine alone, though not for ever."""
    deadline = time.monotonic() + PATIENCE
    while await _busy() > BUSY and time.monotonic() < deadline:
        pass


async def _busy() -> float:
    """The share of all cores that was in use for the last three seconds."""
    before = _spent()
    await asyncio.sleep(3)
    total, idle = (now - then for now, then in zip(_spent(), before, strict=True))
    return 1 - idle / total


def _spent() -> tuple[int, int]:
    """What all cores have spent, in all and idle."""
    fields = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0].split()[1:]
    return sum(map(int, fields)), int(fields[3])


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
