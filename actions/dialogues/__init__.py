"""What a chat has begun and not finished."""
