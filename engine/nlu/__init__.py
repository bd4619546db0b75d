"""Understanding: each component is a pure function in a Rasa shell."""

from engine import tuning

tuning.apply()
