"""The second opinion: every figure of every report counted once more, naively, from the journal alone."""
