"""Deadline phrases: from what an official types to one moment, or to a question."""

from deadlines.deadline_reader import read_deadline
from deadlines.interval_reader import read_interval
from deadlines.readings import DateQuestion, Interval, Lean, Reading, Reason

__all__ = ["DateQuestion", "Interval", "Lean", "Reading", "Reason", "read_deadline", "read_interval"]
