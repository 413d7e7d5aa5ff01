"""The benchmarks: what Mentiondesk takes in time and memory, each figure beside a floor from the same run."""
