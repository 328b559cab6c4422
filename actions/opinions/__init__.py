"""Asking for opinions, giving and signing them, and what is read of them."""
