"""The long run: `python -m tests.kills.soak [kills] [address of a database]` kills the bot at random, and counts."""

import asyncio
import secrets
import sys
import tempfile
from pathlib import Path

from tests.kills.random_kills import random_kills, summary

KILLS = 200


say = sys.stdout.write


def main(kills: str = str(KILLS), database: str = "", seed: str = "") -> int:
    folder, chosen = Path(tempfile.mkdtemp(prefix="soak-")), int(seed or secrets.randbelow(10**6))
    say(f"{kills} random kills, seed {chosen}, in {folder} …\n")
    result = asyncio.run(random_kills(folder, int(kills), chosen, database, forked=False))
    say(summary(result) + "\n")
    return 1 if any(result.wrongs.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
