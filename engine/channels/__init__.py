"""How the engine is reached beside the stock REST channel: by people and programs of the house alone."""
