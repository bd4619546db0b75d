"""What runs inside the Rasa process, named by dotted path in YAML."""
