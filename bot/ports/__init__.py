"""What the middle needs from outside, one Protocol a file."""
