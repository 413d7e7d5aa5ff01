"""Reads for what people see, each on an index and none of them locking anything."""
