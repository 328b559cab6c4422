"""Everything said to and by people."""
