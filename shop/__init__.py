"""The business of an online shop: knows neither Rasa nor the web."""
