"""The rules of the office, in pure Python: no input, no output, no clock."""
