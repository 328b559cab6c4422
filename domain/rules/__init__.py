"""The rules of the office as data, and how each is changed."""
