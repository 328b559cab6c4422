"""Acts on tasks and on any duty, and what is read of them."""
