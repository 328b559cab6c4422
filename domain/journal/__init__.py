"""What the entries of the journal carry: a frozen dataclass by act, parsed and dumped here alone."""

from domain.acts import Act
from domain.journal import clock, duties, office, opinions, requests
from domain.journal.recorded import PAYLOADS

__all__ = ["clock", "duties", "office", "opinions", "requests"]

if unknown := set(Act) - PAYLOADS.keys():
    raise RuntimeError(f"nothing says what is recorded of {', '.join(sorted(unknown))}")
