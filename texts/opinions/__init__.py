"""Opinions and circulars in words."""
