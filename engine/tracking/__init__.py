"""Where dialogues are kept."""
