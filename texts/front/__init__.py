"""Answers, refusals, questions and help."""
