"""Every word that the bot says: typed functions of domain objects that return escaped HTML."""
