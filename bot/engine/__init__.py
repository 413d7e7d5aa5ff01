"""The alarm clock: it wakes the workers of lanes and clocks, and knows nothing of what they do."""
