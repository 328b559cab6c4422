"""One sample of every message that the bot can say, from fixed domain objects; messages/ is what it comes to."""
