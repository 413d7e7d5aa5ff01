"""The pure domain: what a case is, every legal step, who may do what, and the words we refuse with."""
