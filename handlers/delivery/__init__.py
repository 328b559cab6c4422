"""The third walk: what is owed is said."""
