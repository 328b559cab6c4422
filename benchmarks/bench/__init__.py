"""What the program costs and how fast it is, from outside, beside peers in one run (docs/benchmarks.md)."""
