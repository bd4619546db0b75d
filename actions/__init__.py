"""Speaks Rasa: slots in, events and names of responses out. No rules, no SQL, no words for customers."""
