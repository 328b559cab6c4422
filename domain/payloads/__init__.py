"""What each kind of notice carries."""
