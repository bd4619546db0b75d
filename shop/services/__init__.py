"""Use cases: one class a topic, one method a use case; a service owns the transaction and the ownership check."""
