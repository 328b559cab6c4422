"""Pictures of a case and of a report."""
