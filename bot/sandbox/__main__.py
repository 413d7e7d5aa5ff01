"""`python -m bot.sandbox` is short for `python -m bot sandbox`."""

import sys

from bot.sandbox.demo import main

if __name__ == "__main__":
    sys.exit(main())
