"""The office by chat."""
