"""`GET /metrics` for Prometheus: what was sent with which outcome, what waits, how old the oldest of it is.

No names, no texts; every figure is read by index or counted in the process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from actions.aside import REPORTS, SIDE
from actions.clock.audit import InstallationState
from bot.program import Program
from domain.audits import Defect
from domain.refusals import ProcessFailure


class MetricsReading(Collector):
    """One reading of the program and its database."""

    def __init__(self, program: Program, state: InstallationState) -> None:
        self.program = program
        self.state = state

    def collect(self) -> Iterator[Metric]:
        now, state, sender = self.program.clock.now(), self.state, self.program.sender
        labels = ["channel", "outcome"]
        outcomes = CounterMetricFamily("dondoc_messages", "Attempts to send, by channel and outcome.", labels=labels)
        for label, count in sorted(sender.outcomes.items()):
            outcomes.add_metric(label, count)
        yield outcomes
        yield _gauge("messages_under_way", "Messages in this process's hands.", len(sender.under_way))
        yield _gauge("messages_due", "Messages that could go out now.", state.due)
        yield _gauge("oldest_due_seconds", "How long the oldest of them could.", _age(state.unsent_since, now))
        yield _gauge("oldest_unread_seconds", "How long the oldest word waits.", _age(state.unread_since, now))
        yield _gauge("tick_age_seconds", "Since the clock was last looked at.", _age(self.program.ticked_at, now))
        yield _gauge("clock_confirmed", "Whether a platform bears the clock out.", self.program.clock.is_confirmed)
        yield _gauge("audit_age_seconds", "Since the last audit.", _age(state.audited_at, now))
        reads = GaugeMetricFamily("dondoc_reads_updates", "Whether this process reads the channel.", labels=["channel"])
        for name, line in self.program.lines.items():
            reads.add_metric([name], line.reader.leads)
        yield reads
        sent = GaugeMetricFamily("dondoc_sent_this_month", "By channels that allow so many.", labels=["channel"])
        for name, count in state.sent.items():
            sent.add_metric([name], count)
        yield sent
        yield _gauge("journal_entries", "Number of the last entry.", state.journal_seq)
        deaths = CounterMetricFamily(
            "dondoc_side_process_deaths",
            "How often the process that reads and draws ended in the middle.",
            labels=["cause"],
        )
        for cause in ProcessFailure:
            deaths.add_metric([cause], SIDE.deaths[cause] + REPORTS.deaths[cause])
        yield deaths
        found = GaugeMetricFamily("dondoc_audit_findings", "What the last audit found.", labels=["defect"])
        counts = {one.defect: one.count for one in state.found}
        for defect in Defect:
            found.add_metric([defect], counts.get(defect, 0))
        yield found
        aside = GaugeMetricFamily("dondoc_updates_set_aside", "Words that could not be handled.", labels=["reason"])
        for reason, count in state.set_aside.items():
            aside.add_metric([reason], count)
        yield aside


def _gauge(name: str, documentation: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"dondoc_{name}", documentation, value)


def _age(moment: datetime | None, now: datetime) -> float:
    """Seconds since then; 0 where there is nothing to be old."""
    return 0.0 if moment is None else max(0.0, (now - moment).total_seconds())


def metrics_page(program: Program, state: InstallationState) -> bytes:
    registry = CollectorRegistry()
    registry.register(MetricsReading(program, state))
    page: bytes = generate_latest(registry)
    return page
