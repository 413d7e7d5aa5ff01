"""The command line: run the benchmarks, print their table, and write it into the document if asked to."""

import argparse
import asyncio
import re
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks import (
    acks,
    busy,
    figures,
    forwarding,
    intake,
    machine,
    memory,
    mention,
    pace,
    rates,
    recovery,
    reply,
    start,
    stored,
    timers,
)
from benchmarks.figures import Figure
from benchmarks.process import ROOT
from benchmarks.size import FULL, QUICK, Size

Benchmark = Callable[[Size, Path], Awaitable[list[Figure]]]

BENCHMARKS: dict[str, Benchmark] = {
    "mention": mention.run,
    "reply": reply.run,
    "acks": acks.run,
    "start": start.run,
    "memory": memory.run,
    "rates": rates.run,
    "intake": intake.run,
    "timers": timers.run,
    "forwarding": forwarding.run,
    "busy": busy.run,
    "pace": pace.run,
    "recovery": recovery.run,
    "stored": stored.run,
}
DOCUMENT = ROOT / "docs" / "benchmarks.md"
PLACE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def main() -> None:
    asked = _arguments()
    names = asked.only or list(BENCHMARKS)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        where = machine.described(Path(folder))
        print(where, flush=True)
        found = asyncio.run(_measured(names, QUICK if asked.quick else FULL, Path(folder), asked.calm))
    print(f"\n{figures.plain(found)}")
    if asked.markdown:
        written = DOCUMENT.read_text(encoding="utf-8")
        before = PLACE.search(written)
        table = figures.markdown(found, before[0] if before else "")
        told = f"Measured on {time.strftime('%Y-%m-%d')}: {where}\n\n{table}\n"
        DOCUMENT.write_text(PLACE.sub(lambda _: told, written), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS, action="append", help="this one; may be given several times")
    parser.add_argument("--quick", action="store_true", help="fewer samples")
    parser.add_argument("--calm", action="store_true", help="before each, wait until the machine is calm")
    parser.add_argument("--markdown", action="store_true", help="renew these figures in docs/benchmarks.md")
    return parser.parse_args()


async def _measured(names: list[str], size: Size, folder: Path, calm: bool) -> list[Figure]:
    found: list[Figure] = []
    for name in names:
        if calm:
            await machine.calm()
        begun = time.perf_counter()
        print(f"{name} …", end=" ", flush=True)
        place = folder / name
        place.mkdir()
        try:
            measured = await BENCHMARKS[name](size, place)
        except (TimeoutError, RuntimeError) as failed:
            print(f"gave no figures: {failed}", flush=True)
            continue
        load = machine.load()
        found += [figure.under(load) for figure in measured]
        print(f"{time.perf_counter() - begun:.0f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
