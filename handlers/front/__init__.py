"""Where words come in: recognised, screened, handled in order, answered."""
