"""The long run: `python -m tests.kills.soak [kills] [sqlite | postgresql | an address] [amiss]` kills, and counts.

`amiss`: calls to X and Slack go wrong at random meanwhile.
"""

import asyncio
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kills.random_kills import random_kills, summary
from tests.postgres import postgres

KILLS = 200
AMISS = "amiss"


say = sys.stdout.write


@contextmanager
def address(database: str) -> Iterator[str]:
    """Empty for a file of SQLite's; `postgresql` alone is a server of our own."""
    if database == "postgresql":
        with postgres() as server:
            yield server.get_uri()
    else:
        yield database.removeprefix("sqlite")


def main(*asked: str) -> int:
    wrong, given = AMISS in asked, [each for each in asked if each != AMISS]
    kills, database, seed = (*given, *("", "", "")[len(given) :])
    kills, chosen = kills or str(KILLS), int(seed or secrets.randbelow(10**6))
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    say(f"{kills} random kills on {database.partition(':')[0] or 'sqlite'}, seed {chosen}, in {folder} …\n")
    with address(database) as there:
        result = asyncio.run(random_kills(folder, int(kills), chosen, there, forked=False, wrong=wrong))
    say(summary(result) + "\n")
    return 1 if any(result.wrongs.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
