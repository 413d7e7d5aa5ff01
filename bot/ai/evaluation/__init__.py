"""How well complaints are told from the rest, on posts that people have labelled: by rules, by learning, by a model."""
