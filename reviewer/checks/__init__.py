"""Floor 4: the rules. A rule is a card in ``reviewer/rules/*.toml``; what a card cannot say is a relation."""
