"""Tasks and duties by chat."""
