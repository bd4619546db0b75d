"""Measuring what is understood, from files of sentences that nobody trained on."""
