"""What is remembered, and the only SQL."""
