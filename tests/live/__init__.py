"""The real thing for tests: engine, action server and database of their own, on free ports."""
