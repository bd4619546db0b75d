"""Understanding: each component is a pure function in a Rasa shell."""
