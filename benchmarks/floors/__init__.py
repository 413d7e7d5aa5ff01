"""The floors: bare scripts that do the same with the same libraries, and keep nothing."""
