"""Documents handed out by the bot, in the layout that offices expect."""
