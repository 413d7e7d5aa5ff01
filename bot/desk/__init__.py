"""What employees do with a case: one file per verb."""
