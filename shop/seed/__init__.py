"""Whole shops: made up for the demo, read from files, written to files."""
