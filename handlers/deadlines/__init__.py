"""Deadline phrases: from what an official types to one moment, or to a question."""

from handlers.deadlines.intervals import read_interval
from handlers.deadlines.read import read_deadline
from handlers.deadlines.reading import Interval, Lean, Question, Reading, Reason

__all__ = ["Interval", "Lean", "Question", "Reading", "Reason", "read_deadline", "read_interval"]
