"""Deadline phrases: from what an official types to one moment, or to a question."""

from handlers.deadlines.read import read_deadline
from handlers.deadlines.reading import Question, Reading, Reason

__all__ = ["Question", "Reading", "Reason", "read_deadline"]
