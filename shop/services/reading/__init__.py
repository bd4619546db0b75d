"""Reads what customers type: pure functions from free words to values, which the model then judges."""
