"""Reports by chat."""
