"""What becomes of every call to the outside whatever goes wrong with it: one table, tried line by line."""
