"""What stops the program with one plain sentence."""


class Fault(Exception):
    """`str(fault)` is a sentence that says what is wrong and what to do; no traceback is shown."""
