"""The organisation, who is away, and its working time."""
