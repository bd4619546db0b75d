"""The shop in a database: SQLAlchemy over SQLite or PostgreSQL."""
