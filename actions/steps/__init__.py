"""What forms ask for, each in one place for all forms."""
