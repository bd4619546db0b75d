"""The desk: where the people behind the bot work."""
