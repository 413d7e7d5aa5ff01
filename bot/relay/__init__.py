"""From a decision to the outside world: never lost, never twice."""
