"""A Zalo Bot API of our own, after what is known of Zalo's."""
