"""What is owed in a case, by whom, and what becomes of it."""
