"""What people and the clock can do: one verb, one function, one transaction."""
