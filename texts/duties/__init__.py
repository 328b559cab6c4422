"""Tasks and duties in words."""
