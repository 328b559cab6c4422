"""Units, people, absences, calendar and rules of the office."""
