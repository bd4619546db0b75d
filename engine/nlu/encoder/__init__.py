"""The sentence encoder: from a model directory to vectors, without torch."""
