"""What goes back and forth before a command is given: drafts, guides, and what a chat has begun."""
