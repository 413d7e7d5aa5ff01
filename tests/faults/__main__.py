"""Prints the table as the document on reliability shows it: `python -m tests.faults`."""

import sys

from tests.faults.page import rendered

sys.stdout.write(rendered())
