"""The office in words."""
