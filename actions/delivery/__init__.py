"""What is stored of words that come in, and recorded of those that go out."""
