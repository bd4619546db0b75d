"""Plain dataclasses and rules, standard library only."""
