"""Opinions and circulars by chat."""
