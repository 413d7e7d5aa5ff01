"""From a mention on a network to a case at the desk."""
