"""What a report counts, from records alone."""
