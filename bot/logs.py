"""Logs for those who run the program: no message text, no names, no secrets."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog

FRAMES_SHOWN = 12  # of one exception, the innermost first
LONGEST_TRAIL = 60  # lines


def name_exceptions(
    _logger: structlog.typing.WrappedLogger, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Put in the place of a traceback where it was raised and of what kind, without a word of its own."""
    wrong = event.pop("exc_info", None)
    if wrong is True:
        wrong = sys.exc_info()[1]
    if isinstance(wrong, BaseException):
        event["trail"] = trail(wrong)
    return event


def trail(wrong: BaseException) -> list[str]:
    """Where it was raised and of what kind, and what it came of, without a word of its own: a library's or a driver's
    sentence may hold what somebody wrote."""
    kinds: list[str] = []
    seen: BaseException | None = wrong
    while seen is not None and len(kinds) < LONGEST_TRAIL:
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(seen.__traceback__)]
        kinds += [f"{type(seen).__module__}.{type(seen).__qualname__}", *reversed(frames[-FRAMES_SHOWN:])]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return kinds


def set_up_logs(level: str, style: str) -> None:
    renderer = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            name_exceptions,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        # The stream of the moment: one that stood in its place for a while may be closed since.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(level=max(logging.WARNING, logging.getLevelNamesMapping()[level]), stream=sys.stderr)
    # The scheduler names every tick that another one overtook; that is how it is meant to be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
