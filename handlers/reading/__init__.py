"""From typed words to what is meant."""
