"""Everything a customer can have changed, one small class a change."""
