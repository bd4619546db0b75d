"""What is said, in the customer's language."""
