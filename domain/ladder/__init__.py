"""The dated steps around a duty, who hears each, and what is owed to be said."""
